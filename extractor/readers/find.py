"""Which files an INPUT means: a file, a folder with all below it, a glob, or ``-``.

Everything that was found is either a :class:`Source` or a :class:`Failure`, so that the accounts of a run add up. Inside a
folder links are never followed, only regular files are opened, and names that begin with ``.`` are skipped, and those that
programs give to files that are no data.
"""

import glob
import os
import re
import stat
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.articles import Failure, Status
from extractor.errors import InputError, ModelError
from extractor.readers.base import Source, reader_for, readers
from extractor.readers.decode import known_charset
from extractor.settings import ReadOptions

STDIN = "-"
HIDDEN = "a hidden name, or that of a file that is no data"
# Only whole names: a headline may begin with any of these words ("Changes at the top.txt").
_ABOUT_THE_FOLDER = re.compile(
    r"(?:readme(?:[._-][\w.-]*)?|(?:licen[cs]e|copying|change(?:log|s)|contributing|notice|authors|code_of_conduct)(?:\.(?:md|rst|txt))?"
    r"|citation\.(?:cff|md|txt)|requirements(?:-\w+)?\.txt|robots\.txt)",
    re.I,
)
# What Hadoop, Spark, Delta, macOS and Python leave next to data.
_NO_DATA = re.compile(
    r"_(?:success|metadata|common_metadata|temporary|logs|delta_log|spark_metadata|committed_\w+|started_\w+|_macosx|_pycache__)",
    re.I,
)
_PAGES = (".html", ".htm", ".xhtml")
_PAGE_FOLDERS = ("_files", ".files")


@dataclass(frozen=True, slots=True)
class _Root:
    """A path that the user gave: absolute, links resolved, and the name that stands for it in the tables."""

    path: str
    label: str


def find_inputs(
    inputs: Sequence[str], *, options: ReadOptions | None = None, exclude: Collection[str | os.PathLike[str]] = ()
) -> Iterator[Source | Failure]:
    """Yield every candidate in an order that depends on names only.

    ``source_path`` is the name of the given folder with the path below it, or the name of the given file; when two inputs have
    the same name, as many parent folders are put before it as tell them apart. ``exclude`` are folders to leave out (the output).

    Raises:
        InputError: ``options.input_format`` is no reader, or ``options.encoding`` no character set.
        ModelError: a file that was named needs an optional package that is not installed.
    """
    options = options or ReadOptions()
    if options.input_format and options.input_format not in readers():
        raise InputError(f"no reader {options.input_format!r}; there are {', '.join(sorted(readers()))}")
    if options.encoding and not known_charset(options.encoding):
        raise InputError(
            f"no character set {options.encoding!r}; known are utf-8, cp1252, iso-8859-1, koi8-r, gb18030 and others"
        )
    try:
        re.compile(options.split_at)
    except re.error as error:
        raise InputError(f"--split-at: {options.split_at!r} is no regular expression ({error})") from error
    paths, failures = _expand(inputs)
    excluded = {os.path.realpath(path) for path in exclude}
    if STDIN in inputs:
        yield Source(STDIN, "stdin", options.input_format, named=True)
    yield from failures
    folders = [path for path in paths if os.path.isdir(path)]  # noqa: PTH112 (Path.is_dir raises for names that are too long)
    tops = [path for path in folders if not any(_is_below(path, other) for other in folders)]
    files = [path for path in paths if path not in folders]
    loose = [path for path in files if not any(_is_below(path, top) for top in tops)]
    for root in _label([*tops, *loose]):
        if root.path in loose:
            yield _candidate(root.path, root.label, options, named=True)
            continue
        for path in files:
            if _is_below(path, root.path):
                below = os.path.relpath(path, root.path).replace(os.sep, "/")
                yield _candidate(path, f"{root.label}/{_shown(below)}", options, named=True)
        yield from _walk(root, options, leave_out=excluded.union(files))


def _expand(inputs: Sequence[str]) -> tuple[list[str], list[Failure]]:
    """Return the absolute paths of all inputs, each once and sorted, and what is not there."""
    paths: set[str] = set()
    failures = []
    for given in inputs:
        if given == STDIN:
            continue
        exact = os.path.lexists(given)
        matches = [given] if exact else glob.glob(given, recursive=True)  # noqa: PTH207 (Path.glob takes no absolute patterns)
        if not matches:
            what = "no file or folder matches this pattern" if glob.has_magic(given) else "no such file or folder"
            failures.append(Failure(_shown(given), "not_found", what, stage="find"))
        for match in matches:
            try:
                paths.add(os.path.realpath(match, strict=True))
            except OSError as error:
                failures.append(_os_failure(error, _shown(given)))
    return sorted(paths), failures


