"""``extractor run``: a folder of articles in, tables out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli.options import (
    confidence_option,
    continued_option,
    gazetteer_option,
    language_option,
    message_options,
    model_option,
    table_options,
)
from extractor.errors import InputError
from extractor.settings import PARTS, ReadOptions, RunSettings

if TYPE_CHECKING:
    from extractor.running.launch import Launched
    from extractor.running.run import RunSummary

_FIELDS = ("text", "id", "title", "url", "date", "author", "outlet")
EXIT_SOME_FAILED = 3


def field_options(command: Any) -> Any:
    """Return the options that say how inputs are read, shared by all commands that read articles."""
    for name in reversed(_FIELDS):
        help_text = ReadOptions.model_fields[f"{name}_field"].description
        command = click.option(f"--{name}-field", default="", metavar="NAME", help=f"{help_text}.")(command)
    split_text = ReadOptions.model_fields["split_at"].description
    command = click.option("--split-at", default="", metavar="REGEX", help=f"{split_text}.")(command)
    command = click.option("--delimiter", default="", metavar="CHAR", help="Character between the cells of a CSV file.")(command)
    command = click.option("--encoding", default="", metavar="NAME", help="Character set of inputs that are not UTF-8.")(command)
    return click.option("--input-format", default="", metavar="NAME", help="Reader of standard input and of named files.")(
        command
    )


def read_options(options: dict[str, Any]) -> ReadOptions:
    """Return the values of :func:`field_options`, taken out of the options of a command."""
    names = [name for name in ReadOptions.model_fields if name in options]
    return ReadOptions(**{name: options.pop(name) for name in names})


def _shard(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    number, slash, of = value.partition("/")
    if value and not (slash and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise click.BadParameter("two numbers such as 3/16, the first not above the second")
    return f"{int(number)}/{int(of)}" if value else ""


@click.command(
    short_help="Articles to tables: people, organizations, places, statements.",
    epilog="""\b
Examples:
  extractor run articles/                     a folder, with all below it, to outputs/
  extractor run 'news/*.html' --out may       pages to the folder may/
  extractor run dump.csv --text-field body    a table, one article a row
  cat a.txt | extractor run - --out one       standard input
  extractor run incoming/ --watch --every 300 read what comes in, tables at most every five minutes
  extractor run articles/ --shard 3/16 --out shard3   a sixteenth, for 'extractor merge'

