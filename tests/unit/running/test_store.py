"""Where nodes hand over part files."""

import uuid
from pathlib import Path

import pytest

from extractor.errors import ModelError, OutputError
from extractor.running.store import open_store, take


@pytest.fixture(params=["folder", "file", "memory"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A folder, and URLs of fsspec."""
    name = uuid.uuid4().hex
    return {"folder": str(tmp_path / name), "file": f"file://{tmp_path / name}", "memory": f"memory://{name}/run"}[request.param]


def test_what_was_put_is_taken_once(location: str, tmp_path: Path) -> None:
    store = open_store(location)
    assert store.names() == []
    (tmp_path / "part").write_bytes(b"one\n")
    parts = tmp_path / "parts"
    parts.mkdir()
    for name in ("b.jsonl", "a.jsonl", "known.json", "a.jsonl"):
        store.put(tmp_path / "part", name)
    assert open_store(location).names() == ["a.jsonl", "b.jsonl"]
    take(store, "a.jsonl", parts)
    take(store, "a.jsonl", parts)  # another node did the same shard
    assert store.names() == ["b.jsonl"]
    assert [path.name for path in parts.iterdir()] == ["a.jsonl"]
    assert (parts / "a.jsonl").read_bytes() == b"one\n"


def test_a_folder_is_gone_with_its_last_file(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "left"))
    (tmp_path / "part").write_bytes(b"one\n")
    store.put(tmp_path / "part", "a.jsonl")
    store.remove("a.jsonl")
    assert not (tmp_path / "left").exists()


def test_an_unknown_kind_of_url() -> None:
    with pytest.raises(OutputError, match="nosuch"):
        open_store("nosuch://bucket/run")


def test_a_kind_of_url_whose_package_is_missing() -> None:
    with pytest.raises(ModelError, match="libarchive"):
        open_store("libarchive://a.zip")
