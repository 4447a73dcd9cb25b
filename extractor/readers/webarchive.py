"""Pages that Safari saved as one file (``.webarchive``, a property list)."""

import plistlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from extractor.articles import Failure, RawDocument
from extractor.readers.base import ReadError, Source, Stream, parsing, read_all, reader
from extractor.readers.decode import known_charset
from extractor.readers.html import read_page
from extractor.settings import ReadOptions


@reader("webarchive", suffixes=(".webarchive",), single=True, binary=True)
def read_webarchive(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield the page of the archive, without its pictures and frames.

    Raises:
        ReadError: ``parse`` when there is no page in it.
    """
    data = read_all(stream, options.max_bytes)
    with parsing("web archive of Safari"):
        archive: Any = plistlib.loads(data)
        main = archive["WebMainResource"]
        page, address, charset = (main.get(f"WebResource{name}") for name in ("Data", "URL", "TextEncodingName"))
    if not isinstance(page, bytes):
        raise ReadError("parse", "no web page in the archive")
    url = address if isinstance(address, str) and address.startswith(("http:", "https:")) else ""
    declared = known_charset(charset) if isinstance(charset, str) else ""
    read = read_page(page, RawDocument(source.source_path, "", url=url), declared=options.encoding or declared)
    yield replace(read, input_format="webarchive")
