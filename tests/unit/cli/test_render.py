"""Marking an article for the terminal."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from extractor.cli.render import article, legend, listing, segments, summary, title
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
        "     say, direct, named, quote/after, 0.50, 1-38, s_1",
        "",
        "People (1)",
        "  Ana Ruiz: Mayor",
        "",
        "Places (1)",
        "  Oslo: NO",
    ]


@pytest.mark.parametrize("width", [40, 80])
def test_on_a_terminal_lines_keep_to_its_width(result: DocumentResult, width: int) -> None:
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, no_color=True, width=width, highlight=False, markup=False)
    for block in (title(result), legend(), *listing(result)):
        console.print(block)
    plain = "".join(file.getvalue().split("\x1b[0m"))
    for code in ("1m", "2m", "3m", "1;2m", "1;4m", "1;3m"):
        plain = plain.replace(f"\x1b[{code}", "")
    lines = plain.splitlines()
    assert max(len(line) for line in lines) <= width
    assert "  1 Ana Ruiz “Mayor Ana Ruiz” said" in [line.rstrip() for line in lines]
    assert "It is \\x1b[31msafe," in plain
    assert "say, direct" in plain
    assert "Ana Ruiz  Mayor" in plain
