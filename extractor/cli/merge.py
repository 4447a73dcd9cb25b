"""``extractor merge``: the shards of a run to tables."""

from pathlib import Path
from typing import Any

import click

from extractor.cli.run import EXIT_SOME_FAILED


@click.command(
    epilog="""\b
Examples:
  extractor merge shard1 shard2 shard3 shard4 --out outputs
  extractor merge shards/* --out outputs --format parquet

Exit codes: 0 done, 3 done but some documents failed, 4 a shard is missing, unfinished or of another run, 74 output cannot be
written, 75 output in use."""
)
@click.argument("folders", nargs=-1, required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR...")
@click.option(
    "--out", default="outputs", type=click.Path(file_okay=False, path_type=Path), show_default=True, help="Output folder."
)
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(["csv", "parquet", "sqlite"]), help="Only these forms of the tables."
)
@click.option(
    "--entities",
    default="",
    metavar="FILE",
    help="Decisions on entities.  [default: entities.csv in the output folder, if there]",
)
@click.option("--registry", default="", metavar="FILE", help="Your table of entities with external ids: name, kind, external_id.")
@click.option(
    "--decisions",
    default="",
    metavar="FILE",
    help="Log of reviewers' decisions.  [default: decisions.jsonl in the output folder, if there]",
)
@click.option("--quiet", "-q", is_flag=True, help="No progress and no summary.")
@click.option("--verbose", "-v", is_flag=True, help="List the inputs that failed or were skipped.")
@click.option("--log-json", is_flag=True, help="Progress and summary as JSON lines on standard error.")
@click.pass_context
def merge(context: click.Context, /, folders: tuple[Path, ...], **options: Any) -> None:
    """Make the tables of a run that was done in shards.

    DIR are the output folders of 'extractor run --shard', all of one run. The tables are those of one run over all inputs.
    """
    from extractor.cli.progress import Reporter
    from extractor.running.merge import merge as merge_shards
    from extractor.running.run import Progress

    reporter = Reporter(quiet=options.pop("quiet"), verbose=options.pop("verbose"), as_json=options.pop("log_json"))
    with reporter.watching():
        summary = merge_shards(folders, step=lambda name: reporter.update(Progress(name)), **options)
    reporter.summary(summary)
    if summary.failed:
        context.exit(EXIT_SOME_FAILED)
