"""Which candidates become statements, and which of these lie inside another."""

from dataclasses import replace

from extractor.analysis.parse import Span
from extractor.statements.model import Candidate, Loss, Miss
from extractor.statements.settle import Offers, Taken, settle
from tests.parses import THAT_CLAUSE, parse_table

PARSE = parse_table(THAT_CLAUSE)


def candidate(
    content: Span, cue: Span, *, rule: str = "clause", attitude: str = "assertion", cue_head: int | None = 2
) -> Candidate:
    return Candidate(rule, (content,), (cue,), attitude=attitude, cue_head=cue_head)


def settled(*standing: Candidate) -> tuple[list[Taken], list[Loss]]:
    """What becomes of candidates that no cue keeps apart."""
    return settle(PARSE, Offers(list(standing)))


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
