"""``extractor report``: the page of a finished run."""

from pathlib import Path

import click

from extractor.cli.terminal import safe


@click.command(
    short_help="The page report.html of a finished run, written anew.",
    epilog="""\b
Examples:
  extractor report outputs                    write outputs/report.html anew from its tables
  extractor report outputs --limit 10000      with fewer statements on the page, which makes it smaller
  extractor report outputs --json | jq '.outlets[] | {outlet, unnamed}'""",
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option(
    "--limit", type=click.IntRange(0), default=100_000, show_default=True, help="Statements on the page; figures count all."
)
@click.option("--json", "as_json", is_flag=True, help="What the page counts, as one JSON object; the page is not written.")
def report(folder: Path, limit: int, as_json: bool) -> None:
    """Write report.html into DIR, the output folder of a run: who said what about whom, as one page that works offline.

    Every run writes it too. The page shows statements in their sentences with filters, and counts of speakers, subjects and
    dates; it is read from the Parquet or CSV tables in DIR.
    """
    from extractor.report.page import read_figures, rewrite_report

    if as_json:
        import dataclasses
        import json

        click.echo(json.dumps(dataclasses.asdict(read_figures(folder))))
        return
    click.echo(safe(str(rewrite_report(folder, limit=limit))))
