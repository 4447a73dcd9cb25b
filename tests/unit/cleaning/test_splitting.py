from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extractor.articles import Article, Block
from extractor.cleaning.splitting import LONGEST_STRETCH, forced_starts, split_pieces


def article(*paragraphs: str) -> Article:
    blocks = []
    position = 0
    for paragraph in paragraphs:
        blocks.append(Block(position, position + len(paragraph)))
        position += len(paragraph) + 2
    return Article("d_x", "a.txt", "\n\n".join(paragraphs), tuple(blocks))


def texts(given: Article, limit: int) -> list[str]:
    return [given.text[start:end] for start, end in split_pieces(given, limit)]


def test_a_short_article_is_one_piece() -> None:
    assert texts(article("One.", "Two."), 100) == ["One.\n\nTwo."]


def test_cuts_are_made_between_paragraphs() -> None:
    assert texts(article("a" * 6, "b" * 6, "c" * 6, "d" * 6), 15) == ["a" * 6 + "\n\n" + "b" * 6, "c" * 6 + "\n\n" + "d" * 6]


def test_a_long_paragraph_is_cut_after_a_sentence_then_at_a_space_then_anywhere() -> None:
    assert texts(article("One went. Two went. Three went."), 22) == ["One went. Two went.", "Three went."]
    assert texts(article("one two three four five"), 12) == ["one two", "three four", "five"]
    assert texts(article("x" * 25), 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_abbreviations_end_no_sentence_where_there_is_another_end() -> None:
    assert texts(article("The mayor left the town. She met Mr. Kova."), 40) == ["The mayor left the town.", "She met Mr. Kova."]
    assert texts(article("She met Mr. Kova Lund."), 20) == ["She met Mr.", "Kova Lund."]


def test_sentences_start_anew_in_paragraphs_without_end() -> None:
    given_article = article("One went. " * 20, "He said that " * 4_000, "Two went.")
    starts = forced_starts(given_article)
    long = given_article.blocks[1]
    edges = [long.start, *starts, long.end]
    assert max(end - start for start, end in pairwise(edges)) <= LONGEST_STRETCH
    assert all(given_article.text[start - 1] == " " and given_article.text[start] != " " for start in starts)


@given(
    st.lists(st.text(st.sampled_from("ab. "), min_size=1, max_size=60).map(str.strip).filter(bool), min_size=1, max_size=8),
    st.integers(4, 80),
)
def test_pieces_cover_the_text_in_order_within_the_limit(paragraphs: list[str], limit: int) -> None:
    given_article = article(*paragraphs)
    pieces = split_pieces(given_article, limit)
    position = 0
    for start, end in pieces:
        assert 0 < end - start <= limit
        assert not given_article.text[position:start].strip()
        position = end
    assert not given_article.text[position:].strip()
