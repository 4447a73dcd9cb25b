"""Words, quotation marks and types as the scores see them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.evaluation.words import TextWords, quoted_regions


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“Rain,” he said.", ["“Rain,”"]),
        ('"Rain," he said. "Much rain."', ['"Rain,"', '"Much rain."']),
        ("He called it ``a lake''.", ["``a lake''"]),
        ("»Regen«, sagte er.", ["»Regen«"]),
        ("«Pluie», dit-il.", ["«Pluie»"]),
        ("“One paragraph\n“and the last.”", ["“One paragraph", "“and the last.”"]),
        ("A mark “never closed in the middle.\nNext.", []),
        ("“Never closed at the beginning.\nNext.", ["“Never closed at the beginning."]),
        ("They said 'we will go' and went.", ["'we will go'"]),
        ("The '90s and rock 'n' roll, the dogs' tails.", []),
        ("“He said 'no' to me,” she said.", ["“He said 'no' to me,”"]),
        ("He said ”turned wrongly“ today.", ["”turned wrongly“"]),
    ],
)
def test_quoted_regions(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_regions(text)] == quoted


@given(st.text(alphabet="ab “”\"'‘’`«»\n.", max_size=60))
def test_regions_lie_in_the_text_and_in_one_line(text: str) -> None:
    for start, end in quoted_regions(text):
        assert 0 <= start < end <= len(text)
        assert "\n" not in text[start:end]


def test_spans_stand_for_the_words_they_touch() -> None:
    words = TextWords("He didn't say “no”.")
    assert words.words == ["he", "didn't", "say", "no"]
    assert words.touched([(4, 6), (13, 14)]) == {1}
    assert words.touched([(5, 5)]) == frozenset()


def test_a_complementizer_is_no_content() -> None:
    words = TextWords("that it rains")
    assert words.content([(0, 13)]) == {1, 2}
    assert words.content([(0, 4)]) == {0}


@pytest.mark.parametrize(
    ("content", "kind"), [((1, 6), "direct"), ((1, 20), "mixed"), ((8, 20), "indirect")], ids=["inside", "across", "outside"]
)
def test_types_follow_the_marks(content: tuple[int, int], kind: str) -> None:
    words = TextWords("“Rain,” he said it was wet.")
    assert words.type_of(words.content([content])) == kind


def test_antecedents_of_a_relative_pronoun_stay_in_the_sentence() -> None:
    words = TextWords("It rained. The old mayor, who said so, left.")
    assert [words.words[word] for word in sorted(words.antecedents(frozenset({5})))] == ["the", "old", "mayor"]
    assert words.antecedents(frozenset({4})) == frozenset()
