"""``extractor search``: statements, names and claims of a finished run, and answers to questions."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.options import confidence_option
from extractor.cli.terminal import counted

if TYPE_CHECKING:
    from extractor.exports.search import Sought

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def _list_questions(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from extractor.exports.questions import load_questions

    for question in load_questions():
        parameters = " ".join(f"--set {name}=..." for name in question.parameters)
        click.echo(f"{question.id:24} {question.title} {parameters}".rstrip())
    context.exit()


def _day(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value and not _DAY.fullmatch(value):
        raise click.BadParameter("a day, month or year such as 2026-03-04, 2026-03 or 2026")
    return value


def _pairs(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    if any("=" not in value for value in values):
        raise click.BadParameter("a name and a value such as words=dam")
    return {name: rest for name, _, rest in (value.partition("=") for value in values)}


@click.command(
    short_help="Statements, names, claims of a run; answers to questions.",
    epilog="""\b
Examples:
  extractor search outputs dam leak                          all words in content, source or speaker
  extractor search outputs --act accuse --target ruiz        who accused Ruiz?
  extractor search outputs --speaker kehl --about ruiz --since 2026-03 --until 2026-03
  extractor search outputs --of names ruiz                   people, organizations and places
  extractor search outputs --of claims --outlet gazette      what several articles say, with the verdicts on it
  extractor search outputs --question accusations            one of the questions of the documentation
  extractor search outputs --question quoted_on --set words=dam
  extractor search outputs --act deny --as csv > denials.csv
  extractor search outputs --watch-list mine.txt --since 2026-03-04     what they say, and others of them
  extractor search outputs --fact-checked                    who repeats claims that were checked ('run --fact-checks')
  extractor search outputs --check-worthy --limit 20         what to check first, and why

Names and words are found in any case and without accents; some words of a name are enough.""",
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.argument("words", nargs=-1)
@click.option(
    "--of",
    "sought",
    default="statements",
    type=click.Choice(["statements", "names", "claims"]),
    show_default=True,
    help="What is sought.",
)
@click.option("--speaker", default="", metavar="NAME", help="Who says it.")
@click.option("--target", default="", metavar="NAME", help="Who is accused, criticized, praised ...")
@click.option("--about", default="", metavar="NAME", help="Whom or what the content is about; also the target.")
@click.option("--act", "acts", multiple=True, metavar="ACT", help="say, accuse, deny, demand ...; repeat it for more.")
@click.option("--outlet", default="", metavar="NAME", help="Who published it.")
@click.option(
    "--since", default="", metavar="DATE", callback=_day, help="Published on this day, in this month or year, or later."
)
@click.option("--until", default="", metavar="DATE", callback=_day, help="Published then or earlier.")
@confidence_option
@click.option(
    "--watch-list",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="By, about or naming one of these: a name or topic on each line.",
)
@click.option("--fact-checked", is_flag=True, help="Repeating a claim that was checked; with the verdicts.")
@click.option("--check-worthy", is_flag=True, help="That can be checked and matter to many; with the evidence, best first.")
@click.option("--question", default="", metavar="NAME", help="One of the questions that --list shows, in place of filters.")
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", callback=_pairs, help="A parameter of the question.")
@click.option(
    "--as", "form", default="table", type=click.Choice(["table", "csv", "jsonl"]), show_default=True, help="Form of the rows."
)
@click.option("--limit", type=click.IntRange(1), help="No more rows than this.")
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_list_questions, help="Show the questions.")
def search(
    *,
    folder: Path,
    words: tuple[str, ...],
    sought: "Sought",
    speaker: str,
    target: str,
    about: str,
    acts: tuple[str, ...],
    outlet: str,
    since: str,
    until: str,
    min_confidence: float,
    watch_list: Path | None,
    fact_checked: bool,
    check_worthy: bool,
    question: str,
    values: dict[str, str],
    form: str,
    limit: int | None,
) -> None:
    """Look up what DIR, the output folder of a run, holds: statements that fit WORDS and filters, names, claims, or an answer.

    Statements that reviewers rejected are left out.
    """
    from extractor.cli.rows import print_rows
    from extractor.exports.search import Filters, ask
    from extractor.exports.search import search as search_tables
    from extractor.exports.watch_list import read_watch_list

    filters = Filters(
        words=words, speaker=speaker, target=target, about=about, acts=acts, outlet=outlet, since=since, until=until,
        min_confidence=min_confidence, watch_list=read_watch_list(watch_list) if watch_list else (),
        fact_checked=fact_checked, check_worthy=check_worthy,
    )  # fmt: skip
    if values and not question:
        raise click.UsageError("--set is for the parameters of a --question")
    if question and filters != Filters():
        raise click.UsageError("a question has no words and filters; its parameters are given with --set")
    found = ask(folder, question, values, limit=limit) if question else search_tables(folder, sought, filters, limit=limit)
    shown = () if question else tuple(column for column in _SHOWN[sought] if column in found.columns)
    print_rows(found, form, shown=shown)
    if form == "table":
        click.echo(counted(len(found.rows), "row", "rows"), err=True)


# Columns that a terminal shows.
# fmt: off
_SHOWN = {
    "statements": (
        "watched",
        "fact_checks",
        "check_worth",
        "check_evidence",
        "date",
        "outlet",
        "speaker",
        "speaker_description",
        "act",
        "target",
        "content",
    ),
    "names": ("name", "kind", "statement_count", "mention_count", "document_count", "country_code", "aliases", "entity_id"),
    "claims": ("fact_checks", "first_seen", "first_outlet", "speaker_name", "act", "content", "document_count"),
}
# fmt: on
