"""The layers of the package: who may import whom, where spaCy may be imported, how long a file may be."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "extractor"
LAYERS = [
    {"errors", "frozen", "ids", "row", "told", "records", "articles"},
    {"settings", "resources", "extras", "model_entries", "cache", "kept", "sourcing"},
    {"cleaning"},
    {"readers"},
    {"fact_checks"},
    {"analysis"},
    {"entities"},
    {"mentions"},
    {"statements"},
    {"speakers"},
    {"contents"},
    {"document"},
    {"components"},
    {"linking", "tables"},
    {"decisions"},
    {"writers", "report"},
    {"running"},
    {"api", "serving"},
    {"review", "service"},
    {"evaluation"},
    {"exports"},
    {"cli"},
    {"__main__"},
]
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
SPACY_LAYERS = {"analysis", "components"}
MAX_LINES = 400
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
NAMES = [path.relative_to(PACKAGE).as_posix() for path in MODULES]


def _imports(path: Path) -> Iterator[str]:
    """Dotted names that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_the_guide_shows_the_layers() -> None:
    guide = (PACKAGE.parent / "CONTRIBUTING.md").read_text("utf-8")
    paragraph = next(each for each in guide.split("\n\n") if "` < `" in each)
    assert [set(names.split()) for names in re.findall(r"`(.+?)`", paragraph)] == LAYERS


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_imports_point_to_layers_further_left(path: Path) -> None:
    own = _layer(path)
    assert own in RANK, f"'{own}' has no place in the layer list"
    for name in _imports(path):
        root, _, rest = name.partition(".")
        target = rest.split(".")[0]
        if root == "extractor" and target in RANK and target != own:
            base = own in LAYERS[0] | LAYERS[1]
            assert RANK[target] < RANK[own] + base, f"{own} imports {target}, which is no earlier layer"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_spacy_stays_in_its_layers(path: Path) -> None:
    spacy = {name for name in _imports(path) if name.split(".")[0] in {"spacy", "thinc"}}
    assert not spacy or _layer(path) in SPACY_LAYERS


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("command", [[], ["-h"], ["schema"], ["model", "-h"]], ids=str)
def test_commands_that_do_not_parse_start_light(command: list[str]) -> None:
    code = (
        "import sys; from click.testing import CliRunner; from extractor.cli import main;"
        f"CliRunner().invoke(main, {command!r});"
        "print([name for name in ('spacy', 'pandas', 'duckdb', 'numpy', 'trafilatura') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
