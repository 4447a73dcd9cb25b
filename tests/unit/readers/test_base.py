"""The registry of readers: those of other packages, and those whose package is missing."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from extractor.articles import Failure, RawDocument
from extractor.errors import InputError, ModelError
from extractor.readers import base
from extractor.readers.base import Reader, ReadError, Source, Stream, parsing, reader, readers
from extractor.readers.find import find_inputs
from extractor.readers.read import read_source
from extractor.settings import ReadOptions


@reader("wire", suffixes=(".wire",), single=True)
def read_wire(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    yield RawDocument(source.source_path, stream.read().decode(), outlet="Wire")


class Point:
    """An entry point as an installed package declares it."""

    name = "wire"
    value = "wire_package:read_wire"
    dist = SimpleNamespace(name="wire-package", version="2.1")

    def __init__(self, value: object) -> None:
        self._value = value

    def load(self) -> object:
        return self._value


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Point]]:
    """Entry points of other packages, empty at first."""
    points: list[Point] = []
    monkeypatch.setattr(base, "entry_points", lambda group: points if group == "extractor.readers" else [])
    readers.cache_clear()
    yield points
    readers.cache_clear()


def test_a_reader_of_another_package(installed: list[Point], tmp_path: Path) -> None:
    installed.append(Point(read_wire))
    (tmp_path / "a.wire").write_text("The ferry sails.")
    (source,) = find_inputs([str(tmp_path)])
    assert isinstance(source, Source)
    (document,) = read_source(source)
    assert isinstance(document, RawDocument)
    assert (document.text, document.outlet, document.input_format) == ("The ferry sails.", "Wire", "wire")
    assert readers()["wire"].version == "wire-package 2.1"


def test_a_reader_may_name_another_format_than_its_own(tmp_path: Path) -> None:
    @reader("parcel", suffixes=(".parcel",))
    def read_parcel(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
        yield RawDocument("a.parcel", "The ferry sails.", input_format="wire")
        yield Failure("a.parcel", "record", "no text")

    document, failure = read_parcel.read(io.BytesIO(), Source("a.parcel", "a.parcel", "parcel"), ReadOptions())
    assert isinstance(document, RawDocument)
    assert isinstance(failure, Failure)
    assert (document.input_format, failure.input_format) == ("wire", "")


@pytest.mark.parametrize("value", ["no reader", replace(read_wire, name="txt"), replace(read_wire, suffixes=(".html",))])
def test_readers_that_clash_are_refused(installed: list[Point], value: object) -> None:
    installed.append(Point(value))
    with pytest.raises(InputError, match="wire"):
        readers()


def test_a_format_whose_package_is_missing(installed: list[Point], tmp_path: Path) -> None:
    lacking = Reader("wire", (".wire",), read_wire.read, package="wire-package", module="no_such_module")
    installed.append(Point(lacking))
    (tmp_path / "a.wire").write_text("x")
    (failure,) = find_inputs([str(tmp_path)])
    assert isinstance(failure, Failure)
    assert (failure.code, failure.status) == ("missing_package", "error")
    assert failure.message.endswith("python -m pip install wire-package")
    with pytest.raises(ModelError, match="pip install wire-package"):
        list(find_inputs([str(tmp_path / "a.wire")]))
    (failure,) = read_source(Source(str(tmp_path / "a.wire"), "a.wire", "wire"))
    assert isinstance(failure, Failure)
    assert failure.code == "missing_package"


def test_pages_that_a_browser_saved_with_a_folder(tmp_path: Path) -> None:
    for name in ("Ferry.html", "Ferry_files/frame.html", "Ferry_files/a.css", "notes_files/b.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text("x")
    found = {item.source_path: getattr(item, "code", "ok") for item in find_inputs([str(tmp_path / "in")])}
    assert found == {"in/Ferry.html": "ok", "in/Ferry_files": "page_parts", "in/notes_files/b.txt": "ok"}


@pytest.mark.parametrize(("raised", "expected"), [("PanicException", ReadError), ("Other", BaseException)])
def test_a_library_in_panic_costs_one_input(raised: str, expected: type[BaseException]) -> None:
    error = type(raised, (BaseException,), {})
    with pytest.raises(expected) as caught, parsing("web archive"):
        raise error("no such place")
    assert caught.type is (ReadError if raised == "PanicException" else error)
