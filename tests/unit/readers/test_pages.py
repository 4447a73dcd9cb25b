"""Formats with markup: web pages and Markdown."""

from collections.abc import Callable

import pytest

from extractor.articles import Failure, RawDocument
from extractor.readers.markdown import plain

Read = Callable[..., list[RawDocument | Failure]]

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Ministers agree on ferry | Daily Test</title>
<meta property="og:site_name" content="Daily Test"><meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2024-05-03T10:30:00+02:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ministers agree on ferry</h1>
<p>The ministers <b>agreed</b> on Monday to buy a <a href="/x">ferry</a> that will sail in May.</p>
<blockquote><p>We will sail it in May, and it will be a good ferry.</p></blockquote>
<h2>What next</h2><ul><li>First the boat is built.</li><li>Then it sails.</li></ul>
<p>"No," she said.</p></article><script>var a = "FORBIDDEN";</script></body></html>"""


def one(items: list[RawDocument | Failure]) -> RawDocument:
    (document,) = items
    assert isinstance(document, RawDocument)
    return document


def blocks(document: RawDocument) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_the_article_of_a_page_with_its_structure(read: Read) -> None:
    assert blocks(one(read("html", PAGE))) == [
        ("heading", "Ministers agree on ferry"),
        ("paragraph", "The ministers agreed on Monday to buy a ferry that will sail in May."),
        ("quote", "We will sail it in May, and it will be a good ferry."),
        ("heading", "What next"),
        ("paragraph", "First the boat is built."),
        ("paragraph", "Then it sails."),
        ("paragraph", '"No," she said.'),
    ]


def test_the_metadata_of_a_page(read: Read) -> None:
    page = one(read("html", PAGE))
    assert (page.title, page.author, page.outlet) == ("Ministers agree on ferry", "Jane Roe", "Daily Test")
    assert (page.published_at, page.language) == ("2024-05-03T10:30:00+02:00", "en-GB")


def test_a_copyright_year_is_no_date(read: Read) -> None:
    page = one(
        read(
            "html",
            "<html><body><p>The ferry sails, the mayor said on the radio.</p><footer>Copyright 2023</footer></body></html>",
        )
    )
    assert page.published_at == ""


@pytest.mark.parametrize("depth", [300, 5_000, 100_000])
def test_pages_nested_too_deep_lose_nothing_in_silence(read: Read, depth: int) -> None:
    (item,) = read("html", f"<html><body>{'<div>' * depth}<p>The ferry sails on Monday.</p>{'</div>' * depth}</body></html>")
    deep = isinstance(item, Failure) and item.code == "html_depth"
    assert deep or (isinstance(item, RawDocument) and "The ferry sails on Monday." in item.text)


@pytest.mark.parametrize(
    "markup",
    ["<html><body></body></html>", "<html><body><script>x=1</script></body></html>", "<p></p>", "<!-- nothing -->"],
)
def test_a_page_without_text_is_empty(read: Read, markup: str) -> None:
    (item,) = read("html", markup)
    assert isinstance(item, Failure)
    assert (item.code, item.status) == ("empty", "skipped")


@pytest.mark.parametrize(
    "tail", ["<a " * 6000, "<![" * 5000, "<!--" * 5000, "<table><tr><td>" * 40, "\0", "&#xD800; &nosuch; &#0;"]
)
def test_broken_markup_behind_an_article(read: Read, tail: str) -> None:
    assert "We will sail it in May" in one(read("html", PAGE + tail)).text


def test_nothing_is_fetched_and_no_entity_is_opened(read: Read) -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + PAGE.replace("</article>", "<p>&x;</p></article>")
    assert "root:" not in one(read("html", page)).text


def test_text_with_the_name_of_a_page_stays_text(read: Read) -> None:
    text = "Council says 3 < 5\n\nThe mayor agreed."
    assert one(read("html", text)).text == text


def test_an_xml_declaration_and_a_wrong_charset_do_no_harm(read: Read) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("good ferry", "good färry")
    assert "good färry" in one(read("html", '<?xml version="1.0" encoding="utf-8"?>\n' + page)).text


def test_line_breaks_part_paragraphs_only_after_sentences(read: Read) -> None:
    body = (
        "The ferry sails on Monday, the mayor<br>of Tarnby said.<br>"
        "The council was against it from the start.<br><br>It will appeal."
    )
    page = one(read("html", f"<html><body><article><p>{body}</p></article></body></html>"))
    assert page.text.split("\n\n") == [
        "The ferry sails on Monday, the mayor of Tarnby said.",
        "The council was against it from the start.",
        "It will appeal.",
    ]


MARKDOWN = """---
title: "Ministers agree"
date: 2024-05-03
author: Jane Roe
tags: [a, b]
---

# Ministers *agree* on ferry

