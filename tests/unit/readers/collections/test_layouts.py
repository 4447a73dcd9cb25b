"""Every layout that is known: what a small writer of it wrote comes back whole."""

import re

import pytest
from layouts import LAYOUTS, Layout
from written import CHOIR, TOWER, Written

from extractor.articles import Failure, RawDocument
from extractor.cleaning.dates import parse_date
from extractor.readers.collections.read import DIFFERENT

ReadBytes = pytest.FixtureRequest


def read_documents(read: object, layout: Layout, data: bytes) -> list[RawDocument]:
    items = read(layout.reader, data)  # type: ignore[operator]
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


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_articles_come_back_whole(read: object, layout: Layout) -> None:
    articles = [TOWER, CHOIR][: layout.most]
    documents = read_documents(read, layout, layout.write(articles))
    assert len(documents) == len(articles)
    for document, article in zip(documents, articles, strict=True):
        assert_is(document, article, layout)
    assert len({document.record for document in documents}) == len(articles)
    assert not any(warning.startswith(DIFFERENT) for document in documents for warning in document.warnings)
