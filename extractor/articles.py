"""What flows from the readers to the analysis: raw documents, failures and cleaned articles (the first waist)."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["title", "heading", "paragraph", "quote", "byline", "furniture"]
Status = Literal["ok", "skipped", "error"]


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One article as a reader delivers it: decoded text and what the container said about it.

    ``source_path`` is relative to the input root, with forward slashes; ``record`` is the number or id of the record
    in a file of many, else empty. Metadata fields are empty when the container did not give them; ``outlet_place`` tells papers
    of one name apart. ``byline`` is what a page shows as its byline, for ``author`` is often no person. ``blocks`` is the
    structure that the container marked (headings, block quotations) and covers all of the text; empty when it marked none.
    ``fields`` tells of a record which of its fields was taken for what ("text", "body"). ``input_format`` may be left empty: it
    becomes the name of the reader.
    """

    source_path: str
    text: str
    record: str = ""
    title: str = ""
    author: str = ""
    byline: str = ""
    outlet: str = ""
    url: str = ""
    published_at: str = ""
    language: str = ""
    input_format: str = ""
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()
    outlet_place: str = ""
    section: str = ""
    blocks: tuple["Block", ...] = ()
    day_first: bool | None = None
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """An input, or one record of it, that became no article: exactly one row of the tables ``documents`` and ``errors``."""

    source_path: str
    code: str
    message: str
    record: str = ""
    stage: str = "read"
    status: Status = "error"
    input_format: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Deferred:
    """A record of an archive that is not parsed yet, so that a worker parses only the records that it wants.

    ``content`` is a hash of its bytes and of what reads them, ``size`` the number of bytes. ``load`` parses it and never raises.
    """

    source_path: str
    record: str
    content: str
    size: int
    load: Callable[[], RawDocument | Failure]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the article's text: code points ``start`` (inclusive) to ``end`` (exclusive), no line end inside an edge."""

    start: int
    end: int
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True)
class Origins:
    """Where a cleaned text is in the text that was read.

    ``places[i]`` is the code point of the given text for code point i of the cleaned one, ascending.
    """

    places: Sequence[int] = field(repr=False)

    def given_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the given text that a stretch of the cleaned one, not empty, comes from."""
        return self.places[start], self.places[end - 1] + 1

    def cleaned_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the cleaned text that comes from one of the given text; empty where it was taken out."""
        return bisect_left(self.places, start), bisect_left(self.places, end)


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article: text and offsets are final; every later offset points into ``text`` in code points.

    ``blocks`` are in text order, do not overlap and cover all that is not white space. Blocks of kind ``furniture`` exist only
    where the text had to be kept as given (cleaning removes them otherwise). ``author`` has names of people, separated by ``; ``.
    ``origins`` is there only if it was asked for.
    """

    document_id: str
    source_path: str
    text: str
    blocks: tuple[Block, ...]
    record: str = ""
    title: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""
    published_at: str = ""
    published_precision: str = ""
    dateline: str = ""
    language: str = ""
    input_format: str = "txt"
    encoding: str = "utf-8"
    removed_lines: int = 0
    removed: tuple[str, ...] = field(default=(), repr=False)
    outlet_place: str = ""
    section: str = ""
    warnings: tuple[str, ...] = ()
    origins: Origins | None = field(default=None, repr=False, compare=False)
