"""Web archives (WARC, as of Common Crawl's CC-NEWS) with fastwarc: one article a captured page, streamed.

Responses, resources and texts (WET) are records; requests, metadata, descriptions of the crawl and the logs that wget adds as
resources (``metadata://gnu.org/...``) belong to them and are none.
"""

import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from extractor.readers.base import Item, ReadError, Source, Stream, parsing, reader, readers
from extractor.readers.decode import known_charset, replace_surrogates
from extractor.readers.fields import Records
from extractor.readers.member import deferred
from extractor.settings import ReadOptions

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

# Reader of a media type; others are no articles.
_FORMATS = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt", "application/pdf": "pdf", "message/rfc822": "eml",
}  # fmt: skip
_OK = 200
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n")


@reader("warc", suffixes=(".warc", ".wet"), binary=True, package="fastwarc")
def read_warc(stream: Stream, source: Source, options: ReadOptions) -> Iterator[Item]:
    """Yield an article or a failure for each capture; its name is the id of its record.

    Raises:
        ReadError: ``parse`` when the file is no WARC archive or breaks off.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion | WarcRecordType.revisit
    records, number = Records(source, options), 0
    with parsing("web archive"):
        archive = iter(ArchiveIterator(cast(BinaryIO, stream), parse_http=False, stream_detect=False, fsspec_args=False))
    found_any = False
    while True:
        with parsing("web archive"):
            record = next(archive, None)
        if record is None:
            break
        found_any = True
        if not record.record_type & kinds or (record.headers.get("WARC-Target-URI") or "").startswith("metadata:"):
            continue
        number += 1
        given = replace_surrogates(record.record_id or "")[0].strip("<> ").removeprefix("urn:uuid:")
        name = records.unique(given or str(number))
        try:
            yield _capture(record, source, name, options)
        except ReadError as error:
            yield source.failure(error, name)
    if not found_any:
        raise ReadError("parse", "no web archive: there is no record in it")


def _capture(record: "WarcRecord", source: Source, name: str, options: ReadOptions) -> Item:
    """Return the article of a record.

    Raises:
        ReadError: ``revisit``, ``http_status``, ``not_article``, ``too_large``, ``empty``, ``missing_package``, ``parse``.
    """
    from fastwarc.warc import WarcRecordType

    url = replace_surrogates(record.headers.get("WARC-Target-URI", "") or "")[0].strip("<> ")
    if record.record_type == WarcRecordType.revisit:
        raise ReadError("revisit", f"unchanged since an earlier capture of {url}"[:300], status="skipped")
    with parsing("record of a web archive"):
        kind = record.headers.get("Content-Type", "") or ""
        if "application/http" in kind:
            record.parse_http()
            status = record.http_headers.status_code
            if status != _OK:
                raise ReadError("http_status", f"the server answered {status}: {url}"[:300], status="skipped")
            kind = record.http_headers.get("Content-Type", "") or "text/html"
        known = readers().get(_FORMATS.get(kind.partition(";")[0].strip().lower(), ""))
        if known is None:
            raise ReadError("not_article", f"no page but {kind[:80]}: {url}"[:300], status="skipped")
        data = record.reader.read(options.max_bytes + 1)
        if record.is_http_parsed:
            data = _decoded(data, record.http_headers.to_dict(), options.max_bytes)
    if len(data) > options.max_bytes:
        raise ReadError("too_large", f"larger than {options.max_bytes:,} bytes (option max_bytes)")
    if not data.strip():
        raise ReadError("empty", "there is nothing in it", status="skipped")
    if missing := known.missing():
        raise ReadError("missing_package", missing)
    charset = kind.partition("charset=")[2].strip("\"' ;") if "charset=" in kind else ""
    return deferred(source, name, data, known, options, url=url, declared=known_charset(charset))


def _decoded(body: bytes, headers: dict[str, str], limit: int) -> bytes:
    """Return the body without chunks and compression; many crawlers take them away and leave the headers, so the bytes decide.

    fastwarc can do it too, but cannot go on with the next record after a body that is damaged.

    Raises:
        ReadError: ``encoding`` for a compression that is not known, ``parse`` when it is damaged.
    """
    named = {name.lower(): value.strip().lower() for name, value in headers.items()}
    if named.get("transfer-encoding") == "chunked" and _CHUNK.match(body):
        body = _joined(body)
    packing = named.get("content-encoding", "")
    if packing in {"gzip", "x-gzip", "deflate"} and body[:1] in {b"\x1f", b"\x78"}:
        return zlib.decompressobj(wbits=47).decompress(body, limit + 1)
    if packing in {"br", "zstd", "compress"} and b"<" not in body[:500]:
        raise ReadError("encoding", f"packed with {packing}, which is not read")
    return body


def _joined(body: bytes) -> bytes:
    """Return the chunks of a body as one; a body that breaks off gives what there is."""
    parts, position = [], 0
    while found := _CHUNK.match(body, position):
        size = int(found[1], 16)
        if not size:
            break
        parts.append(body[found.end() : found.end() + size])
        position = found.end() + size + 2
    return b"".join(parts)
