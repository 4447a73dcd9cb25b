"""``extractor sources``: every source of every article, and who is quoted by which outlet in which month."""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli.options import view_option
from extractor.cli.terminal import safe

if TYPE_CHECKING:
    import duckdb

_SHOWN = {
    "article": ("source", "title", "kind", "statements", "direct", "pronouns", "first_words"),
    "source": ("source", "role", "kind", "statements", "percent_of_outlet", "direct", "articles"),
    "outlet": ("month", "articles", "sources", "statements", "direct_percent", "unnamed_percent", "women", "men", "neither_told"),
}
_GROUPED = {"article": ("outlet", "published_at", "article"), "source": ("outlet",), "outlet": ("outlet",)}


@click.command(
    short_help="Every source of every article: who, how often, how.",
    epilog="""\b
Examples:
  extractor sources outputs                                 article by article, in the terminal
  extractor sources outputs --by source                     over all articles of an outlet
  extractor sources outputs --by outlet                     over outlets and months
  extractor sources outputs --as csv --out sources.csv      for a spreadsheet
  extractor sources outputs --as xlsx --out sources.xlsx    a workbook with all three
  extractor sources outputs --as json | jq .source          a JSON object for each source
  extractor sources outputs --view all --where "outlet = 'Harbour Post'"

Copies of articles and statements that reviewers rejected do not count. Women and men are told by the text's own pronouns and
titles (he, she, Mr., Ms.), never by names.""",
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option(
    "--by", default="article", type=click.Choice(["article", "source", "outlet"]), show_default=True, help="What a row is of."
)
@view_option
@click.option(
    "--as", "name", default="table", type=click.Choice(["table", "csv", "json", "xlsx"]), show_default=True, help="Form."
)
@click.option("--out", default="-", metavar="PATH", show_default=True, help="File to write; - is standard output.")
@click.option("--where", default="", metavar="FILTER", help="Only statements for which this holds, as in 'extractor export'.")
@click.option("--excel-safe", is_flag=True, help="Apostrophe before texts that a spreadsheet would run as a formula.")
def sources(*, folder: Path, by: str, view: str, name: str, out: str, where: str, excel_safe: bool) -> None:
    """Show the sources of the articles in DIR, the output folder of a run: each once an article, with the title that the article
    gives, what it is, how often and how directly it is quoted, and since when."""
    from extractor.exports.audit import NAMES, OUTLETS, SOURCES, count_sources, load_source_words, rows_of
    from extractor.exports.files import replacing_file
    from extractor.exports.selection import selected
    from extractor.resources import find_models

    if name == "xlsx" and out == "-":
        raise click.UsageError("a workbook is no text; give its name with --out")
    table = {"article": SOURCES, "source": NAMES, "outlet": OUTLETS}[by]
    words = load_source_words(find_models())
    with selected(folder, where) as connection:
        count_sources(connection, words, "sourcing" if view == "sourcing" else "all")
        if name == "xlsx":
            from extractor.exports.formats.xlsx import write_workbook

            with replacing_file(Path(out)) as path:
                notes = write_workbook(connection, str(path), (SOURCES, NAMES, OUTLETS))
            for note in notes:
                click.echo(safe(f"extractor: {note}"), err=True)
            return
        if name == "csv":
            _write_csv(connection, table, out, excel_safe=excel_safe)
            return
        with click.open_file(out, "w", encoding="utf-8", atomic=out != "-") as file:
            if name == "json":
                for row in rows_of(connection, table):
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
            else:
                _write_table(file, rows_of(connection, table), by)


def _write_csv(connection: "duckdb.DuckDBPyConnection", table: str, out: str, *, excel_safe: bool) -> None:
    from extractor.exports.files import replacing_file
    from extractor.writers.csv import write_query

    if out != "-":
        with replacing_file(Path(out)) as path:
            write_query(connection, f"SELECT * FROM {table}", path, excel_safe=excel_safe)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sources.csv"
        write_query(connection, f"SELECT * FROM {table}", path, excel_safe=excel_safe)
        with path.open("rb") as file:
            sys.stdout.flush()
            shutil.copyfileobj(file, sys.stdout.buffer)


def _write_table(file: Any, rows: Iterable[Mapping[str, Any]], by: str) -> None:
    """Write rows under a heading for each article or outlet, in columns as wide as they need."""
    from itertools import groupby

    shown = _SHOWN[by]
    for number, (heading, group) in enumerate(groupby(rows, key=lambda row: [str(row[key]) for key in _GROUPED[by] if row[key]])):
        lines = [shown, *([_cell(row[key]) for key in shown] for row in group)]
        widths = [max(len(line[column]) for line in lines) for column in range(len(shown))]
        file.write(("\n" if number else "") + safe(" | ".join(heading), keep="") + "\n")
        for line in lines:
            cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
            file.write(safe("  " + "  ".join(cells).rstrip(), keep="") + "\n")


def _cell(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 46 else text[:45] + "…"
