"""``extractor merge``: the shards of a run to tables."""

from pathlib import Path
from typing import Any

import click

from extractor.cli.options import message_options, table_options
from extractor.cli.run import exit_code


@click.command(
    short_help="The shards of a run to tables.",
    epilog="""\b
Examples:
  extractor merge shard1 shard2 shard3 shard4 --out outputs
  extractor merge shards/* --out outputs --format parquet

Exit codes: 0 done, 3 done but some documents failed, 4 a shard is missing, unfinished or of another run, 74 output cannot be
written, 75 output in use.""",
)
@click.argument("folders", nargs=-1, required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR...")
@click.option(
    "--out", default="outputs", type=click.Path(file_okay=False, path_type=Path), show_default=True, help="Output folder."
)
@table_options
@message_options
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
    if code := exit_code(summary):
        context.exit(code)
