"""Limits for what comes out of packed files: a few kilobytes can unpack to petabytes."""

import io
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO
from zipfile import ZipInfo

from extractor.errors import temporary_files
from extractor.readers.base import ReadError, Stream

# Text packs 3 to 20 times, tables of few words perhaps 50 times; bombs begin at several hundred.
_MOST_RATIO, _HARMLESS = 200, 16 << 20
_PORTION = 1 << 20


def check_packed(members: Iterable[ZipInfo], limit: int) -> None:
    """Refuse an office document whose parts would unpack to more than ``limit`` bytes together.

    A part never gives more bytes than the archive says, so the sizes can be believed.

    Raises:
        ReadError: ``too_large``.
    """
    if sum(member.file_size for member in members) > limit:
        raise ReadError("too_large", f"larger than {limit:,} bytes when unpacked (option max_bytes)")


def check_ratio(packed: int, unpacked: int) -> None:
    """Refuse what unpacks to 200 times its size and more than 16 MB.

    Raises:
        ReadError: ``bomb``.
    """
    if unpacked > _HARMLESS and unpacked > packed * _MOST_RATIO:
        raise ReadError("bomb", f"{packed:,} bytes would unpack to {unpacked:,}")


@contextmanager
def seekable(stream: Stream, limit: int) -> Iterator[BinaryIO]:
    """The stream as a file in which a library can go back and forth: itself if it is a file as it lies on the disk, else a copy.

    Raises:
        ReadError: ``too_large`` when a copy would have more than ``limit`` bytes.
        OutputError: there is no room for a copy.
    """
    if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO) and stream.seekable():
        yield stream
        return
    with temporary_files():
        copy = tempfile.TemporaryFile()  # noqa: SIM115 (closed below)
    with copy:
        size = 0
        while data := stream.read(_PORTION):
            size += len(data)
            if size > limit:
                raise ReadError("too_large", f"larger than {limit:,} bytes (option max_bytes)")
            with temporary_files():
                copy.write(data)
        with temporary_files():
            copy.seek(0)
        yield copy
