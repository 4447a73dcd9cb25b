"""The byline of a web page as its elements show it, for metadata often name the outlet or nobody."""

import re

from lxml import etree

# Elements that hold authors, by what they say of themselves, the surest first.
_MARKED = (
    "//*[contains(concat(' ', normalize-space(@rel), ' '), ' author ')]",
    "//*[contains(concat(' ', normalize-space(@itemprop), ' '), ' author ')]",
)
_NAMED = re.compile(r"(?:^|[-_ ])(?:by-?line|authors?|author-?(?:name|link)|contributors?|written-?by)(?:$|[-_ ]|__)", re.I)
# Parts of a page with authors of something else, and boxes about the author.
_ELSEWHERE = re.compile(
    r"(?:^|[-_ ])(?:aside|sidebar|related|comments?|recommended|most-?(?:read|popular)|promo|teasers?|cards?|widgets?|footer|nav|"
    r"menu|bio|about-?author|author-?(?:bio|box|info|card)|more-?from|trending|reply|replies)(?:$|[-_ ]|__)",
    re.I,
)
_WRITTEN_BY = re.compile(r"\s*(?i:by)(?:\s+[^\W\d_a-z]|\s*$)")
_OUTSIDE = frozenset({"aside", "footer", "nav", "head", "form"})
# A byline is not longer, and neither is the box round the names of one.
_LONGEST = 250


def page_byline(tree: etree._Element) -> str:
    """Return the names and whatever is between them, one piece a line; empty where no element of the page says who wrote
    it."""
    for path in _MARKED:
        marked = [element for element in tree.xpath(path) if _is_here(element)]
        if marked:
            box = _box(marked[0])
            return "\n".join(_pieces(element) for element in marked if element is marked[0] or _is_inside(element, box))
    for element in tree.iter("*"):
        named = " ".join(filter(None, (element.get(name) for name in ("class", "id", "data-testid", "data-component"))))
        if named and _NAMED.search(named) and element.tag not in _OUTSIDE and _is_here(element):
            pieces = _pieces(element)
            if 0 < len(pieces) <= _LONGEST:
                return pieces
    lines = (
        _pieces(element)
        for element in tree.iter("p", "div", "span")
        if _WRITTEN_BY.match(element.text or "") and _is_here(element)
    )
    return next((pieces for pieces in lines if len(pieces) <= _LONGEST), "")


def _is_here(element: etree._Element) -> bool:
    """Return whether an element shows something, and stands in no part of the page that is about other articles."""
    if not "".join(element.itertext()).strip():
        return False
    around = (element, *element.iterancestors())
    return not any(
        each.tag in _OUTSIDE or _ELSEWHERE.search(f"{each.get('class') or ''} {each.get('id') or ''}") for each in around
    )


def _box(element: etree._Element) -> etree._Element:
    """Return the largest element round a name that is still no longer than a byline."""
    box = element
    for outer in element.iterancestors():
        if outer.tag in {"article", "main", "body"} or len("".join(outer.itertext())) > _LONGEST:
            break
        box = outer
    return box


def _is_inside(element: etree._Element, box: etree._Element) -> bool:
    return any(each is box for each in element.iterancestors())


def _pieces(element: etree._Element) -> str:
    """Return the texts of an element, one a line."""
    return "\n".join(filter(None, (" ".join(text.split()) for text in element.itertext())))
