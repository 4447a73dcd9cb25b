"""An article with its statements and names marked, for the terminal."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.cli.terminal import safe
from extractor.records import DocumentResult, StatementRow

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

# Part or kind -> style; a part of a statement wins over a name. Parts differ by more than colour.
STYLES = {
    "content": "italic green",
    "cue": "bold magenta",
    "source": "bold underline cyan",
    "person": "bold",
    "organization": "yellow",
    "place": "bright_blue",  # blue itself cannot be read on black
}
KINDS = (("person", "People"), ("organization", "Organizations"), ("place", "Places"))
# Characters of an id that a terminal shows; `explain --statement` takes the beginning.
_SHORT_ID = 10
Marked = tuple[int, int, str]


def segments(text: str, marked: Iterable[Marked]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the text cut at the edges of the marked spans, each piece with the labels of the spans that cover it."""
    spans = [(start, end, label) for start, end, label in marked if start < end]
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    for start, end in pairwise(edges):
        yield text[start:end], frozenset(label for first, last, label in spans if first <= start and end <= last)


def article(result: DocumentResult) -> "Text":
    """Return the text of the article with styles for contents, cues, sources and names."""
    from rich.text import Text

    spans: list[Marked] = [(row.start, row.end, row.part) for row in result.statement_spans if row.part in STYLES]
    spans += [(row.start, row.end, row.kind) for row in result.mentions if row.form != "pronoun" and row.kind in STYLES]
    shown = Text()
    for piece, labels in segments(result.document.text, spans):
        shown.append(safe(piece), style=" ".join(STYLES[label] for label in reversed(STYLES) if label in labels))
    return shown


def title(result: DocumentResult) -> "Text":
    """Return the name of the article: its headline, or else its file."""
    from rich.text import Text

    document = result.document
    return Text(safe(" ".join((document.title or document.source_path).split()), keep=""), style="bold")


def legend() -> "Text":
    """Return each style with what it means."""
    from rich.text import Text

    shown = Text().append("Marked: ", style="dim")
    for number, (label, style) in enumerate(STYLES.items()):
        shown.append("  " if number else "").append(label, style=style)
    return shown


def listing(result: DocumentResult) -> "Iterator[RenderableType]":
    """Return the statements and entities of the article for a terminal: who, how and what in the styles of the text, facts
    below."""
    from rich.table import Table
    from rich.text import Text

    def grid() -> Table:
        made = Table.grid(padding=(0, 1))
        made.add_column(justify="right", style="dim", min_width=3)
        made.add_column(overflow="fold")
        return made

    yield Text(f"Statements ({len(result.statements)})", style="bold")
    table = grid()
    for number, statement in enumerate(result.statements, 1):
        table.add_row(str(number), _in_full(statement, result))
    yield table
    for kind, heading in KINDS:
        entities = list(_facts(result, kind))
        if entities:
            yield Text(f"{heading} ({len(entities)})", style="bold")
            table = grid()
            for name, facts in entities:
                table.add_row("", Text.assemble((name, STYLES[kind]), (f"  {facts}" if facts else "", "dim")))
            yield table
            yield ""


def _in_full(statement: StatementRow, result: DocumentResult) -> "Text":
    from rich.text import Text

    name, source, cue = (safe(" ".join(text.split()), keep="") for text in _who(statement))
    shown = Text().append(name or source or "no source", style=STYLES["source"] if name or source else "dim")
    if source and name and source != name:
        shown.append(f" “{source}”", style="dim")
    shown.append(" ").append(cue or "(no cue)", style=STYLES["cue"] if cue else "dim")
    if statement.target_text:
        shown.append(f" → {safe(' '.join(statement.target_text.split()), keep='')}")
    shown.append("\n").append(safe(" ".join(statement.content.split()), keep=""), style=STYLES["content"])
    start, end = outline(statement, result)
    told = [name for name in ("negated", "hedged", "conditional") if getattr(statement, f"is_{name}")]
    kind = ", ".join([statement.act, statement.type, *told])
    rule = f"{statement.rule_id} ({statement.confidence:.2f})"
    status = "no source" if statement.speaker_status == "none" else statement.speaker_status
    facts = " · ".join((kind, status, rule, f"{start}-{end}", statement.statement_id[:_SHORT_ID]))
    return shown.append(f"\n{facts}\n", style="dim")


def summary(result: DocumentResult) -> Iterator[str]:
    """Yield the statements and entities of the article as plain lines."""
    yield f"Statements ({len(result.statements)})"
    for number, statement in enumerate(result.statements, 1):
        yield from _statement(number, statement, result)
    for kind, heading in KINDS:
        entities = list(_facts(result, kind))
        if entities:
            yield ""
            yield f"{heading} ({len(entities)})"
        for name, facts in entities:
            yield f"  {name}" + (f": {facts}" if facts else "")


def _facts(result: DocumentResult, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the names of a kind with country and roles."""
    for entity in result.entities:
        if entity.kind == kind:
            roles = dict.fromkeys(" ".join(role.text.split()) for role in entity.roles)
            facts = "; ".join(fact for fact in (entity.country_code, *roles) if fact)
            yield safe(entity.name, keep=""), safe(facts, keep="")


def _who(statement: StatementRow) -> tuple[str, str, str]:
    return statement.speaker_name, statement.source_text, statement.cue_text


def _statement(number: int, statement: StatementRow, result: DocumentResult) -> Iterator[str]:
    source = " ".join(statement.source_text.split())
    name = statement.speaker_name
    who = name if not source or source == name else f"{source} = {name}" if name else source
    target = f" -> {statement.target_text}" if statement.target_text else ""
    cue = " ".join(statement.cue_text.split()) or "(no cue)"
    yield safe(f"  {number}. [{who or 'no source'}] {cue}{target}: {' '.join(statement.content.split())}", keep="")
    start, end = outline(statement, result)
    facts = (
        statement.act,
        statement.type,
        statement.speaker_status,
        statement.rule_id,
        f"{statement.confidence:.2f}",
        f"{start}-{end}",
    )
    yield safe(f"     {', '.join(facts)}, {statement.statement_id}", keep="")


def outline(statement: StatementRow, result: DocumentResult) -> tuple[int, int]:
    """Return the first and last code point of all parts of a statement."""
    spans: Sequence[tuple[int, int]] = [
        (row.start, row.end) for row in result.statement_spans if row.statement_id == statement.statement_id
    ]
    return min(start for start, _ in spans), max(end for _, end in spans)
