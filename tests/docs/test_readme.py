"""The documentation says what the program does: commands have help, references are generated, README's blocks run."""

import csv
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from blocks import BLOCK, ROOT, blocks, run
from click.testing import CliRunner

from extractor.cli import COMMANDS, main
from extractor.exports.base import exporters
from extractor.records import tables

README = (ROOT / "README.md").read_text("utf-8")


def _commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from _commands(child, (*path, name))


@pytest.mark.parametrize("path", list(_commands(main, ())), ids=" ".join)
def test_every_command_has_help_with_examples(path: tuple[str, ...]) -> None:
    for option in ("-h", "--help"):
        result = CliRunner().invoke(main, [*path, option])
        assert result.exit_code == 0
        assert result.output.startswith("Usage: ")
        assert "Examples:\n" in result.output
        assert " ".join(("extractor", *path)) in result.output.partition("Examples:")[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_readme_mentions_every_command(name: str) -> None:
    assert f"| `extractor {name}" in README


@pytest.mark.parametrize("table", [table.name for table in tables()])
def test_readme_mentions_every_table(table: str) -> None:
    assert f"`{table}`" in README.partition("\n## Tables")[2]


def test_readme_begins_with_the_two_commands() -> None:
    first = next(BLOCK.finditer(README))
    assert [line.partition("#")[0].strip() for line in first["code"].splitlines()] == ["make run", "make test"]


def test_readme_names_every_export() -> None:
    page = (ROOT / "docs" / "how-to" / "exports.md").read_text("utf-8")
    for name in exporters():
        assert f"`{name}`" in README
        assert f"`{name}`" in page


def test_figures_of_the_readme_are_those_of_the_page_on_quality() -> None:
    section = README.partition("## How good it is")[2].partition("\n## ")[0]
    figures = re.findall(r"([\d.]+)%", section)
    measured = re.findall(r"[\d.]+", (ROOT / "docs" / "quality.md").read_text("utf-8"))
    assert len(figures) >= 5
    assert set(figures) <= set(measured)


def test_table_reference_is_up_to_date() -> None:
    generated = CliRunner().invoke(main, ["schema", "--markdown"]).output
    assert (ROOT / "docs" / "tables.md").read_text("utf-8") == generated, "run: extractor schema --markdown > docs/tables.md"


def test_links_lead_somewhere() -> None:
    for page in ROOT.glob("*.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample inputs, as a user has them after cloning."""
    path = tmp_path_factory.mktemp("readme run")
    for name in ("seeds", "corpus"):
        shutil.copytree(ROOT / name, path / name)
    return path


def _excerpts() -> Iterator[dict[str, str]]:
    """Rows of README's tables whose header cells are columns."""
    header: list[str] = []
    for line in README.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells or set(cells) == {"---"}:
            header = header if cells else []
        elif not header:
            header = cells
        elif header[0] in ("speaker", "name"):
            yield dict(zip(header, cells, strict=True))


@pytest.mark.docs
def test_shell_blocks_run_and_give_the_excerpts(folder: Path) -> None:
    code = blocks(README, "sh")
    assert code
    run(["bash", "-euxo", "pipefail", "-c", "\n".join(code)], folder)
    rows = []
    for table in ("statements_flat", "people", "places"):
        with (folder / "my-tables" / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    excerpts = list(_excerpts())
    assert len(excerpts) == 12
    for excerpt in excerpts:
        assert any(excerpt.items() <= row.items() for row in rows), excerpt


@pytest.mark.docs
def test_python_blocks_run(folder: Path) -> None:
    code = blocks(README, "python")
    assert code
    run([sys.executable, "-c", "\n".join(code)], folder)
