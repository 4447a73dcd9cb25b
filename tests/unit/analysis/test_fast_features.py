"""Features of words are those of spaCy's documents, and the vocabulary does not grow by reading them."""

from typing import Any, cast

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from extractor.analysis.fast.features import Features

BLANK = spacy.blank("en")
NAMES = ["ORTH", "NORM", "SPACY", "LENGTH", "IS_SPACE", "PREFIX", "SUFFIX", "SHAPE", "LOWER"]
# Some strings have numbers of their own in spaCy, others a norm that is not the word in lower case.
WORDS = st.one_of(
    st.sampled_from(["dep", "NOUN", "nsubj", "PERSON", "colour", "Labour", "the", "\u20ac", "\u201c", ",", "Rain"]),
    st.text(alphabet="abKZ9.\u00e9", min_size=1, max_size=9),
)


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_features_are_those_of_documents(words: list[str]) -> None:
    with BLANK.memory_zone():
        found = Features(BLANK.vocab, NAMES).of_words(words)
        expected = Doc(BLANK.vocab, words=words, spaces=[False] * len(words)).to_array(cast(Any, NAMES))
    assert found.texts == words
    assert found.table.tolist() == expected.astype("uint64").tolist()


def test_what_was_set_by_hand_counts() -> None:
    nlp = spacy.blank("en")
    nlp.vocab["Ostrava"].norm_ = "town"
    table = Features(nlp.vocab, NAMES).of_words(["Ostrava", "Brzeg"]).table
    assert table[:, 1].tolist() == [nlp.vocab.strings["town"], Doc(nlp.vocab, words=["Brzeg"])[0].norm]


def test_the_vocabulary_does_not_grow() -> None:
    nlp = spacy.blank("en")
    before = len(nlp.vocab), len(nlp.vocab.strings)
    Features(nlp.vocab, NAMES).of_words(["Zwetschgenknoedel", "Powidltascherl"])
    assert (len(nlp.vocab), len(nlp.vocab.strings)) == before


def test_other_features_are_read_from_documents() -> None:
    nlp = spacy.blank("en")
    table = Features(nlp.vocab, ["ORTH", "LIKE_NUM", "IS_STOP"]).of_words(["ten", "the", "rain", "ten"]).table
    assert table[:, 1:].tolist() == [[1, 1], [0, 1], [0, 0], [1, 1]]
