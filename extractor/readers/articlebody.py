"""The text of an article from its page's data (``articleBody`` of JSON-LD) or from extraction, parted as the page shows it."""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from extractor.articles import BlockKind
from extractor.cleaning.masthead import title_key
from extractor.readers.markup import parse_page, plain_blocks

Piece = tuple[BlockKind, str]
Pieces = Sequence[Piece]
TAKEN = "the text is that of the page's data (articleBody), for the page shows much less of it"
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,500})?/?>", re.I)
# So much more text than was found on the page is worth taking.
_MUCH_MORE = 1.25
# Share of the words found on the page that must be words of the data, which else are in another language.
_SAME_LANGUAGE = 0.4
# Share of the data's text that paragraphs of the page must cover to be taken in its place: they know where paragraphs end.
_COVERED = 0.95
_FEWEST_WORDS = 30
# Shorter pieces, as rows of tables, are left as they are.
_JOINED_WORDS = 40
# Paragraphs that were put one after the other without a space.
_GLUED = re.compile(r"(?<=[a-z)][.!?])(?=[“\"‘]?[A-Z][a-z])|(?<=[a-z)][.!?][”\"’])(?=[“\"‘]?[A-Z][a-z])")


def data_pieces(article: Mapping[str, Any]) -> list[Piece]:
    """Return the paragraphs of an article's ``articleBody``, and of the entries of a live blog with their headlines."""
    pieces = _pieces(article.get("articleBody"))
    updates = article.get("liveBlogUpdate")
    for update in updates if isinstance(updates, list) else [updates]:
        if isinstance(update, dict) and (body := _pieces(update.get("articleBody"))):
            pieces += [("heading", text) for _, text in _pieces(update.get("headline"))]
            pieces += body
    return pieces


def fuller_pieces(data: Pieces, page: Pieces, shown: Pieces) -> Pieces:
    """Return the pieces of the data with much more text of the same language than the ``page`` was found to have, else none.

    ``shown`` is all that the page shows: its paragraphs take the place of the data's where they have the same text.
    """
    words, present = _words(data), _words(page)
    if len(words) < max(_FEWEST_WORDS, _MUCH_MORE * len(present)):
        return ()
    vocabulary = set(words)
    if sum(map(vocabulary.__contains__, present)) < _SAME_LANGUAGE * len(present):
        return ()
    whole = title_key(" ".join(text for _, text in data))
    parts = [(kind, text) for kind, text in shown if len(text.split()) > 1 and title_key(text) in whole]
    covered = sum(len(title_key(text)) for _, text in parts)
    return parts if covered >= _COVERED * len(whole) else data


def parted_as_shown(pieces: Pieces, shown: Pieces) -> list[Piece]:
    """Return the pieces with those split that extraction joined of several paragraphs which the page shows one after the
    other."""
    parted: list[Piece] = []
    keys = [title_key(text) for _, text in shown]
    for piece in pieces:
        joined = len(pieces) == 1 or len(piece[1].split()) >= _JOINED_WORDS  # of a short page extraction makes one paragraph
        parts = _parts(title_key(piece[1]), keys) if joined else range(0)
        parted += [shown[number] for number in parts] or [piece]
    return parted


def _parts(whole: str, keys: Sequence[str]) -> range:
    """Return the keys that are the whole when they are put together, if they are more than one."""
    for first, key in enumerate(keys):
        if key and key != whole and whole.startswith(key):
            end = len(key)
            for last in range(first + 1, len(keys)):
                if not whole.startswith(keys[last], end):
                    break
                end += len(keys[last])
                if end == len(whole):
                    return range(first, last + 1)
    return range(0)


def _pieces(value: Any) -> list[Piece]:
    """Return the paragraphs of a text, which may be HTML, escaped once more, or have lost its line ends."""
    text = "\n".join(filter(None, value)) if isinstance(value, list) and all(isinstance(v, str) for v in value) else value
    if not isinstance(text, str) or not text.strip():
        return []
    text = html.unescape(text) if "&" in text else text
    if _TAG.search(text):
        return [(kind, line) for kind, line in plain_blocks(parse_page(text.replace("\n", "<br>"))) if line]
    lines = text.split("\n") if "\n" in text.strip() else _GLUED.split(text)
    return [("paragraph", " ".join(line.split())) for line in lines if line.strip()]


def _words(pieces: Pieces) -> list[str]:
    return [word for _, text in pieces for word in text.lower().split()]
