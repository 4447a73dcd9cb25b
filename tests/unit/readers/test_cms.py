"""Pages in the manner of various content management systems: headline, standfirst, byline, text in the page's data, tables."""

import json
from collections.abc import Callable

import pytest

from extractor.articles import Failure, RawDocument
from extractor.cleaning.clean import clean
from extractor.cleaning.furniture import load_furniture
from extractor.readers.articlebody import TAKEN
from extractor.resources import find_models

Read = Callable[..., list[RawDocument | Failure]]
FIRST = "The council of Tarnby agreed on Monday to buy a second ferry, which will cost nine million crowns and sail in May."
SECOND = "“We have waited long enough for this boat,” said Ana Ruiz, the mayor, who had asked for it in each of her budgets."
THIRD = "The harbour board was against it, and its chair Bo Hale said that the old ferry would sail for another ten years."
FOURTH = "Nobody has told the fishermen where their boats will lie when the new ferry takes the north quay from them in June."
TEXT = (FIRST, SECOND, THIRD, FOURTH)
LEAD = "The boat will link the town with the islands, but the harbour board is against it"


def linked(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **values})}</script>'


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.fixture
def page(read: Read) -> Callable[..., RawDocument]:
    """Read a page with this body and head."""

    def read_one(body: str, head: str = "") -> RawDocument:
        (document,) = read("html", f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>')
        assert isinstance(document, RawDocument)
        return document

    return read_one


Page = Callable[..., RawDocument]


def texts(document: RawDocument) -> list[str]:
    return document.text.split("\n\n")


# Headlines


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Tarnby - the ferry that never came</title>", "", "Tarnby - the ferry that never came"),
        ("<title>Two-boat plan agreed - for now</title>", "", "Two-boat plan agreed - for now"),
        (
            '<meta property="og:title" content="Second ferry agreed - Harbour Post">'
            '<meta property="og:site_name" content="Harbour Post">',
            "",
            "Second ferry agreed",
        ),
        (
            '<title>Harbour Post: Second ferry agreed</title><meta property="og:site_name" content="Harbour Post">',
            "<h1>Second ferry agreed</h1>",
            "Second ferry agreed",
        ),
        ("<title>Second ferry is agreed | Local | Harbour Post</title>", "", "Second ferry is agreed"),
        ("<title>Live: yes | no | maybe</title>", "", "Live: yes | no | maybe"),
        (
            '<title>Second ferry agreed – harbourpost</title><link rel="canonical" href="https://www.harbourpost.example/1">',
            "",
            "Second ferry agreed",
        ),
        ("<title>Home</title>", "<h1>Second ferry agreed</h1>", "Second ferry agreed"),
        (
            '<meta property="og:title" content="Second ferry agreed after a night of…">',
            "<h1>Second ferry agreed after a night of talks</h1><h1>Menu</h1>",
            "Second ferry agreed after a night of talks",
        ),
    ],
)
def test_the_headline_is_whole_and_without_the_site(page: Page, head: str, body: str, title: str) -> None:
    assert page(f"<article>{body}{paragraphs(*TEXT)}</article>", head).title == title


# Standfirsts


@pytest.mark.parametrize(
    "lead",
    [
        f'<p class="article__standfirst">{LEAD}</p>',
        f'<div class="dek"><span>{LEAD}</span></div>',
        f'<h2 class="sub-title">{LEAD}</h2>',
        f"<h2>{LEAD}</h2>",
        f'<div data-testid="subheadline">{LEAD}</div>',
        f'<div class="byline">By Jane Roe of the Harbour Post and others</div><div class="x">{LEAD}</div>',
        f'<ul class="key-points"><li>{LEAD}</li></ul>',
    ],
)
def test_a_standfirst_outside_of_the_text_belongs_to_the_article(page: Page, lead: str) -> None:
    head = f'<meta property="og:description" content="{LEAD}">'
    found = texts(page(f"<header><h1>Second ferry agreed</h1>{lead}</header><article>{paragraphs(*TEXT)}</article>", head))
    assert found.count(LEAD) == 1
    assert found.index(LEAD) < found.index(FIRST)
    assert [text for text in found if text in TEXT] == list(TEXT)


@pytest.mark.parametrize(
    "other",
    [
        '<aside><p class="standfirst">Another article has a lead like this one, too</p></aside>',
        '<figure><figcaption class="summary">The old ferry in the harbour of Tarnby last May</figcaption></figure>',
        '<p class="byline">By Jane Roe, who has been in Tarnby for years</p>',
        '<div class="related"><p class="excerpt">Another article has a lead like this one, too</p></div>',
        '<div class="meta"><span>Published at ten on the fifth of March</span></div>',
        "<p>Tuesday, 5 March 2024 at 10:30, seen by many of our readers</p>",
        '<p class="site-description">News of the harbour and the town since long ago</p>',
    ],
)
def test_what_is_no_standfirst_stays_outside(page: Page, other: str) -> None:
    found = page(f"<header><h1>Second ferry agreed</h1>{other}</header><article>{paragraphs(*TEXT)}</article>")
    assert [text for text in texts(found) if text not in TEXT] in ([], ["Second ferry agreed"])


