"""Overlaps: the one place that decides which candidates become statements, and which of these lie inside another."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from extractor.analysis.grammar import FINITE
from extractor.analysis.parse import Parse
from extractor.statements.forms import asks
from extractor.statements.interviews import ANSWER, QUESTION
from extractor.statements.model import Candidate, Loss, Miss, Spans
from extractor.statements.weighing import LEAST, Weigher

_BEFORE_NEAREST = 64
# Rules for what a cue reports besides: "denied these allegations:", and the next paragraph.
_BESIDES = frozenset(("quote/block",))


@dataclass(frozen=True, slots=True)
class Taken:
    """A candidate that becomes a statement: the index of the one that holds it, and the rules that found it, too."""

    candidate: Candidate
    nested_in: int | None = None
    other_rules: tuple[str, ...] = ()


@dataclass(slots=True)
class Offers:
    """Collects what the finders of one document offer, one finder after the other; earlier finders come first.

    ``standing`` are the candidates that nothing speaks against so far, in the order of their finders. A cue reports once: of
    several candidates with one cue the first stands.
    """

    standing: list[Candidate] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)
    _at_cue: dict[int, int] = field(default_factory=dict)

    def add(self, offered: Iterable[Candidate | Loss | Miss]) -> None:
        """Add what a finder offers, and what of it was decided before."""
        for each in offered:
            if isinstance(each, Miss):
                self.misses.append(each)
                continue
            if isinstance(each, Loss):
                self.losses.append(each)
                continue
            place = None if each.cue_head is None or each.rule in _BESIDES else self._at_cue.get(each.cue_head)
            if place is None:
                if each.cue_head is not None:
                    self._at_cue.setdefault(each.cue_head, len(self.standing))
                self.standing.append(each)
            elif each.extends is self.standing[place]:
                self.losses.append(Loss(self.standing[place], "a longer form of it", each))
                self.standing[place] = each
            else:
                self.losses.append(Loss(each, "its cue reports already", self.standing[place]))


def likeliest(offered: Iterable[Candidate | Miss], weigher: Weigher) -> Iterator[Candidate | Loss | Miss]:
    """Yield the candidate of each cue that weighs most, of several the first, if it is likely enough, and why the others lost."""
    by_cue: dict[int | None, list[Candidate]] = {}
    for each in offered:
        if isinstance(each, Miss):
            yield each
        else:
            by_cue.setdefault(each.cue_head, []).append(each)
    for offered_at_cue in by_cue.values():
        rivals: list[Candidate] = []
        for each in offered_at_cue:
            twin = next((other for other in rivals if (other.content, other.source) == (each.content, each.source)), None)
            if twin is None:
                rivals.append(each)
            else:
                yield Loss(each, "found by another rule, too", twin)
        totals = [weigher(each).total for each in rivals]
        best = max(range(len(rivals)), key=totals.__getitem__)
        chosen = weigher.against(rivals[best], (*totals[:best], *totals[best + 1 :])) if len(rivals) > 1 else rivals[best]
        if weigher.probability(chosen) < LEAST:
            yield from (_unlikely(each, weigher) for each in rivals)
            continue
        yield chosen
        for number, each in enumerate(rivals):
            if number != best:
                yield Loss(each, "less likely than another construction", chosen, weigher(each).evidence)


def _unlikely(candidate: Candidate, weigher: Weigher) -> Loss:
    return Loss(candidate, f"not likely right ({weigher.probability(candidate):.2f})", None, weigher(candidate).evidence)


def settle(parse: Parse, offers: Offers, weigher: Weigher) -> tuple[list[Taken], list[Loss]]:
    """Return what becomes a statement, in text order, and what does not.

    What is not likely enough goes first. Equal contents with one cue are one statement, and each is told what it is nested in.
    """
    likely: list[Candidate] = []
    losses: list[Loss] = []
    for each in offers.standing:
        if weigher.probability(each) >= LEAST:
            likely.append(each)
        else:
            losses.append(_unlikely(each, weigher))
    kept, others, twins = _joined(likely)
    losses.extend(twins)
    nested_in = _nesting(kept)
    dropped = {
        number: why
        for number, candidate in enumerate(kept)
        if (holder := nested_in[number]) is not None
        and kept[holder].rule not in (QUESTION, ANSWER)
        and (why := _why_no_statement(parse, candidate))
    }
    for number, why in dropped.items():
        holder = nested_in[number]
        losses.append(Loss(kept[number], why, None if holder is None else kept[holder]))
    numbers: dict[int, int] = {}
    for number in range(len(kept)):
        if number not in dropped:
            numbers[number] = len(numbers)
    taken = []
    for number in numbers:
        outer = nested_in[number]
        while outer is not None and outer in dropped:
            outer = nested_in[outer]
        taken.append(Taken(kept[number], None if outer is None else numbers[outer], tuple(others.get(number, ()))))
    return taken, [*offers.losses, *losses]


def _joined(standing: Sequence[Candidate]) -> tuple[list[Candidate], Mapping[int, list[str]], list[Loss]]:
    """Return the candidates in text order without twins, the rules of the twins by the place of the one that stays, and the
    twins."""
    kept: list[Candidate] = []
    others: dict[int, list[str]] = {}
    losses: list[Loss] = []
    for candidate in sorted(standing, key=lambda each: (each.content[0], each.cue)):
        # Candidates with the same content follow each other.
        near = range(max(len(kept) - 8, 0), len(kept)) if kept and kept[-1].content[0] == candidate.content[0] else ()
        same = (place for place in near if kept[place].content == candidate.content)
        twin = next((place for place in same if _shares(kept[place].cue, candidate.cue)), None)
        if twin is None:
            kept.append(candidate)
        else:
            others.setdefault(twin, []).append(candidate.rule)
            losses.append(Loss(candidate, "found by another rule, too", kept[twin]))
    return kept, others, losses


def _nesting(kept: Sequence[Candidate]) -> list[int | None]:
    """Return for each candidate the place of the nearest one whose content holds its cue and content."""
    starts = [candidate.content[0][0] for candidate in kept]
    farthest = list(accumulate((candidate.content[-1][1] for candidate in kept), max))
    found: list[int | None] = []
    for candidate in kept:
        holders: list[tuple[int, int]] = []
        last = 0
        for number in range(bisect_right(starts, candidate.cue[0][0]) - 1 if candidate.cue else -1, -1, -1):
            if farthest[number] < candidate.cue[-1][1] or number < last:
                break  # nothing that begins here or before reaches as far as the cue, or is nearer than what was found
            other = kept[number]
            if other is not candidate and _holds(other.content, candidate.cue) and _holds(other.content, candidate.content):
                # Only a split content that begins earlier can be shorter than the nearest one; it begins not much earlier.
                last = last or number - _BEFORE_NEAREST
                holders.append((sum(stop - start for start, stop in other.content), number))
        found.append(min(holders)[1] if holders else None)
    return found


def _why_no_statement(parse: Parse, candidate: Candidate) -> str:
    """Return why a candidate inside a content is no statement; empty when it is one."""
    if candidate.licence == "none":
        return "not licensed inside what is said"
    return "part of what is said, not somebody's statement" if _is_part_of_content(parse, candidate) else ""


def _is_part_of_content(parse: Parse, candidate: Candidate) -> bool:
    """Return whether a candidate inside a content is only part of what is said there.

    "accused him of supporting the gunmen" reports an accusation; that he supports them is what it alleges. So a belief, wish or
    decision without a finite verb is nobody's statement, and neither is what somebody only speaks of ("I love the sea", "we
    talked about bread"), that is without a clause in the content; what is said of a target ("calls the plan a trap") stays.
    """
    head = candidate.cue_head
    if head is None:
        return False
    if candidate.attitude != "assertion" and parse.tags[head] in ("VB", "VBG", "VBN", "NN", "NNS"):
        return True
    return (
        (candidate.attitude != "assertion" or (candidate.act == "say" and not asks(parse, candidate.content)))
        and candidate.target is None
        and not candidate.rule.startswith(("quote/", "label/"))
        and not _has_clause(parse, candidate.content)
    )


def _has_clause(parse: Parse, content: Spans) -> bool:
    """Return whether a finite verb stands in the content."""
    return any(
        parse.tags[token] in FINITE
        for start, end in content
        for token in range(bisect_left(parse.starts, start), bisect_left(parse.starts, end))
    )


def _shares(first: Spans, second: Spans) -> bool:
    return any(a < d and c < b for a, b in first for c, d in second)


def _holds(outer: Spans, inner: Spans) -> bool:
    return all(any(start <= begin and stop <= end for start, end in outer) for begin, stop in inner)
