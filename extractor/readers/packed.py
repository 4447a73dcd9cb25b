"""What comes out of packed files, and its limits: a few kilobytes can unpack to petabytes."""

import bz2
import gzip
import importlib
import io
import lzma
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO
from zipfile import ZipInfo

from extractor.errors import temporary_files
from extractor.extras import install_command
from extractor.readers.base import ReadError, Stream

# Text packs 3 to 20 times, tables of few words perhaps 50 times; bombs begin at several hundred.
_MOST_RATIO, _HARMLESS = 200, 16 << 20
_PORTION = 1 << 20


class DamagedError(Exception):
    """A packed file that is cut or damaged; the message says so."""


@dataclass(frozen=True, slots=True)
class Compression:
    """A way of packing one file: its name, the bytes that such a file begins with, and what opens it."""

    name: str
    mark: bytes
    open: Callable[[Any], Any]


def _open_zstandard(file: Any) -> Any:
    module = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    try:
        return importlib.import_module(module).ZstdFile(file)
    except ImportError:
        what = f"Zstandard files need the package backports.zstd: {install_command('backports.zstd')}"
        raise ReadError("missing_package", what) from None


COMPRESSIONS = (
    Compression("gzip", b"\x1f\x8b", lambda file: gzip.GzipFile(fileobj=file)),
    Compression("bzip2", b"BZh", bz2.BZ2File),
    Compression("xz", b"\xfd7zXZ\0", lzma.LZMAFile),
    Compression("Zstandard", b"\x28\xb5\x2f\xfd", _open_zstandard),
)


def compression_of(start: bytes) -> Compression | None:
    """Return how a file is packed, by its first bytes; None when it is not."""
    return next((known for known in COMPRESSIONS if start.startswith(known.mark)), None)


def unpacked(packed: "io.BufferedReader[Any]") -> "io.BufferedReader[Any]":
    """Return what a packed file unpacks to; it raises :class:`DamagedError` while it is read, and ``bomb``.

    Raises:
        DamagedError: it is packed in no way that is known.
        ReadError: ``missing_package``.
    """
    known = compression_of(packed.peek(6))
    if known is None:
        raise DamagedError("the name says that the file is packed, its content does not")
    return io.BufferedReader(_Unpacking(packed, known), 1 << 16)


class _Counting:
    """A stream of which is known how much was read."""

    def __init__(self, file: Stream) -> None:
        self._file = file
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes."""
        data = self._file.read(size)
        self.size += len(data)
        return data


class _Unpacking(io.RawIOBase):
    """What a file unpacks to; files of many records have no other limit in size."""

    def __init__(self, packed: Stream, known: Compression) -> None:
        self._packed = _Counting(packed)
        self._known = known
        self._file = known.open(self._packed)
        self._size = 0

    def readable(self) -> bool:
        """Return true: always."""
        return True

    def tell(self) -> int:
        """Return how many bytes were read; libraries ask for it."""
        return self._size

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; 0 at the end."""
        try:
            data = self._file.read(len(buffer))
        except (ReadError, MemoryError):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno:
                raise
            raise DamagedError(f"the {self._known.name} file is cut or damaged ({error})") from error
        buffer[: len(data)] = data
        self._size += len(data)
        check_ratio(self._packed.size, self._size)
        return len(data)


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
    """Yield the stream as a file in which a library can go back and forth: itself if it is a file as it lies on the disk, else
    a copy.

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
