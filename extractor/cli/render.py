"""An article with its statements and names marked, for the terminal."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.cli.terminal import safe
from extractor.records import DocumentResult, StatementRow

if TYPE_CHECKING:
    from rich.text import Text

# Part or kind -> style; a part of a statement wins over a name. Parts differ by more than colour.
STYLES = {
    "content": "italic green",
    "cue": "bold magenta",
    "source": "bold underline cyan",
    "person": "bold",
    "organization": "yellow",
    "place": "blue",
}
Marked = tuple[int, int, str]


def segments(text: str, marked: Iterable[Marked]) -> Iterator[tuple[str, frozenset[str]]]:
    """The text cut at the edges of the marked spans, each piece with the labels of the spans that cover it."""
    spans = [(start, end, label) for start, end, label in marked if start < end]
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    for start, end in pairwise(edges):
        yield text[start:end], frozenset(label for first, last, label in spans if first <= start and end <= last)


def article(result: DocumentResult) -> "Text":
    """The text of the article with styles for contents, cues, sources and names."""
    from rich.text import Text

    spans: list[Marked] = [(row.start, row.end, row.part) for row in result.statement_spans if row.part in STYLES]
    spans += [(row.start, row.end, row.kind) for row in result.mentions if row.form != "pronoun" and row.kind in STYLES]
    shown = Text()
    for piece, labels in segments(result.document.text, spans):
        shown.append(safe(piece), style=" ".join(STYLES[label] for label in reversed(STYLES) if label in labels))
    return shown


def summary(result: DocumentResult) -> Iterator[str]:
    """The statements and entities of the article as plain lines."""
    yield f"Statements ({len(result.statements)})"
    for number, statement in enumerate(result.statements, 1):
        yield from _statement(number, statement, result)
    for kind, title in (("person", "People"), ("organization", "Organizations"), ("place", "Places")):
        entities = [entity for entity in result.entities if entity.kind == kind]
        if entities:
            yield ""
            yield f"{title} ({len(entities)})"
        for entity in entities:
            roles = dict.fromkeys(" ".join(role.text.split()) for role in entity.roles)
            facts = [fact for fact in (entity.country_code, *roles) if fact]
            yield safe(f"  {entity.name}" + (f": {'; '.join(facts)}" if facts else ""), keep="")


def _statement(number: int, statement: StatementRow, result: DocumentResult) -> Iterator[str]:
    source = " ".join(statement.source_text.split())
    name = statement.speaker_name
    who = name if not source or source == name else f"{source} = {name}" if name else source
    target = f" -> {statement.target_text}" if statement.target_text else ""
    cue = " ".join(statement.cue_text.split()) or "(no cue)"
    yield safe(f"  {number}. [{who or 'no source'}] {cue}{target}: {' '.join(statement.content.split())}", keep="")
    start, end = outline(statement, result)
    facts = (statement.act, statement.type, statement.speaker_status, statement.rule_id, statement.confidence, f"{start}-{end}")
    yield safe(f"     {', '.join(facts)}, {statement.statement_id}", keep="")


def outline(statement: StatementRow, result: DocumentResult) -> tuple[int, int]:
    """First and last code point of all parts of a statement."""
    spans: Sequence[tuple[int, int]] = [
        (row.start, row.end) for row in result.statement_spans if row.statement_id == statement.statement_id
    ]
    return min(start for start, _ in spans), max(end for _, end in spans)
