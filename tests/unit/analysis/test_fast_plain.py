"""Plain stretches have the tokens that spaCy gives them, as the patterns of the tokenizer show."""

import re
from collections.abc import Iterable
from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from string import ascii_letters, ascii_lowercase
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokenizer import Tokenizer

from extractor.analysis.fast.plain import MARKS, PlainStretches

TOKENIZER = spacy.blank("en").tokenizer
PLAIN = PlainStretches(TOKENIZER)
RULES = sorted(rule for rule in TOKENIZER.rules if not rule.isspace())


def may_match(items: Iterable[Any], alphabet: str) -> bool:
    """Whether a pattern might match somewhere in a text of these characters; false only where it certainly cannot."""
    return all(item_may_match(*item, alphabet) for item in items)


def item_may_match(code: Any, value: Any, alphabet: str) -> bool:
    if code is codes.LITERAL:
        return chr(value) in alphabet
    if code is codes.IN:
        return in_may_match(value, alphabet)
    if code is codes.BRANCH:
        return any(may_match(branch, alphabet) for branch in value[1])
    if code is codes.SUBPATTERN:
        return bool(value[1] & re.IGNORECASE) or may_match(value[3], alphabet)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        return value[0] == 0 or may_match(value[2], alphabet)
    if code is codes.ASSERT:
        return may_match(value[1], alphabet)
    return True


def in_may_match(members: list[tuple[Any, Any]], alphabet: str) -> bool:
    if any(code not in (codes.LITERAL, codes.RANGE) for code, _ in members):
        return True
    ranges = [value if code is codes.RANGE else (value, value) for code, value in members]
    return any(low <= ord(character) <= high for character in alphabet for low, high in ranges)


def alternatives(search: Any, alphabet: str) -> list[list[Any]]:
    """The alternatives of a pattern that might match in a text of these characters."""
    pattern: re.Pattern[str] = search.__self__
    assert not pattern.flags & re.IGNORECASE
    parsed = list(_parser.parse(pattern.pattern, 0))
    while parsed[0] == (codes.AT, codes.AT_BEGINNING) or parsed[0][0] is codes.SUBPATTERN:
        parsed = parsed[1:] if parsed[0][0] is codes.AT else [*parsed[0][1][3], *parsed[1:]]
    branches = parsed[0][1][1] if len(parsed) == 1 and parsed[0][0] is codes.BRANCH else [parsed]
    return [list(branch) for branch in branches if may_match(branch, alphabet)]


def consumed(branch: list[Any]) -> list[Any]:
    """What an alternative takes into the token, without what it only looks at."""
    return [item for item in branch if item[0] not in (codes.AT, codes.ASSERT, codes.ASSERT_NOT)]


def test_the_patterns_of_spacy_are_known() -> None:
    assert PLAIN.tokens("Rain") == ["Rain"]


@pytest.mark.parametrize("name", ["prefix_search", "suffix_search", "infix_finditer", "url_match"])
def test_no_pattern_can_match_within_letters(name: str) -> None:
    assert alternatives(getattr(TOKENIZER, name), ascii_letters) == []


@pytest.mark.parametrize("mark", MARKS)
def test_behind_letters_only_the_mark_itself_can_be_a_suffix(mark: str) -> None:
    found = alternatives(TOKENIZER.suffix_search, ascii_letters + mark)
    literal = (codes.LITERAL, ord(mark))
    several = (codes.MAX_REPEAT, (1, codes.MAXREPEAT, [literal]))
    assert found
    for branch in found:
        taken = [(code, (*value[:2], list(value[2])) if code is codes.MAX_REPEAT else value) for code, value in consumed(branch)]
        taken = [(codes.LITERAL, value[0][1]) if code is codes.IN and len(value) == 1 else (code, value) for code, value in taken]
        assert taken in ([literal], [literal, several])
    for branch in alternatives(TOKENIZER.prefix_search, ascii_letters + mark):
        assert not item_may_match(*consumed(branch)[0], ascii_letters)


@pytest.mark.parametrize("mark", MARKS)
def test_the_mark_is_a_suffix_behind_any_two_letters(mark: str) -> None:
    lasts = ascii_lowercase if mark == "." else ascii_letters
    for first, last in product(["", *ascii_letters], lasts):
        found = TOKENIZER.suffix_search(first + last + mark)
        assert found is not None
        assert found.group() == mark
        assert TOKENIZER.prefix_search(first + last + mark) is None


@given(
    st.one_of(
        st.sampled_from(RULES),
        st.text(alphabet="abIKsDmtkg", min_size=1, max_size=5),
        st.builds(lambda rule, mark: rule + mark, st.sampled_from(RULES), st.sampled_from(MARKS)),
        st.builds(lambda word, mark: word + mark, st.text(alphabet="abIKsDmtkg", min_size=1), st.sampled_from(MARKS)),
        st.text(alphabet="aB1.,:;-'\u201d", min_size=1, max_size=4),
    )
)
def test_tokens_are_those_of_spacy(stretch: str) -> None:
    found = PLAIN.tokens(stretch)
    if found is not None:
        assert found == [token.text for token in TOKENIZER(stretch)]


def test_exceptions_are_not_plain() -> None:
    stretches = ["cannot", "cannot,", "Mr.", "A.", "NATO.", "a.", "km.", "it's", "5km", "caf\u00e9", "Rain,,", "(Rain", ""]
    assert [stretch for stretch in stretches if PLAIN.tokens(stretch) is not None] == ["km."]
    assert PLAIN.tokens("rained. ") == ["rained", "."]
    assert PLAIN.tokens("NATO: ") == ["NATO", ":"]


def test_nothing_is_plain_to_other_patterns() -> None:
    given_ = TOKENIZER
    other = Tokenizer(given_.vocab, rules={}, prefix_search=re.compile("^un").search)
    also = Tokenizer(
        given_.vocab,
        prefix_search=given_.prefix_search,
        suffix_search=given_.suffix_search,
        infix_finditer=given_.infix_finditer,
        url_match=given_.url_match,
        token_match=re.compile("a+").match,
    )
    assert PlainStretches(other).tokens("Rain") is None
    assert PlainStretches(also).tokens("Rain") is None
