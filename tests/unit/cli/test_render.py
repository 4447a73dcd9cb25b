"""Marking an article for the terminal."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.cli.render import article, segments, summary
from extractor.records import DocumentResult


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from("abc")), max_size=6))
def test_segments_make_up_the_text(text: str, spans: list[tuple[int, int, str]]) -> None:
    inside = [(start, end, label) for start, end, label in spans if start < end <= len(text)]
    pieces = list(segments(text, inside))
    assert "".join(piece for piece, _ in pieces) == text
    for label in "abc":
        covered = {at for start, end, name in inside if name == label for at in range(start, end)}
        assert sum(len(piece) for piece, labels in pieces if label in labels) == len(covered)


def test_article_shows_escapes_and_marks_parts(result: DocumentResult) -> None:
    shown = article(result)
    assert shown.plain == "“It is \\x1b[31msafe,” Mayor Ana Ruiz said. She left Oslo."
    styles = {shown.plain[span.start : span.end]: str(span.style) for span in shown.spans}
    assert "green" in styles["It is \\x1b[31msafe,"]
    assert "magenta" in styles["said"]
    assert "underline" in styles["Ana Ruiz"]
    assert "blue" in styles["Oslo"]
    assert "She left " not in styles


def test_summary_lists_statements_and_entities(result: DocumentResult) -> None:
    assert list(summary(result)) == [
        "Statements (1)",
        "  1. [Mayor Ana Ruiz = Ana Ruiz] said: It is \\x1b[31msafe,",
        "     say, direct, named, quote/after, medium, 1-38, s_1",
        "",
        "People (1)",
        "  Ana Ruiz: Mayor",
        "",
        "Places (1)",
        "  Oslo: NO",
    ]
