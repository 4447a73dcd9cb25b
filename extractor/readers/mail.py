"""E-mail: one message a file (.eml), mailboxes of many (.mbox), and pages that a browser saved as one file (.mhtml)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from extractor.articles import Block, Failure, RawDocument
from extractor.readers.base import ReadError, Source, Stream, parsing, read_all, reader
from extractor.readers.decode import decode, known_charset, replace_surrogates
from extractor.readers.fields import Records
from extractor.readers.html import read_page
from extractor.readers.markup import read_fragment
from extractor.settings import ReadOptions

_FIRST_LINE = re.compile(rb"From \S.*\d\d:\d\d")
_MOST_PARTS = 1_000


@reader("eml", suffixes=(".eml",), single=True)
def read_eml(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield the text of a message; attachments are named in a warning and not read."""
    yield _message(read_all(stream, options.max_bytes), RawDocument(source.source_path, "", input_format="eml"), options)


@reader("mbox", suffixes=(".mbox", ".mbx"))
def read_mbox(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield one article a message, named by its Message-ID; messages are parted at lines that begin with "From ".

    Raises:
        ReadError: ``parse`` when the first line is none of those.
    """
    records = Records(source, options)
    for number, data in enumerate(_messages(stream, options.max_bytes), 1):
        name = ""
        try:
            if isinstance(data, ReadError):
                raise data
            name = records.unique(_header(_parsed(data), "Message-ID").strip("<> ") or str(number))
            yield _message(data, RawDocument(source.source_path, "", record=name, input_format="mbox"), options)
        except ReadError as error:
            yield source.failure(error, name or records.unique(str(number)))


@reader("mhtml", suffixes=(".mhtml", ".mht"), single=True)
def read_mhtml(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield the page of a web archive as browsers save it, without its pictures and frames.

    Raises:
        ReadError: ``parse`` when there is no page in it.
    """
    message = _parsed(read_all(stream, options.max_bytes))
    page = next((part for part in _parts(message) if part.get_content_type() in {"text/html", "application/xhtml+xml"}), None)
    if page is None:
        raise ReadError("parse", "no web page in the archive")
    address = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
    url = address if address.startswith(("http:", "https:")) else ""
    document = RawDocument(source.source_path, "", title=_header(message, "Subject"), url=url)
    read = read_page(_bytes(page), document, declared=known_charset(_charset(page)))
    yield replace(read, title=read.title or document.title, input_format="mhtml")


def _messages(stream: Stream, limit: int) -> Iterator[bytes | ReadError]:
    """Yield the messages of a mailbox without the lines that part them; only one is held at a time."""
    line = stream.readline(limit)
    while line in {b"\n", b"\r\n"}:
        line = stream.readline(limit)
    if line and not line.startswith(b"From "):
        raise ReadError("parse", "no mailbox: the first line does not begin with 'From '")
    while line:
        lines, size = [], 0
        line = stream.readline(limit)
        while line and not _FIRST_LINE.match(line):
            size += len(line)
            if size <= limit:
                lines.append(re.sub(rb"^>(>*From )", rb"\1", line))
            line = stream.readline(limit)
        yield b"".join(lines) if size <= limit else ReadError("too_large", f"a message of more than {limit:,} bytes")


def _message(data: bytes, document: RawDocument, options: ReadOptions) -> RawDocument:
    """Return ``document`` with text and headers of a message.

    Raises:
        ReadError: ``parse``, ``empty``, ``encoding``.
    """
    message = _parsed(data)
    if not message.keys():
        raise ReadError("parse", "no e-mail: it has no header")
    parts = list(_parts(message))
    attached = [part for part in parts if _is_attachment(part)]
    read = {kind: [part for part in parts if part.get_content_type() == kind and part not in attached] for kind in _KINDS}
    document = replace(
        document,
        title=_header(message, "Subject"),
        author=_author(message),
        published_at=_header(message, "Date"),
        url=next((url for url in (_header(message, "Archived-At").strip("<>"),) if url.startswith("http")), ""),
    )
    text, encoding, repairs = _text(read["text/plain"], options)
    blocks: tuple[Block, ...] = ()
    if not text.strip() and read["text/html"]:
        markup, encoding, repairs = _text(read["text/html"], options)
        text, blocks = read_fragment(markup)
    if not text.strip():
        raise ReadError("empty", "a message without text", status="skipped")
    warnings = list(repairs)
    if attached:
        warnings.append(f"{len(attached)} attachments not read: {_file_names(attached)}")
    if message.defects:
        warnings.append("the message breaks the rules of e-mail: " + type(message.defects[0]).__name__)
    return replace(document, text=text, blocks=blocks, encoding=encoding, warnings=tuple(warnings))


_KINDS = ("text/plain", "text/html")


def _parsed(data: bytes) -> Message:
    with parsing("e-mail"):
        return message_from_bytes(data)


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts that have no parts themselves, except those of messages that are attached."""
    waiting, count = [message], 0
    while waiting and count < _MOST_PARTS:
        part = waiting.pop()
        # Text is not asked for here: the library fails at a character set that is itself coded.
        payload = part.get_payload() if part.is_multipart() else None
        if isinstance(payload, list) and part.get_content_maintype() == "multipart":
            waiting.extend(inner for inner in reversed(payload) if isinstance(inner, Message))
        else:
            count += 1
            yield part


def _is_attachment(part: Message) -> bool:
    disposition = str(part.get("Content-Disposition", "")).lower()
    return disposition.startswith("attachment") or part.get_content_type() not in _KINDS


def _text(parts: Iterable[Message], options: ReadOptions) -> tuple[str, str, tuple[str, ...]]:
    """Return the text of parts, the encoding of the first, and what had to be repaired."""
    decoded = [decode(_bytes(part), declared=options.encoding or known_charset(_charset(part))) for part in parts]
    text, surrogates = replace_surrogates("\n\n".join(part.text for part in decoded))
    repairs = [warning for part in decoded for warning in part.warnings]
    return text, decoded[0].encoding if decoded else "utf-8", (*dict.fromkeys(repairs), *surrogates)


def _bytes(part: Message) -> bytes:
    with parsing("e-mail"):
        payload = part.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset() or ""
    except (LookupError, ValueError):
        return ""


def _header(message: Message, name: str) -> str:
    """Return a header as one line of text; what cannot be decoded stays as it is written."""
    value = message.get(name)
    if value is None:
        return ""
    raw = str(value)
    try:
        pieces = decode_header(raw)
        raw = "".join(
            piece if isinstance(piece, str) else piece.decode(known_charset(charset or "") or "utf-8", "replace")
            for piece, charset in pieces
        )
    except Exception:  # the header is as it is: decode_header raises various errors, also undocumented ones
        pass
    return replace_surrogates(" ".join(raw.split()))[0]


def _author(message: Message) -> str:
    with parsing("e-mail"):
        names = [name or address for name, address in getaddresses([_header(message, "From")])]
    return "; ".join(filter(None, names))


def _file_names(parts: list[Message]) -> str:
    with parsing("e-mail"):
        names = [str(part.get_filename() or part.get_content_type()) for part in parts[:5]]
    return replace_surrogates(", ".join(" ".join(name.split())[:80] for name in names))[0] + (", ..." if len(parts) > 5 else "")