The ministers **agreed** on
Monday, see [the report](https://example.org/a_b "t").

> "We will sail it,"
> she said.

What next
---------

- First *the* boat
- Then it sails

```
code stays
```
***
![picture](x.png) Snake_case and 2 * 3 * 4 stay.
"""


def test_markdown_loses_its_markup_and_keeps_its_structure(read: Read) -> None:
    document = one(read("md", MARKDOWN))
    assert blocks(document) == [
        ("heading", "Ministers agree on ferry"),
        ("paragraph", "The ministers agreed on Monday, see the report."),
        ("quote", '"We will sail it," she said.'),
        ("heading", "What next"),
        ("paragraph", "First the boat"),
        ("paragraph", "Then it sails"),
        ("paragraph", "code stays"),
        ("paragraph", "Snake_case and 2 * 3 * 4 stay."),
    ]
    assert (document.title, document.published_at, document.author) == ("Ministers agree", "2024-05-03", "Jane Roe")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("**bold** and *it* and __b__ and _i_", "bold and it and b and i"),
        ("`code` ~~gone~~ <https://example.org>", "code gone https://example.org"),
        ("a [link][1] and <b>tag</b>", "a link and tag"),
        (r"\*not\* 5 < 6 > 4", "*not* 5 < 6 > 4"),
        ('He said "*never*."', 'He said "never."'),
    ],
)
def test_inline_markup(marked: str, expected: str) -> None:
    assert plain(marked) == expected


SENTENCE = "The harbour office of Lund opened a second quay on Monday, and its head, Ana Kova, said that the boats could come."

THREE = [f"{SENTENCE} That was boat number {number}." for number in (1, 2, 3)]


def page_of(*paragraphs: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body><article>{''.join(f'<p>{text}</p>' for text in paragraphs)}</article></body></html>"


def lost(read: Read, marks: dict[str, str]) -> list[str]:
    """Which of the marked stretches are not in the text of a page in which each has a paragraph."""
    text = one(read("html", page_of(*(f"{SENTENCE} {markup}" for markup in marks.values())))).text
    return [mark for mark in marks if mark not in text]


COMMENTS = {
    "FIRST": "<!-- -->FIRST of the quays",
    "SECOND": "She said <!-- --><b>the SECOND quay</b> was open",
    "THIRD": "<i>She said<!-- x --> the</i> THIRD quay was open<!-- -->",
    "FOURTH": "She said <?php echo 1 ?>the FOURTH quay was open",
    "FIFTH": "The FIFTH on <time datetime='2024-03-05'>TUESDAY</time>",
    "TUESDAY": "On <time>TUESDAY</time>",
    "SIXTH": "The <embed src='x'> SIXTH quay",
    "SEVENTH": "The<wbr> <span>SEV<!-- -->ENTH</span> quay",
}


def test_no_text_behind_a_comment_is_lost(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lost(read, COMMENTS) == []
    monkeypatch.setattr("extractor.readers.html.strip_unseen", lambda tree: ())
    assert len(lost(read, COMMENTS)) >= 4  # what these pages lost before


def test_no_text_behind_a_comment_is_lost_where_nothing_looks_like_an_article(read: Read) -> None:
    page = one(read("html", "<html><body><div>The quay <!-- -->is open, <?x y?>she said.</div></body></html>"))
    assert page.text == "The quay is open, she said."


HIDDEN = [
    '<p style="display: none">{}</p>', '<div style="color:red;VISIBILITY:hidden"><p>{}</p></div>', "<p hidden>{}</p>",
    '<p style="opacity:0">{}</p>', '<p style="font-size:0px">{}</p>', '<p style="position:absolute;left:-9999px">{}</p>',
    '<p class="a trap">{}</p>', '<p id="bait">{}</p>', '<div class="trap"><p class="b">{}</p></div>',
]  # fmt: skip
SHEET = (
    "<style>@import 'x'; /* .seen{display:none} */ p.trap, #bait { display:none !important } .seen{display:none}"
    " @media print { .b{display:none} .c{display:none} } .seen{display:block} </style>"
)


@pytest.mark.parametrize("markup", HIDDEN)
def test_text_that_a_page_hides_is_no_text(markup: str, read: Read) -> None:
    page = page_of(*THREE, head=SHEET).replace("</article>", markup.format("SECRET words " * 15) + "</article>")
    document = one(read("html", page))
    assert "SECRET" not in document.text
    assert document.text.count("Ana Kova") == 3
    assert document.warnings == ("30 words left out that the page hides",)


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="opacity:0.9; display:block">{}</p>',
        '<p class="seen">{}</p>',
        '<p class="c">{}</p>',
        '<p aria-hidden="false">{}</p>',
        '<p style="font-size:0.9em; margin-left:-20px">{}</p>',
    ],
)
def test_text_that_is_only_styled_stays(markup: str, read: Read) -> None:
    page = page_of(*THREE, head=SHEET).replace("</article>", markup.format("OPEN words " * 15) + "</article>")
    document = one(read("html", page))
    assert "OPEN" in document.text
    assert document.warnings == ()


def test_a_page_that_a_script_shows_keeps_its_text(read: Read) -> None:
    page = page_of(*THREE).replace("<article>", '<article><div style="opacity:0">').replace("</article>", "</div></article>")
    assert one(read("html", page)).text.count("Ana Kova") == 3
    assert one(read("html", page_of(*THREE).replace("<body>", '<body style="visibility:hidden">'))).text.count("Ana") == 3


@pytest.mark.parametrize(
    "markup",
    [
        "<!DOCTYPE html><html><head><title>x</title></head><body><h1>Ferries</h1>"
        "<p>They are late.</p><p>It rains.</p></body></html>",
        "<h1>Ferries</h1><p>They are late.</p>\n<p>It rains.</p>",
        "&lt;h1&gt;Ferries&lt;/h1&gt;&lt;p&gt;They are late.&lt;/p&gt;&lt;p&gt;It rains.&lt;/p&gt;",
    ],
)
def test_pages_that_were_saved_as_text(read: Read, markup: str) -> None:
    assert one(read("txt", markup)).text == "Ferries\n\nThey are late.\n\nIt rains."


def test_signs_that_are_no_markup_stay(read: Read) -> None:
    text = "The score was 3 < 4 & nobody said <p> aloud."
    assert one(read("txt", text)).text == text
