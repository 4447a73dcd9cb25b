"""Where a decision belongs in the texts and statements of another run: same id, same content, same words, or nowhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from extractor.decisions.model import Description, Place, Spans
from extractor.tables.wording import content_key

How = Literal["id", "content", "quote", "kept", "orphan"]
_SPACE = re.compile(r"\s+")
# How much of two statements must be common before a decision moves from one to the other.
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement of the run in the document."""

    statement_id: str
    content_key: str
    cue_text: str
    content: Spans


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a decision belongs: the statement, or for ``kept`` only the words; ``description`` has the offsets of this run.

    ``kept`` is a statement whose words are in the text while no rule finds it (any more); an ``orphan`` belongs nowhere.
    """

    how: How
    statement_id: str = ""
    description: Description | None = None


def find_anchor(statement_id: str, before: Description, after: Description, text: str, candidates: Sequence[Candidate]) -> Anchor:
    """Return the place of a decision on the statement ``before``, which the reviewer left as ``after``, in a text with
    statements."""
    moved = _moved(after, text)
    key = _key(before)
    by_id = next((each for each in candidates if each.statement_id == statement_id), None)
    if by_id is not None and by_id.content_key == key:
        return Anchor("id", statement_id, moved)
    # A correction of the rules may by now find what the reviewer made of it.
    keys = {key, _key(after)}
    same = [each for each in candidates if each.content_key in keys]
    if same:
        start = before.content[0].start
        cue = " ".join(place.exact for place in before.cue)
        best = min(same, key=lambda each: (each.cue_text != cue, abs(each.content[0][0] - start), each.statement_id))
        return Anchor("content", best.statement_id, moved)
    if moved is None:
        return Anchor("orphan")
    wanted = _moved(before, text) or moved
    scored = [
        (max(overlap(each.content, wanted.spans("content")), overlap(each.content, moved.spans("content"))), each)
        for each in candidates
    ]
    near = [(score, each) for score, each in scored if score >= _ENOUGH]
    if near:
        best = max(near, key=lambda pair: (pair[0], pair[1].statement_id))[1]
        return Anchor("quote", best.statement_id, moved)
    return Anchor("kept", "", moved)


def overlap(one: Spans, other: Spans) -> float:
    """Return the share of the larger of two contents that both have, by code points."""
    sizes = [sum(end - start for start, end in spans) for spans in (one, other)]
    common = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    return common / max(sizes) if all(sizes) else 0.0


def _key(description: Description) -> str:
    return content_key(" ... ".join(place.exact for place in description.content))


def _moved(description: Description, text: str) -> Description | None:
    """Return the description with offsets into another text; None if words of its content are not there."""
    content = [found for found in (find_place(text, place) for place in description.content) if found is not None]
    if len(content) < len(description.content):
        return None
    near = content[0].start
    rest = {
        part: [found for place in getattr(description, part) if (found := find_place(text, place, near=near)) is not None]
        for part in ("cue", "source")
    }
    return description.model_copy(update={"content": content, **rest})


def find_place(text: str, wanted: Place, *, near: int | None = None) -> Place | None:
    """Return the words in a text where most of what stood around them stands around them; the nearest of several alike.

    White space may differ. ``near`` is an offset in this text; without it the old offset stands for it.
    """
    if text[wanted.start : wanted.end] == wanted.exact and text[: wanted.start].endswith(wanted.prefix):
        return wanted
    goal = wanted.start if near is None else near
    best: tuple[float, int, int, int] | None = None
    for start, end in _occurrences(text, wanted.exact):
        score = _alike(text[max(0, start - 32) : start], wanted.prefix) + _alike(text[end : end + 32], wanted.suffix)
        rank = (round(score, 1), -abs(start - goal), start, end)
        best = rank if best is None else max(best, rank)
    if best is None:
        return None
    _, _, start, end = best
    return Place(
        start=start, end=end, exact=text[start:end], prefix=text[max(0, start - 32) : start], suffix=text[end : end + 32]
    )


def _occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    pieces = [re.escape(piece) for piece in _SPACE.split(words.strip())]
    if pieces == [""]:
        return
    yield from (match.span() for match in re.finditer(r"\s+".join(pieces), text))


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
