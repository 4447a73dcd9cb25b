"""PDF (pypdf): the text of the pages without running headers, words parted at line ends joined again."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from extractor.articles import Failure, RawDocument
from extractor.readers.base import ReadError, Source, Stream, parsing, read_all, reader
from extractor.readers.collections.base import Line
from extractor.readers.collections.read import START_LINES, layout_of, read_collection
from extractor.readers.decode import replace_surrogates
from extractor.settings import ReadOptions

if TYPE_CHECKING:
    from pypdf import PdfReader

# Lines at the top and at the foot of a page that may be running headers, and the pages on which such a line must stand.
_EDGE, _FEWEST_PAGES = 2, 2
_FIRST_PAGES = 2
# Where the format's readers look for its mark.
_HEADER = 1024
_PARTED = re.compile(r"([^\W\d_]+)[-\u00ad\u2010][ \t]*\n[ \t]*([a-z]+)")
_SENTENCE_END = (".", "!", "?", ":", '"', "”", "’", ")")
# What word processors and print drivers write as title of a document that has none.
_NO_TITLE = re.compile(r"(microsoft \w+ - .*|untitled.*|document\d*|.*\.(docx?|pdf|indd|qxd|odt|rtf|txt|html?))", re.I | re.S)


def is_pdf_collection(data: bytes, options: ReadOptions) -> bool:
    """Return whether a PDF is an export of many articles; only its first pages are looked at."""
    import pypdf

    try:
        with parsing("PDF"), _silent():
            file = pypdf.PdfReader(io.BytesIO(data), strict=False)
            if file.is_encrypted and not _unlocked(file):
                return False
            start = "\n".join(page.extract_text() for page in file.pages[:_FIRST_PAGES])
    except ReadError:
        return False
    return layout_of(start, options) is not None


@reader("pdf", suffixes=(".pdf",), single=True, binary=True, package="pypdf", collects=is_pdf_collection)
def read_pdf(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield the text of all pages, with title and author of the file's properties; a page that cannot be read is a warning.

    Raises:
        ReadError: ``parse``, ``encrypted``; ``no_text`` for pictures of pages; ``too_large``; ``unsupported`` for another kind of
            file under this name.
    """
    import pypdf

    data = read_all(stream, options.max_bytes)
    if b"%PDF-" not in data[:_HEADER]:
        raise ReadError("unsupported", "the name says PDF, the content does not", status="skipped")
    with parsing("PDF"), _silent():
        file = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if file.is_encrypted and not _unlocked(file):
            raise ReadError("encrypted", "the PDF is locked with a password")
        pages, warnings = _pages(file, options.max_bytes)
        title, author = _property(file, "/Title"), _property(file, "/Author")
    lines = [Line(line) for page in pages for line in page]
    if (collection := layout_of("\n".join(line.text for line in lines[:START_LINES]), options)) is not None:
        like = RawDocument(source.source_path, "", encoding="")
        yield from read_collection(collection, iter(lines), source, like=like, repairs=warnings)
        return
    if not any(line.strip() for page in pages for line in page):
        raise ReadError("no_text", "no text in the PDF; pictures of pages need text recognition (OCR) first")
    pages, left_out = _without_running_lines(pages)
    if left_out:
        warnings.append(f"{left_out} running headers, footers and page numbers left out")
    text, surrogates = replace_surrogates(_join(pages))
    yield RawDocument(
        source.source_path,
        text,
        title="" if _NO_TITLE.fullmatch(title) else replace_surrogates(title)[0],
        author=replace_surrogates(author)[0],
        input_format="pdf",
        encoding="",
        warnings=(*warnings, *surrogates),
    )


def _unlocked(file: "PdfReader") -> bool:
    """Return whether the empty password opens the file, as it does where only printing or changing is forbidden."""
    from pypdf.errors import DependencyError

    try:
        return bool(file.decrypt(""))
    except DependencyError as error:
        raise ReadError("encrypted", f"the PDF is encrypted ({error})") from None


def _pages(file: "PdfReader", limit: int) -> tuple[list[list[str]], list[str]]:
    """Return the lines of each page, and warnings about pages that could not be read."""
    pages, warnings, size = [], [], 0
    for number, page in enumerate(file.pages, 1):
        try:
            text = page.extract_text()
        except (MemoryError, RecursionError):
            raise
        except Exception as error:  # a library at work on a file of anybody: one page must not cost the others
            warnings.append(f"page {number} could not be read ({type(error).__name__})")
            continue
        size += len(text)
        if size > limit:
            raise ReadError("too_large", f"more than {limit:,} characters of text (option max_bytes)")
        pages.append([line.rstrip() for line in text.replace("\0", "").splitlines()])
    if warnings and not any(pages):
        raise ReadError("parse", f"PDF: no page could be read; {warnings[0]}")
    return pages, warnings


def _property(file: "PdfReader", name: str) -> str:
    value = file.metadata.get(name) if file.metadata else None
    return " ".join(str(value).split()) if isinstance(value, str) else ""


def _without_running_lines(pages: list[list[str]]) -> tuple[list[list[str]], int]:
    """Return the pages without lines that stand, but for numbers, at the edge of more than half of them; how many were taken
    out."""
    filled = [[line for line in page if line.strip()] for page in pages]
    counts = Counter(key for page in filled for key in {_running_key(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    needed = max(_FEWEST_PAGES, len(filled) // 2 + 1)
    running = {key for key, count in counts.items() if count >= needed}
    if not running:
        return pages, 0
    kept, left_out = [], 0
    for page in pages:
        numbers = [number for number, line in enumerate(page) if line.strip()]
        edges = {*numbers[:_EDGE], *numbers[-_EDGE:]}
        lines = [line for number, line in enumerate(page) if number not in edges or _running_key(line) not in running]
        left_out += len(page) - len(lines)
        kept.append(lines)
    return kept, left_out


def _running_key(line: str) -> str:
    return re.sub(r"\d+", "0", "".join(line.split())).casefold()


def _join(pages: list[list[str]]) -> str:
    """Return one text; a page that ends inside a sentence is followed by the next without a blank line."""
    text = ""
    for page in pages:
        body = "\n".join(page).strip("\n")
        if body:
            text += ("\n\n" if text.endswith(_SENTENCE_END) else "\n" if text else "") + body
    whole = set(re.findall(r"[^\W\d_]+-[a-z]+", text))
    return _PARTED.sub(lambda found: _joined_word(found, whole), text)


def _joined_word(found: re.Match[str], hyphenated: set[str]) -> str:
    """Return a word parted at a line end; it keeps its hyphen if the text writes it with one elsewhere."""
    first, second = found.groups()
    return f"{first}-{second}" if f"{first}-{second}" in hyphenated else f"{first}{second}"


@contextmanager
def _silent() -> Iterator[None]:
    """Keep the library's remarks on odd files from standard error."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)  # loggers of its modules go by the level of this one
    try:
        yield
    finally:
        logger.setLevel(before)
