"""Statements cut out of their sentences."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.report.highlight import cut

TEXT = "The bridge is old. Mayor Ruiz said it leaks badly. Nobody was hurt.\nThe next paragraph."


def _spans(**parts: str) -> list[tuple[str, int, int]]:
    return [(part, TEXT.index(words), TEXT.index(words) + len(words)) for part, words in parts.items()]


def test_the_sentence_is_cut_at_the_parts() -> None:
    assert cut(TEXT, _spans(source="Mayor Ruiz", cue="said", content="it leaks badly")) == [
        ("source", "Mayor Ruiz"),
        ("", " "),
        ("cue", "said"),
        ("", " "),
        ("content", "it leaks badly"),
        ("", "."),
    ]


def test_a_title_ends_no_sentence() -> None:
    text = "Yesterday Mr. Ruiz said no."
    assert "".join(piece for _, piece in cut(text, [("content", 24, 26)])) == text


def test_the_cue_wins_where_parts_overlap() -> None:
    pieces = cut("he said so", [("content", 0, 10), ("cue", 3, 7)])
    assert pieces == [("content", "he "), ("cue", "said"), ("content", " so")]


def test_what_is_left_out_has_dots() -> None:
    text = "word " * 200 + "he said so" + " word" * 200
    start = text.index("he said so")
    pieces = cut(text, [("content", start, start + 10)])
    assert pieces[0][1].startswith("… word")
    assert pieces[-1][1].endswith("word …")
    assert sum(len(piece) for _, piece in pieces) < 600


def test_a_long_content_loses_its_middle() -> None:
    text = "a" * 400 + "b" * 400 + "c" * 400
    ((part, piece),) = cut(text, [("content", 0, len(text))])
    assert part == "content"
    assert piece.startswith("aaa")
    assert piece.endswith("ccc")
    assert " … " in piece


def test_without_spans_there_is_nothing() -> None:
    assert cut(TEXT, []) == []
    assert cut(TEXT, [("content", 3, 3)]) == []


@given(st.data())
def test_pieces_are_the_text(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("ab. \nÉ\U0001f600\u202eA"), min_size=1, max_size=80))
    place = st.integers(0, len(text))
    parts = st.sampled_from(["content", "cue", "source", "target"])
    spans = data.draw(st.lists(st.tuples(parts, place, place).map(lambda span: (span[0], *sorted(span[1:]))), max_size=5))
    pieces = cut(text, spans)
    assert "".join(piece for _, piece in pieces) in text
    marked = {number for _, start, end in spans for number in range(start, end)}
    assert sum(len(piece) for part, piece in pieces if part) == len(marked)
