"""From what a reader delivers to an article whose text and offsets are final."""

import re
from dataclasses import replace

from extractor.articles import Article, Block, Failure, Origins, RawDocument
from extractor.cleaning.bylines import Bylines
from extractor.cleaning.characters import clean_characters
from extractor.cleaning.dates import could_be_two_days, parse_date
from extractor.cleaning.ends import mark_end, mark_lists
from extractor.cleaning.furniture import Furniture
from extractor.cleaning.language import language_code
from extractor.cleaning.masthead import Masthead, find_masthead, find_title, title_key
from extractor.cleaning.origins import align
from extractor.cleaning.structure import Piece, find_pieces, squeeze
from extractor.ids import document_id

_SENTENCE_END = (".", "?", "!", "”", '"', "’", "'", ":")
_HEADING = re.compile(r"[A-Z0-9][^.!?:;,\"“”«»]{2,79}")


def clean(raw: RawDocument, *, patterns: Furniture, keep_text: bool = False, trace: bool = False) -> Article | Failure:
    """Return the article: text of which all later offsets are, its blocks, and what is known of it.

    Furniture is taken out and counted, a repeated headline too; paragraphs are separated by blank lines, with the headline as the
    first of them. With ``keep_text`` the text stays exactly as it was read and furniture becomes blocks of that kind. With
    ``trace`` the article knows where its text is in that of ``raw``.

    A document without text gives a failure ``empty``.
    """
    text, warnings = (raw.text, ()) if keep_text else clean_characters(raw.text)
    if raw.blocks and not keep_text:
        pieces = _given_pieces(raw)
        warnings = clean_characters(raw.text)[1]
    else:
        pieces = find_pieces(text, patterns.joining)
    if not pieces:
        return Failure(
            raw.source_path, "empty", "there is no text in it", raw.record, "clean", "skipped", input_format=raw.input_format
        )
    pieces = _mark_furniture(pieces, text, patterns, keep_text=keep_text)
    given_title = _line(raw.title)
    title = _mark_title(pieces, given_title)
    found = find_masthead(pieces, patterns.agencies)
    mark_lists(pieces, patterns)
    mark_end(pieces, patterns)
    _mark_headings(pieces)
    removed: tuple[str, ...] = ()
    origins: Origins | None = None
    if keep_text:
        blocks = tuple(Block(piece.start, piece.end, piece.kind) for piece in pieces)
    else:
        kept = [piece for piece in pieces if piece.kind != "furniture" and piece.text]
        adds_title = bool(given_title) and (not kept or kept[0].kind != "title")
        if adds_title:
            kept.insert(0, Piece(given_title, 0, 0, "title"))
        text, blocks = _join(kept)
        if trace:
            origins = Origins([0] * (len(given_title) + 2) * adds_title + _find_places(pieces, raw.text))
        removed = tuple(piece.text for piece in pieces if piece.kind == "furniture")
    if not text.strip():
        return Failure(
            raw.source_path, "empty", "nothing but page furniture", raw.record, "clean", "skipped", input_format=raw.input_format
        )
    article = Article(
        document_id(raw.source_path, raw.record),
        raw.source_path,
        text,
        blocks,
        record=raw.record,
        title=title,
        language=language_code(raw.language),
        input_format=raw.input_format,
        encoding=raw.encoding,
        removed_lines=len(removed),
        removed=removed,
        warnings=raw.warnings + warnings,
        dateline=found.dateline,
        origins=origins,
    )
    return _with_metadata(article, raw, found, patterns.bylines)


def _given_pieces(raw: RawDocument) -> list[Piece]:
    """Return the pieces from the structure that the container marked."""
    pieces = []
    for block in raw.blocks:
        text = squeeze(clean_characters(raw.text[block.start : block.end])[0])
        if text:
            pieces.append(Piece(text, block.start, block.end, block.kind))
    return pieces


