"""What a reader of a web page does not see, taken out before the article is looked for: comments and text hidden by style."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0*)?(?:[;!]|$)|font-size:0(?:px|em|rem|%|pt)?(?:[;!]|$)|"
    r"(?:left|right|top|text-indent):-\d{4,}px|clip:rect\(0(?:px)?,?0"
)
_SIMPLE = re.compile(r"[a-z][a-z0-9]{0,20}?([.#][\w-]{1,100})|([.#][\w-]{1,100})", re.I)
# Never taken out as a whole: a script shows them when the page is loaded.
_WHOLE = frozenset({"html", "body", "main", "article"})
# Of a ``time`` in a sentence extraction loses the words, and of ``embed`` those after it.
_LOST = "//p[string-length(normalize-space()) > 60]//time | //p//embed"
# Words of hidden paragraphs that are worth a warning; labels and messages of forms are not.
_WORTH_TELLING = 20


def strip_unseen(tree: lxml_html.HtmlElement) -> tuple[str, ...]:
    """Take comments, processing instructions and hidden elements out of a page; a warning where that was much text.

    Text after a comment stays: extraction loses it. A page that hides most of its paragraphs shows them by a script when it is
    loaded; there nothing is taken out.
    """
    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    for element in tree.xpath(_LOST):
        element.drop_tag()
    hidden = list(_hidden(tree))
    if not hidden:
        return ()
    words = sum(map(_words, hidden))
    if words * 2 > _words(tree):
        return ()
    for element in hidden:
        element.drop_tree()  # type: ignore[no-untyped-call]
    return (f"{words} words left out that the page hides",) if words >= _WORTH_TELLING else ()


def _hidden(tree: lxml_html.HtmlElement) -> Iterator[lxml_html.HtmlElement]:
    """Yield the outermost hidden elements, in the order of the page."""
    selectors = _hiding_selectors(tree)
    walk = etree.iterwalk(tree, events=("start",), tag="*")
    for _, element in walk:
        if element.attrib and element.tag not in _WHOLE and _is_hidden(element, selectors):
            walk.skip_subtree()
            yield element


def _is_hidden(element: lxml_html.HtmlElement, selectors: frozenset[str]) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style and _HIDING.search("".join(style.lower().split())):
        return True
    names = (f"#{element.get('id')}", *(f".{name}" for name in (element.get("class") or "").split())) if selectors else ()
    return not selectors.isdisjoint(names)


def _hiding_selectors(tree: lxml_html.HtmlElement) -> frozenset[str]:
    """Return the classes and ids (``.name``, ``#name``) that a style sheet of the page hides everywhere and shows nowhere."""
    hides: set[str] = set()
    shows: set[str] = set()
    for sheet in tree.iter("style"):
        css = sheet.text or ""
        if (sheet.get("media") or "all").lower() not in {"all", "screen"}:
            continue
        for selectors, declarations in _rules(css):
            style = "".join(declarations.lower().split())
            if "display:" not in style and "visibility:" not in style:
                continue
            found = (_SIMPLE.fullmatch(selector.strip()) for selector in selectors.split(","))
            names = {match[1] or match[2] for match in found if match}
            (hides if _HIDING.search(style) else shows).update(names)
    return frozenset(hides - shows)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and declarations of the rules that hold for any screen, not those inside ``@media`` and the like."""
    depth = 0
    first, *others = css.split("/*")
    for piece in "".join([first, *(other.partition("*/")[2] for other in others)]).split("}"):
        parts = piece.split("{")
        selectors = parts[0].rpartition(";")[2].strip()
        if depth == 0 and len(parts) == 2 and not selectors.startswith("@"):
            yield selectors, parts[1]
        depth = max(0, depth + len(parts) - 2)


def _words(element: lxml_html.HtmlElement) -> int:
    """Return the words of the paragraphs of an element, which may be one itself."""
    return sum(len(text.split()) for text in element.xpath("descendant-or-self::p//text()"))
