"""Files called ``.doc``: the binary format of old Word is not read, but many are RTF, pages or newer documents."""

import io
from collections.abc import Iterator

from extractor.readers.base import Item, Reader, ReadError, Source, Stream, read_all, reader, readers
from extractor.settings import ReadOptions

_OLE = b"\xd0\xcf\x11\xe0"
_ADVICE = "the binary format of old Word (.doc) is not read: open it in Word or LibreOffice and save it as .docx"


def is_doc_collection(data: bytes, options: ReadOptions) -> bool:
    """Return whether the file, as what it really is, is an export of many articles."""
    known = _really(data)
    return known is not None and known.collects is not None and known.collects(data, options)


@reader("doc", suffixes=(".doc", ".dot"), single=True, binary=True, collects=is_doc_collection)
def read_doc(stream: Stream, source: Source, options: ReadOptions) -> Iterator[Item]:
    """Yield what the reader of the real format gives.

    Raises:
        ReadError: ``unsupported`` for the binary format, with what to do; ``missing_package``.
    """
    data = read_all(stream, options.max_bytes)
    known = _really(data)
    if known is None:
        raise ReadError("unsupported", _ADVICE)
    if missing := known.missing():
        raise ReadError("missing_package", missing)
    yield from known.read(io.BytesIO(data), source, options)


def _really(data: bytes) -> Reader | None:
    """Return the reader of the real format; None for the binary one."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(_OLE):
        return None
    if start.startswith(b"{\\rtf"):
        return readers()["rtf"]
    if start.startswith(b"PK\x03\x04"):
        return readers()["docx"]
    return readers()["html" if start[:1] == b"<" else "txt"]
