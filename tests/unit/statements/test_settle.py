"""Which candidates become statements, and which of these lie inside another."""

from dataclasses import replace
from math import exp

from extractor.analysis.parse import Span
from extractor.statements.model import Candidate, Loss, Miss, Statement
from extractor.statements.settle import Offers, Taken, likeliest, settle
from extractor.statements.weighing import Weighed, Weigher
from tests.parses import THAT_CLAUSE, parse_table

PARSE = parse_table(THAT_CLAUSE)


def candidate(
    content: Span, cue: Span, *, rule: str = "clause", attitude: str = "assertion", cue_head: int | None = 2
) -> Candidate:
    return Candidate(rule, (content,), (cue,), attitude=attitude, cue_head=cue_head)


class ByRule(Weigher):
    """Weighs candidates by their rules alone."""

    def __init__(self, **totals: float) -> None:
        self.totals = totals

    def __call__(self, candidate: Candidate) -> Weighed:
        statement = Statement(candidate.rule, candidate.content)
        return Weighed(statement, [f"rule: {candidate.rule}"], self.totals.get(candidate.rule, 0.0))

    def against(self, candidate: Candidate, rivals: tuple[float, ...]) -> Candidate:
        return replace(candidate, rivals=rivals)

    def probability(self, candidate: Candidate, *more: str) -> float:
        sums = [exp(total) for total in (self(candidate).total, *candidate.rivals)]
        return sums[0] / (1 + sum(sums))


def settled(*standing: Candidate, **totals: float) -> tuple[list[Taken], list[Loss]]:
    """What becomes of candidates that no cue keeps apart."""
    return settle(PARSE, Offers(list(standing)), ByRule(**totals))


def taken(*standing: Candidate) -> list[Taken]:
    return settled(*standing)[0]


def test_statements_come_in_text_order() -> None:
    late, early = candidate((20, 30), (12, 15)), candidate((5, 9), (0, 4))
    assert taken(late, early) == [Taken(early), Taken(late)]


def test_two_rules_that_find_the_same_give_one_statement() -> None:
    first, twin = candidate((5, 30), (0, 4)), candidate((5, 30), (0, 4), rule="quote/before")
    assert settled(first, twin) == (
        [Taken(first, other_rules=("quote/before",))],
        [Loss(twin, "found by another rule, too", first)],
    )


def test_the_same_content_with_another_cue_is_another_statement() -> None:
    assert len(taken(candidate((5, 30), (0, 4)), candidate((5, 30), (31, 35)))) == 2


def test_a_statement_inside_a_content_is_nested_in_the_nearest() -> None:
    outer, middle = candidate((10, 90), (0, 4)), candidate((30, 80), (20, 25), rule="quote/after")
    inner = candidate((50, 70), (40, 45), rule="quote/after")
    assert [each.nested_in for each in taken(inner, outer, middle)] == [None, 0, 1]


def test_a_content_alone_inside_another_is_not_nested() -> None:
    outer, other = candidate((10, 90), (0, 4)), candidate((30, 80), (100, 104))
    assert [each.nested_in for each in taken(outer, other)] == [None, None]


def test_a_wish_without_a_finite_verb_inside_a_content_is_dropped() -> None:
    outer = candidate((10, 90), (0, 4))
    wish = candidate((30, 80), (20, 25), attitude="intention", cue_head=6)
    innermost = candidate((50, 70), (40, 45), rule="quote/after")
    assert PARSE.tags[6] == "VB"
    assert settled(outer, wish, innermost) == (
        [Taken(outer), Taken(innermost, nested_in=0)],
        [Loss(wish, "part of what is said, not somebody's statement", outer)],
    )


def test_a_wish_with_a_finite_verb_in_its_content_stays() -> None:
    start, end = PARSE.starts[2], PARSE.ends[2]
    assert PARSE.tags[2] == "VBD"
    wish = candidate((start, end), (start, end), attitude="intention", cue_head=2)
    assert taken(candidate((0, 90), (0, 4)), wish)[1].nested_in == 0


