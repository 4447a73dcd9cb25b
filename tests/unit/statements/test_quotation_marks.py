import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.statements.quotation_marks import Quotation, covering, find_nested, find_quotations


def inner(text: str) -> list[str]:
    """What stands between the marks."""
    return [text[each.inner_start : each.inner_end] for each in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"Go," he said. "Now."', ["Go,", "Now."], id="straight"),
        pytest.param("“Go,” he said. “Now.”", ["Go,", "Now."], id="curly"),
        pytest.param("”Go,” he said.", ["Go,"], id="wrongly turned"),
        pytest.param("„Go,“ he said.", ["Go,"], id="low"),
        pytest.param("«Go», he said.", ["Go"], id="guillemets"),
        pytest.param("``Go,'' he said.", ["Go,"], id="typewriter"),
        pytest.param("'Go home,' he said.", ["Go home,"], id="single"),
        pytest.param("‘Go home,’ he said.", ["Go home,"], id="single curly"),
        pytest.param("“He said ‘go’ twice.”", ["He said ‘go’ twice."], id="nested single"),
        pytest.param("“He said “go” twice.”", ["He said “go” twice."], id="nested double"),
        pytest.param("the boys' school and the girls' school", [], id="plurals"),
        pytest.param("It's Ana's and don't ask whose.", [], id="apostrophes"),
        pytest.param("the class of '98 and rock 'n' roll", [], id="left out letters"),
        pytest.param("'The boys' boat sank. We're done,' he said.", ["The boys' boat sank. We're done,"], id="plural within"),
        pytest.param("‘My parents’ boat sank.’", ["My parents’ boat sank."], id="curly plural within"),
        pytest.param("'We were robbin' nobody,' he said.", ["We were robbin' nobody,"], id="letter left out within"),
        pytest.param("the 'makers' and the 'users'", ["makers", "users"], id="plurals in marks"),
        pytest.param("called 'losers' by the players' union", ["losers"], id="a plural behind"),
        pytest.param('"He is 6\'2" tall," she said.', ["He is 6'2\" tall,"], id="inches"),
        pytest.param('"It is 9"," she said. "Or 10."', ['It is 9",', "Or 10."], id="inches at the end"),
        pytest.param('"I was 9" and "I was 10"', ["I was 9", "I was 10"], id="figures"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_kinds_of_marks(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_an_unpaired_mark_affects_its_own_paragraph_only() -> None:
    text = 'He saw a 6" pipe.\n"Go," he said.\nShe left.'
    assert inner(text) == ["Go,"]


def test_a_quotation_over_paragraphs_is_linked() -> None:
    text = "“It was cold and we had no bread at all.\n\n“Then the ice broke.”"
    first, second = find_quotations(text)
    assert (first.closed, first.continues) == (False, None)
    assert (second.closed, second.continues) == (True, 0)


def test_only_an_open_quotation_is_continued() -> None:
    text = "“It was cold and we had no bread at all.”\n\n“Then the ice broke.”"
    assert [each.continues for each in find_quotations(text)] == [None, None]


def test_a_short_paragraph_runs_on() -> None:
    first, second = find_quotations("She said, “We left.\n\n“We came back.”")
    assert (first.closed, second.continues) == (False, 0)


@pytest.mark.parametrize("opening", ["‘", "'", "“"])
def test_single_marks_over_paragraphs(opening: str) -> None:
    text = f"Lena said: ‘The boys’ boat sank in one night.\n\n{opening}We came back.’\n\nNobody came."
    first, second = find_quotations(text.replace("back.’", f"back.{'”' if opening == '“' else '’'}"))
    assert (first.single, first.closed, first.inner_end, second.continues) == (True, False, text.index("\n"), 0)


def test_a_quotation_that_opens_its_paragraph_and_closes_two_later() -> None:
    text = "“It was cold and we had no bread.\n\nNobody came.\n\nThen the ice broke.”\n\n“Yes,” he said."
    assert [each.continues for each in find_quotations(text)] == [None, 0, 1, None]


def test_what_stands_apart_is_gone_over() -> None:
    text = "“It was cold and we had no bread.\n‘A long night’: Lee\n“Then the ice broke.”"
    lines = [match.span() for match in re.finditer(r".+", text)]
    found = find_quotations(text, lines, apart={lines[1]})
    assert [(text[each.inner_start : each.inner_end][:6], each.continues) for each in found] == [
        ("It was", None),
        ("A long", None),
        ("Then t", 0),
    ]


def test_nested_quotations() -> None:
    text = "“She told me, ‘Go home,’ and I went,” he said of the boys' boat."
    assert [text[each.start : each.end] for each in find_nested(text, find_quotations(text))] == ["‘Go home,’"]


LONG = "Lena said, “It was cold and we had no bread at all."


def test_a_quotation_that_opens_only_its_first_paragraph() -> None:
    text = f"{LONG}\n\nNobody came.\n\nThen the ice broke.” He said “yes.”"
    assert inner(text) == ["It was cold and we had no bread at all.", "Nobody came.", "Then the ice broke.", "yes."]
    assert [(each.closed, each.continues) for each in find_quotations(text)] == [
        (False, None),
        (False, 0),
        (True, 1),
        (True, None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{LONG}\n\nThey call “Ice” a song. She left.”", id="the next paragraph opens marks"),
        pytest.param(f"{LONG}\n\nThen the ice broke. She left.", id="nothing closes"),
        pytest.param('She saw a 6" pipe and a dog and a house.\n\nIt was hers."', id="no opening mark"),
        pytest.param('She wrote "no.\n\nIt was hers."', id="too short"),
        pytest.param("\n\n".join([LONG, *["Nobody came."] * 4, "She left.”"]), id="too far"),
    ],
)
def test_marks_that_do_not_belong_together(text: str) -> None:
    assert all(each.continues is None and each.closed for each in find_quotations(text))


def test_text_outside_of_the_paragraphs_has_no_quotations() -> None:
    text = "“Go.”\n“Stay.”"
    assert [each.start for each in find_quotations(text, [(6, len(text))])] == [6]


def test_covering() -> None:
    quotations = [Quotation(2, 8, 3, 7), Quotation(10, 20, 11, 19)]
    assert [covering(quotations, offset) for offset in (1, 2, 7, 8, 15)] == [
        None,
        quotations[0],
        quotations[0],
        None,
        quotations[1],
    ]


PIECES = st.lists(
    st.sampled_from(
        ['"', "'", "“", "”", "‘", "’", "«", "»", "„", "``", "''", " ", "\n", "\n\n", ", ", ".", "she said", "We won", "it's", "6"]
    ),
    max_size=40,
).map("".join)


@given(PIECES | st.text(max_size=80))
def test_quotations_are_ordered_apart_and_within_the_text(text: str) -> None:
    found = find_quotations(text)
    for each in found:
        assert 0 <= each.start <= each.inner_start <= each.inner_end <= each.end <= len(text)
        assert each.start < each.end
    for before, after in itertools.pairwise(found):
        assert before.end <= after.start


@given(PIECES)
def test_a_quotation_ends_in_its_paragraph(text: str) -> None:
    assert all("\n" not in text[each.start : each.end] for each in find_quotations(text))


@given(PIECES)
def test_what_is_continued_comes_before_and_is_open(text: str) -> None:
    found = find_quotations(text)
    for number, each in enumerate(found):
        if each.continues is not None:
            assert each.continues < number
            assert not found[each.continues].closed


@given(PIECES, st.sampled_from(['"', "“", "”", "'", "« "]))
def test_an_unpaired_mark_leaves_the_paragraphs_behind_it_alone(text: str, mark: str) -> None:
    # A line between, so that the paragraph with the mark is not continued by the next one.
    before = f"He wrote {mark}so and left.\nNothing here.\n"
    alone = [(each.start, each.end) for each in find_quotations(text)]
    shifted = [
        (each.start - len(before), each.end - len(before)) for each in find_quotations(before + text) if each.start >= len(before)
    ]
    assert shifted == alone


@pytest.mark.parametrize(
    "text",
    [
        "Hale said: “The dam is old. “We have no money. “But it will hold.” Reed left.",
        'Hale said: "The dam is old. "We have no money. "But it will hold." Reed left.',
    ],
)
def test_a_quotation_of_several_paragraphs_whose_line_ends_were_lost(text: str) -> None:
    assert inner(text) == ["The dam is old.", "We have no money.", "But it will hold."]
    assert [each.continues for each in find_quotations(text)] == [None, 0, 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('It was late." She left. "Go," he said. "Now."', ["Go,", "Now."], id="no opening mark"),
        pytest.param('He read "The Sea to us. "Go," he said. "Now."', ["Go,", "Now."], id="no closing mark"),
        pytest.param('"He said "go" to me," she said.', ['He said "go" to me,'], id="nested"),
        pytest.param('A 6" pipe and a 4" one. "Go," he said.', ["Go,"], id="inches"),
        pytest.param('"Go," said Joe "Big Man" Hill. "Now."', ["Go,", "Now."], id="nickname"),
        pytest.param('The "Big Four" Banks met. "Go," he said.', ["Big Four", "Go,"], id="no nickname"),
    ],
)
def test_straight_marks_whose_partner_is_missing(text: str, expected: list[str]) -> None:
    assert inner(text) == expected
