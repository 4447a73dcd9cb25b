"""Word documents (python-docx): paragraphs and tables in their order; styles tell headings and block quotations."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from extractor.articles import BlockKind, Failure, RawDocument
from extractor.readers.base import ReadError, Source, Stream, parsing, read_all, reader
from extractor.readers.blocks import join_blocks
from extractor.readers.collections.read import layout_of, read_collection, starting
from extractor.readers.collections.unknown import doubted
from extractor.readers.decode import replace_surrogates
from extractor.readers.docxlines import docx_lines
from extractor.readers.packed import check_packed
from extractor.settings import ReadOptions

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

# What the templates of the libraries and of Word itself put where nobody wrote anything.
_NO_AUTHOR = frozenset({"python-docx", "microsoft office user", "user", "author", "unknown"})
_NO_TITLE = frozenset({"word document", "document", "untitled"})


def is_docx_collection(data: bytes, options: ReadOptions) -> bool:
    """Return whether a Word document is an export of many articles."""
    try:
        with parsing("Word document"), zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_packed(archive.infolist(), options.max_bytes)
            return layout_of(starting(docx_lines(archive))[0], options) is not None
    except ReadError:
        return False


@reader(
    "docx",
    suffixes=(".docx", ".docm"),
    single=True,
    binary=True,
    package="python-docx",
    module="docx",
    collects=is_docx_collection,
)
def read_docx(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield the text of the document, with title and author of its properties; headers, footers and comments are no part of it.

    Raises:
        ReadError: ``parse``, ``empty``, ``too_large``.
    """
    import docx

    content = read_all(stream, options.max_bytes)
    if is_docx_collection(content, options):
        yield from _collection(content, source, options)
        return
    data = io.BytesIO(content)
    with parsing("Word document"):
        with zipfile.ZipFile(data) as archive:
            check_packed(archive.infolist(), options.max_bytes)
        document = docx.Document(data)
        text, blocks = join_blocks((kind, replace_surrogates(piece)[0]) for kind, piece in _pieces(document))
        title, author = document.core_properties.title or "", document.core_properties.author or ""
    if not text:
        raise ReadError("empty", "a document without text", status="skipped")
    article = RawDocument(
        source.source_path,
        text,
        title="" if blocks[0].kind == "title" or title.lower() in _NO_TITLE else title,
        author="" if author.lower() in _NO_AUTHOR else author,
        input_format="docx",
        encoding="",
        blocks=blocks,
    )
    yield doubted(article)


def _collection(content: bytes, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield the articles of an export, read paragraph by paragraph."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start, lines = starting(docx_lines(archive))
        collection = layout_of(start, options)
        assert collection is not None
        like = RawDocument(source.source_path, "", encoding="")
        articles = read_collection(collection, lines, source, like=like)
        while True:
            with parsing("Word document"):
                article = next(articles, None)
            if article is None:
                return
            yield article


def _pieces(document: "Document") -> Iterator[tuple[BlockKind, str]]:
    from docx.table import Table

    for item in document.iter_inner_content():
        if isinstance(item, Table):
            yield from (("paragraph", line) for line in _rows(item))
        else:
            yield from _paragraph(item)


def _paragraph(paragraph: "Paragraph") -> Iterable[tuple[BlockKind, str]]:
    """Yield the lines of a paragraph, parted where the writer began a new line."""
    style: Any = paragraph.style
    name = (style.name or "").lower() if style is not None else ""
    kind: BlockKind = "paragraph"
    if name == "title":
        kind = "title"
    elif name.startswith(("heading", "subtitle")):
        kind = "heading"
    elif "quote" in name:
        kind = "quote"
    return ((kind, " ".join(line.split())) for line in paragraph.text.splitlines())


def _rows(table: "Table") -> Iterator[str]:
    """Yield the rows of a table; a cell that spans columns or rows stands once."""
    seen: set[int] = set()
    for row in table.rows:
        cells = [cell for cell in row.cells if id(cell._tc) not in seen]
        seen.update(id(cell._tc) for cell in cells)
        yield " ".join(text for cell in cells if (text := " ".join(cell.text.split())))