Exit codes: 0 done, 3 done but some documents failed (table errors), 4 no input found or nothing read, 5 model missing,
74 output cannot be written, 75 output in use, 130 or 143 stopped (the same command goes on).""",
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--out", default="outputs", type=click.Path(file_okay=False, path_type=Path), show_default=True, help="Output folder."
)
@model_option
@click.option(
    "--analysis", default="auto", type=click.Choice(["auto", "spacy", "fast"]), help="What runs the pipeline; same results."
)
@click.option(
    "--workers", type=click.IntRange(0), default=0, help="Processes; 0 takes the usable cores, if there is work.  [default: 0]"
)
@click.option("--engine", default="local", type=click.Choice(["local", "dask"]), help="Workers here, or a Dask cluster.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Scheduler of the Dask cluster; none starts one here.")
@click.option("--store", default="", metavar="FOLDER|URL", help="Where nodes hand over results.  [default: in the output folder]")
@click.option("--resume/--force", default=True, help="Use stored results of earlier runs (default), or analyse all anew.")
@table_options
@click.option("--furniture", multiple=True, metavar="PATTERN", help="Regular expression of lines to leave out of articles.")
@language_option
@click.option(
    "--shard",
    default="",
    metavar="N/M",
    callback=_shard,
    help="Only part N of M, without tables; see 'extractor merge'.",
)
@gazetteer_option
@confidence_option
@continued_option
@click.option("--limit", type=click.IntRange(1), help="Take only the first N documents.")
@click.option(
    "--timeout", type=click.FloatRange(0, min_open=True), default=120.0, show_default=True, help="Seconds for a document."
)
@click.option("--memory", "memory_mb", type=click.IntRange(256), default=4096, show_default=True, help="Megabytes for a worker.")
@click.option("--keep-parts/--no-keep-parts", default=True, help="Keep stored results for later runs (default), or remove them.")
@click.option("--watch", is_flag=True, help="Go on: read what comes in and renew the tables, until Ctrl-C or SIGTERM.")
@click.option(
    "--every",
    type=click.FloatRange(1),
    default=60.0,
    show_default=True,
    help="Seconds between two renewals, at least.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, do nothing.")
@click.option("--strict", is_flag=True, help="Exit code 3 also when inputs were skipped.")
@message_options
@field_options
@click.pass_context
def run(
    context: click.Context,
    /,
    inputs: tuple[str, ...],
    out: Path,
    *,
    watch: bool,
    every: float,
    dry_run: bool,
    strict: bool,
    **options: Any,
) -> None:
    """Extract people, organizations, places and statements from articles into tables.

    INPUT is a file, a folder, a glob or - for standard input. Text, Markdown, HTML, JSON, CSV, Parquet, e-mail,
    RSS, RTF, EPUB, SQLite, ZIP and tar are read, with optional packages also PDF, Word, Excel and web archives (WARC),
    all of them packed too; exports of Nexis, Factiva, ProQuest and other databases article by article.
    A run that was stopped goes on where it was; a later run analyses only what is new or changed.
    """
    from extractor.running.launch import launched_ahead

    if watch:
        _check_watched(inputs, {**options, "dry_run": dry_run})
    nothing_stored = not any((out / PARTS).glob("*.jsonl"))
    with launched_ahead(options["engine"] == "local" and nothing_stored and not dry_run) as ahead:
        _run(context, inputs, out, every=every if watch else None, dry_run=dry_run, strict=strict, ahead=ahead, **options)


def _run(
    context: click.Context,
    inputs: tuple[str, ...],
    out: Path,
    *,
    every: float | None,
    dry_run: bool,
    strict: bool,
    ahead: "Launched | None",
    **options: Any,
) -> None:
    from extractor.cli.config import check_not_an_input
    from extractor.cli.progress import Reporter
    from extractor.running.run import preview
    from extractor.running.run import run as run_batch
    from extractor.running.watch import watch as watch_inputs

    if context.obj:
        check_not_an_input(context.obj, inputs)
    reporter = Reporter(quiet=options.pop("quiet"), verbose=options.pop("verbose"), as_json=options.pop("log_json"))
    options["reading"] = read_options(options)
    options["formats"] = options["formats"] or RunSettings.model_fields["formats"].default
    settings = RunSettings(**options)
    if settings.shard and settings.limit:
        raise click.UsageError("--limit counts documents over all inputs and cannot be combined with --shard")
    if dry_run:
        reporter.plan(preview(inputs, out=out, settings=settings))
        return
    if every is not None:
        for batch in watch_inputs(inputs, out=out, settings=settings, every=every, progress=reporter.update, ahead=ahead):
            reporter.batch(batch)
        return
    with reporter.watching():
        summary = run_batch(inputs, out=out, settings=settings, progress=reporter.update, ahead=ahead)
    reporter.summary(summary)
    if code := exit_code(summary, strict=strict):
        context.exit(code)


def _check_watched(inputs: tuple[str, ...], options: dict[str, Any]) -> None:
    """Refuse what cannot be watched.

    Raises:
        click.UsageError: an option that makes sense for a single run only.
    """
    once = {
        "-": "-" in inputs,
        "--shard": options["shard"],
        "--limit": options["limit"],
        "--no-keep-parts": not options["keep_parts"],
        "--dry-run": options["dry_run"],
    }
    if wrong := [name for name, given in once.items() if given]:
        raise click.UsageError(f"--watch cannot be combined with {', '.join(wrong)}")


def exit_code(summary: "RunSummary", *, strict: bool = False) -> int:
    """Return 0 when inputs were read, 3 when some failed, that of :class:`InputError` when none of a whole run became an
    article."""
    if not summary.ok and summary.rows:
        return InputError.exit_code
    return EXIT_SOME_FAILED if summary.failed or (strict and summary.skipped) else 0
