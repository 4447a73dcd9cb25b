"""``extractor schema``: the columns of the tables as JSON Schema."""

import json

import click


@click.command(
    epilog="""\b
Examples:
  extractor schema                  names of the tables and their descriptions
  extractor schema statements       JSON Schema of one table
  extractor schema --all            JSON Schema of all tables in one object"""
)
@click.argument("table", required=False)
@click.option("--all", "everything", is_flag=True, help="All tables in one object.")
def schema(table: str | None, everything: bool) -> None:
    """JSON Schema of the output tables, from the records that make them."""
    from extractor.records import SCHEMA_VERSION, tables

    known = {entry.name: entry for entry in tables()}
    if everything:
        schemas = {name: entry.row.model_json_schema() for name, entry in known.items()}
        click.echo(json.dumps({"schema_version": SCHEMA_VERSION, "tables": schemas}, indent=2))
    elif table is None:
        for name, entry in known.items():
            click.echo(f"{name:20} {(entry.row.__doc__ or '').splitlines()[0]}")
    elif table in known:
        click.echo(json.dumps(known[table].row.model_json_schema(), indent=2))
    else:
        raise click.BadParameter(f"'{table}' is no table; tables are {', '.join(known)}", param_hint="TABLE")
