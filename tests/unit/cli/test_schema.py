"""The columns of the tables as JSON Schema and as a reference."""

import json

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.records import StatementRow, tables


def _output(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["schema", *arguments])
    assert result.exit_code == 0
    return result.output


def test_names() -> None:
    assert [line.split()[0] for line in _output().splitlines()] == [table.name for table in tables()]


def test_one_table() -> None:
    assert json.loads(_output("statements")) == StatementRow.model_json_schema()


def test_all_tables() -> None:
    assert set(json.loads(_output("--all"))["tables"]) == {table.name for table in tables()}


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_reference_has_every_column(table: object) -> None:
    section = _output("--markdown").partition(f"\n## {table.name}\n")[2].partition("\n## ")[0]  # type: ignore[attr-defined]
    for column in table.row.model_fields:  # type: ignore[attr-defined]
        assert f"| `{column}` |" in section


def test_unknown_table_is_wrong_use() -> None:
    assert CliRunner().invoke(main, ["schema", "statments"]).exit_code == 2
