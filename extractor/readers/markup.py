"""HTML as a tree, and all of its text in blocks: for pieces of HTML, and for pages that are not like articles."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from lxml import etree
from lxml import html as lxml_html

from extractor.articles import Block, BlockKind
from extractor.readers.base import ReadError
from extractor.readers.blocks import join_blocks
from extractor.readers.seen import strip_unseen

_SENTENCE_END = tuple(".!?:;\"'”’)…")
_BLOCK_TAGS = frozenset(
    {
        "address", "article", "blockquote", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PAGE_TAGS = frozenset(
    {"script", "style", "noscript", "template", "nav", "aside", "footer", "form", "head", "iframe", "svg", "button"}
)
_TABLE_TAGS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")
_PARAGRAPH_TAG = re.compile(r"</?(?:p|br|div|blockquote|h[1-6]|li)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
# Markup in running text counts where it is closed, so that "a <b" stays; escaped markup is markup.
CLOSED_TAG = re.compile(r"<(a|b|em|i|strong|span|u)(?:\s[^<>]{0,500})?>[^<>]{0,2000}</\1>", re.IGNORECASE)
_ESCAPED_TAG = re.compile(r"&lt;/?(?:p|br|div|blockquote|h[1-6]|li)(?:\s[^<>&]{0,300})?/?&gt;", re.IGNORECASE)
# So far into a text it is looked for markup, which has some from its beginning.
_LOOKED_AT = 10_000
# What is in cells of tables that only arrange a page.
_IN_LAYOUT = ".//td//*[self::p or self::div or self::h1 or self::h2 or self::blockquote or self::table or self::ul]"
_AROUND = re.compile(
    r"(?:^|\s)(?:sharedaddy|jp-relatedposts|share-buttons|social-share|related-posts|element-rich-link)(?:\s|$)", re.I
)
# A cell with so many words holds text and no figure.
_TEXT_CELL = 60


def parse_page(markup: str) -> lxml_html.HtmlElement:
    """Return the tree of a page.

    Raises:
        ReadError: ``html_depth``, ``empty`` or ``parse``.
    """
    parser = lxml_html.HTMLParser(huge_tree=True)  # type: ignore[no-untyped-call]
    try:
        tree: lxml_html.HtmlElement = lxml_html.document_fromstring(markup, parser=parser)  # type: ignore[no-untyped-call]
    except etree.ParserError as error:
        raise ReadError("empty", f"a page without content ({error})", status="skipped") from None
    except etree.LxmlError as error:
        raise ReadError("parse", f"no page: {error}") from None
    # The parser gives no exception at its limits, it leaves out what lies deeper; only its log tells.
    for entry in parser.error_log:
        if entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT or "depth" in entry.message:
            raise ReadError("html_depth", f"elements nested too deep to be read: {entry.message.partition(', use')[0]}")
    return tree


def open_layout_tables(tree: etree._Element) -> None:
    """Make plain divisions of tables that only arrange the page: extraction would join all that stands in one of their cells."""
    for table in tree.xpath("//table"):
        cells = table.xpath(".//td")
        if table.xpath(_IN_LAYOUT) or any(len("".join(cell.itertext()).split()) >= _TEXT_CELL for cell in cells):
            for part in [table, *table.iter(*_TABLE_TAGS)]:
                part.tag = "div"
            for part in table.iter("div"):
                if not any(inner.tag in _BLOCK_TAGS for inner in part.iterdescendants()):
                    part.tag = "p"


def read_where_marked(text: str, also: re.Pattern[str] | None = None) -> tuple[str, tuple[Block, ...]]:
    """Return the text and blocks of what is a piece of HTML by its tags or by what ``also`` finds; other text as it is, without
    blocks.

    Raises:
        ReadError: ``html_depth``, ``empty`` or ``parse``.
    """
    if "<" not in text and "&" not in text:
        return text, ()
    if len(_ESCAPED_TAG.findall(text, 0, _LOOKED_AT)) >= 2:
        text = unescape(text)
    tagged = len(_PARAGRAPH_TAG.findall(text, 0, _LOOKED_AT)) >= 2 or CLOSED_TAG.search(text, 0, _LOOKED_AT)
    return read_fragment(text) if tagged or (also and also.search(text)) else (text, ())


def read_fragment(markup: str) -> tuple[str, tuple[Block, ...]]:
    """Return the text and blocks of a piece of HTML, as it is in the content field of many feeds, without captions and
    boxes to share.

    Raises:
        ReadError: ``html_depth``, ``empty`` or ``parse``.
    """
    tree = parse_page(markup.replace("\0", ""))
    strip_unseen(tree)
    for element in [part for part in tree.iter("figcaption", "div", "ul", "section") if _is_around_text(part)]:
        element.drop_tree()
    return join_blocks(plain_blocks(tree))


def _is_around_text(element: etree._Element) -> bool:
    """Return whether an element of a text holds what is no text of it: captions, buttons to share, links to other articles."""
    return element.tag == "figcaption" or _AROUND.search(element.get("class") or "") is not None


def plain_blocks(tree: lxml_html.HtmlElement) -> Iterator[tuple[BlockKind, str]]:
    """Yield all text of a page outside scripts and navigation, separated at block elements, empty lines and lines that end a
    sentence."""
    words: list[str] = []
    kind: BlockKind = "paragraph"
    skipping = quoting = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if element.tag in _PAGE_TAGS:
            skipping += 1 if event == "start" else -1
        elif element.tag in _BLOCK_TAGS:
            yield from ((kind, line) for line in sentence_lines("".join(words).split("\n")))
            words.clear()
            if element.tag == "blockquote":
                quoting += 1 if event == "start" else -1
            kind = "heading" if event == "start" and element.tag in _HEADINGS else "quote" if quoting else "paragraph"
        elif element.tag == "br" and event == "start":
            words.append("\n")
        if not skipping:
            words.append(((element.text if event == "start" else element.tail) or "").replace("\n", " "))
    yield from ((kind, line) for line in sentence_lines("".join(words).split("\n")))


def sentence_lines(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines joined to texts that end with an empty line or with a line that ends a sentence."""
    text = ""
    for part in lines:
        line = " ".join(part.split())
        if not line or text.endswith(_SENTENCE_END):
            yield text
            text = line
        else:
            text = f"{text} {line}".strip()
    yield text
