"""Rows on standard output: a table for people, CSV or JSON lines for programs."""

import csv
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from extractor.cli.terminal import safe

if TYPE_CHECKING:
    from extractor.exports.search import Found

# Columns of a table where nobody looks.
_WIDTH = 160


def print_rows(found: "Found", form: str, *, shown: Sequence[str] = ()) -> None:
    """Write the rows as ``table``, ``csv`` or ``jsonl``; a table has the columns ``shown``, or all, and none that is empty."""
    from extractor.tables.schema import join_list

    if form == "jsonl":
        for row in found.rows:
            click.echo(json.dumps(dict(zip(found.columns, row, strict=True)), ensure_ascii=False))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\r\n")
        writer.writerow(found.columns)
        writer.writerows([join_list(value) if isinstance(value, list) else _cell(value) for value in row] for row in found.rows)
    else:
        _print_table(found, shown)


def _print_table(found: "Found", shown: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table

    numbers = [found.columns.index(name) for name in shown or found.columns]
    numbers = [number for number in numbers if any(row[number] not in (None, []) for row in found.rows)]
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = _WIDTH
    table = Table(box=None, header_style="bold", pad_edge=False)
    for number in numbers:
        table.add_column(found.columns[number].replace("_", " "), overflow="fold")
    for row in found.rows:
        table.add_row(*(safe(" ".join(_cell(row[number]).split()), keep="") for number in numbers))
    if numbers:
        console.print(table)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
