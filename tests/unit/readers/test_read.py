import gzip
import io
import os
from pathlib import Path

import pytest
from files_read import codes, read_file
from hypothesis import given
from hypothesis import strategies as st

from extractor.articles import Deferred, Failure, RawDocument
from extractor.readers.base import ReadError, Source, readers
from extractor.readers.find import find_inputs
from extractor.readers.read import read_source
from extractor.settings import ReadOptions

TEXT = "The ferry sails on Monday, the mayor said.\n"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf"])
def test_an_empty_file_is_one_row(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    (failure,) = read_file(path)
    assert isinstance(failure, Failure)
    assert (failure.code, failure.status) == ("empty", "skipped")


def test_gzip_of_any_format(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "one"}\n{"text": "two"}\n', mtime=0))
    assert [item.text for item in read_file(tmp_path / "a.jsonl.gz") if isinstance(item, RawDocument)] == ["one", "two"]


def test_a_cut_gzip_file_gives_what_was_read_and_one_failure(tmp_path: Path) -> None:
    rows = "".join(f'{{"text": "{os.urandom(50).hex()}"}}\n' for _ in range(2000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(rows.encode())[:-4000])
    found = codes(read_file(tmp_path / "a.jsonl.gz"))
    assert found.count("ok") > 500
    assert found[-1] == "parse"
    assert len(found) == found.count("ok") + 1


@pytest.mark.parametrize("data", [b"\0" * 2_000_000, b"a" * 2_000_000])
def test_a_bomb_is_stopped_at_the_limit(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(data, mtime=0))
    assert codes(read_file(tmp_path / "a.txt.gz", max_bytes=100_000)) in (["not_text"], ["too_large"])


def test_a_file_of_many_records_that_unpacks_to_far_more_than_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "One."}\n{"text": "' + b"a" * (40 << 20)))
    found = list(read_source(Source(str(path), "a.jsonl.gz", "jsonl", packed=True)))
    assert [item.code if isinstance(item, Failure) else item.text for item in found] == ["One.", "bomb"]


def test_a_file_that_was_replaced_by_a_link_or_a_pipe_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    source = Source(str(tmp_path / "a.txt"), "a.txt", "txt")
    (tmp_path / "a.txt").unlink()
    assert codes(list(read_source(source))) == ["io"]
    (tmp_path / "a.txt").symlink_to("/etc/hostname")
    assert codes(list(read_source(source))) == ["link"]
    (tmp_path / "a.txt").unlink()
    os.mkfifo(tmp_path / "a.txt")
    assert codes(list(read_source(source))) == ["not_regular"]


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (TEXT.encode(), "txt"),
        (b'{"text": "one"}\n', "jsonl"),
        (b'{"text":\n "one"}\n', "json"),
        (b'[{"text": "one"}]', "json"),
        (b"<!doctype html><p>The ferry sails on Monday.</p>", "html"),
        (gzip.compress(TEXT.encode(), mtime=0), "txt"),
    ],
)
def test_standard_input_is_recognised_by_its_beginning(monkeypatch: pytest.MonkeyPatch, data: bytes, form: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    (source,) = find_inputs(["-"])
    assert isinstance(source, Source)
    (document,) = read_source(source)
    assert isinstance(document, RawDocument)
    assert (document.source_path, document.input_format) == ("stdin", form)


def test_an_unexpected_exception_is_one_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("surprise")

    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.setattr("extractor.readers.text.decode", fail)
    assert codes(read_file(tmp_path / "a.txt")) == ["internal"]


@given(
    name=st.sampled_from(sorted(readers())),
    data=st.binary(max_size=300) | st.text(st.characters(exclude_categories=["Cs"]), max_size=300).map(str.encode),
)
def test_any_bytes_give_articles_or_failures(name: str, data: bytes) -> None:
    source = Source("-", "given", name, named=True)
    try:
        found = readers()[name].read(io.BytesIO(data), source, ReadOptions())
        items = [item.load() if isinstance(item, Deferred) else item for item in found]
    except ReadError as error:
        items = [source.failure(error)]
    for item in items:
        if isinstance(item, RawDocument):
            item.text.encode("utf-8")
            ends = [0, *(edge for block in item.blocks for edge in (block.start, block.end)), len(item.text)]
            assert ends == sorted(ends)
    assert len({item.record for item in items}) == len(items)