def _label(paths: list[str]) -> Iterator[_Root]:
    """Yield the names of the roots: the last part of each path, or as many parts as make it differ from all others."""
    parts = {path: Path(path).parts for path in paths}
    sizes = dict.fromkeys(paths, 1)

    def name(path: str) -> str:
        return "/".join(part.strip(os.sep) for part in parts[path][-sizes[path] :])

    while True:
        names = {path: name(path) for path in paths}
        counts = Counter(names.values())
        same = [path for path in paths if counts[names[path]] > 1 or any(n.startswith(names[path] + "/") for n in counts)]
        growing = [path for path in same if sizes[path] < len(parts[path])]
        if not growing:
            break
        for path in growing:
            sizes[path] += 1
    for path in sorted(paths, key=lambda path: (names[path], path)):
        yield _Root(path, _shown(names[path]) or "root")


def _walk(root: _Root, options: ReadOptions, *, leave_out: Collection[str]) -> Iterator[Source | Failure]:
    waiting = [(root.path, root.label)]
    while waiting:
        folder, label = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            yield _os_failure(error, label)
            continue
        below = []
        pages = {Path(entry.name).stem for entry in entries if entry.name.lower().endswith(_PAGES)}
        for entry in entries:
            shown = f"{label}/{_shown(entry.name)}"
            if entry.path in leave_out:
                continue
            if is_hidden(entry.name):
                yield _skipped(shown, "hidden", HIDDEN)
            elif entry.is_symlink():
                yield _skipped(shown, "link", "a link; links inside a folder are not followed")
            elif entry.is_dir() and (page := _page_of(entry.name)) in pages:
                yield _skipped(shown, "page_parts", f"pictures and scripts that a browser saved with the page {_shown(page)}")
            elif entry.is_dir():
                if reader_for(entry.name)[0]:
                    yield _skipped(shown, "not_regular", "a folder, although its name is that of a file; it was looked into")
                below.append((entry.path, shown))
            else:
                yield _candidate(entry.path, shown, options, named=False)
        waiting.extend(reversed(below))


def _candidate(path: str, shown: str, options: ReadOptions, *, named: bool) -> Source | Failure:
    """Return a source when the file is a regular one of a known format."""
    name = Path(path).name
    format_name, packed = reader_for(name)
    if named:
        format_name = options.input_format or format_name or "txt"
    try:
        status = Path(path).lstat()
    except OSError as error:
        return _os_failure(error, shown)
    if not stat.S_ISREG(status.st_mode):
        return _skipped(shown, "not_regular", f"no regular file but {_kind(status.st_mode)}")
    if not format_name:
        suffix = Path(name).suffix
        what = f"names that end in {_shown(suffix)!r}" if suffix else "names without an ending"
        return _skipped(shown, "unsupported", f"no reader for {what}")
    if not named and is_about_folder(name):
        return _skipped(shown, "not_article", "by its name a file about the folder, not an article")
    if missing := readers()[format_name].missing():
        if named:
            raise ModelError(f"{shown}: {missing}")
        return Failure(shown, "missing_package", missing, stage="find", input_format=format_name)
    return Source(path, shown, format_name, packed, named, status.st_size)


def is_hidden(name: str) -> bool:
    """Return whether a file or folder is by its name none for the eyes of users: it begins with ``.``, or programs made it."""
    return name.startswith(".") or _NO_DATA.fullmatch(name) is not None


def is_about_folder(name: str) -> bool:
    """Return whether a file is by its name about the folder that it lies in, such as a README."""
    return _ABOUT_THE_FOLDER.fullmatch(name) is not None


def _page_of(folder: str) -> str:
    """Return the name, without its ending, of the page with which a browser saves a folder of this name; empty for other
    folders."""
    return next((folder.removesuffix(suffix) for suffix in _PAGE_FOLDERS if folder.endswith(suffix)), "")


def _shown(name: str) -> str:
    """Return a name as text; bytes that are not UTF-8 as backslash escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip(os.sep) + os.sep)


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISDIR, "a folder"))
    return next((what for is_kind, what in kinds if is_kind(mode)), "a device")


def _skipped(shown: str, code: str, message: str) -> Failure:
    status: Status = "skipped"
    return Failure(shown, code, message, stage="find", status=status)


def _os_failure(error: OSError, shown: str) -> Failure:
    code = "permission" if isinstance(error, PermissionError) else "not_found" if isinstance(error, FileNotFoundError) else "io"
    return Failure(shown, code, error.strerror or type(error).__name__, stage="find")
