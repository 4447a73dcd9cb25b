"""What pages say about themselves."""

import json
from collections.abc import Callable

import pytest

from extractor.articles import Failure, RawDocument
from extractor.readers.markup import parse_page
from extractor.readers.pagedata import TEASER, PageData, page_data

ReadBytes = Callable[..., list[RawDocument | Failure]]
ARTICLE = {
    "@type": ["NewsArticle"],
    "headline": "Ferry delayed again",
    "datePublished": "2024-03-05T10:30:00+02:00",
    "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"name": "Bo Lund"}, "Ana Ruiz"],
    "publisher": {"@type": "Organization", "name": "Harbour Post"},
    "isAccessibleForFree": "False",
    "inLanguage": "en-GB",
}


def data_of(head: str, body: str = "<p>x</p>") -> PageData:
    return page_data(parse_page(f"<html><head>{head}</head><body>{body}</body></html>"))


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


@pytest.mark.parametrize("value", [ARTICLE, [{"@type": "WebSite"}, ARTICLE], {"@graph": [{"@type": "WebPage"}, ARTICLE]}])
def test_linked_data(value: object) -> None:
    assert data_of(linked(value)) == PageData(
        title="Ferry delayed again", author="Ana Ruiz; Bo Lund", outlet="Harbour Post", published_at="2024-03-05T10:30:00+02:00",
        language="en-GB", paid=True,
    )  # fmt: skip


def test_meta_tags_and_the_canonical_address() -> None:
    head = """<meta property="og:title" content=" Ferry
      delayed "><meta name="Author" content="Ana Ruiz"><meta property="og:site_name" content="Harbour Post">
      <meta property="og:url" content="https://post.example/1?x=1"><link rel="Canonical" href="https://post.example/1">
      <meta property="article:published_time" content="2024-03-05"><meta property="article:content_tier" content="locked">"""
    assert data_of(head) == PageData(
        "Ferry delayed", "Ana Ruiz", "Harbour Post", "https://post.example/1", "2024-03-05", "", True
    )


def test_linked_data_comes_before_meta_tags() -> None:
    data = data_of('<meta property="og:title" content="Ferry delayed | Harbour Post">' + linked(ARTICLE | {"author": []}))
    assert (data.title, data.author) == ("Ferry delayed again", "")


@pytest.mark.parametrize(
    "script",
    [
        "{broken",
        "[" * 100_000,
        '"text"',
        "null",
        '{"@type": 7, "author": {"name": ["x"]}}',
        '{"@type": "Article", "author": [[["x"]]]}',
    ],
)
def test_linked_data_that_makes_no_sense(script: str) -> None:
    assert data_of(f'<script type="application/ld+json">{script}</script>') == PageData()


def test_addresses_that_are_none_and_authors_that_are_links() -> None:
    head = '<link rel="canonical" href="javascript:alert(1)"><meta name="author" content="https://post.example/ana">'
    assert data_of(head) == PageData()


def test_the_address_that_a_browser_wrote_into_a_page() -> None:
    page = "<!DOCTYPE html>\n<!-- saved from url=(0022)https://post.example/1 -->\n<html><body><p>x</p></body></html>"
    assert page_data(parse_page(page)).url == "https://post.example/1"


def test_free_articles_have_no_warning(read: ReadBytes) -> None:
    body = "<article><h1>Ferry delayed</h1><p>The ferry was delayed again on Monday, the mayor of Lund said.</p></article>"
    for free, expected in ((True, ()), (False, (TEASER,))):
        (document,) = read(
            "html", f"<html><head>{linked(ARTICLE | {'isAccessibleForFree': free})}</head><body>{body}</body></html>"
        )
        assert isinstance(document, RawDocument)
        assert (document.title, document.outlet, document.warnings) == ("Ferry delayed again", "Harbour Post", expected)
