"""Plain stretches have the tokens that spaCy gives them, as the patterns of the tokenizer show."""

import re
from collections.abc import Iterable
from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from string import ascii_letters
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokenizer import Tokenizer

from extractor.analysis.fast.plain import SIGNS, PlainStretches

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


@pytest.mark.parametrize("name", ["prefix_search", "suffix_search"])
def test_only_signs_themselves_can_be_affixes(name: str) -> None:
    found = alternatives(getattr(TOKENIZER, name), ascii_letters + SIGNS)
    assert found
    for branch in found:
        literals = [literal_of(*item) for item in consumed(branch)]
        assert literals in ([ord(".")] * 2, *([ord(sign)] for sign in SIGNS))
        looks = [value[1] for code, value in branch if code in (codes.ASSERT, codes.ASSERT_NOT)]
        assert all(look.getwidth()[1] <= 2 for look in looks)


def literal_of(code: Any, value: Any) -> int | None:
    """The one character that an item stands for, also repeated or alone in a class."""
    if code is codes.MAX_REPEAT and value[:2] == (1, codes.MAXREPEAT):
        return literal_of(*value[2][0]) if len(value[2]) == 1 else None
    if code is codes.IN and len(value) == 1:
        return literal_of(*value[0])
    return value if code is codes.LITERAL else None


# Patterns may look at two characters before a sign: these letters are of all kinds that they name.
CONTEXTS = ["".join(pair) for pair in product(["", "a", "c", "k", "z", "A", "C", "F", "K", "Z"], repeat=2)][1:]


@pytest.mark.parametrize("opening", ["", '"', "\u201c"])
def test_signs_are_tokens_of_their_own_behind_any_letters(opening: str) -> None:
    closings = ["", *SIGNS, *(first + second for first, second in product(SIGNS, repeat=2))]
    for context, closing in product(CONTEXTS, closings):
        stretch = f"{opening}q{context}{closing}"
        found = PLAIN.tokens(stretch)
        if found is not None:
            assert found == [token.text for token in TOKENIZER(stretch)]
    kinds = [closing for closing in closings if PLAIN.tokens(f"{opening}qaa{closing}") is not None]
    assert len(kinds) == 1 + 6 + 2 + 12 + 12


LETTERS = st.text(alphabet="abIKsDmtkg", min_size=1, max_size=5)


@given(
    st.one_of(
        st.sampled_from(RULES),
        st.builds(
            lambda opening, word, closing: opening + word + closing,
            st.sampled_from(["", '"', "\u201c"]),
            st.one_of(LETTERS, st.sampled_from(RULES)),
            st.text(alphabet=SIGNS, max_size=3),
        ),
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
    assert PLAIN.tokens("\u201cRain,\u201d ") == ["\u201c", "Rain", ",", "\u201d"]
    assert PLAIN.tokens('"Mr."') is None
    assert PLAIN.tokens('cannot".') is None


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
