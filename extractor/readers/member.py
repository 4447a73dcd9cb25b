"""A record of an archive that is a file of its own: it is read by the reader of its format, in memory, and when it is wanted."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import blake2b

from extractor.articles import Deferred, Failure, RawDocument
from extractor.readers.base import Reader, ReadError, Source, Stream
from extractor.readers.read import reason
from extractor.settings import ReadOptions


def deferred(
    source: Source, record: str, data: bytes, known: Reader, options: ReadOptions, *, url: str = "", declared: str = ""
) -> Deferred:
    """Return one article that ``data`` is, in a format of which a file is one article.

    ``url`` and the character set ``declared`` are what the archive knows of it; what the article itself says of its address
    comes first.
    """
    chosen = options.model_copy(update={"encoding": options.encoding or declared})
    inner = replace(source, format=known.name, packed=False, named=False, size=len(data))

    def read() -> RawDocument | Failure:
        item = next(iter(known.read(io.BytesIO(data), inner, chosen)), None)
        if item is None or isinstance(item, Deferred):
            raise ReadError("empty", "there is nothing in it", status="skipped")
        if isinstance(item, RawDocument):
            return replace(item, record=record, url=item.url or url)
        return replace(item, record=record)

    return Deferred(source.source_path, record, _content(data, known, url, declared), len(data), guarded(read, source, record))


def guarded(read: Callable[[], RawDocument | Failure], source: Source, record: str) -> Callable[[], RawDocument | Failure]:
    """Return ``read`` with everything that it raises turned into the failure of the record."""

    def load() -> RawDocument | Failure:
        try:
            return read()
        except Exception as error:  # one bad record must not end the archive
            return source.failure(reason(error), record)

    return load


def nested(source: Source, record: str, stream: Stream, known: Reader, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield the records of a member that is itself a file of many; they are called ``member#record``."""
    inner = replace(source, format=known.name, packed=False, named=False)
    count = 0
    try:
        for found in known.read(stream, inner, options):
            item = found.load() if isinstance(found, Deferred) else found
            count += 1
            yield replace(item, record=f"{record}#{item.record}" if item.record else record)
        if not count:
            raise ReadError("empty", "there is nothing in it", status="skipped")
    except Exception as error:  # as above
        yield source.failure(reason(error), record)


def _content(data: bytes, known: Reader, url: str, declared: str) -> str:
    digest = blake2b(data, digest_size=16)
    digest.update("\0".join((known.name, known.version, url, declared)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
