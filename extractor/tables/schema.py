"""DuckDB types and expressions that follow from the records, so that a column is declared once."""

import re
import types
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

_SCALARS = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}


def scalar_type(annotation: Any) -> tuple[Any, bool]:
    """Return the Python type of a column without ``None``, and whether ``None`` is allowed."""
    if get_origin(annotation) in (Union, types.UnionType):
        members = [member for member in get_args(annotation) if member is not type(None)]
        return members[0], True
    if get_origin(annotation) is Literal:
        return str, False
    return annotation, False


def duck_type(annotation: Any) -> str:
    """Return DuckDB type of a field: lists, mappings and nested records become LIST, MAP and STRUCT."""
    kind, _ = scalar_type(annotation)
    if get_origin(kind) is list:
        return f"{duck_type(get_args(kind)[0])}[]"
    if get_origin(kind) is dict:
        key, value = get_args(kind)
        return f"MAP({duck_type(key)}, {duck_type(value)})"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return struct_type(kind)
    return _SCALARS[kind]


def struct_type(row: type[BaseModel]) -> str:
    """Return DuckDB STRUCT type of a record."""
    members = ", ".join(f'"{name}" {duck_type(info.annotation)}' for name, info in row.model_fields.items())
    return f"STRUCT({members})"


def columns(row: type[BaseModel]) -> list[tuple[str, str]]:
    """Return the column names of a table and their DuckDB types in their order."""
    return [(name, duck_type(info.annotation)) for name, info in ordered_fields(row)]


def select_columns(row: type[BaseModel], alias: str, **replaced: str) -> str:
    """Return the columns of a record for a SELECT, some of them replaced by expressions."""
    expressions = {name: f'{alias}."{name}"' for name, _ in columns(row)} | replaced
    return ", ".join(f'{expression} AS "{name}"' for name, expression in expressions.items())


def ordered_fields(row: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    """Return the fields of a record in the order of the columns: as declared, those of a parent record that are not required
    last."""
    fields = list(row.model_fields.items())
    own = [item for item in fields if item[0] in row.__annotations__]
    inherited = [item for item in fields if item not in own]
    if not inherited:
        return own
    required = [item for item in (*own, *inherited) if item[1].is_required()]
    return required + [item for item in (*own, *inherited) if item not in required]


def default_literal(info: FieldInfo) -> str | None:
    """Return the SQL literal of a field's default, which part files leave out; None where it is NULL or the field is required."""
    value = info.get_default(call_default_factory=True) if not info.is_required() else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        return text_literal(value)
    if isinstance(value, list):
        return f"[]::{duck_type(info.annotation)}"
    return None


def text_literal(text: str) -> str:
    """Return a text as SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def path_literal(path: Path) -> str:
    """Return the path of one file as SQL literal; characters that DuckDB takes for a pattern stand for themselves."""
    return text_literal(re.sub(r"([\[*?])", r"[\1]", str(path)))


def with_default(expression: str, info: FieldInfo) -> str:
    """Return the expression, or the field's default where it is NULL."""
    literal = default_literal(info)
    return expression if literal is None else f"coalesce({expression}, {literal})"


def join_list(items: Iterable[str]) -> str:
    """Return a list as a cell of a CSV file, which :func:`split_list` reads."""
    return "|".join(item.replace("\\", "\\\\").replace("|", "\\|") for item in items)


def split_list(cell: str) -> list[str]:
    """Return the items of a list cell of a CSV file: joined with ``|``; a ``|`` or backslash inside an item has a backslash
    before it."""
    items, item, escaped = [], "", False
    for character in cell:
        if escaped or character not in "\\|":
            item, escaped = item + character, False
        elif character == "\\":
            escaped = True
        else:
            items.append(item)
            item = ""
    return [*items, item] if cell else []
