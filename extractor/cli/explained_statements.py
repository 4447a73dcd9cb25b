"""Which rule found each statement, from which words, and which rules nearly fired, for ``extractor explain``."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from extractor.cleaning.structure import squeeze
from extractor.cli.explained_speakers import said_by

if TYPE_CHECKING:
    from extractor.analysis.parse import Parse
    from extractor.articles import Article
    from extractor.document.explain import CueTrace, Explanation
    from extractor.document.rules import Rules
    from extractor.records import StatementRow
    from extractor.statements.model import Candidate

# Evidence that weighs less is left out.
_WEAKEST = 0.15
_PARTS = ("source", "cue", "content", "target", "addressee")


class Wanted(NamedTuple):
    """What of an article is told: the statement whose id begins with ``statement``, or else all, or the cue words without one."""

    statement: str | None = None
    misses: bool = False


def statement_lines(article: "Article", parse: "Parse", rules: "Rules", wanted: Wanted) -> Iterator[str]:
    """Yield what is to be told of statements, then of cue words that found none; for one statement also the parse."""
    from extractor.document.explain import explain

    explanation = explain(article, parse, rules)
    for number in _statements(explanation, wanted):
        yield from _statement(explanation, number, with_parse=wanted.statement is not None)
    if wanted.statement is None:
        for trace in explanation.without_statement():
            yield from _without_statement(explanation, trace)


def statement_objects(article: "Article", parse: "Parse", rules: "Rules", wanted: Wanted) -> Iterator[dict[str, object]]:
    """Yield the same as objects."""
    from extractor.document.explain import explain

    explanation = explain(article, parse, rules)
    for number in _statements(explanation, wanted):
        yield _as_object(explanation, explanation.of(number), explanation.result.statements[number])
    if wanted.statement is None:
        for trace in explanation.without_statement():
            yield _as_object(explanation, trace)


def _statements(explanation: "Explanation", wanted: Wanted) -> Iterator[int]:
    """Yield the numbers of the statements that are told."""
    for number, statement in enumerate(explanation.result.statements):
        if not wanted.misses and statement.statement_id.startswith(wanted.statement or ""):
            yield number


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
    yield f"  sentence   {squeeze(explanation.parse.span_text(*sentence))}"
    yield f"  rule       {statement.rule_id} ({statement.confidence:.2f}, {statement.confidence_level} confidence{also})"
    yield from _evidence(explanation.evidence(number))
    for part in _PARTS:
        for row in explanation.result.statement_spans:
            if row.statement_id == statement.statement_id and row.part == part:
                yield f"  {part:10} {row.start}-{row.end} {squeeze(row.text)}"
    yield from said_by(explanation, number)
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
    yield f"  sentence   {squeeze(parse.span_text(*parse.sentences[parse.sentence_of[token]]))}"
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
    return f"{statement_id} ({squeeze(' '.join(filter(None, (found.speaker_name or found.source_text, found.cue_text))))})"


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