def _mark_furniture(pieces: list[Piece], text: str, patterns: Furniture, *, keep_text: bool) -> list[Piece]:
    """Return the pieces with lines of furniture marked, and with furniture at the end of a paragraph as a piece of its own."""
    marked = []
    for piece in pieces:
        marked.append(piece)
        if patterns.is_line(piece.text):
            piece.kind = "furniture"
            continue
        start = patterns.tail_start(piece.text)
        tail = piece.text[start:]
        if not tail or (keep_text and not text[piece.start : piece.end].endswith(tail)):
            continue
        cut = piece.end - len(tail)
        marked.append(Piece(tail, cut, piece.end, "furniture"))
        piece.text = piece.text[:start].rstrip()
        piece.end = piece.start + len(text[piece.start : cut].rstrip())
    return marked


def _mark_title(pieces: list[Piece], given: str) -> str:
    """Mark the headline, and its repetitions as furniture; the headline."""
    content = [piece for piece in pieces if piece.kind != "furniture"]
    title = find_title(content, given)
    if title:
        title.kind = "title"
    shown = title.text if title else given
    key = title_key(shown)
    if len(shown.split()) >= 3:
        for piece in content:
            if piece is not title and len(piece.text) <= len(shown) + 10 and title_key(piece.text) == key:
                piece.kind = "furniture"
    return shown


def _mark_headings(pieces: list[Piece]) -> None:
    """Mark short lines without any punctuation that stand between paragraphs of sentences, also two behind each other."""
    before, waiting = "", []
    for piece in pieces:
        if piece.kind == "paragraph" and len(piece.text.split()) <= 10 and _HEADING.fullmatch(piece.text):
            waiting.append(piece)
            continue
        if piece.kind == "paragraph" and len(waiting) <= 2 and before.endswith(_SENTENCE_END) and len(piece.text) > 40:
            for heading in waiting:
                heading.kind = "heading"
        before, waiting = piece.text if piece.kind == "paragraph" else "", []


def _find_places(pieces: list[Piece], given: str) -> list[int]:
    """Return the places in the given text of the pieces that are kept, blank lines included; ``pieces`` are all that it was
    split into."""
    aligned = align("\n\n".join(piece.text for piece in pieces), given)
    places: list[int] = []
    start = 0
    for piece in pieces:
        end = start + len(piece.text)
        if piece.kind != "furniture" and piece.text:
            places += aligned[start : end + 2]
        start = end + 2
    return places


def _join(pieces: list[Piece]) -> tuple[str, tuple[Block, ...]]:
    blocks = []
    position = 0
    for piece in pieces:
        blocks.append(Block(position, position + len(piece.text), piece.kind))
        position += len(piece.text) + 2
    return "\n\n".join(piece.text for piece in pieces), tuple(blocks)


def _with_metadata(article: Article, raw: RawDocument, found: Masthead, bylines: Bylines) -> Article:
    """Return the article with author, outlet, address and date: what the container says, else what the text says."""
    warnings = article.warnings
    given = _line(raw.published_at)
    published, precision = parse_date(given or found.published, day_first=raw.day_first)
    if given and not published:
        why = " (day and month could be either way round)" if could_be_two_days(given) else ""
        warnings += (f"date not understood: {given[:60]!r}{why}",)
        published, precision = parse_date(found.published)
    outlet = _line(raw.outlet) or found.outlet
    lines = (clean_characters(text)[0] for text in (raw.author, raw.byline, found.author))
    given_names, shown, written = (bylines.names(text, outlet=outlet) for text in lines)
    names = shown if set(given_names) < set(shown) else given_names or written
    return replace(
        article,
        author="; ".join(names),
        outlet=outlet,
        outlet_place=_line(raw.outlet_place),
        section=_line(raw.section),
        url=_line(raw.url) or found.url,
        published_at=published,
        published_precision=precision,
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _line(text: str) -> str:
    """Return the metadata as one clean line."""
    return squeeze(clean_characters(text)[0]) if text else ""
