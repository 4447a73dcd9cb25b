"""Furniture that only its place tells: lists of headlines under a heading of links or behind the text, notes on the author."""

from collections.abc import Sequence

from extractor.cleaning.furniture import Furniture
from extractor.cleaning.structure import Piece

_FEWEST_WORDS, _MOST_WORDS = 4, 25
# A single line under a heading of links may be a subheading of the article when it has fewer words.
_FEWEST_ALONE = 6
# So many headlines after the text are a list, when so much of their longer words has capitals.
_FEWEST_HEADLINES, _FEWEST_HEADLINE_WORDS, _CAPITALS = 3, 5, 0.8
_LONG_WORD = 4


def mark_lists(pieces: Sequence[Piece], patterns: Furniture) -> None:
    """Mark the lines under a heading of links that do not end like sentences."""
    run: list[Piece] | None = None
    for piece in [*pieces, Piece("", 0, 0)]:
        if piece.kind == "furniture":
            if patterns.is_lead(piece.text):
                run = []
        elif run is not None and _is_link(piece):
            run.append(piece)
        elif run is not None:
            if len(run) > 1 or any(each.kind != "heading" and len(each.text.split()) >= _FEWEST_ALONE for each in run):
                _mark(run)
            run = None


def mark_end(pieces: Sequence[Piece], patterns: Furniture) -> None:
    """Mark what stands behind the last line of the text: notes on the author, whom the text does not speak of, and headlines."""
    notes: list[Piece] = []
    waiting: list[Piece] = []  # for the note that they go on
    headlines: list[Piece] = []
    end = len(pieces)
    while end and pieces[end - 1].kind != "title":
        piece = pieces[end - 1]
        if piece.kind != "furniture":
            note = patterns.end_line(piece.text)
            if note is not None and note.get("goes_on"):
                waiting.append(piece)
            elif note is not None and not _speaks_of(pieces[: end - 1], note.get("name")):
                notes += [piece, *waiting]
                waiting = []
            elif _is_headline(piece.text):
                headlines.append(piece)
            else:
                break
        end -= 1
    if any(piece.kind == "paragraph" for piece in pieces[:end]):
        _mark(notes)
        if len(headlines) >= _FEWEST_HEADLINES:
            _mark(headlines)


def _is_link(piece: Piece) -> bool:
    words = len(piece.text.split())
    ends = piece.text.rstrip("\"'”’)")[-1:]
    return piece.kind in {"paragraph", "heading"} and _FEWEST_WORDS <= words <= _MOST_WORDS and ends not in ".:;,!"


def _is_headline(text: str) -> bool:
    """Return whether a line has the capitals of a headline and does not end like a sentence."""
    words = [word for word in text.split() if word[:1].isalpha()]
    long = [word for word in words if len(word) >= _LONG_WORD]
    if not _FEWEST_HEADLINE_WORDS <= len(words) <= _MOST_WORDS or text[-1] in ".:;,":
        return False
    return len(long) > 1 and sum(word[0].isupper() for word in long) >= _CAPITALS * len(long)


def _speaks_of(pieces: Sequence[Piece], name: str | None) -> bool:
    """Return whether the text names somebody by the last part of the name."""
    last = name.split()[-1] if name else ""
    return bool(last) and any(last in piece.text for piece in pieces if piece.kind in {"title", "paragraph", "quote"})


def _mark(pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        piece.kind = "furniture"
