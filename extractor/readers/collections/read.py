"""From a content in a known layout to its articles, one raw document each."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from extractor.articles import Failure, RawDocument
from extractor.readers.base import ReadError, Source
from extractor.readers.blocks import join_blocks
from extractor.readers.collections.base import Announced, Collection, Entry, Line, recognise
from extractor.readers.collections.unknown import parted
from extractor.readers.decode import replace_surrogates
from extractor.readers.naming import Names
from extractor.settings import ReadOptions

# Code points, and lines, in which a layout must show itself; a cover lists hundreds of documents before the first.
START, START_LINES = 1 << 18, 4_000
# Code points between two articles, and what a line costs next to its own.
_LARGEST, _LINE = 64 << 20, 20
DIFFERENT = "number of articles:"


def read_collection(
    collection: Collection,
    content: object,
    source: Source,
    *,
    like: RawDocument,
    repairs: list[str] | None = None,
) -> Iterator[RawDocument | Failure]:
    """Yield the articles of a content, one by one, with what was repaired in it since the one before.

    ``like`` gives encoding and address. ``repairs`` are warnings that are added to while the content is read. The last article
    says when the file announces another number of articles than were found.

    Raises:
        ReadError: ``no_articles`` when there is none in it.
    """
    names, announced, found = Names(), 0, 0
    guard = _Guard(content) if collection.shape == "lines" else None  # type: ignore[arg-type]
    last: RawDocument | None = None
    repairs = repairs if repairs is not None else []
    for item in collection.split(guard or content):
        if guard is not None:
            guard.size = 0
        if isinstance(item, Announced):
            announced = max(announced, item.count)
            continue
        found += 1
        if last is not None:
            yield last
            last = None
        name = names.unique(item.id.strip() or str(found))
        document = _document(item, replace(like, record=name, input_format=collection.name), tuple(dict.fromkeys(repairs)))
        repairs.clear()
        if document.text:
            last = document
        else:
            yield source.failure(ReadError("empty", "no text in this article of the export", status="skipped"), name)
    if not found:
        raise ReadError("no_articles", f"a file of {collection.label} without an article, as a list of contents alone")
    if last is not None:
        if announced and announced != found:
            repairs.append(f"{DIFFERENT} {announced:,} announced, {found:,} found")
        yield replace(last, warnings=tuple(dict.fromkeys((*last.warnings, *repairs))))


class _Guard:
    """Lines that end in an error where too many come before an article is complete: they are kept in memory until then."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self.size = 0

    def __iter__(self) -> "_Guard":
        return self

    def __next__(self) -> Line:
        line = next(self._lines)
        self.size += len(line.text) + _LINE
        if self.size > _LARGEST:
            raise ReadError("too_large", f"more than {_LARGEST:,} characters without the end of an article")
        return line


def _document(entry: Entry, like: RawDocument, repairs: tuple[str, ...]) -> RawDocument:
    text, surrogates = replace_surrogates("\n\n".join(part.strip() for part in entry.paragraphs if part.strip()))
    text, blocks = join_blocks(("paragraph", part) for part in text.split("\n\n"))
    values = (
        entry.title,
        entry.author,
        entry.outlet,
        entry.outlet_place,
        entry.published_at,
        entry.section,
        entry.url,
        entry.language,
    )
    title, author, outlet, place, published, section, url, language = (replace_surrogates(value)[0] for value in values)
    return replace(
        like,
        text=text,
        blocks=blocks,
        title=title,
        author=author,
        outlet=outlet,
        outlet_place=place,
        published_at=published,
        section=section,
        url=url or like.url,
        language=language_code(language),
        warnings=(*repairs, *entry.warnings, *surrogates),
    )


def language_code(name: str) -> str:
    """Return the ISO 639-1 code of a language that is named in English or by its code; empty for others."""
    first = name.strip().split(";")[0].split(",")[0].strip().casefold()
    return first if len(first) == 2 else _LANGUAGES.get(first, first if first[2:3] in {"-", "_"} else "")


_LANGUAGES = {
    "english": "en", "englisch": "en", "anglais": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr",
    "spanish": "es", "español": "es", "italian": "it", "dutch": "nl", "portuguese": "pt", "polish": "pl", "russian": "ru",
    "swedish": "sv", "norwegian": "no", "danish": "da", "finnish": "fi", "arabic": "ar", "chinese": "zh", "japanese": "ja",
    "turkish": "tr", "ukrainian": "uk", "greek": "el", "czech": "cs", "hungarian": "hu", "romanian": "ro", "eng": "en",
}  # fmt: skip


def layout_of(start: str, options: ReadOptions) -> Collection | None:
    """Return the layout of lines by their beginning, or the one that the user gives; None when the text is one article."""
    return parted(options.split_at) if options.split_at else recognise("lines", start)


def starting(lines: Iterator[Line]) -> tuple[str, Iterator[Line]]:
    """Return the text of the first lines, as far as layouts are looked for in it, and all lines."""
    start: list[Line] = []
    size = 0
    for line in lines:
        start.append(line)
        size += len(line.text) + 1
        if size >= START or len(start) >= START_LINES:
            break
    return "\n".join(line.text for line in start), chain(start, lines)
