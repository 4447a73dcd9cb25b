"""``extractor diff``: what a new run gained, lost and changed."""

import json
from pathlib import Path

import click

from extractor.cli.terminal import safe

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(
    short_help="What a new run gained, lost and changed.",
    epilog="""\b
Examples:
  extractor diff before after                 statements and names gained, lost, changed
  extractor diff before after --exit-code     code 6 if there is any difference
  extractor diff before after --json | jq '.regressions'

Decisions of reviewers in either folder are heeded: accepted statements that are lost and rejected ones that come (back) stand
first.""",
)
@click.argument("old", type=_FOLDER)
@click.argument("new", type=_FOLDER)
@click.option("--exit-code", is_flag=True, help="End with code 6 if the folders differ.")
@click.option("--json", "as_json", is_flag=True, help="All differences as one JSON object.")
@click.option("--limit", type=click.IntRange(0), default=50, show_default=True, help="Show so many of each kind.")
def diff(old: Path, new: Path, *, exit_code: bool, as_json: bool, limit: int) -> None:
    """Compare the statements and names of two output folders, OLD and NEW, as the rules found them."""
    from extractor.errors import GateError
    from extractor.evaluation.diff import compare_runs, lines

    difference = compare_runs(old, new)
    if as_json:
        click.echo(json.dumps(difference.as_json(), ensure_ascii=False, indent=1))
    else:
        for line in lines(difference, most=limit):
            click.echo(safe(line, keep=""))
    if exit_code and difference:
        raise GateError(f"{old} and {new} differ")
