"""``extractor explain``: which rule found a statement, from which words, which nearly fired, and which repaired a name."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from extractor.cli.options import model_option
from extractor.cli.terminal import safe

if TYPE_CHECKING:
    from extractor.document.explain import CueTrace, Explanation
    from extractor.records import MentionRow, StatementRow

# Where the words stand behind a label, and the columns of a text that somebody reads.
_INDENT, _WIDEST = 13, 110
_PARTS = ("source", "cue", "content", "target", "addressee")


@click.command(
    short_help="Which rule found each statement, from which words.",
    epilog="""\b
Examples:
  extractor explain article.txt
  extractor explain article.txt --statement s_enbe   one statement, with the parse of its sentence
  extractor explain article.txt --misses             cue words that found nothing, and what was missing
  extractor explain article.txt --names              every name, and the rule that made or repaired it
  extractor explain article.txt --json | jq .rule    a JSON object for each statement""",
)
@click.argument("file")
@click.option(
    "--statement", "wanted", metavar="ID", help="Only the statement whose id begins so, with the parse of its sentence."
)
@click.option("--misses", is_flag=True, help="Only the cue words that belong to no statement.")
@click.option("--names", "names_only", is_flag=True, help="Only the names, with the rule that made or repaired each.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each statement and each cue word without.")
@model_option
def explain(*, file: str, wanted: str | None, misses: bool, names_only: bool, as_json: bool, model: str) -> None:
    """Which rule found each statement of FILE, from which words, who the speaker is, and which rules nearly fired.

    Names that a rule made or repaired come first, with the rule.
    """
    from extractor.api import TextExtractor
    from extractor.cli.articles import read_articles
    from extractor.document.explain import explain as explain_result
    from extractor.errors import InputError

    nlp = TextExtractor.load(model)
    say = _speaker()
    found = False
    for article in read_articles(file, nlp):
        extractor = nlp.extractor
        explanation = explain_result(extractor.extract(article), extractor.parse(article), extractor.rules.lexicon)
        if names_only or not (misses or as_json or wanted):
            rows = [row for row in explanation.result.mentions if row.form in ("name", "acronym", "demonym")]
            if as_json:
                for row in rows:
                    click.echo(row.model_dump_json())
            else:
                say(_names(rows if names_only else [row for row in rows if row.origin.startswith("repair/")]))
        if names_only:
            continue
        for statement in explanation.result.statements if not misses else ():
            if wanted is None or statement.statement_id.startswith(wanted):
                found = True
                if as_json:
                    click.echo(json.dumps(_as_object(explanation, explanation.of(statement), statement)))
                else:
                    say(_statement(explanation, statement, with_parse=wanted is not None))
        for trace in explanation.near_misses() if wanted is None else ():
            if as_json:
                click.echo(json.dumps(_as_object(explanation, trace)))
            else:
                say(_near_miss(explanation, trace))
    if wanted is not None and not found:
        raise InputError(f"no statement of {file} has an id that begins with '{wanted}'")


def _names(rows: Sequence["MentionRow"]) -> Iterator[str]:
    """Names with their place, what they are and who says so: the model, or the rule that made or repaired them last."""
    if not rows:
        return
    yield "names"
    for row in rows:
        yield f"  {f'{row.start}-{row.end}':10} {_line(row.text)} ({row.kind}, {row.label}): {row.origin}"
    yield ""


def _speaker() -> Callable[[Iterable[str]], None]:
    """How lines are said: as they are, or on a terminal wrapped, with labels that stand back and frames that fit in front."""
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
            style = "green" if ": fits, " in rest and label.strip() == "frame" else "dim" if label.strip() == "frame" else ""
            for number, part in enumerate(wrap(safe(rest, keep=""), width - _INDENT) or [""]):
                console.print(Text.assemble((label if not number else " " * _INDENT, "dim"), (part, style)))

    return say


def _statement(explanation: "Explanation", statement: "StatementRow", *, with_parse: bool) -> Iterator[str]:
    also = f", also found by {', '.join(statement.other_rules)}" if statement.other_rules else ""
    yield f"{statement.statement_id}"
    sentence = explanation.sentence_of(statement)
    yield f"  sentence   {_line(explanation.parse.span_text(*sentence))}"
    yield f"  rule       {statement.rule_id} ({statement.confidence} confidence{also})"
    for part in _PARTS:
        for row in explanation.result.statement_spans:
            if row.statement_id == statement.statement_id and row.part == part:
                yield f"  {part:10} {row.start}-{row.end} {_line(row.text)}"
    speaker = " ".join(filter(None, (statement.speaker_name, f"({statement.speaker_status})")))
    yield f"  speaker    {speaker}{f', {_line(statement.speaker_role)}' if statement.speaker_role else ''}"
    told = [name for name in ("negated", "hedged", "conditional") if getattr(statement, f"is_{name}")]
    yield f"  told as    {', '.join([statement.type, statement.act, statement.attitude, statement.stance, *told])}"
    if statement.nested_in is not None:
        yield f"  inside     {_reference(explanation, statement.nested_in)}"
    trace = explanation.of(statement)
    if trace is not None:
        yield f"  cue word   {_cue(trace)}"
        yield f"  around     {_around(explanation, trace.token)}"
        yield from _attempts(explanation, trace)
    if with_parse:
        yield "  parse"
        yield from _parse(explanation, *sentence)
    yield ""


def _as_object(
    explanation: "Explanation", trace: "CueTrace | None", statement: "StatementRow | None" = None
) -> dict[str, object]:
    """A statement, or a cue word that found none, with what each frame made of the cue word."""
    from extractor.statements.frames import Miss

    made: dict[str, object] = {"document_id": explanation.result.document.document_id}
    if statement is not None:
        spans = [row for row in explanation.result.statement_spans if row.statement_id == statement.statement_id]
        made |= {"rule": statement.rule_id, "statement": statement.model_dump(mode="json")}
        made["spans"] = [{"part": row.part, "start": row.start, "end": row.end, "text": row.text} for row in spans]
    if trace is not None:
        made["cue"] = {"lemma": trace.cue.lemma, "pos": trace.cue.pos, "start": explanation.parse.starts[trace.token]}
        made["frames"] = [
            {"id": attempt.frame.id, "lacks": attempt.missing if isinstance(attempt, Miss) else None}
            for attempt in trace.attempts
        ]
    return made


def _near_miss(explanation: "Explanation", trace: "CueTrace") -> Iterator[str]:
    parse = explanation.parse
    sentence = parse.sentences[parse.sentence_of[trace.token]]
    yield f"no statement from '{parse.words[trace.token]}' at {parse.starts[trace.token]}"
    yield f"  sentence   {_line(parse.span_text(*sentence))}"
    yield f"  cue word   {_cue(trace)}"
    yield f"  around     {_around(explanation, trace.token)}"
    yield from _attempts(explanation, trace)
    if trace.fits:
        holder = explanation.lost_to(trace)
        what = f"part of what {_reference(explanation, holder.statement_id)} says" if holder else "nothing is left for a content"
        yield f"  lost       {what}"
    yield ""


def _reference(explanation: "Explanation", statement_id: str) -> str:
    """A statement in a few words."""
    found = next(each for each in explanation.result.statements if each.statement_id == statement_id)
    return f"{statement_id} ({_line(' '.join(filter(None, (found.speaker_name or found.source_text, found.cue_text))))})"


def _around(explanation: "Explanation", token: int) -> str:
    """The parse around a word: what it hangs on, and what hangs on it."""
    parse = explanation.parse
    words, head = parse.words, parse.heads[token]
    on = "head of its sentence" if head == token else f"{parse.deps[token]} of '{words[head]}'"
    kids = [f"{parse.deps[kid]} '{words[kid]}'" for kid in parse.children[token] if parse.pos[kid] not in ("PUNCT", "SPACE")]
    return f"'{words[token]}' {parse.tags[token]}, {on}" + (f"; below it {', '.join(kids)}" if kids else "")


def _cue(trace: "CueTrace") -> str:
    cue = trace.cue
    return f"{cue.lemma} {cue.pos} in models/en/cues.csv: act {cue.act}{', introduces quotations' if cue.quotes else ''}"


def _attempts(explanation: "Explanation", trace: "CueTrace") -> Iterator[str]:
    """What each frame made of a cue word, in the order in which they are tried; the first that fits counts."""
    from extractor.statements.frames import Miss

    fits = "fits"

    for attempt in trace.attempts:
        if isinstance(attempt, Miss):
            yield f"  frame      {attempt.frame.id}: lacks {attempt.missing}"
            continue
        words = explanation.parse.words
        slots = [f"content at '{words[head]}'" for head, _ in attempt.contents]
        for name in ("source", "target", "addressee"):
            head = getattr(attempt, name)
            slots += [f"{name} at '{words[head]}'"] if head is not None else []
        yield f"  frame      {attempt.frame.id}: {fits}, {', '.join(slots)}"
        fits = "would fit, too"


def _parse(explanation: "Explanation", start: int, end: int) -> Iterator[str]:
    parse = explanation.parse
    for token in range(start, end):
        if parse.pos[token] != "SPACE":
            head = "" if parse.heads[token] == token else f" of {parse.words[parse.heads[token]]}"
            yield f"    {parse.words[token]:20} {parse.lemmas[token]:18} {parse.pos[token]:6} {parse.deps[token]}{head}"


def _line(text: str) -> str:
    return " ".join(text.split())
