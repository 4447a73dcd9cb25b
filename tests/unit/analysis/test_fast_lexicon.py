"""The tokens of the fast engine are those of spaCy's tokenizer, whatever the text."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from extractor.analysis.fast.lexicon import Lexicon
from extractor.analysis.fast.unsupported import UnsupportedError

BLANK = spacy.blank("en")
LEXICON = Lexicon(BLANK, ["SHAPE"])

# Stretches that the tokenizer treats specially, alone and cut into pieces that only look special together.
SPECIAL = [rule for rule in BLANK.tokenizer.rules if not rule.isspace()]
STRETCHES = st.one_of(
    st.sampled_from(SPECIAL),
    st.sampled_from(
        ["(", ":", "-", ")", ".", "'", "8", "D", "a.m", "p.", "n't", "can", "\u2603", "x", "https://a.example/b", "5km", "''"]
    ),
    st.text(alphabet="aB1.,:;-()'\u201c\u201d\u2019/$% \t\n\u00a0\u2003\u200b\U0001f600", min_size=1, max_size=8),
    st.text(min_size=1, max_size=6).filter(lambda text: text.isprintable()),
)
TEXTS = st.lists(st.tuples(STRETCHES, st.sampled_from(["", " ", "  ", "\n", " \n\n "])), max_size=12).map(
    lambda parts: "".join(stretch + gap for stretch, gap in parts)
)


def tokens(lexicon: Lexicon, nlp: Language, texts: list[str]) -> list[list[tuple[str, int]]]:
    with nlp.memory_zone():
        batch, _ = lexicon.read(texts)
    return [
        [(lexicon.texts[number], int(lexicon.spaced[number])) for number in batch.types[start:end].tolist()]
        for start, end in batch.bounds
    ]


@given(st.lists(TEXTS, max_size=3))
def test_tokens_are_those_of_spacy(texts: list[str]) -> None:
    expected = [[(token.text, len(token.whitespace_)) for token in BLANK.make_doc(text)] for text in texts]
    assert tokens(LEXICON, BLANK, texts) == expected


@given(TEXTS)
def test_norms_are_those_of_spacy(text: str) -> None:
    with BLANK.memory_zone():
        batch, _ = LEXICON.read([text])
    norms = {number: norm for (_, norm, _), number in LEXICON._types.items()}
    start, end = batch.bounds[0]
    assert [norms[number] for number in batch.types[start:end].tolist()] == [token.norm for token in BLANK.make_doc(text)]


def test_texts_are_apart_from_each_other_and_start_at_even_rows() -> None:
    with BLANK.memory_zone():
        batch, _ = LEXICON.read(["One two.", "", "Three"])
    assert batch.bounds == [(4, 7), (12, 12), (16, 17)]
    assert len(batch.types) % 64 == 0
    assert sorted(batch.rows.tolist()) == [4, 5, 6, 16]


def test_types_are_learned_once() -> None:
    lexicon = Lexicon(BLANK, [])
    with BLANK.memory_zone():
        _, first = lexicon.read(["Rain fell on Ostrava ."])
        _, second = lexicon.read([". Ostrava on fell Rain"])
    assert first is not None
    assert second is not None
    # The full stop and the name of the last word now stand before a space, or no longer do.
    assert (first.numbers, second.numbers) == (slice(1, 6), slice(6, 8))


def test_forgetting_starts_again() -> None:
    lexicon = Lexicon(BLANK, [])
    with BLANK.memory_zone():
        lexicon.read(["Rain fell"])
    lexicon.forget()
    assert len(lexicon) == 1
    assert tokens(lexicon, BLANK, ["Rain fell"]) == [[("Rain", 1), ("fell", 0)]]


def test_vocabulary_does_not_grow() -> None:
    lexicon = Lexicon(BLANK, [])
    strings = len(BLANK.vocab.strings)
    with BLANK.memory_zone():
        lexicon.read(["Zwetschgenknoedel Powidltascherl Buchteln"])
    assert len(BLANK.vocab.strings) == strings


def test_exceptions_across_spaces_are_refused() -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer.add_special_case("New York", [{"ORTH": "New York"}])
    with pytest.raises(UnsupportedError, match="with a space"):
        Lexicon(nlp, [])
