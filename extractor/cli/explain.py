"""``extractor explain``: which rule found a statement, from which words, which nearly fired, and why a name is one."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from extractor.cli.explained_speakers import speaker_lines
from extractor.cli.options import model_option
from extractor.cli.terminal import safe

if TYPE_CHECKING:
    from extractor.analysis.parse import Parse
    from extractor.document.explain import CueTrace, Explanation
    from extractor.entities.naming import Candidate as NameCandidate
    from extractor.entities.weights import NameWeights
    from extractor.records import StatementRow
    from extractor.statements.model import Candidate

# Where the words come after a label, and the columns of a text that somebody reads.
_INDENT, _WIDEST = 13, 110
_STYLES = {"taken": "green", "lacks": "dim", "lost": "dim"}
# Evidence that weighs less is left out.
_WEAKEST = 0.15
_PARTS = ("source", "cue", "content", "target", "addressee")


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
    from extractor.cli.explained_places import place_lines, place_objects
    from extractor.document.explain import considered, weighed_places
    from extractor.document.explain import explain as explain_article
    from extractor.errors import InputError

    nlp = TextExtractor.load(model)
    say = _speaker()
    found = False
    for article in read_articles(file, nlp):
        parse = nlp.extractor.parse(article)
        if places_only:
            grouping = weighed_places(article, parse, nlp.extractor.rules)
            if as_json:
                for each in place_objects(grouping):
                    click.echo(json.dumps(each))
            else:
                say(place_lines(grouping))
            continue
        if names_only:
            candidates = considered(article, parse, nlp.extractor.rules)
            if as_json:
                for candidate in candidates:
                    click.echo(json.dumps(_candidate_as_object(parse, candidate)))
            else:
                say(_name_candidates(parse, candidates, nlp.extractor.rules.namer.weights))
            continue
        explanation = explain_article(article, parse, nlp.extractor.rules)
        result = explanation.result
        if speakers_only:
            for number, statement in enumerate(result.statements):
                say([f"{statement.statement_id} {_line(statement.content)}", *speaker_lines(explanation, number), ""])
            continue
        for number, statement in enumerate(result.statements if not misses else ()):
            if wanted is None or statement.statement_id.startswith(wanted):
                found = True
                if as_json:
                    click.echo(json.dumps(_as_object(explanation, explanation.of(number), statement)))
                else:
                    say(_statement(explanation, number, with_parse=wanted is not None))
        for trace in explanation.without_statement() if wanted is None else ():
            if as_json:
                click.echo(json.dumps(_as_object(explanation, trace)))
            else:
                say(_without_statement(explanation, trace))
    if wanted is not None and not found:
        raise InputError(f"no statement of {file} has an id that begins with '{wanted}'")


def _name_candidates(parse: "Parse", candidates: Iterable["NameCandidate"], weights: "NameWeights") -> Iterator[str]:
    """Yield what may be a name with place and label, the sums by label, and what makes up the highest, the weightiest first."""
    from extractor.entities.weights import LABELS

    for candidate in candidates:
        column = LABELS.index(candidate.label)
        parts = [(weights.weight(evidence, column), evidence) for evidence in candidate.evidence]
        parts.append((candidate.pooled[column], "other places of the same words"))
        parts = sorted((part for part in parts if round(part[0], 1)), key=lambda part: -abs(part[0]))
        place = f"{parse.starts[candidate.start]}-{parse.ends[candidate.end - 1]}"
        yield _line(f"{parse.span_text(candidate.start, candidate.end)} {place}")
        yield f"  taken      {'no' if candidate.name is None else candidate.name.label}"
        yield f"  offered    {candidate.source}"
        yield f"  sums       {' '.join(f'{label} {value:.1f}' for label, value in zip(LABELS, candidate.sums, strict=True))}"
        yield f"  {candidate.label:10} {'; '.join(f'{evidence} {weight:+.1f}' for weight, evidence in parts)}"
        yield ""


def _candidate_as_object(parse: "Parse", candidate: "NameCandidate") -> dict[str, object]:
    from extractor.entities.weights import LABELS

    return {
        "start": parse.starts[candidate.start],
        "end": parse.ends[candidate.end - 1],
        "text": parse.span_text(candidate.start, candidate.end),
        "taken": None if candidate.name is None else candidate.name.label,
        "source": candidate.source,
        "sums": dict(zip(LABELS, candidate.sums, strict=True)),
        "pooled": dict(zip(LABELS, candidate.pooled, strict=True)),
        "evidence": list(candidate.evidence),
    }


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


def _evidence(weighed: Sequence[tuple[str, float]]) -> Iterator[str]:
    """Yield what speaks for a candidate and against it, the strongest first, with its weight in log-odds."""
    for label, sign in (("for", 1), ("against", -1)):
        told = [f"{name} {weight:+.1f}" for name, weight in weighed if sign * weight >= _WEAKEST]
        if told:
            yield f"  {label:10} {'; '.join(told)}"


def _statement(explanation: "Explanation", number: int, *, with_parse: bool) -> Iterator[str]:
    statement = explanation.result.statements[number]
    also = f", also found by {', '.join(statement.other_rules)}" if statement.other_rules else ""
    yield f"{statement.statement_id}"
    sentence = explanation.parse.sentences[statement.sentence_index]
    yield f"  sentence   {_line(explanation.parse.span_text(*sentence))}"
    yield f"  rule       {statement.rule_id} ({statement.confidence:.2f}, {statement.confidence_level} confidence{also})"
    yield from _evidence(explanation.evidence(number))
    for part in _PARTS:
        for row in explanation.result.statement_spans:
            if row.statement_id == statement.statement_id and row.part == part:
                yield f"  {part:10} {row.start}-{row.end} {_line(row.text)}"
    yield from speaker_lines(explanation, number)
    told = [name for name in ("negated", "hedged", "conditional") if getattr(statement, f"is_{name}")]
    yield f"  told as    {', '.join([statement.type, statement.act, statement.attitude, statement.stance, *told])}"
    if statement.nested_in is not None:
        yield f"  inside     {_reference(explanation, statement.nested_in)}"
    yield from _trace(explanation, explanation.of(number))
    if with_parse:
        yield "  parse"
        yield from _parse(explanation, *sentence)
    yield ""


def _as_object(explanation: "Explanation", trace: "CueTrace", statement: "StatementRow | None" = None) -> dict[str, object]:
    """Return a statement, or a cue word that found none, with what each frame made of the cue word."""
    made: dict[str, object] = {"document_id": explanation.result.document.document_id}
    if statement is not None:
        spans = [row for row in explanation.result.statement_spans if row.statement_id == statement.statement_id]
        made |= {"rule": statement.rule_id, "statement": statement.model_dump(mode="json")}
        made["spans"] = [{"part": row.part, "start": row.start, "end": row.end, "text": row.text} for row in spans]
    if trace.token is not None and trace.cue is not None:
        made["cue"] = {"lemma": trace.cue.lemma, "pos": trace.cue.pos, "start": explanation.parse.starts[trace.token]}
    taken = [] if trace.taken is None else [{"id": trace.taken.rule, "lacks": None}]
    lost = [{"id": each.candidate.rule, "lacks": None, "lost": each.reason} for each in trace.losses]
    made["frames"] = [*taken, *lost, *({"id": each.frame, "lacks": each.missing} for each in trace.misses)]
    return made


def _without_statement(explanation: "Explanation", trace: "CueTrace") -> Iterator[str]:
    parse, token = explanation.parse, trace.token
    if token is None:
        return
    yield f"no statement from '{parse.words[token]}' at {parse.starts[token]}"
    yield f"  sentence   {_line(parse.span_text(*parse.sentences[parse.sentence_of[token]]))}"
    yield from _trace(explanation, trace)
    yield ""


def _trace(explanation: "Explanation", trace: "CueTrace") -> Iterator[str]:
    """Yield the cue word, what was offered there, and what the other frames lack."""
    if trace.token is not None and explanation.parse.words[trace.token].isalpha():
        yield f"  cue word   {_cue(explanation, trace)}"
        yield f"  around     {_around(explanation, trace.token)}"
    if trace.taken is not None:
        yield f"  taken      {_candidate(explanation, trace.taken)}"
    for loss in trace.losses:
        holder = explanation.row_of(loss.winner)
        where = f" ({_reference(explanation, holder.statement_id)})" if holder is not None else ""
        yield f"  lost       {_candidate(explanation, loss.candidate)}: {loss.reason}{where}"
        yield from _evidence(explanation.weighed(loss.evidence))
    for miss in trace.misses:
        yield f"  lacks      {miss.frame}: {miss.missing}"


def _candidate(explanation: "Explanation", candidate: "Candidate") -> str:
    """Return the rule of a candidate, and at which words it found the parts."""
    parts = [f"{part} at '{explanation.parse.words[token]}'" for part, token in candidate.why]
    return f"{candidate.rule}: {', '.join(parts)}" if parts else candidate.rule


def _reference(explanation: "Explanation", statement_id: str) -> str:
    """Return a statement in a few words."""
    found = next(each for each in explanation.result.statements if each.statement_id == statement_id)
    return f"{statement_id} ({_line(' '.join(filter(None, (found.speaker_name or found.source_text, found.cue_text))))})"


def _around(explanation: "Explanation", token: int) -> str:
    """Return the parse around a word: what it hangs on, and what hangs on it."""
    parse = explanation.parse
    words, head = parse.words, parse.heads[token]
    on = "head of its sentence" if head == token else f"{parse.deps[token]} of '{words[head]}'"
    kids = [f"{parse.deps[kid]} '{words[kid]}'" for kid in parse.children[token] if parse.pos[kid] not in ("PUNCT", "SPACE")]
    return f"'{words[token]}' {parse.tags[token]}, {on}" + (f"; below it {', '.join(kids)}" if kids else "")


def _cue(explanation: "Explanation", trace: "CueTrace") -> str:
    cue = trace.cue
    if cue is None:
        lemma = "" if trace.token is None else explanation.parse.lemmas[trace.token]
        return f"{lemma}, not in models/en/cues.csv"
    return f"{cue.lemma} {cue.pos} in models/en/cues.csv: act {cue.act}{', introduces quotations' if cue.quotes else ''}"


def _parse(explanation: "Explanation", start: int, end: int) -> Iterator[str]:
    parse = explanation.parse
    for token in range(start, end):
        if parse.pos[token] != "SPACE":
            head = "" if parse.heads[token] == token else f" of {parse.words[parse.heads[token]]}"
            yield f"    {parse.words[token]:20} {parse.lemmas[token]:18} {parse.pos[token]:6} {parse.deps[token]}{head}"


def _line(text: str) -> str:
    return " ".join(text.split())
