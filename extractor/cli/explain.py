"""``extractor explain``: which rule found a statement, from which words, and which rules nearly fired."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from extractor.cli.options import model_option
from extractor.cli.terminal import safe

if TYPE_CHECKING:
    from extractor.document.explain import CueTrace, Explanation
    from extractor.records import StatementRow

_PARTS = ("source", "cue", "content", "target", "addressee")


@click.command(
    epilog="""\b
Examples:
  extractor explain article.txt
  extractor explain article.txt --statement s_enbe   one statement, with the parse of its sentence
  extractor explain article.txt --misses             cue words that found nothing, and what was missing"""
)
@click.argument("file")
@click.option(
    "--statement", "wanted", metavar="ID", help="Only the statement whose id begins so, with the parse of its sentence."
)
@click.option("--misses", is_flag=True, help="Only the cue words that belong to no statement.")
@model_option
def explain(file: str, wanted: str | None, misses: bool, model: str) -> None:
    """Which rule found each statement of FILE, from which words, who the speaker is, and which rules nearly fired."""
    from extractor.api import TextExtractor
    from extractor.cli.articles import read_articles
    from extractor.document.explain import explain as explain_result
    from extractor.errors import InputError

    nlp = TextExtractor.load(model)
    found = False
    for article in read_articles(file, nlp.furniture):
        extractor = nlp.extractor
        explanation = explain_result(extractor.extract(article), extractor.parse(article), extractor.rules.lexicon)
        for statement in explanation.result.statements if not misses else ():
            if wanted is None or statement.statement_id.startswith(wanted):
                found = True
                click.echo(safe("\n".join(_statement(explanation, statement, with_parse=wanted is not None))))
        for trace in explanation.near_misses() if wanted is None else ():
            click.echo(safe("\n".join(_near_miss(explanation, trace))))
    if wanted is not None and not found:
        raise InputError(f"no statement of {file} has an id that begins with '{wanted}'")


def _statement(explanation: "Explanation", statement: "StatementRow", *, with_parse: bool) -> Iterator[str]:
    also = f", also found by {', '.join(statement.other_rules)}" if statement.other_rules else ""
    yield f"{statement.statement_id}"
    yield f"  rule       {statement.rule_id} ({statement.confidence} confidence{also})"
    for part in _PARTS:
        for row in explanation.result.statement_spans:
            if row.statement_id == statement.statement_id and row.part == part:
                yield f"  {part:10} {row.start}-{row.end} {_line(row.text)}"
    speaker = " ".join(filter(None, (statement.speaker_name, f"({statement.speaker_status})")))
    yield f"  speaker    {speaker}{f', {_line(statement.speaker_role)}' if statement.speaker_role else ''}"
    told = [name for name in ("negated", "hedged", "conditional") if getattr(statement, f"is_{name}")]
    yield f"  told as    {', '.join([statement.type, statement.act, statement.attitude, statement.stance, *told])}"
    trace = explanation.of(statement)
    if trace is not None:
        yield f"  cue word   {_cue(trace)}"
        yield from _attempts(explanation, trace)
    if with_parse:
        yield "  parse"
        yield from _parse(explanation, *explanation.sentence_of(statement))
    yield ""


def _near_miss(explanation: "Explanation", trace: "CueTrace") -> Iterator[str]:
    parse = explanation.parse
    sentence = parse.sentences[parse.sentence_of[trace.token]]
    yield f"no statement from '{parse.words[trace.token]}' at {parse.starts[trace.token]}: {_line(parse.span_text(*sentence))}"
    yield f"  cue word   {_cue(trace)}"
    yield from _attempts(explanation, trace)
    yield ""


def _cue(trace: "CueTrace") -> str:
    cue = trace.cue
    return f"{cue.lemma} {cue.pos} in models/en/cues.csv: act {cue.act}{', introduces quotations' if cue.quotes else ''}"


def _attempts(explanation: "Explanation", trace: "CueTrace") -> Iterator[str]:
    """What each frame made of a cue word, in the order in which they are tried; the first that fits counts."""
    from extractor.statements.frames import Miss

    for attempt in trace.attempts:
        if isinstance(attempt, Miss):
            yield f"  frame      {attempt.frame.id}: lacks {attempt.missing}"
            continue
        words = explanation.parse.words
        slots = [f"content at '{words[head]}'" for head, _ in attempt.contents]
        for name in ("source", "target", "addressee"):
            head = getattr(attempt, name)
            slots += [f"{name} at '{words[head]}'"] if head is not None else []
        yield f"  frame      {attempt.frame.id}: fits, {', '.join(slots)}"


def _parse(explanation: "Explanation", start: int, end: int) -> Iterator[str]:
    parse = explanation.parse
    for token in range(start, end):
        if parse.pos[token] != "SPACE":
            head = "" if parse.heads[token] == token else f" of {parse.words[parse.heads[token]]}"
            yield f"    {parse.words[token]:20} {parse.lemmas[token]:18} {parse.pos[token]:6} {parse.deps[token]}{head}"


def _line(text: str) -> str:
    return " ".join(text.split())
