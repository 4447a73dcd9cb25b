"""Headline and standfirst of a web page: the title without the name of the site, and the lines between it and the text."""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, islice

from lxml import etree

from extractor.articles import BlockKind
from extractor.cleaning.masthead import title_key
from extractor.readers.pagedata import PageData

_SEPARATOR = re.compile(r"\s+[|–—·•»«:-]+\s+|\s*\|\s*")
# What parts a site's name from a headline and hardly ever is in one.
_BAR = "|"
_MOST_SITE_WORDS, _FEWEST_TITLE_WORDS = 4, 3
_CUT = ("…", "...")
_NAMED = re.compile(
    r"(?:^|[-_ ])(?:stand-?first|deck?|sub-?(?:head(?:line|ing)?|titles?|deck)|(?:article|story|post|entry|page)[-_]{1,2}lead|"
    r"summary|intro(?:duction)?|excerpt|description|strap-?line|lede|chapo|lead-?in|bullet-?points|key-?points|"
    r"highlights)(?:$|[-_ ]|__)",
    re.I,
)
_NO_LEAD = re.compile(
    r"(?:^|[-_ ])(?:site-?(?:title|name|description|tagline)|by-?lines?|authors?|dates?|time|meta|share|social|captions?|"
    r"credits?|tags?|related|promo|ads?)(?:$|[-_ ]|__)",
    re.I,
)
_OUTSIDE = frozenset(
    {"nav", "aside", "footer", "form", "figure", "figcaption", "button", "script", "style", "noscript", "a", "time"}
)
_LEADS = frozenset({"p", "h2", "h3", "h4", "div", "span", "li"})
_BLOCKS = frozenset({"p", "div", "ul", "ol", "section", "article", "h2", "h3", "table"})
_FEWEST_WORDS, _MOST_WORDS = 6, 80
# A paragraph of so many words is the text itself, and after so many elements no standfirst stands.
_TEXT_WORDS, _FURTHEST = 25, 200
_FEWEST_SHARED = 40
# A line that tells when the page was made.
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\d:\d\d")


def page_title(tree: etree._Element, data: PageData) -> str:
    """Return the headline: what the page's data give, or else its only ``h1`` or its title, without the site's name."""
    given = data.title
    shown = [text for head in tree.iter("h1") if (text := _text(head))]
    named = _text(tree.find(".//head//title"))
    if not given and len(shown) == 1:
        return shown[0]
    title = given or named
    if not title or (not given and title_key(title) in {"home", "homepage", "untitled", "index"}):
        return shown[0] if shown else title
    for head in shown:
        key = title_key(head)
        if key == title_key(title) or (title.endswith(_CUT) and key.startswith(title_key(title))):
            return head
        behind = title[len(head) :].strip()
        if title.startswith(head) and _SEPARATOR.match(f" {behind[:1]} "):
            return head
    return without_site(title, (data.outlet, _host(data.url)))


def without_site(title: str, names: Sequence[str]) -> str:
    """Return the title without parts, last or first, that are one of the names of its site, or come after a bar and are
    short."""
    keys = {_site_key(name) for name in names} - {""}
    parts, marks = _SEPARATOR.split(title), [mark.strip() for mark in _SEPARATOR.findall(title)]
    while len(parts) > 1:
        is_short = marks[-1] == _BAR and len(parts[-1].split()) <= _MOST_SITE_WORDS and parts[-1].istitle()
        rest = title[: title.rindex(parts[-1])].rstrip(" |–—·•»«:-")
        if _site_key(parts[-1]) in keys or (is_short and len(rest.split()) >= _FEWEST_TITLE_WORDS):
            title = rest
            parts.pop(), marks.pop()
        elif _site_key(parts[0]) in keys:
            title = title[len(parts[0]) :].lstrip(" |–—·•»«:-")
            parts.pop(0), marks.pop(0)
        else:
            break
    return title


def find_standfirsts(tree: etree._Element, title: str, description: str) -> list[str]:
    """Return the lines between headline and text that belong to the article: marked as such, or equal to the page's
    ``description``, or directly after the headline; those that the text holds anyhow are among them."""
    heads = [head for head in tree.iter("h1") if _text(head)]
    if not heads:
        return []
    headline = next((head for head in heads if title_key(_text(head)) == title_key(title)), heads[0])
    summary, found, taken = title_key(description), list[str](), set[etree._Element]()
    first = True
    for element in islice(_behind(tree, headline), _FURTHEST):
        if not isinstance(element.tag, str) or taken.intersection(element.iterancestors()):
            continue
        if element.tag in _OUTSIDE or _NO_LEAD.search(_names(element)):
            taken.add(element)
            continue
        if element.tag not in _LEADS or any(child.tag in _BLOCKS for child in element):
            continue
        text = _text(element)
        words = len(text.split())
        if not text:
            continue
        key = title_key(text)
        is_long = words >= _TEXT_WORDS
        is_named = any(_NAMED.search(_names(each)) for each in (element, *islice(element.iterancestors(), 2)))
        is_summary = bool(summary) and (key == summary or (len(summary) >= _FEWEST_SHARED and key.startswith(summary)))
        is_next = first and (element.tag in {"h2", "h3"} or (element.tag == "p" and not _DATED.search(text)))
        if _FEWEST_WORDS <= words <= _MOST_WORDS and (is_named or is_summary or is_next):
            found.append(text)
            taken.add(element)
        if is_long and not is_named and not is_summary:
            break
        first = False
    return found


def with_standfirsts(pieces: Sequence[tuple[BlockKind, str]], leads: Sequence[str]) -> list[tuple[BlockKind, str]]:
    """Return the pieces of an article with those leads that they lack, behind the headline."""
    whole = title_key(" ".join(text for _, text in pieces))
    lacking: list[tuple[BlockKind, str]] = (
        [("paragraph", lead) for lead in leads if title_key(lead) not in whole] if whole else []
    )
    first = 1 if pieces and pieces[0][0] == "heading" else 0
    return [*pieces[:first], *lacking, *pieces[first:]]


def _site_key(name: str) -> str:
    return title_key(name.casefold().removeprefix("the "))


def _behind(tree: etree._Element, start: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements behind one and its children, in the order of the page."""
    inside = set(start.iter())
    elements = dropwhile(lambda element: element is not start, tree.iter())
    return (element for element in elements if element not in inside)


def _names(element: etree._Element) -> str:
    return " ".join(filter(None, (element.get(name) for name in ("class", "id", "data-testid", "itemprop"))))


def _text(element: etree._Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _host(url: str) -> str:
    """Return the name of a site in its address: "marlowpost" of "https://www.marlowpost.example/1"."""
    parts = url.partition("://")[2].partition("/")[0].removeprefix("www.").split(".")
    return parts[-2] if len(parts) > 1 else ""
