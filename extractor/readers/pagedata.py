"""What a web page says about itself: JSON-LD (schema.org), OpenGraph and meta tags, in this order of trust."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from extractor.articles import BlockKind
from extractor.cleaning.masthead import title_key
from extractor.readers.articlebody import data_pieces
from extractor.readers.decode import replace_surrogates

# Types of schema.org that are articles end so; "BlogPosting" and the like are articles too.
_ARTICLE = ("Article", "Posting", "Report", "Reportage", "Review")
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title"),
    "published_at": (
        "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "article.published", "date",
        "dc.date.issued", "dc.date", "sailthru.date", "pubdate", "publishdate",
    ),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "author": ("author", "article:author_name", "parsely-author", "byl", "dc.creator", "sailthru.author"),
    "url": ("og:url", "parsely-link"),
    "description": ("og:description", "description", "twitter:description"),
}  # fmt: skip
_SAVED_FROM = re.compile(
    r"saved from url=\(\d{1,6}\)(https?://\S{1,2000})|Page saved with SingleFile\s+url: (https?://\S{1,2000})"
)
_PAID_TIERS = frozenset({"locked", "metered", "premium", "paid", "subscription", "subscriber"})
_MOST_OBJECTS = 2_000
TEASER = "paywall: the page says that its text is not free to read, so this may be a part of it"


@dataclass(frozen=True, slots=True)
class PageData:
    """Metadata as lines of text, empty where the page has none; ``paid``: it says that the text is not free to read.

    ``pieces`` are the paragraphs of the text that is in the data themselves.
    """

    title: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""
    published_at: str = ""
    language: str = ""
    paid: bool = False
    description: str = ""
    pieces: tuple[tuple[BlockKind, str], ...] = ()


def page_data(tree: etree._Element) -> PageData:
    """Return the metadata of a parsed page."""
    meta = _meta(tree)
    article = _main(list(_articles(tree)), meta.get("og:title", ""))
    free = article.get("isAccessibleForFree", article.get("isAccessibleForfree"))
    values = {
        "title": _name(article.get("headline")) or _name(article.get("name")),
        "author": _names(article.get("author")),
        "outlet": _name(article.get("publisher")),
        "published_at": _name(article.get("datePublished")),
        "description": _name(article.get("description")),
    }
    for role, names in _META.items():
        values[role] = values.get(role) or next((meta[name] for name in names if meta.get(name)), "")
    values["author"] = "" if values["author"].startswith(("http:", "https:")) else values["author"]
    canonical = _first(tree, '//link[translate(@rel, "CANOIL", "canoil")="canonical"]/@href')
    values["url"] = next(
        (url for url in (canonical, values["url"], _saved_from(tree)) if url.startswith(("http:", "https:"))), ""
    )
    values["published_at"] = values["published_at"] or _first(
        tree, '//*[@itemprop="datePublished"]/@*[name()="datetime" or name()="content"]'
    )
    values["published_at"] = values["published_at"] or _first(tree, "//time[@pubdate]/@datetime")
    language = _name(article.get("inLanguage")) or str(tree.get("lang") or "") or meta.get("og:locale", "")
    paid = str(free).lower() == "false" or meta.get("article:content_tier", "").lower() in _PAID_TIERS
    lines = {role: _line(value) for role, value in values.items()}
    return PageData(**lines, language=_line(language), paid=paid, pieces=tuple(data_pieces(article)))


def _main(articles: Sequence[Mapping[str, Any]], title: str) -> Mapping[str, Any]:
    """Return the article that the page is about: the one with its title, or the first; pages list others too."""
    key = title_key(title)
    named = (found for found in articles if key and title_key(_name(found.get("headline"))) == key)
    return next(named, articles[0] if articles else {})


def _articles(tree: etree._Element) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of JSON-LD that are articles, in the order of the page."""
    for text in linked_data(tree):
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (found for found in _objects(value) if _is_article(found))


def linked_data(tree: etree._Element) -> Iterator[str]:
    """Yield the texts of the scripts that hold JSON-LD, in the order of the page."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield (script.text or "").strip().removesuffix(";")


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a document: itself, those of its lists, of its graph and of what it is about."""
    waiting = [value]
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        found = waiting.pop(0)
        if isinstance(found, list):
            waiting.extend(found)
        elif isinstance(found, dict):
            yield found
            waiting.extend(found[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in found)


def _is_article(found: Mapping[str, Any]) -> bool:
    kinds = found.get("@type")
    return any(isinstance(kind, str) and kind.endswith(_ARTICLE) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _names(value: Any) -> str:
    names = [_name(item) for item in value] if isinstance(value, list) else [_name(value)]
    return "; ".join(dict.fromkeys(filter(None, names)))


def _name(value: Any) -> str:
    """Return the text of a value: a string, the name of an object, or the first of a list."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return value["name"] if isinstance(value.get("name"), str) else ""
    return _name(value[0]) if isinstance(value, list) and value and not isinstance(value[0], list) else ""


def _meta(tree: etree._Element) -> dict[str, str]:
    """Return the first content of each meta tag, by its name, property or itemprop in lower case."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = (tag.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            if content and tag.get(attribute):
                found.setdefault(tag.get(attribute, "").strip().lower(), content)
    return found


def _saved_from(tree: etree._Element) -> str:
    """Return the address that a browser wrote into a page when it saved it."""
    for comment in tree.xpath("//comment()")[:5] + tree.xpath("/comment()|preceding-sibling::comment()")[:5]:
        found = _SAVED_FROM.search(comment.text or "")
        if found:
            return found[1] or found[2]
    return ""


def _first(tree: etree._Element, path: str) -> str:
    return next((str(value).strip() for value in tree.xpath(path) if str(value).strip()), "")


def _line(value: str) -> str:
    return replace_surrogates(" ".join(value.split()))[0]