def test_what_somebody_only_speaks_of_inside_a_content_is_dropped() -> None:
    outer, mention = candidate((0, 90), (100, 104)), candidate((30, 80), (20, 25), rule="preposition")
    assert taken(outer, mention) == [Taken(outer)]
    named = replace(mention, target=(30, 40))
    assert [each.candidate for each in taken(outer, named)] == [outer, named]


def test_a_cue_reports_once_and_the_first_finder_wins() -> None:
    quoted, framed = candidate((5, 30), (0, 4), rule="quote/after"), candidate((10, 40), (0, 4))
    other = candidate((50, 60), (41, 45), cue_head=6)
    offers = Offers()
    offers.add([quoted])
    offers.add([framed, other, Miss("object", 2, "content: dobj")])
    assert offers.standing == [quoted, other]
    assert offers.losses == [Loss(framed, "its cue reports already", quoted)]
    assert offers.misses == [Miss("object", 2, "content: dobj")]


def test_a_longer_form_takes_the_place_of_what_it_extends() -> None:
    first, other = candidate((5, 30), (0, 4)), candidate((50, 60), (41, 45), cue_head=6)
    longer = replace(first, content=((5, 45),), extends=first)
    offers = Offers()
    offers.add([first, other])
    offers.add([longer])
    assert offers.standing == [longer, other]
    assert offers.losses == [Loss(first, "a longer form of it", longer)]


def test_candidates_without_a_cue_and_paragraphs_after_a_colon_do_not_compete() -> None:
    floating = candidate((5, 30), (0, 4), rule="quote/floating", cue_head=None)
    denied, block = candidate((5, 30), (0, 4)), candidate((40, 90), (0, 4), rule="quote/block")
    offers = Offers()
    offers.add([floating, floating, denied, block])
    assert offers.standing == [floating, floating, denied, block]
    assert offers.losses == []


def test_the_likeliest_candidate_of_a_cue_stands_and_knows_its_rivals() -> None:
    short, long = candidate((5, 30), (0, 4)), candidate((5, 60), (0, 4), rule="object")
    other = candidate((70, 90), (61, 65), cue_head=6)
    chosen, lost, alone = likeliest([short, long, other], ByRule(object=2.0))
    assert chosen == replace(long, rivals=(0.0,))
    assert isinstance(lost, Loss)
    assert (lost.candidate, lost.winner, lost.evidence) == (short, chosen, ["rule: clause"])
    assert alone == other


def test_of_equal_candidates_the_first_stands_and_the_same_found_twice_is_no_rival() -> None:
    first, twin, equal = candidate((5, 30), (0, 4)), candidate((5, 30), (0, 4), rule="object"), candidate((5, 60), (0, 4))
    found = list(likeliest([first, twin, equal], ByRule(object=3.0)))
    assert found[0] == Loss(twin, "found by another rule, too", first)
    assert found[1] == replace(first, rivals=(0.0,))


def test_what_is_not_likely_is_no_statement_and_leaves_its_cue() -> None:
    doubtful = candidate((5, 30), (0, 4), rule="object")
    offers = Offers()
    offers.add(likeliest([doubtful], ByRule(object=-3.0)))
    assert offers.standing == []
    assert [(each.candidate, each.winner, each.evidence) for each in offers.losses] == [(doubtful, None, ["rule: object"])]
    taken_, losses = settled(doubtful, candidate((40, 60), (31, 35)), object=-3.0)
    assert [each.candidate.rule for each in taken_] == ["clause"]
    assert losses[0].reason.startswith("not likely right")


def test_without_a_licence_nothing_is_a_statement_inside_another() -> None:
    outer, inner = candidate((10, 90), (0, 4)), replace(candidate((30, 80), (20, 25), rule="quote/after"), licence="none")
    assert taken(outer, inner) == [Taken(outer)]
    assert taken(inner) == [Taken(inner)]
