"""CoNLL-U Plus (universaldependencies.org/ext-format.html): a token a line, names in IOB, parts of statements in a column.

``EXTRACTOR:NAME`` has B- or I- and the kind of name, then the entity's id; ``EXTRACTOR:PART`` lists the parts of statements that
hold the token, as in ``B-content:1|I-cue:2``, with the number of the statement in the article (``# statement 1 = ...``).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.analysis.tokens import Token, load_tokenizer
from extractor.exports.annotated import AnnotatedArticle, Names, articles
from extractor.exports.base import ExportOptions, exporter

if TYPE_CHECKING:
    import duckdb

_COLUMNS = "ID FORM EXTRACTOR:NAME EXTRACTOR:PART MISC"
_EMPTY = "_"


@exporter(
    "conll",
    title="CoNLL-U Plus: a token a line with names and parts of statements",
    file_name="articles.conllup",
    options=("include_rejected",),
)
def export_conll(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return one file, a block of lines for each sentence; ``MISC`` has the offsets into ``documents.text``."""
    tokenize = load_tokenizer()
    with Path(target).open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"# global.columns = {_COLUMNS}\n")
        for article in articles(connection):
            file.writelines(f"{line}\n" for line in _lines(article, tokenize(article.row.text)))
    return ()


def _lines(article: AnnotatedArticle, tokens: Sequence[Token]) -> Iterator[str]:
    text, names, parts = article.row.text, _names(article, tokens), _parts(article, tokens)
    for number, (first, last) in enumerate(_sentences(tokens), 1):
        if number == 1:
            yield f"# newdoc id = {article.row.document_id}"
            for n, each in enumerate(article.statements, 1):
                yield f"# statement {n} = {each.row.statement_id}" + (" rejected" if each.is_rejected else "")
        yield f"# sent_id = {article.row.document_id}-{number}"
        yield f"# text = {' '.join(text[tokens[first].start : tokens[last].end].split())}"
        for index in range(first, last + 1):
            start, end, _, space = tokens[index]
            place = f"start={start}|end={end}" + ("" if space else "|SpaceAfter=No")
            cells = (names.get(index, _EMPTY), "|".join(parts.get(index, ())) or _EMPTY, place)
            yield "\t".join((str(index - first + 1), text[start:end], *cells))
        yield ""


def _sentences(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the first and last token of each sentence."""
    starts = [0, *(index for index, token in enumerate(tokens) if token.begins and index)]
    for first, after in zip(starts, [*starts[1:], len(tokens)], strict=True):
        if first < after:
            yield first, after - 1


def _touched(tokens: Sequence[Token], start: int, end: int) -> range:
    """Return the tokens that a span touches."""
    first = bisect_right(tokens, start, key=lambda token: token.end)
    return range(first, bisect_left(tokens, end, first, key=lambda token: token.start))


def _names(article: AnnotatedArticle, tokens: Sequence[Token]) -> dict[int, str]:
    """Return the name at a token, the longest one where they overlap."""
    names: dict[int, str] = {}
    for mention in sorted(article.mentions, key=lambda mention: mention.end - mention.start):
        for place, index in enumerate(_touched(tokens, mention.start, mention.end) if mention.form in Names else ()):
            names[index] = f"{'I' if place else 'B'}-{mention.kind}:{mention.entity_id or _EMPTY}"
    return names


def _parts(article: AnnotatedArticle, tokens: Sequence[Token]) -> dict[int, list[str]]:
    """Return the parts of statements at a token."""
    parts: dict[int, list[str]] = {}
    for number, statement in enumerate(article.statements, 1):
        for span in statement.spans:
            for place, index in enumerate(_touched(tokens, span.start, span.end)):
                parts.setdefault(index, []).append(f"{'I' if place else 'B'}-{span.part}:{number}")
    return parts