def test_the_standfirst_stands_behind_the_headline_of_the_article(page: Page) -> None:
    site = "<header><h1>Harbour Post</h1><p>All the news of the harbour and its boats</p></header>"
    body = f"{site}<main><h1>Second ferry agreed</h1><h2>{LEAD}</h2>"
    found = texts(page(f"{body}{paragraphs(*TEXT)}</main>", '<meta property="og:title" content="Second ferry agreed">'))
    assert [text for text in found if text.startswith(("All the", "The boat"))] == [LEAD]


def test_a_description_that_begins_the_text_is_not_said_twice(page: Page) -> None:
    found = page(
        f"<h1>Second ferry agreed</h1><article>{paragraphs(*TEXT)}</article>", f'<meta name="description" content="{FIRST[:90]}">'
    )
    assert found.text.count(FIRST[:60]) == 1


# Text in the data of the page


@pytest.mark.parametrize(
    "body",
    [
        "\n\n".join(TEXT),
        "\r\n".join(TEXT),
        "".join(TEXT),
        "".join(f"<p>{text}</p>" for text in TEXT),
        "".join(f"&lt;p&gt;{text}&lt;/p&gt;" for text in TEXT),
        list(TEXT),
    ],
)
def test_text_that_only_the_data_have_is_taken(page: Page, body: object) -> None:
    data = linked(
        **{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "headline": "Second ferry agreed", "articleBody": body}]}
    )
    found = page(f"<article><h1>Second ferry agreed</h1><p>{FIRST}</p><div id='paywall'>Read on with us</div></article>", data)
    assert [text for text in texts(found) if text in TEXT] == list(TEXT)
    assert TAKEN in found.warnings


def test_paragraphs_of_the_page_show_where_those_of_the_data_end(page: Page) -> None:
    hidden = "".join(f"<section class='z{number}'><div>{text}</div></section>" for number, text in enumerate(TEXT))
    body = f"<div><p>{FIRST} {FIRST}</p></div><div class='comments'>{hidden}</div>"
    found = page(body, linked(**{"@type": "Article", "articleBody": " ".join(TEXT * 3)}))
    assert TAKEN in found.warnings
    assert texts(found)[0] == " ".join(TEXT * 3)
    found = page(body, linked(**{"@type": "Article", "articleBody": " ".join(TEXT)}))
    assert [text for text in texts(found) if text in TEXT] == list(TEXT)


@pytest.mark.parametrize(
    "body",
    [
        FIRST,  # less than the page
        "\n".join((*TEXT, "One more line.")),  # hardly more
        "Le conseil de Tarnby a décidé lundi d'acheter un deuxième bac qui coûtera neuf millions de couronnes. " * 20,
        {"text": "x"},
        None,
        7,
    ],
)
def test_data_with_no_more_text_or_in_another_language_are_left(page: Page, body: object) -> None:
    data = linked(**{"@type": "NewsArticle", "articleBody": body})
    found = page(f"<article><h1>Second ferry agreed</h1>{paragraphs(*TEXT)}</article>", data)
    assert [text for text in texts(found) if text in TEXT] == list(TEXT)
    assert TAKEN not in found.warnings


def test_the_entries_of_a_live_blog(page: Page) -> None:
    entries = [
        {"@type": "BlogPosting", "headline": "12:04 Mayor speaks", "articleBody": SECOND},
        {"@type": "BlogPosting", "headline": "11:40 The board answers", "articleBody": f"{THIRD}\n{FOURTH}"},
    ]
    data = linked(**{"@type": "LiveBlogPosting", "headline": "Live: the ferry", "articleBody": FIRST, "liveBlogUpdate": entries})
    found = page(f"<main><h1>Live: the ferry</h1><p>{FIRST}</p><div id='app'></div></main>", data)
    shown = [text for text in texts(found) if text != "Live: the ferry"]
    assert shown == [FIRST, "12:04 Mayor speaks", SECOND, "11:40 The board answers", THIRD, FOURTH]
    kinds = {found.text[block.start : block.end]: block.kind for block in found.blocks}
    assert (kinds["12:04 Mayor speaks"], kinds[SECOND]) == ("heading", "paragraph")


