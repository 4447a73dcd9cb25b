"""Markdown: the text without its markup, headings and block quotations kept as such."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.articles import BlockKind, Failure, RawDocument
from extractor.readers.base import Source, Stream, read_all, reader
from extractor.readers.blocks import join_blocks
from extractor.readers.decode import decode
from extractor.settings import ReadOptions

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.{0,20000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)
_ENTRY = re.compile(r"""^([A-Za-z_-]{1,40}):[ \t]+["']?(.{1,500}?)["']?[ \t]*$""", re.M)
_META = {"title": "title", "author": "author", "date": "published_at", "url": "url", "source": "outlet", "lang": "language"}
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_DEFINITION = re.compile(r" {0,3}\[[^\]]{1,200}\]:[ \t]*\S+.*")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t:|-]*--[ \t:|-]*")
_INLINE = (
    (re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\]\n]{1,1000})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,1000})\]\[[^\]\n]{0,200}\]"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^>\s]{1,2000})>"), r"\1"),
    (re.compile(r"<!--.{0,5000}?-->|</?[a-z][a-z0-9]{0,20}(?:[ /][^<>\n]{0,500})?>", re.I | re.S), ""),
    (re.compile(r"`+([^`\n]{1,1000})`+"), r"\1"),
    (re.compile(r"(?<![*\w\\])(\*{1,3})(?=[^\s*])([^*\n]{1,2000})(?<=[^\s*\\])\1(?![*\w])"), r"\2"),
    (re.compile(r"(?<![_\w\\])(_{1,3})(?=[^\s_])([^_\n]{1,2000})(?<=[^\s_\\])\1(?![_\w])"), r"\2"),
    (re.compile(r"~~([^~\n]{1,1000})~~"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
)


@reader("md", suffixes=(".md", ".markdown"), single=True)
def read_markdown(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield one article a file; title, author, date, url and source are taken from the front matter."""
    decoded = decode(read_all(stream, options.max_bytes), declared=options.encoding)
    front = _FRONT_MATTER.match(decoded.text)
    body = decoded.text[front.end() :] if front else decoded.text
    text, blocks = join_blocks(_blocks(body))
    document = RawDocument(
        source.source_path, text, input_format="md", encoding=decoded.encoding, warnings=decoded.warnings, blocks=blocks
    )
    entries = {key.lower(): value for key, value in _ENTRY.findall(front[1])} if front else {}
    yield replace(document, **{_META[key]: value for key, value in entries.items() if key in _META})


def _blocks(text: str) -> Iterator[tuple[BlockKind, str]]:
    """Yield the blocks of a document, their lines joined and the markup within them removed."""
    kind: BlockKind = "paragraph"
    lines: list[str] = []
    fenced = False

    def flush() -> Iterator[tuple[BlockKind, str]]:
        if lines:
            yield kind, plain(" ".join(lines))
            lines.clear()

    for raw in text.splitlines():
        line = raw.expandtabs(4)
        if _FENCE.match(line):
            yield from flush()
            fenced, kind = not fenced, "paragraph"
            continue
        if fenced:
            lines.append(line.strip())
            continue
        quoted = _QUOTE.match(line)
        if quoted:
            line = line[quoted.end() :]
        if not line.strip() or (lines and (kind == "quote") != bool(quoted) and (quoted or _starts_block(line))):
            yield from flush()
        underline = _UNDERLINE.fullmatch(line)
        if underline and lines and not quoted:
            kind = "heading"
            yield from flush()
        elif _RULE.fullmatch(line) or _DEFINITION.fullmatch(line) or ("|" in line and _TABLE_RULE.fullmatch(line)):
            yield from flush()
        elif heading := _HEADING.fullmatch(line):
            yield from flush()
            kind, lines = "heading", [heading[1] or ""]
            yield from flush()
        elif line.strip():
            item = _ITEM.match(line)
            if item or line.lstrip().startswith("|"):
                yield from flush()
            if not lines:
                kind = "quote" if quoted else "paragraph"
            lines.append(line[item.end() :].strip() if item else line.strip(" |").replace("|", ""))
    yield from flush()


def _starts_block(line: str) -> bool:
    return bool(_HEADING.fullmatch(line) or _ITEM.match(line) or _RULE.fullmatch(line))


def plain(text: str) -> str:
    """Return a line without links, emphasis, code marks, tags and backslash escapes."""
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text
