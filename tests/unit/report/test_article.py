"""An article for a notebook."""

import lxml.html
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_articles import DAM, dam

from extractor.api import Extraction
from extractor.records import DocumentResult, DocumentRow
from extractor.report.article import article_html


def _texts(page: str) -> list[tuple[str, str]]:
    root = lxml.html.fromstring(page)
    return [(span.get("title"), span.text_content()) for span in root.xpath("./div[1]/span")]


def test_parts_are_marked_in_the_whole_text() -> None:
    page = article_html(dam())
    assert lxml.html.fromstring(page).xpath("./div[1]")[0].text_content() == DAM
    assert _texts(page)[:4] == [
        ("content", "The dam 🏞 is safe,"),
        ("source", "Mayor Ana Ruiz"),
        ("cue", "said"),
        ("content", "Nobody\nhas to leave."),
    ]


def test_statements_are_listed_with_what_is_open() -> None:
    rows = lxml.html.fromstring(article_html(dam())).xpath(".//tbody/tr")
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    assert cells[1] == ["Harbour Board", "accused", "accuse", "Ruiz of hiding the report"]
    assert cells[2] == ["Residents (anonymous)", "<said>", "say", "no | never"]


@settings(max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
def test_no_text_becomes_markup(words: str) -> None:
    text = f'<script>alert(1)</script><img src=x onerror="y"> {words} &amp;'
    page = article_html(DocumentResult(document=DocumentRow(document_id="d_1", source_path="a", title="x" + text, text=text)))
    root = lxml.html.fromstring(page)
    assert root.xpath("./div[1]")[0].text_content() == text
    assert {element.tag for element in root.iter()} <= {"div", "p", "strong", "span"}


def test_a_result_shows_itself_in_a_notebook() -> None:
    assert Extraction(dam())._repr_html_() == article_html(dam())
