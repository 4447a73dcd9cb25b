from extractor.statements.conflicts import settle
from extractor.statements.model import Span, Statement
from tests.parses import THAT_CLAUSE, parse_table

PARSE = parse_table(THAT_CLAUSE)


def statement(content: Span, cue: Span, *, rule: str = "clause", attitude: str = "assertion", cue_head: int = 2) -> Statement:
    return Statement(rule=rule, content=[content], cue=[cue], attitude=attitude, cue_head=cue_head)


def test_statements_come_in_text_order() -> None:
    late, early = statement((20, 30), (12, 15)), statement((5, 9), (0, 4))
    assert settle(PARSE, [late, early]) == [early, late]


def test_two_rules_that_find_the_same_give_one_statement() -> None:
    (kept,) = settle(PARSE, [statement((5, 30), (0, 4)), statement((5, 30), (0, 4), rule="quote/before")])
    assert (kept.rule, kept.other_rules) == ("clause", ["quote/before"])


def test_the_same_content_with_another_cue_is_another_statement() -> None:
    assert len(settle(PARSE, [statement((5, 30), (0, 4)), statement((5, 30), (31, 35))])) == 2


def test_a_statement_inside_a_content_is_nested_in_the_nearest() -> None:
    outer, middle = statement((10, 90), (0, 4)), statement((30, 80), (20, 25), rule="quote/after")
    inner = statement((50, 70), (40, 45), rule="quote/after")
    assert [each.nested_in for each in settle(PARSE, [inner, outer, middle])] == [None, 0, 1]


def test_a_content_alone_inside_another_is_not_nested() -> None:
    outer, other = statement((10, 90), (0, 4)), statement((30, 80), (100, 104))
    assert [each.nested_in for each in settle(PARSE, [outer, other])] == [None, None]


def test_a_wish_without_a_finite_verb_inside_a_content_is_dropped() -> None:
    outer = statement((10, 90), (0, 4))
    wish = statement((30, 80), (20, 25), attitude="intention", cue_head=6)
    innermost = statement((50, 70), (40, 45), rule="quote/after")
    assert PARSE.tags[6] == "VB"
    assert [(each.content, each.nested_in) for each in settle(PARSE, [outer, wish, innermost])] == [
        ([(10, 90)], None),
        ([(50, 70)], 0),
    ]


def test_a_wish_with_a_finite_verb_in_its_content_stays() -> None:
    start, end = PARSE.starts[2], PARSE.ends[2]
    assert PARSE.tags[2] == "VBD"
    wish = statement((start, end), (start, end), attitude="intention", cue_head=2)
    assert settle(PARSE, [statement((0, 90), (0, 4)), wish])[1].nested_in == 0


def test_what_somebody_only_speaks_of_inside_a_content_is_dropped() -> None:
    outer, mention = statement((0, 90), (100, 104)), statement((30, 80), (20, 25), rule="preposition")
    assert settle(PARSE, [outer, mention]) == [outer]
