import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.cleaning.tokenizable import (
    LONGEST_RUN,
    break_runs,
    hide_emphasis,
    part_credits,
    turn_apostrophes,
    turn_letters,
    turn_quotation_marks,
)


@pytest.mark.parametrize("text", ["", "He said: “...” (!)", "-" * LONGEST_RUN, "http://example.org/" + "a/" * 100])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert break_runs(text) is text


@pytest.mark.parametrize("mark", ['"', "“", "(", "_", "—", "😀", "$", "'", "('\"."])
def test_no_run_of_marks_is_longer_than_the_limit(mark: str) -> None:
    text = f"He said {mark * 3000} today."
    broken = break_runs(text)
    assert len(broken) == len(text)
    assert max(map(len, broken.split())) <= LONGEST_RUN + 1
    assert broken.replace(" ", "") == "".join(broken.split())


def test_words_without_end_are_broken() -> None:
    assert max(map(len, break_runs("x" * 200_000).split())) == 5000


@given(st.text(st.sampled_from('a"_. '), max_size=400))
def test_length_and_all_but_single_marks_stay(text: str) -> None:
    broken = break_runs(text)
    assert len(broken) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, broken, strict=True))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Lund‘s plan", "Lund’s plan"),
        ("don´t", "don’t"),
        ("we`ll", "we’ll"),
        ("he called it ‘silly’", "he called it ‘silly’"),
        ("a 6′ wall", "a 6′ wall"),
        ("rock‘salt", "rock‘salt"),
        ("Texas’ right", "Texas' right"),
        ("‘Go to Texas’ and more", "‘Go to Texas’ and more"),
        ("She left Texas’, he said", "She left Texas’, he said"),
    ],
)
def test_apostrophes_of_other_kinds(text: str, read: str) -> None:
    assert turn_apostrophes(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("**Q: Why?** *The Gazette*", "  Q: Why?    The Gazette "),
        ("**A:** Nobody.", "  A:   Nobody."),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("one* and two*", "one* and two*"),
        ("*a\nb*", "*a\nb*"),
    ],
)
def test_bold_and_italic_words(text: str, read: str) -> None:
    assert hide_emphasis(text) == read


@given(st.text(st.sampled_from("a* \n"), max_size=400))
def test_hidden_marks_keep_the_length(text: str) -> None:
    assert len(hide_emphasis(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("“It leaks,” she said.", '"It leaks," she said.'),
        ("„Go,“ he said.", '"Go," he said.'),
        ("the workers’ own ‘plan’", "the workers’ own ‘plan’"),
    ],
)
def test_quotation_marks_of_all_outlets_are_read_alike(text: str, read: str) -> None:
    assert turn_quotation_marks(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("“We won.”—Ann Lee", "“We won.” Ann Lee"),
        ('"We won!" -Ann Lee', '"We won!"  Ann Lee'),
        ("“We won,”—she said", "“We won,”—she said"),
        ("the boys'-School", "the boys'-School"),
    ],
)
def test_credits_that_are_glued_to_a_quotation(text: str, read: str) -> None:
    assert part_credits(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Q. Why?\n\nA. No reason.", "Q: Why?\n\nA: No reason."),
        ("A. Lund came first.\n\nB. Lee was second.", "A. Lund came first.\n\nB. Lee was second."),
        ("Ask Q. Lund.\n\nA. It is so.", "Ask Q. Lund.\n\nA. It is so."),
    ],
)
def test_letters_of_questions_and_answers(text: str, read: str) -> None:
    assert turn_letters(text) == read