def test_of_several_articles_in_the_data_the_one_of_the_page_counts(page: Page) -> None:
    other = {
        "@type": "NewsArticle",
        "headline": "Rain",
        "articleBody": "It rains on the coast. " * 90,
        "author": {"name": "Bo Ek"},
    }
    own = {"@type": "NewsArticle", "headline": "Second ferry agreed", "author": {"name": "Jane Roe"}}
    head = linked(**{"@graph": [other, own]}) + '<meta property="og:title" content="Second ferry agreed">'
    found = page(f"<article><h1>Second ferry agreed</h1>{paragraphs(*TEXT)}</article>", head)
    assert (found.author, "It rains" in found.text) == ("Jane Roe", False)


# Bylines


@pytest.mark.parametrize(
    ("head", "byline", "author"),
    [
        ("", '<p class="byline">By <a rel="author">Jane Roe</a> and <a rel="author">Bo Ek</a></p>', "Jane Roe; Bo Ek"),
        ('<meta name="byl" content="By JANE ROE and BO EK">', "", "JANE ROE; BO EK"),
        ('<meta name="author" content="By Jane Roe, Ann Lee and Bo Ek">', "", "Jane Roe; Ann Lee; Bo Ek"),
        ('<meta name="author" content="admin">', "<p>By Jane Roe</p>", "Jane Roe"),
        (
            '<meta name="author" content="Harbour Post"><meta property="og:site_name" content="Harbour Post">',
            '<div class="post-author"><span>Written by</span> <span>Jane Roe</span> <a>See full bio</a></div>',
            "Jane Roe",
        ),
        (
            linked(**{"@type": "Article", "author": {"@type": "Organization", "name": "Selde Broadcasting Corporation"}}),
            '<div class="ssrcss-byline"><div>Jane Roe</div><div>Political reporter</div></div>',
            "Jane Roe",
        ),
        ("", '<div class="author">Last Updated January 7</div>', ""),
        ("", '<span class="author-name">Username</span>', ""),
        ("", '<div itemprop="author" itemscope><span itemprop="name">Jane Roe</span></div>', "Jane Roe"),
        ("", '<div class="sidebar"><p class="author">Bo Ek</p></div><div class="c-byline">Jane Roe</div>', "Jane Roe"),
        ("", '<section id="comments"><span class="author">reader7</span></section>', ""),
    ],
)
def test_authors_of_pages(page: Page, head: str, byline: str, author: str) -> None:
    document = page(f"<main><h1>Second ferry agreed</h1>{byline}<article>{paragraphs(*TEXT)}</article></main>", head)
    article = clean(document, patterns=load_furniture(find_models()))
    assert not isinstance(article, Failure)
    assert article.author == author


# Tables and line breaks


@pytest.mark.parametrize(
    "body",
    [
        f"<table><tr><td><h1>Second ferry agreed</h1>{paragraphs(*TEXT)}</td><td width=90>Ads</td></tr></table>",
        f"<table><tr><td>{'<br><br>'.join(TEXT)}</td></tr></table>",
        f"<table><tr><td>{''.join(f'<div>{text}</div>' for text in TEXT)}</td></tr></table>",
        "".join(f"<table><tr><td><p>{text}</p></td></tr></table>" for text in TEXT),
    ],
)
def test_tables_that_arrange_a_page_do_not_join_its_paragraphs(page: Page, body: str) -> None:
    assert [text for text in texts(page(body)) if text in TEXT] == list(TEXT)


@pytest.mark.parametrize(
    "body",
    [
        "<div><h1>Second ferry</h1><div>{}</div></div>".format("".join(f"<div><span>{text}</span></div>" for text in TEXT)),
        f"<article><h1>Second ferry</h1><div>{'<br><br>'.join(TEXT)}</div></article>",
        "<main><h1>Second ferry</h1>{}</main>".format("".join(f"<div>{text}</div>" for text in TEXT)),
    ],
)
def test_paragraphs_that_are_no_paragraph_elements_are_not_joined(page: Page, body: str) -> None:
    assert [text for text in texts(page(body)) if text in TEXT] == list(TEXT)


def test_tables_of_figures_stay_rows(page: Page) -> None:
    table = "<table><tr><th>Town</th><th>Votes</th></tr><tr><td>Selde</td><td>12</td></tr></table>"
    found = texts(page(f"<article><h1>Second ferry agreed</h1>{paragraphs(FIRST)}{table}{paragraphs(*TEXT[1:])}</article>"))
    assert found[-5:] == ["Town Votes", "Selde 12", *TEXT[1:]]


@pytest.mark.parametrize("part", ["<br><br>", "<div></div>", "</td><td>", "</td></tr><tr><td>", "<hr>", "<br>"])
def test_the_table_of_a_message_does_not_join_its_paragraphs(read: Read, part: str) -> None:
    markup = f"<html><body><table><tr><td>{part.join(TEXT)}</td></tr></table></body></html>"
    message = f"From: ann@example.org\nSubject: Ferry\nContent-Type: text/html; charset=utf-8\n\n{markup}"
    (document,) = read("eml", message)
    assert isinstance(document, RawDocument)
    assert texts(document) == list(TEXT)
