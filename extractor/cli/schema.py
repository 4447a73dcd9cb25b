"""``extractor schema``: the columns of the tables, from the records that make them."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from extractor.records import Table


@click.command(
    short_help="JSON Schema of tables and settings, questions in SQL.",
    epilog="""\b
Examples:
  extractor schema                  names of the tables and their descriptions
  extractor schema statements       JSON Schema of one table
  extractor schema --all            JSON Schema of all tables in one object
  extractor schema --markdown       the reference of all tables and columns
  extractor schema --queries        questions that analysts ask, in SQL for extractor.sqlite
  extractor schema --config         JSON Schema of the file extractor.toml""",
)
@click.argument("table", required=False)
@click.option("--all", "everything", is_flag=True, help="All tables in one object.")
@click.option("--markdown", is_flag=True, help="The reference in docs/tables.md.")
@click.option("--queries", is_flag=True, help="Questions in SQL, the page docs/how-to/sql.md.")
@click.option("--config", is_flag=True, help="The settings of extractor.toml.")
def schema(table: str | None, everything: bool, markdown: bool, queries: bool, config: bool) -> None:
    """Print the JSON Schema of the output tables, from the records that make them."""
    if config:
        from extractor.settings import Config

        click.echo(json.dumps(Config.model_json_schema(), indent=2))
        return
    if queries:
        from extractor.exports.questions import page

        click.echo("\n".join(page()))
        return
    from extractor.records import SCHEMA_VERSION, tables

    known = {entry.name: entry for entry in tables()}
    if markdown:
        click.echo("\n".join((*_reference(known), *_flat())))
    elif everything:
        schemas = {name: entry.row.model_json_schema() for name, entry in known.items()}
        click.echo(json.dumps({"schema_version": SCHEMA_VERSION, "tables": schemas}, indent=2))
    elif table is None:
        for name, entry in known.items():
            click.echo(f"{name:20} {entry.summary}")
    elif table in known:
        click.echo(json.dumps(known[table].row.model_json_schema(), indent=2))
    else:
        raise click.BadParameter(f"'{table}' is no table; tables are {', '.join(known)}", param_hint="TABLE")


def _reference(known: "dict[str, Table]") -> Iterator[str]:
    """Yield all tables and columns as Markdown."""
    yield "# Tables"
    yield ""
    yield "Written by `extractor schema --markdown` from `extractor/records.py`. Offsets are Unicode code points into"
    yield "`documents.text`, 0-based, ends exclusive. In CSV files lists are joined with `|`; Parquet files have real arrays."
    for name, table in known.items():
        references = dict(table.foreign_keys)
        yield ""
        yield f"## {name}"
        yield ""
        yield f"{table.summary} Key: {', '.join(f'`{column}`' for column in table.primary_key)}."
        yield ""
        yield "| column | type | meaning |"
        yield "|---|---|---|"
        for column, field in table.row.model_json_schema()["properties"].items():
            meaning = field.get("description", "")
            if column in references:
                meaning = f"{meaning} (in `{references[column]}`)".lstrip()
            yield f"| `{column}` | {_type_name(field)} | {meaning} |"


def _flat() -> Iterator[str]:
    """Yield the view as Markdown."""
    from extractor.tables.views import FLAT_COLUMNS, FLAT_NAME, flat_description

    yield ""
    yield f"## {FLAT_NAME}"
    yield ""
    yield "The statements with names instead of ids, for a spreadsheet: a CSV file, and a view in the databases."
    yield ""
    yield "| column | meaning |"
    yield "|---|---|"
    yield from (f"| `{column}` | {flat_description(column)} |" for column in FLAT_COLUMNS)


def _type_name(field: dict[str, Any]) -> str:
    if "enum" in field:
        return ", ".join(field["enum"])
    if "anyOf" in field:
        return " or ".join("empty" if kind == "null" else kind for kind in map(_type_name, field["anyOf"]))
    if field.get("type") == "array":
        return f"list of {_type_name(field['items'])}"
    return str(field.get("type", "any"))
