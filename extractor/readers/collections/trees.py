"""What layouts made of markup have in common: text of elements, paragraphs, children by local name."""

from collections.abc import Iterable, Iterator

from lxml import etree

_BLOCKS = frozenset({
    "p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "table", "tr", "td", "th", "ul", "ol", "pre",
    "section", "dt", "dd", "block", "hl1", "hl2", "nitf-table", "paragraph",
})  # fmt: skip
_SKIPPED = frozenset({"script", "style", "noscript", "form", "button", "head", "svg"})


def local(element: etree._Element) -> str:
    """Name of an element without its namespace; empty for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def text_of(element: etree._Element | None) -> str:
    """Return all text of an element as one line."""
    return " ".join("".join(map(str, element.itertext("*"))).split()) if element is not None else ""


def line_texts(element: etree._Element, skipped: Iterable[etree._Element] = ()) -> list[str]:
    """Return the text of an element, parted at block elements and line breaks; inline elements are joined without spaces."""
    lines, words = list[str](), list[str]()
    out = set(skipped)

    def close() -> None:
        if line := " ".join("".join(words).split()):
            lines.append(line)
        words.clear()

    walk = etree.iterwalk(element, events=("start", "end", "comment"))
    for event, part in walk:
        name = local(part)
        if event == "start":
            if part in out or name in _SKIPPED:
                walk.skip_subtree()
                continue
            if name in _BLOCKS:
                close()
            words.append(part.text or "")
            continue
        if name in _BLOCKS:
            close()
        if part is not element:
            words.append(part.tail or "")
    close()
    return lines


def descendants(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the elements below that have one of the local names, in their order."""
    return (part for part in element.iter(etree.Element) if local(part) in names)


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Return the first element below of the first local name that is there."""
    if element is None:
        return None
    return next((part for name in names for part in descendants(element, name)), None)


def has_class(element: etree._Element, *names: str) -> bool:
    """Return whether an element of a page has one of the classes; case does not count."""
    given = (element.get("class") or "").casefold().split()
    return any(name.casefold() in given for name in names)


def by_class(element: etree._Element, *names: str) -> etree._Element | None:
    """Return the first element below that has one of the classes."""
    return next((part for part in element.iter(etree.Element) if has_class(part, *names)), None)
