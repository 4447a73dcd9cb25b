import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.articles import Article, Origins, RawDocument
from extractor.cleaning.clean import clean
from extractor.cleaning.furniture import load_furniture
from extractor.cleaning.origins import align
from extractor.resources import find_models

# What stands between and inside words in the wild, and what it is read as.
GAPS = [" ", "  ", "\u00a0", "\u2009", "\t", " \u200b", "\n", "\r\n"]
WORDS = ["Ilsa", "har\u00adbour", "\ufeffsaid", "cafe\u0301", "\u201cYes,\u201d", "a\u0000b", "\u0097", "x"]


@pytest.mark.parametrize(
    ("cleaned", "given_text", "places"),
    [
        ("a b", "a b", [0, 1, 2]),
        ("a b", "a\r\n  b", [0, 1, 5]),
        ("harbour", "har\u00adbour", [0, 1, 2, 4, 5, 6, 7]),
        ("a b", "> a\n> b", [2, 3, 6]),
        ("well-known", "well-\nknown", [0, 1, 2, 3, 4, 6, 7, 8, 9, 10]),
        ("caf\u00e9 it", "cafe\u0301 it", [0, 1, 2, 4, 5, 6, 7]),
        ("a \u2014 b", "a \u0097 b", [0, 1, 2, 3, 4]),
        ("", "\u200b", []),
    ],
)
def test_each_character_has_its_place(cleaned: str, given_text: str, places: list[int]) -> None:
    assert align(cleaned, given_text) == places


def test_spans_go_both_ways() -> None:
    origins = Origins(align("Ana said so", "Ana\r\n\r\nsaid\u00a0so"))
    assert origins.given_span(4, 8) == (7, 11)
    assert origins.cleaned_span(7, 11) == (4, 8)
    assert origins.cleaned_span(3, 3) == (3, 3)


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=1, max_size=12))
def test_every_word_of_an_article_is_found_in_the_given_text(words: list[tuple[str, str]]) -> None:
    text = "The ferry " + "".join(word + gap for word, gap in words)
    article = clean(RawDocument("a.txt", text), patterns=load_furniture(find_models()), trace=True)
    assert isinstance(article, Article)
    assert article.origins is not None
    places = list(article.origins.places)
    assert len(places) == len(article.text)
    assert places == sorted(places)
    for mark, place in zip(article.text, places, strict=True):
        assert mark.isspace() or not mark.isascii() or text[place] == mark
