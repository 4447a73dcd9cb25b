"""What a worker stores, and for how long it holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import LineStage

from extractor.articles import Article, Failure, RawDocument
from extractor.errors import OutputError
from extractor.readers.base import Item, Source
from extractor.running.parts import read_index
from extractor.running.tasks import Task, source_hash
from extractor.running.worker import Shard
from extractor.settings import RunSettings


@pytest.fixture
def source(tmp_path: Path) -> Source:
    path = tmp_path / "a.txt"
    path.write_text("Ana Kova said: yes", encoding="utf-8")
    return Source(str(path), "in/a.txt", "txt")


def _work_off(stage: LineStage, source: Source, folder: Path) -> dict[str, str]:
    """Status and hash of the file of what is stored."""
    Shard(stage, folder / "part-000.jsonl", "f", lambda _: None).run(Task((source,), (source_hash(source),)))
    return {key.status: key.file for key in read_index(folder, "f").values()}


@pytest.mark.parametrize("code", ["io", "permission"])
def test_a_failure_that_may_pass_does_not_hold_for_the_file(code: str, source: Source, tmp_path: Path) -> None:
    class Unreadable(LineStage):
        def read(self, source: Source) -> Iterator[Item]:
            yield Failure(source.source_path, code, "Input/output error")

    assert _work_off(Unreadable(RunSettings()), source, tmp_path / "parts") == {"error": ""}
    assert _work_off(LineStage(RunSettings()), source, tmp_path / "parts") == {"ok": source_hash(source)}


def test_no_room_for_temporary_files_is_no_result(source: Source, tmp_path: Path) -> None:
    class Full(LineStage):
        def clean(self, raw: RawDocument) -> Article | Failure:
            raise OutputError("no room")

    with pytest.raises(OutputError):
        _work_off(Full(RunSettings()), source, tmp_path / "parts")
    assert read_index(tmp_path / "parts", "f") == {}
