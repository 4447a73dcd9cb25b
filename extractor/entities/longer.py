"""Evidence from longer candidates of which a candidate is part."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.entities.view import View

Span = tuple[int, int]


class Longer:
    """The candidates that may hold others: joined names, names with a nickname, bodies of a state."""

    def __init__(self, view: View, model: Mapping[Span, str], proposed: Mapping[Span, str]) -> None:
        words, lists = view.parse.words, view.lists.words
        links, led = lists["head_link"], lists["led"]
        self.view = view
        self.joined = _by_token(
            span
            for span, source in proposed.items()
            if source in ("joined", "work") or (model.get(span) == "ORG" and not links.isdisjoint(words[span[0] + 1 : span[1]]))
        )
        self.nicknamed = _by_token(span for span, source in proposed.items() if source == "nickname")
        self.bodies = _by_token(span for span, source in proposed.items() if source == "head" and words[span[1] - 1] not in led)

    def around(self, start: int, end: int) -> Iterator[str]:
        """Yield of what a candidate is part, and not all."""
        if start in self.joined and (joined := _holding(self.joined[start], start, end)):
            yield _joint(self.view, start, end, joined)
        if start in self.nicknamed and _holding(self.nicknamed[start], start, end):
            yield "around: name with a nickname"
        if start in self.bodies and _holding(self.bodies[start], start, end):
            yield "around: body of a state"


def _by_token(spans: Iterable[Span]) -> dict[int, list[Span]]:
    """Return the stretches that hold each token, in their order."""
    found: dict[int, list[Span]] = {}
    for start, end in spans:
        for token in range(start, end):
            found.setdefault(token, []).append((start, end))
    return found


def _holding(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return those of the stretches over ``start`` that reach as far as ``end`` and are longer than that."""
    return [(first, last) for first, last in spans if end <= last and (first, last) != (start, end)]


def _joint(view: View, start: int, end: int, joined: Sequence[Span]) -> str:
    """Tell how a candidate hangs together with the rest of longer ones.

    It may be their head ("Party for Tarnby"), joined by "and" alone, as two names may be, or something else.
    """
    words, lists = view.parse.words, view.lists.words
    goes_on = any(end < last for _, last in joined) and words[end] in lists["head_link"]
    in_place = goes_on and words[end + 1] == "the" and view.place_at(end + 2)  # "University of the US"
    if goes_on and not in_place and view.parse.lowers[end - 1] in lists["organization_head"]:
        return "around: head of a joined name"
    if end < joined[-1][1] and words[end] in lists["kind_link"] - lists["head_link"]:
        return "around: name and where it is"
    links = {words[end] for _, last in joined if end < last} | {words[start - 1] for first, _ in joined if first < start}
    return "around: joined by and" if links <= lists["coordinating"] else "around: joined name"
