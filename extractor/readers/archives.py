"""ZIP and tar archives: every member is read by the reader of its format; nothing is ever written to the disk.

A member is the record ``folder/name.txt`` of the archive; a record of a member that holds many is ``name.jsonl#record``. Archives
inside archives are not opened. What comes out of an archive is limited in size, by member and in proportion to the archive.
"""

import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any

from extractor.articles import Failure
from extractor.readers.base import Item, Reader, ReadError, Source, Stream, parsing, read_all, reader, reader_for, readers
from extractor.readers.decode import replace_surrogates
from extractor.readers.fields import Records
from extractor.readers.find import HIDDEN, is_about_folder, is_hidden
from extractor.readers.member import deferred, nested
from extractor.readers.packed import DamagedError, check_ratio, compression_of, seekable, unpacked
from extractor.readers.read import reason
from extractor.settings import ReadOptions

_ARCHIVES = ("zip", "tar")
_PACKED = (".7z", ".rar", ".zip", ".tar", ".tgz", ".bz2", ".xz", ".zst", ".jar")
_MOST_MEMBERS = 2_000_000
_MOST_READS_AT_END = 10


@reader("zip", suffixes=(".zip",), binary=True)
def read_zip(stream: Stream, source: Source, options: ReadOptions) -> Iterator[Item]:
    """Yield the articles of all members, in the order of the archive's directory.

    Raises:
        ReadError: ``parse`` when it is no ZIP archive or cut off; ``path`` when a member's path leads out of it: such an archive
            is not to be trusted at all.
    """
    with seekable(stream, options.max_bytes) as file:
        with parsing("ZIP archive"):
            archive = zipfile.ZipFile(file)
        records, unpacked, packed = Records(source, options), 0, file.seek(0, io.SEEK_END)
        if any(_leads_out(member.filename) for member in archive.infolist()):
            raise ReadError("path", "paths of members lead out of the archive; nothing of it is read")
        for member in archive.infolist()[:_MOST_MEMBERS]:
            if member.is_dir():
                continue
            name = records.unique(_shown(member.filename))
            try:
                known, packed = _reader_of(member.filename)
                _check_zip_member(member)
                check_ratio(packed, unpacked + member.file_size)  # many entries may mean the same bytes
                unpacked += member.file_size
                with parsing("ZIP archive"):
                    opened = archive.open(member)
            except ReadError as error:
                yield source.failure(error, name)
                continue
            with opened:
                yield from _items(opened, source, name, known, options, packed=packed)


@reader("tar", suffixes=(".tar", ".tgz", ".tbz2", ".txz", ".tzst"), binary=True)
def read_tar(stream: Stream, source: Source, options: ReadOptions) -> Iterator[Item]:
    """Yield the articles of all members as they come; the archive is streamed.

    Raises:
        ReadError: ``parse`` when it is no tar archive or breaks off.
    """
    records, count, unpacked = Records(source, options), 0, 0
    file = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    with parsing("tar archive"):
        archive = tarfile.open(fileobj=_without_compression(file), mode="r|")  # type: ignore[call-overload]  # noqa: SIM115 (a stream)
    while True:
        with parsing("tar archive"):
            member = archive.next()
            archive.members = []  # it would remember all of them
        count += 1
        if member is None or count > _MOST_MEMBERS:
            return
        if member.isdir():
            continue
        name = records.unique(_shown(member.name))
        try:
            known, packed = _reader_of(member.name)
            if not member.isfile():
                code, what = ("link", "a link") if member.issym() or member.islnk() else ("not_regular", "a device or pipe")
                raise ReadError(code, f"no regular file but {what}", status="skipped")
            if member.size > options.max_bytes:
                raise ReadError("too_large", f"larger than {options.max_bytes:,} bytes (option max_bytes)")
            if file.seekable():
                check_ratio(file.tell(), unpacked + member.size)
            unpacked += member.size
            with parsing("tar archive"):
                opened = archive.extractfile(member)
            assert opened is not None
        except ReadError as error:
            yield source.failure(error, name)
            continue
        yield from _items(opened, source, name, known, options, packed=packed)


def _without_compression(buffered: "io.BufferedReader[Any]") -> "_Ending":
    """Return the stream without compression, by its first bytes.

    The library can do it too, but keeps all that a portion of the file unpacks to and copies it with each small read: 200 MB in
    30 KB took it a quarter of an hour.
    """
    known = compression_of(buffered.peek(6))
    return _Ending(buffered if known is None else io.BufferedReader(known.open(buffered)))


class _Ending:
    """A stream that does not give nothing for ever: the library would ask for all the bytes that a false size promises."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._asked = 0

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes.

        Raises:
            EOFError: the stream ended several reads before.
        """
        data = self._file.read(size)
        self._asked += not data
        if self._asked > _MOST_READS_AT_END:
            raise EOFError("the archive ends inside a member")
        return data


def _shown(member: str) -> str:
    """Return the name of a member as text."""
    return replace_surrogates(member.replace("\0", ""))[0][:1_000] or "?"


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or name[1:2] == ":"


def _reader_of(name: str) -> tuple[Reader, bool]:
    """Return the reader for a member, and whether the member is packed.

    Raises:
        ReadError: the member is none to be read: ``path``, ``hidden``, ``nested``, ``unsupported``, ``not_article``,
            ``missing_package``.
    """
    path = PurePosixPath(name)
    if _leads_out(name):
        raise ReadError("path", "a path that leads out of the archive")
    if any(map(is_hidden, path.parts)):
        raise ReadError("hidden", HIDDEN, status="skipped")
    format_name, packed = reader_for(path.name)
    if format_name in _ARCHIVES or (not format_name and path.name.lower().endswith(_PACKED)):
        raise ReadError("nested", "an archive inside an archive is not opened: unpack it first")
    if not format_name:
        ending = f"names that end in {path.suffix!r}" if path.suffix else "names without an ending"
        raise ReadError("unsupported", f"no reader for {ending}", status="skipped")
    if is_about_folder(path.name):
        raise ReadError("not_article", "by its name a file about the folder, not an article", status="skipped")
    known = readers()[format_name]
    if missing := known.missing():
        raise ReadError("missing_package", missing)
    return known, packed


def _check_zip_member(member: zipfile.ZipInfo) -> None:
    mode = member.external_attr >> 16
    if stat.S_ISLNK(mode):
        raise ReadError("link", "no regular file but a link", status="skipped")
    if member.flag_bits & 1:
        raise ReadError("encrypted", "locked with a password")
    check_ratio(member.compress_size, member.file_size)


def _items(opened: IO[bytes], source: Source, name: str, known: Reader, options: ReadOptions, *, packed: bool) -> Iterator[Item]:
    """Yield the article or articles of one member; whatever is wrong with it, the next one can be read.

    A member that is one article is parsed when it is wanted, an export of many as it comes.
    """
    try:
        stream: Any = unpacked(io.BufferedReader(opened)) if packed else opened
    except (ReadError, DamagedError) as error:
        yield source.failure(reason(error), name)
        return
    if not known.single:
        yield from nested(source, name, stream, known, options)
        return
    try:
        data = read_all(stream, options.max_bytes)
        if not data:
            raise ReadError("empty", "there is nothing in it", status="skipped")
    except ReadError as error:
        yield source.failure(error, name)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, OSError, DamagedError) as error:
        text = f"damaged ({type(error).__name__}: {error})"[:300]
        yield Failure(source.source_path, "parse", text, record=name, input_format=known.name)
    else:
        if known.collects is not None and known.collects(data, options):
            yield from nested(source, name, io.BytesIO(data), known, options)
            return
        yield deferred(source, name, data, known, options)
