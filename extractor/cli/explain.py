"""``extractor explain``: which rule found a statement, from which words, which nearly fired, and why a name is one."""

import json
from collections.abc import Callable, Iterable
from functools import partial
from textwrap import wrap
from typing import Any

import click

from extractor.cli.options import model_option
from extractor.cli.terminal import safe

# Where the words come after a label, and the columns of a text that somebody reads.
_INDENT, _WIDEST = 13, 110
_STYLES = {"taken": "green", "lacks": "dim", "lost": "dim"}


@click.command(
    short_help="Which rule found each statement, from which words.",
    epilog="""\b
Examples:
  extractor explain article.txt
  extractor explain article.txt --statement s_enbe   one statement, with the parse of its sentence
  extractor explain article.txt --misses             cue words that found nothing, and what was missing
  extractor explain article.txt --names              all that may be a name, with the evidence for and against it
  extractor explain article.txt --speakers           who says each statement, why, and what the next likely one lacked
  extractor explain article.txt --places             which place a name means, and what the next likely one lacks
  extractor explain article.txt --json | jq .rule    a JSON object for each statement""",
)
@click.argument("file")
@click.option(
    "--statement", "wanted", metavar="ID", help="Only the statement whose id begins so, with the parse of its sentence."
)
@click.option("--misses", is_flag=True, help="Only the cue words that belong to no statement.")
@click.option("--names", "names_only", is_flag=True, help="Only what may be a name, taken or not, with the evidence.")
@click.option("--speakers", "speakers_only", is_flag=True, help="Only who the speakers are, and why.")
@click.option("--places", "places_only", is_flag=True, help="Only which places the names mean, with the evidence.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each statement and each cue word without.")
@model_option
def explain(
    *,
    file: str,
    wanted: str | None,
    misses: bool,
    names_only: bool,
    speakers_only: bool,
    places_only: bool,
    as_json: bool,
    model: str,
) -> None:
    """Show which rule found each statement of FILE, from which words, who the speaker is, and which rules nearly fired."""
    from extractor.api import TextExtractor
    from extractor.cli.articles import read_articles
    from extractor.cli.explained_names import name_lines, name_objects
    from extractor.cli.explained_places import place_lines, place_objects
    from extractor.cli.explained_speakers import speaker_lines, speaker_objects
    from extractor.cli.explained_statements import Wanted, statement_lines, statement_objects
    from extractor.errors import InputError

    lines: Callable[..., Iterable[str]]
    objects: Callable[..., Iterable[dict[str, Any]]]
    if places_only:
        lines, objects = place_lines, place_objects
    elif names_only:
        lines, objects = name_lines, name_objects
    elif speakers_only:
        lines, objects = speaker_lines, speaker_objects
    else:
        asked = Wanted(wanted, misses)
        lines, objects = partial(statement_lines, wanted=asked), partial(statement_objects, wanted=asked)
    nlp = TextExtractor.load(model)
    say = _speaker()
    found = False
    for article in read_articles(file, nlp):
        given = article, nlp.extractor.parse(article), nlp.extractor.rules
        told = [json.dumps(each) for each in objects(*given)] if as_json else list(lines(*given))
        found = found or bool(told)
        if as_json:
            click.echo("\n".join(told), nl=bool(told))
        else:
            say(told)
    if wanted is not None and not found:
        raise InputError(f"no statement of {file} has an id that begins with '{wanted}'")


def _speaker() -> Callable[[Iterable[str]], None]:
    """Return how lines are said: as they are, or on a terminal wrapped, with labels that stand back and frames that fit in
    front."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    if not console.is_terminal:
        return lambda lines: click.echo(safe("\n".join(lines)))
    width = min(console.width, _WIDEST)

    def say(lines: Iterable[str]) -> None:
        for line in lines:
            label, rest = line[:_INDENT], line[_INDENT:]
            if line[:1] != " " or line[:4] == "    ":  # the name of a block, a row of a parse
                console.print(Text(safe(line), style="bold" if line[:1] != " " else ""), width=width, soft_wrap=False)
                continue
            style = _STYLES.get(label.strip(), "")
            for number, part in enumerate(wrap(safe(rest, keep=""), width - _INDENT) or [""]):
                console.print(Text.assemble((label if not number else " " * _INDENT, "dim"), (part, style)))

    return say
