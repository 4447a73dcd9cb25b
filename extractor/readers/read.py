"""Reading one source: opening it safely, unpacking it, and turning whatever goes wrong into one row."""

import errno
import io
import lzma
import os
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from extractor.articles import Deferred, Failure, RawDocument
from extractor.errors import OutputError
from extractor.readers.base import Item, ReadError, Source, open_regular, readers
from extractor.readers.decode import check_is_text
from extractor.readers.find import STDIN
from extractor.readers.packed import DamagedError, compression_of, unpacked
from extractor.settings import ReadOptions

_MARKED = ((b"%PDF-", "pdf"), (b"PAR1", "parquet"), (b"WARC/", "warc"), (b"{\\rtf", "rtf"))


def read_source(source: Source, options: ReadOptions | None = None) -> Iterator[RawDocument | Failure]:
    """Yield the articles of a source, and a failure for each record that is none; at least one of the two, whatever the input is.

    Nothing is kept in memory but the record in hand. A file that breaks off gives what was read before, and one failure.

    Raises:
        OutputError: there is no room for temporary files.
    """
    for item in read_items(source, options):
        yield item.load() if isinstance(item, Deferred) else item


def read_items(source: Source, options: ReadOptions | None = None) -> Iterator[Item]:
    """Yield what :func:`read_source` gives, with the records of archives not parsed yet."""
    options = options or ReadOptions()
    count = 0
    try:
        with _open(source) as stream:
            source = replace(source, format=source.format or _sniff(stream.peek(4096)[:4096]))
            known = readers()[source.format]
            if missing := known.missing():
                raise ReadError("missing_package", missing)
            if known.single and known.binary and source.size > options.max_bytes:
                raise ReadError("too_large", f"larger than {options.max_bytes:,} bytes (option max_bytes)")
            if not known.binary:
                check_is_text(stream.peek(4096)[:4096])
            for item in known.read(stream, source, options):
                count += 1
                yield item
        if not count:
            raise ReadError("empty", "there is nothing in it", status="skipped")
    except Exception as error:  # the boundary at which one bad input must not end a run
        yield source.failure(reason(error))


def holds_many(source: Source) -> bool:
    """Return whether a source may be many articles: by its format, or because it is an export in a layout that is known."""
    known = readers().get(source.format)
    if known is None or not known.single:
        return True
    if known.collects is None:
        return False
    try:
        with _open(source) as stream:
            return known.collects(stream.read(ReadOptions().max_bytes), ReadOptions())
    except (ReadError, OSError, DamagedError):
        return False


def reason(error: Exception) -> ReadError:
    """Return what to say about an exception that ended the reading of a file or record.

    Raises:
        OutputError: it is no matter of the input.
    """
    if isinstance(error, OutputError):
        raise error
    if isinstance(error, ReadError):
        return error
    if isinstance(error, DamagedError):
        return ReadError("parse", str(error)[:300])
    if isinstance(error, zipfile.BadZipFile | tarfile.TarError | lzma.LZMAError):
        return ReadError("parse", f"the archive is cut or damaged ({error})"[:300])
    if isinstance(error, OSError):
        code = "permission" if isinstance(error, PermissionError) else "link" if error.errno == errno.ELOOP else "io"
        return ReadError(code, error.strerror or type(error).__name__)
    return ReadError("internal", f"{type(error).__name__}: {error}"[:500])


@contextmanager
def _open(source: Source) -> "Iterator[io.BufferedReader[Any]]":
    """Yield the bytes of a source, unpacked; standard input stays open."""
    if source.path == STDIN:
        stream: io.BufferedReader[Any] = io.BufferedReader(sys.stdin.buffer)
        try:
            yield _unpack(stream, source)
        finally:
            stream.detach()
        return
    with open_regular(source.path) as stream:
        if not os.fstat(stream.fileno()).st_size:  # files of /proc too, some of which never end
            raise ReadError("empty", "there is nothing in it", status="skipped")
        yield _unpack(stream, source)


def _unpack(stream: "io.BufferedReader[Any]", source: Source) -> "io.BufferedReader[Any]":
    packed = source.packed or (source.named and compression_of(stream.peek(6)) is not None)
    return unpacked(stream) if packed else stream


def _sniff(start: bytes) -> str:
    """Format of standard input by its beginning: a marked format, a page, lines or a document of JSON, else plain text."""
    for mark, name in _MARKED:
        if start.startswith(mark) and name in readers():
            return name
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:15].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    if head.startswith(b"{"):
        return "jsonl" if head.partition(b"\n")[0].rstrip().endswith(b"}") else "json"
    return "json" if head.startswith(b"[") else "txt"
