"""Layouts made by hand: paragraphs of a parse, with or without a headline."""

from collections.abc import Sequence

from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse, Span
from extractor.statements.find import FoundStatements, find_statements
from extractor.statements.lexicon import Lexicon
from extractor.statements.model import Statement
from extractor.statements.quotation_marks import Quotation


def layout(parse: Parse, paragraphs: Sequence[Span] | None = None, title_end: int = 0) -> Layout:
    """The layout of a parse with these paragraphs, by default one; the headline ends at the code point ``title_end``."""
    spans = [(0, len(parse.text))] if paragraphs is None else paragraphs
    return Layout(
        paragraphs=tuple(spans),
        title_end=title_end,
        title_tokens=parse.token_range((0, title_end))[1] if title_end else 0,
        blocks=tuple(parse.token_range(span) for span in spans),
    )


def found(parse: Parse, statements: Sequence[Statement], quotations: Sequence[Quotation] = ()) -> FoundStatements:
    """What a search that found these statements gives."""
    return FoundStatements(
        parse=parse,
        cues={},
        quotations=quotations,
        statements=statements,
        evidence=[()] * len(statements),
        probabilities=[0.5] * len(statements),
        taken=(),
        losses=(),
        misses=(),
    )


def statements_of(
    parse: Parse, lexicon: Lexicon, paragraphs: Sequence[Span] | None = None, title_end: int = 0
) -> list[Statement]:
    """The statements of a parse with these paragraphs, by default one."""
    return list(find_statements(parse, layout(parse, paragraphs, title_end), lexicon, names=parse.names).statements)
