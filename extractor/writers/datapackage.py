"""``datapackage.json``: files of tables described as a Data Package with Table Schema, keys and descriptions of all columns."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

import extractor
from extractor.records import SCHEMA_VERSION, Table, tables
from extractor.tables.schema import ordered_fields, scalar_type
from extractor.tables.views import FLAT_NAME, flat_description
from extractor.writers.base import Writer

if TYPE_CHECKING:
    import duckdb

FILE_NAME = "datapackage.json"
_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}
_DUCK_TYPES = {"VARCHAR": "string", "BIGINT": "integer", "DOUBLE": "number", "BOOLEAN": "boolean"}


def write_datapackage(connection: "duckdb.DuckDBPyConnection", folder: Path, written: Sequence[Writer]) -> None:
    """Write the description of the files of the first writer that makes one for each table; none where there is no such writer.

    It is the same for every run of one version.
    """
    files = next((each for each in sorted(written, key=lambda each: each.name) if each.table), None)
    if files is None:
        return
    resources = [_resource(files, table.name, table.summary, table_schema(table)) for table in tables()]
    if files.flat:
        described = connection.execute(f"DESCRIBE {FLAT_NAME}").fetchall()
        flat = {
            "fields": [
                {"name": name, "type": _DUCK_TYPES[kind], "description": flat_description(name)} for name, kind, *_ in described
            ]
        }
        resources.append(_resource(files, FLAT_NAME, "The statements with names instead of ids, for a spreadsheet.", flat))
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "extractor",
        "title": "People, organizations, places and attributed statements of news articles",
        "version": f"{extractor.__version__}, schema {SCHEMA_VERSION}",
        "resources": resources,
    }
    (folder / FILE_NAME).write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def table_schema(table: Table) -> dict[str, Any]:
    """Return the Table Schema of a table: fields with types, constraints and descriptions, primary and foreign keys."""
    return {
        "fields": [_field(name, info.annotation, info.description) for name, info in ordered_fields(table.row)],
        "primaryKey": list(table.primary_key),
        "foreignKeys": [
            {"fields": [column], "reference": {"resource": target, "fields": list(_table(target).primary_key)}}
            for column, target in table.foreign_keys
        ],
        "missingValues": [""],
    }


def _field(name: str, annotation: Any, description: str | None) -> dict[str, Any]:
    kind, optional = scalar_type(annotation)
    field: dict[str, Any] = {"name": name, "type": _TYPES.get(kind, "string")}
    if description:
        field["description"] = description
    if get_origin(kind) is list:
        field["description"] = f"{description}; items joined with '|'"
    elif kind is not str and not optional:
        field["constraints"] = {"required": True}
    if get_args(annotation) and all(isinstance(value, str) for value in get_args(annotation)):
        field["constraints"] = {"enum": list(get_args(annotation))}
    return field


def _resource(files: Writer, name: str, title: str, schema: dict[str, Any]) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": name,
        "type": "table",
        "title": title,
        "path": files.table.format(name=name),
        "scheme": "file",
        "format": files.name,
        "mediatype": files.mediatype,
    }
    if files.mediatype == "text/csv":
        resource["encoding"] = "utf-8"
        resource["dialect"] = {"header": True, "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}
    return {**resource, "schema": schema}


def _table(name: str) -> Table:
    return next(table for table in tables() if table.name == name)
