"""``extractor export``: the tables of a run in the formats of other programs."""

import sys
import tempfile
from pathlib import Path

import click

from extractor.cli.options import confidence_option
from extractor.cli.terminal import safe


def _list_formats(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from extractor.exports.base import exporters

    for exporter in exporters().values():
        click.echo(f"{exporter.name:14} {exporter.title}")
    context.exit()


def _complete_format(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    from extractor.exports.base import exporters

    return [name for name in exporters() if name.startswith(incomplete)]


@click.command(
    short_help="The tables in the formats of other programs.",
    epilog="""\b
Examples:
  extractor export --list                                     the formats
  extractor export outputs --as xlsx                          to outputs/exports/extractor.xlsx
  extractor export outputs --as csv --out may --excel-safe    for a spreadsheet program
  extractor export outputs --as gexf --where "act IN ('accuse', 'deny')"
  extractor export outputs --as csv --out - | head            statements_flat alone
  extractor export outputs --as claimreview --where "content ILIKE '%ferry%'" --out -
  extractor export outputs --as postgres --out postgresql://ann@localhost/news

\b
FILTER is a condition in SQL over the columns of statements_flat (first line of tables/statements_flat.csv):
  speaker = 'Ana Ruiz' AND type = 'direct'
  date BETWEEN '2026-03-02' AND '2026-03-09' AND NOT is_hedged
  outlet IS NOT NULL AND regexp_matches(content, '(?i)dam|river')

Exit codes: 0 done, 2 unknown format or wrong filter, 4 no tables in DIR, 5 a package is missing (the message has the
command that installs it), 74 output cannot be written.""",
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option(
    "--as",
    "name",
    required=True,
    metavar="FORMAT",
    shell_complete=_complete_format,
    help="One of the formats that --list shows.",
)
@click.option(
    "--out",
    default="",
    metavar="PATH",
    help="File or folder, - for standard output (of csv, jsonl and parquet statements_flat), or an address.  "
    "[default: DIR/exports/...]",
)
@click.option("--where", default="", metavar="FILTER", help="Only statements for which this holds, and what belongs to them.")
@confidence_option
@click.option("--include-rejected", is_flag=True, help="Also statements that reviewers rejected, marked as such.")
@click.option("--excel-safe", is_flag=True, help="Apostrophe before texts that a spreadsheet would run as a formula.")
@click.option("--csv-bom", is_flag=True, help="Byte order mark, by which Excel knows UTF-8.")
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_list_formats, help="Show the formats.")
def export(folder: Path, name: str, out: str, where: str, min_confidence: float, **options: bool) -> None:
    """Write the tables in DIR, the output folder of a run, in the format of another program.

    Nothing is analysed anew. Statements that reviewers rejected are left out. A file or folder appears whole or not at all; an
    earlier export there is replaced.
    """
    from extractor.exports.base import ExportOptions
    from extractor.exports.export import export as write

    if min_confidence:
        where = f"({where}) AND confidence >= {min_confidence}" if where else f"confidence >= {min_confidence}"
    if out == "-":
        with tempfile.TemporaryDirectory() as place:
            exported = write(folder, name, out=str(Path(place) / "export"), where=where, options=ExportOptions(**options))
            _copy_to_stdout(Path(exported.target), name)
    else:
        exported = write(folder, name, out=out, where=where, options=ExportOptions(**options))
        click.echo(safe(exported.target))
    for note in exported.notes:
        click.echo(safe(f"extractor: {note}"), err=True)


def _copy_to_stdout(path: Path, name: str) -> None:
    import shutil

    from extractor.tables.views import FLAT_NAME

    if path.is_dir():
        path = path / "tables" / f"{FLAT_NAME}.{name}"
    if not path.is_file():
        raise click.UsageError(f"the format {name} is a folder of files; give its name with --out")
    with path.open("rb") as file:
        sys.stdout.flush()
        shutil.copyfileobj(file, sys.stdout.buffer)
