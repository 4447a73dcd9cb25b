"""Which lines of a plain text go on in the next: of wrapped texts, at even or uneven widths, and single broken ones."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Wider lines are paragraphs.
_WIDEST = 140
# A line that is shorter than this share of the others was ended on purpose.
_SHORT = 0.6
# Lines that are as long as the next word allows are wrapped ones: a lone one from this width on, several from half of it.
_LONG = 60
_SENTENCE_END = tuple(".!?:;\"'”’»)…")
_GOES_ON = (",", ',"', ",”", ",'", ",’")
_ARTICLES = {"the", "a", "an"}

Lines = Sequence[str]


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of a text were broken.

    ``room`` is a width that no broken line leaves free, 0 where lines are paragraphs. ``split`` says that blank lines stand
    between paragraphs. ``joining`` are words that end no sentence and no headline ("of", "the", "van").
    """

    room: int
    parted: bool
    joining: Collection[str]

    def goes_on(self, line: str, following: str, *, opens: bool = False) -> bool:
        """Return whether a line and the next are of one paragraph; ``opens`` for the first line of a text, which may be a
        headline."""
        if _surely_goes_on(line, self.joining):
            return True
        if not self.room:
            return len(line) >= _LONG // 2 and _is_inside_sentence(line, following)
        if following[0].islower():
            return True
        if _needed(line, following) > self.room:
            return len(line) <= _WIDEST
        if opens and not line.endswith(_SENTENCE_END):
            return not self.parted and not _ARTICLES.isdisjoint(line.lower().split())
        ends = line.endswith(_SENTENCE_END) and not self.parted
        return not ends and len(line) >= _SHORT * self.room


def find_wrapping(groups: Sequence[Lines], joining: Collection[str]) -> Wrapping:
    """Return how a text is wrapped by hand or by a program; ``groups`` are its lines between blank lines."""
    several = [group for group in groups if len(group) > 1]
    breaks = [lines for group in several for lines in pairwise(group)]
    widest = _nearly_widest(len(line) for group in groups for line in group)
    return Wrapping(_room(breaks, widest, joining), len(several) > 1, joining)


def _room(breaks: Sequence[tuple[str, str]], widest: int, joining: Collection[str]) -> int:
    """Return the room of a text with these pairs of lines, its widest line given; 0 where too few breaks are inside sentences."""
    if not breaks:
        return 0
    inside = [lines for lines in breaks if _is_inside_sentence(*lines) or _surely_goes_on(lines[0], joining)]
    full = [_needed(*lines) > widest for lines in breaks]
    if inside and _nearly_widest(len(line) for line, _ in inside) <= _WIDEST:
        odd = sum(
            not is_full and not line.endswith(_SENTENCE_END) and not following[0].islower()
            for is_full, (line, following) in zip(full, breaks, strict=True)
        )
        several = len(breaks) >= 3 and len(inside) >= 0.2 * len(breaks) and odd <= 0.2 * len(breaks)
        if several or len(inside) >= 0.5 * len(breaks):
            needed = sorted(_needed(*lines) for lines in inside)
            return needed[len(needed) // 20] - 1
    is_open = all(full) and not any(line.endswith(_SENTENCE_END) for line, _ in breaks)
    return widest if is_open and (_LONG if len(breaks) == 1 else _LONG // 2) <= widest <= _WIDEST else 0


def _nearly_widest(lengths: Iterable[int]) -> int:
    """Return the length that few lines exceed: a long address may be wider than all others; 0 without lines."""
    ordered = sorted(lengths)
    return ordered[len(ordered) * 19 // 20] if ordered else 0


def _surely_goes_on(line: str, joining: Collection[str]) -> bool:
    return line.endswith(_GOES_ON) or line.rsplit(" ", 1)[-1] in joining or (line[-1] == "-" and line[-3:-1].isalpha())


def _needed(line: str, following: str) -> int:
    """Return the width that a line and the first word of the next would have taken."""
    return len(line) + 1 + len(following.split(" ", 1)[0])


def _is_inside_sentence(line: str, following: str) -> bool:
    return (line[-1].isalnum() or line[-1] in ",-") and following[0].islower()
