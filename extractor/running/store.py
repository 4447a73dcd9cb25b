"""Where the nodes of a cluster hand over part files: a folder that all of them see, or an object store through fsspec.

A file appears under its name whole or not at all. Names come from contents, so that a shard that was done twice hands over the
same file once.
"""

import contextlib
import os
import shutil
import uuid
from pathlib import Path
from typing import Any, Protocol

from extractor.errors import ModelError, OutputError
from extractor.extras import CLUSTER, install_command
from extractor.running.parts import sync_folder


class Store(Protocol):
    """A place for files by name."""

    def put(self, path: Path, name: str) -> None:
        """Copy a local file there."""

    def fetch(self, name: str, path: Path) -> None:
        """Copy a file from there to a local path; it is on the disk when this returns."""

    def remove(self, name: str) -> None:
        """Remove a file; one that is not there is no error."""

    def names(self) -> list[str]:
        """Return the names of all part files there, sorted."""


def open_store(location: str) -> Store:
    """Return the store at a folder or a URL such as ``s3://bucket/run``.

    Raises:
        ModelError: fsspec, or what it needs for this kind of URL, is not installed.
        OutputError: the URL makes no sense.
    """
    if "://" not in location:
        return FolderStore(Path(location))
    try:
        from fsspec.core import url_to_fs

        files, root = url_to_fs(location)
    except ImportError as error:
        raise ModelError(f"{location}: {error}; for part files in object stores: {install_command(*CLUSTER)}") from error
    except ValueError as error:
        raise OutputError(f"{location}: {error}") from error
    return FolderStore(Path(root)) if location.startswith("file:") else UrlStore(files, root)


class FolderStore:
    """A folder of a file system that all nodes share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, path: Path, name: str) -> None:
        """Copy a local file there: under another name, synced, then renamed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        _copy(path, self._folder / name)

    def fetch(self, name: str, path: Path) -> None:
        """Copy a file from there."""
        _copy(self._folder / name, path)

    def remove(self, name: str) -> None:
        """Remove a file, and the folder with its last one."""
        (self._folder / name).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self._folder.rmdir()

    def names(self) -> list[str]:
        """Return the names of all part files there, sorted."""
        return sorted(path.name for path in self._folder.glob("*.jsonl"))


class UrlStore:
    """A place behind fsspec, where an upload becomes visible when it is complete."""

    def __init__(self, files: Any, root: str) -> None:
        self._files = files
        self._root = root.rstrip("/")

    def put(self, path: Path, name: str) -> None:
        """Upload a local file."""
        self._files.makedirs(self._root, exist_ok=True)
        self._files.put_file(str(path), f"{self._root}/{name}")

    def fetch(self, name: str, path: Path) -> None:
        """Download a file under another name, then rename it."""
        temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
        self._files.get_file(f"{self._root}/{name}", str(temporary))
        _into_place(temporary, path)

    def remove(self, name: str) -> None:
        """Remove a file."""
        with contextlib.suppress(FileNotFoundError):
            self._files.rm_file(f"{self._root}/{name}")

    def names(self) -> list[str]:
        """Return the names of all part files there, sorted."""
        try:
            self._files.invalidate_cache()
            found = self._files.ls(self._root, detail=False)
        except FileNotFoundError:
            return []
        return sorted(name for path in found if (name := path.rpartition("/")[2]).endswith(".jsonl"))


def take(store: Store, name: str, parts: Path) -> None:
    """Move a part file that a node handed over into the folder of part files."""
    with contextlib.suppress(FileNotFoundError):  # taken before: two nodes did the same shard
        store.fetch(name, parts / name)
        store.remove(name)


def _copy(source: Path, target: Path) -> None:
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
    try:
        shutil.copyfile(source, temporary)
        _into_place(temporary, target)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _into_place(temporary: Path, target: Path) -> None:
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(target)
    sync_folder(target.parent)
