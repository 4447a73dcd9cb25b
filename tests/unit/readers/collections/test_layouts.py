"""Every layout that is known: what a small writer of it wrote comes back whole, also in part, and with labels in the texts."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from layouts import LAYOUTS, Layout
from written import CHOIR, TOWER, Written

from extractor.articles import Failure, RawDocument
from extractor.cleaning.dates import parse_date
from extractor.readers.collections.base import collections, recognise
from extractor.readers.collections.read import DIFFERENT

ReadBytes = Callable[..., list[RawDocument | Failure]]
# Sentences that begin with, or hold, what layouts go by.
TRAPS = (
    "BYLINE: was all that the note on the crane said, and nobody knew whose hand it was.",
    "Under the heading Full text: the file held one blank page, she told the board.",
    "LANGUAGE: the board could not agree on one, and the meeting ended without a word.",
    "Document everything, the engineer wrote, and copy it to the harbour office twice.",
    "The memo read End of Document in the middle of the page, which made the clerks laugh.",
    "HD and TD are codes that only the older archivists of the harbour still know by heart.",
    "The body of the crane, said the report, was 3 of 25 DOCUMENTS long when it was listed.",
)
WORDS = st.text("abcdefghijklmnopqrstuvwxyzéüøß", min_size=2, max_size=9)
SENTENCES = st.lists(WORDS, min_size=9, max_size=40).map(lambda words: f"The {' '.join(words)}.")
PARAGRAPHS = st.lists(st.one_of(SENTENCES, st.sampled_from(TRAPS)), min_size=2, max_size=5, unique=True)
NAMES = st.sampled_from(["Ellen Voss", "Piet Aarden", "Oona Fell", ""])
ARTICLES = st.builds(
    Written,
    title=st.lists(WORDS, min_size=3, max_size=8).map(lambda words: f"A {' '.join(words)}"),
    paragraphs=PARAGRAPHS.map(tuple),
    outlet=st.sampled_from(["Quarry Bay Journal", "The Millcross Echo", "Evening Post"]),
    place=st.sampled_from(["Northshire", ""]),
    day=st.dates(date(1985, 1, 1), date(2024, 12, 28)),
    author=NAMES,
    section=st.sampled_from(["News", "Business", ""]),
)
every_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
generated = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def read_documents(read: ReadBytes, layout: Layout, data: bytes) -> list[RawDocument]:
    items = read(layout.reader, data)
    assert not [item for item in items if isinstance(item, Failure)]
    return [item for item in items if isinstance(item, RawDocument)]


def assert_is(document: RawDocument, article: Written, layout: Layout) -> None:
    assert document.title == article.title
    assert document.author.casefold() == article.author.casefold()
    assert document.input_format == layout.collection
    assert parse_date(document.published_at)[0][:10] == article.day.isoformat()
    if "place" in layout.lost:
        assert document.outlet == article.paper
    else:
        assert (document.outlet, document.outlet_place) == (article.outlet, article.place)
    if "section" not in layout.lost:
        assert re.sub(r"; Pg\. 4$", "", document.section) == article.section
    text = document.text if "paragraphs" not in layout.lost else " ".join(document.text.split())
    assert text == ("\n\n" if "paragraphs" not in layout.lost else " ").join(article.paragraphs)


@every_layout
def test_articles_come_back_whole(read: ReadBytes, layout: Layout) -> None:
    articles = [TOWER, CHOIR][: layout.most]
    documents = read_documents(read, layout, layout.write(articles))
    assert len(documents) == len(articles)
    for document, article in zip(documents, articles, strict=True):
        assert_is(document, article, layout)
    assert len({document.record for document in documents}) == len(articles)
    assert not any(warning.startswith(DIFFERENT) for document in documents for warning in document.warnings)


@every_layout
@generated
@given(articles=st.lists(ARTICLES, min_size=1, max_size=3))
def test_any_articles_come_back_whole_with_labels_in_their_texts(
    read: ReadBytes, layout: Layout, articles: list[Written]
) -> None:
    articles = [replace(article, number=number) for number, article in enumerate(articles[: layout.most], 1)]
    documents = read_documents(read, layout, layout.write(articles))
    assert len(documents) == len(articles)
    for document, article in zip(documents, articles, strict=True):
        assert_is(document, article, layout)


@every_layout
@generated
@given(share=st.floats(0.02, 0.99))
def test_a_file_that_breaks_off_gives_what_stands_before(read: ReadBytes, layout: Layout, share: float) -> None:
    articles = [replace(TOWER, number=1), replace(CHOIR, number=2), replace(TOWER, title="Another crane goes up", number=3)]
    data = layout.write(articles[: layout.most])
    whole = {document.record: document for document in read_documents(read, layout, data)}
    found = read(layout.reader, data[: int(len(data) * share)])
    assert all(isinstance(item, RawDocument) or item.code in {"parse", "no_articles", "empty", "not_article"} for item in found)
    documents = [item for item in found if isinstance(item, RawDocument) and item.input_format == layout.collection]
    assert len(documents) <= len(articles)
    for document in documents[:-1]:
        assert document.text == whole[document.record].text


@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout.most > 1], ids=lambda layout: layout.name)
def test_a_file_that_holds_less_than_it_announces_says_so(read: ReadBytes, layout: Layout) -> None:
    data = layout.write([replace(TOWER, number=number) for number in range(1, 13)])
    for announced in (b"Documents (12)", b"of 12", b'count="12"', b"Found\n12", b"<td>12</td>"):
        data = data.replace(announced, announced.replace(b"12", b"25"))
    documents = read_documents(read, layout, data)
    warned = [warning for document in documents for warning in document.warnings if warning.startswith(DIFFERENT)]
    announces = layout.name in {
        "nexis_text", "nexis_rtf", "lexisnexis", "lexisnexis_old", "lexis_html", "factiva_text", "factiva_html",
        "factiva_xml", "proquest",
    }  # fmt: skip
    assert warned == ([f"{DIFFERENT} 25 announced, 12 found"] if announces else [])


def test_a_last_article_without_its_end_is_kept_and_marked(read: ReadBytes) -> None:
    for layout in LAYOUTS:
        if layout.reader == "txt" and layout.collection != "ris":
            data = layout.write([TOWER, replace(CHOIR, number=2)])
            cut = data[: data.index(b"The owner denied") + 20]
            *before, last = read_documents(read, layout, cut)
            assert [document.title for document in before] == [TOWER.title]
            assert last.title == CHOIR.title
            assert "cut off: the file ends before this article does" in last.warnings


@pytest.mark.parametrize("trap", TRAPS)
def test_one_article_with_labels_in_its_text_stays_one(read: ReadBytes, trap: str) -> None:
    text = "\n\n".join([TOWER.title, *TOWER.paragraphs, trap, trap.replace(":", "")])
    (document,) = read("txt", text)
    assert isinstance(document, RawDocument)
    assert (document.input_format, document.text) == ("txt", text)


def test_one_mark_alone_makes_no_collection() -> None:
    assert recognise("lines", "A title\nLength: 12 words\nSome text.") is None
    assert recognise("lines", "A title\n\nEnd of Document\n") is None
    assert recognise("html", '<div class="article enArticle">text</div>') is None
    assert {"nexis", "factiva", "ris"} <= set(collections())
