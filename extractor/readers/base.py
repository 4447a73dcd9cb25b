"""What a reader is, where inputs come from, and the registry of readers.

A format is one module of this folder: a function marked with :func:`reader`, found without being listed anywhere. Other packages
add formats by the entry point group ``extractor.readers``.
"""

import importlib
import importlib.util
import io
import os
import pkgutil
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, wraps
from importlib.metadata import entry_points, version
from typing import Protocol

from extractor.articles import Deferred, Failure, RawDocument, Status
from extractor.errors import ExtractorError, InputError
from extractor.extras import install_command
from extractor.settings import ReadOptions

# What databases add to their messages: the line of SQL in which it happened.
_CODE = re.compile(r"\s*\bLINE \d+:")


class ReadError(ExtractorError):
    """An input, or one record of it, that cannot become an article; it costs this one input or record, never the run."""

    def __init__(self, code: str, message: str, *, status: Status = "error") -> None:
        super().__init__(message)
        self.code = code
        self.status = status


# Endings of files that are packed, each alone.
PACKED = (".gz", ".bz2", ".xz", ".zst")
# What a library written in Rust raises when it does not know what to do; no Exception for Python.
_PANIC = "PanicException"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read, or standard input when ``path`` is ``-``.

    ``source_path`` is what the tables show. ``named`` tells that the user named this very file: then it is an error when it holds
    no article, while other things simply lie about in a folder.
    """

    path: str
    source_path: str
    format: str
    packed: bool = False
    named: bool = False
    size: int = 0

    def failure(self, error: ReadError, record: str = "") -> Failure:
        """Return the row that tells why nothing became of this input or record."""
        return Failure(self.source_path, error.code, str(error), record=record, status=error.status, input_format=self.format)


class Stream(Protocol):
    """Bytes of an input, already unpacked."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to ``size`` bytes, all that is left when negative."""

    def readline(self, size: int = -1, /) -> bytes:
        """Return the bytes up to and with the next line feed, ``size`` at most."""


Item = RawDocument | Failure | Deferred
ReadFunction = Callable[[Stream, Source, ReadOptions], Iterator[Item]]
# Whether the bytes of a file are an export of many articles.
Collects = Callable[[bytes, ReadOptions], bool]


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: its name, the file name endings that belong to it, and the function that reads it.

    ``single``: a file is one article, unless ``collects`` says of its bytes that they are an export of many. ``binary``: a file
    is no text. ``package`` is the optional package, of import name ``module``, without which the format cannot be read.
    ``version`` is that of the package which decides what is read, where it is not the program itself.
    """

    name: str
    suffixes: tuple[str, ...]
    read: ReadFunction
    single: bool = False
    binary: bool = False
    package: str = ""
    module: str = ""
    version: str = ""
    collects: Collects | None = None

    def missing(self) -> str:
        """Return what to do so that the format can be read; empty when nothing is missing."""
        if not self.package or importlib.util.find_spec(self.module) is not None:
            return ""
        return f"{self.name} files need the package {self.package}: {install_command(self.package)}"


def reader(
    name: str,
    *,
    suffixes: tuple[str, ...],
    single: bool = False,
    binary: bool = False,
    package: str = "",
    module: str = "",
    collects: Collects | None = None,
) -> Callable[[ReadFunction], Reader]:
    """Make a reader of a function, as its decorator; ``suffixes`` are lower-case endings with their dot.

    The function takes the unpacked stream, its :class:`Source` and the options, and yields an article or a failure for each
    record; a :class:`ReadError` ends the file with one failure. Its text is what all offsets are counted in later on, so it is
    decoded text without lone surrogates (:mod:`extractor.readers.decode`). See :class:`Reader` for the other arguments.
    """

    def mark(function: ReadFunction) -> Reader:
        @wraps(function)
        def read(stream: Stream, source: Source, options: ReadOptions) -> Iterator[Item]:
            for item in function(stream, source, options):
                if isinstance(item, RawDocument) and not item.input_format:
                    yield replace(item, input_format=name)
                else:
                    yield item

        return Reader(name, suffixes, read, single, binary, package, module or package, collects=collects)

    return mark


@cache
def readers() -> dict[str, Reader]:
    """Return all readers by name, those of this folder first.

    Raises:
        InputError: an installed package gives a reader whose name or file name ending is taken, or that is no reader.
    """
    folder = importlib.import_module("extractor.readers")
    found: dict[str, Reader] = {}
    for module in pkgutil.iter_modules(folder.__path__, "extractor.readers."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Reader):
                installed = value.package and not value.missing()
                found[value.name] = replace(value, version=version(value.package)) if installed else value
    for point in sorted(entry_points(group="extractor.readers"), key=lambda point: point.name):
        added = point.load()
        if not isinstance(added, Reader):
            raise InputError(f"entry point {point.name} of the group extractor.readers is no reader ({point.value})")
        taken = {suffix for known in found.values() for suffix in known.suffixes}
        if added.name in found or taken.intersection(added.suffixes):
            raise InputError(f"reader {added.name!r} of {point.value}: its name or one of {added.suffixes} is taken")
        found[added.name] = replace(added, version=f"{point.dist.name} {point.dist.version}" if point.dist else "")
    return found


def reader_for(file_name: str) -> tuple[str, bool]:
    """Name of the reader for a file name, empty when there is none, and whether the file is packed (``.gz``)."""
    lower = file_name.lower()
    ending = next((suffix for suffix in PACKED if lower.endswith(suffix)), "")
    lower = lower.removesuffix(ending)
    for known in readers().values():
        if lower.endswith(known.suffixes):
            return known.name, bool(ending)
    return "", bool(ending)


@contextmanager
def open_regular(path: str | os.PathLike[str]) -> Iterator[io.BufferedReader]:
    """Yield a file that was found before, opened without blocking and without following a link: it may have been replaced since.

    Raises:
        OSError: it cannot be opened, or is a link by now.
        ReadError: ``not_regular`` when it is a pipe, a device or the like.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise ReadError("not_regular", "no regular file", status="skipped")
        yield stream


def read_all(stream: Stream, limit: int) -> bytes:
    """Return all bytes of a stream.

    Raises:
        ReadError: ``too_large`` when there are more than ``limit``.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReadError("too_large", f"larger than {limit:,} bytes (option max_bytes)")
    return data


@contextmanager
def parsing(what: str) -> Iterator[None]:
    """Turn whatever a library raises inside the block into one :class:`ReadError` ``parse``: it was handed a file of anybody."""
    try:
        yield
    except (ReadError, MemoryError):
        raise
    except RecursionError:
        raise ReadError("parse", f"{what}: nested too deep") from None
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != _PANIC:
            raise
        text = " ".join(_CODE.split(str(error))[0].split())[:200]
        raise ReadError("parse", f"{what}: damaged, or not what its name says ({type(error).__name__}: {text})") from error
