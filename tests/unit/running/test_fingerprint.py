"""What stored results depend on."""

import ast
from pathlib import Path

import extractor
from extractor.running.fingerprint import _DOCUMENT_STAGE

PACKAGE = Path(extractor.__file__).parent
# Messages, helpers that decide nothing, and settings, which have a hash of their own.
DECIDES_NOTHING = {"errors", "frozen", "cache", "extras", "settings", "__init__"}


def _imported(path: Path) -> set[str]:
    """The parts of the program that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "extractor":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("extractor."):
            found.add((node.module or "").split(".")[1])
    return {name for name in found if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").exists()}


def test_code_that_decides_about_a_document_is_all_code_that_its_rows_come_from() -> None:
    seen, left = set[str](), {"document", "readers", "cleaning", "analysis"}
    while left:
        name = left.pop()
        seen.add(name)
        paths = [*(PACKAGE / name).rglob("*.py"), *PACKAGE.glob(f"{name}.py")]
        left |= {other for path in paths for other in _imported(path)} - seen
    assert seen - DECIDES_NOTHING == set(_DOCUMENT_STAGE)
