"""All layouts in which tests write articles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from layouts_factiva import factiva_html, factiva_plain_html, factiva_plain_rtf, factiva_rtf, factiva_text, factiva_xml
from layouts_nexis import lexis_html, lexisnexis, lexisnexis_old, nexis_docx, nexis_print, nexis_rtf, nexis_text
from layouts_others import europresse, europresse_old, newsbank, newsbank_old, newsml, nitf, proquest, rcv1, ris
from written import Written


@dataclass(frozen=True)
class Layout:
    """A writer, the reader of its files, and what its form loses."""

    name: str
    reader: str
    write: Callable[[Sequence[Written]], bytes]
    collection: str
    lost: frozenset[str] = frozenset()
    most: int = 1_000


LAYOUTS = [
    Layout("nexis_text", "txt", nexis_text, "nexis"),
    Layout("nexis_rtf", "rtf", nexis_rtf, "nexis"),
    Layout("nexis_docx", "docx", nexis_docx, "nexis"),
    Layout("nexis_print", "txt", nexis_print, "nexis"),
    Layout("lexisnexis", "txt", lexisnexis, "lexisnexis"),
    Layout("lexisnexis_old", "txt", lexisnexis_old, "lexisnexis"),
    Layout("lexis_html", "html", lexis_html, "lexis_html"),
    Layout("factiva_text", "txt", factiva_text, "factiva"),
    Layout("factiva_rtf", "rtf", factiva_rtf, "factiva", frozenset({"paragraphs"})),
    Layout("factiva_plain_rtf", "rtf", factiva_plain_rtf, "factiva"),
    Layout("factiva_html", "html", factiva_html, "factiva_html"),
    Layout("factiva_plain_html", "html", factiva_plain_html, "factiva_html"),
    Layout("factiva_xml", "feed", factiva_xml, "factiva_xml"),
    Layout("proquest", "txt", proquest, "proquest"),
    Layout("ris", "txt", ris, "ris", frozenset({"paragraphs", "section"})),
    Layout("europresse", "html", europresse, "europresse"),
    Layout("europresse_old", "html", europresse_old, "europresse"),
    Layout("newsbank", "txt", newsbank, "newsbank"),
    Layout("newsbank_old", "txt", newsbank_old, "newsbank"),
    Layout("nitf", "feed", nitf, "nitf", most=1),
    Layout("rcv1", "feed", rcv1, "rcv1", frozenset({"section"}), most=1),
    Layout("newsml", "feed", newsml, "newsml", frozenset({"section", "place"})),
]
