"""What is to be done."""

import os
from pathlib import Path

import pytest

from extractor import ids
from extractor.errors import InputError
from extractor.readers.base import Source
from extractor.running.parts import Key
from extractor.running.plan import Plan, make_plan
from extractor.running.sharding import EVERYTHING, Shard
from extractor.running.tasks import Task, source_hash
from extractor.settings import RunSettings


def _plan(inputs: list[Path], index: dict[str, Key] | None = None, *, shard: Shard = EVERYTHING, **settings: object) -> Plan:
    return make_plan(
        [str(path) for path in inputs], out=inputs[0] / "out", spool=None, settings=RunSettings.model_validate(settings),
        index=index or {}, workers=2, shard=shard,
    )  # fmt: skip


def test_files_are_spread_over_the_workers(articles: Path) -> None:
    plan = _plan([articles])
    assert plan.sources == 13
    assert [failure.code for failure in plan.failures] == ["unsupported"]
    sizes = [len(task.sources) for task in plan.tasks]
    assert sum(sizes) == 13
    assert sizes[0] <= 13 // 2
    assert sizes[-2:] == [1, 1]


def test_tasks_grow_no_larger_than_a_worker_should_lose(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number:03}.txt").write_text("Bo Hale left. " * 50, encoding="utf-8")
    sizes = [len(task.sources) for task in _plan([tmp_path]).tasks]
    assert sizes == sorted(sizes, reverse=True)
    assert (sum(sizes), sizes[0], sizes[-1]) == (300, 64, 1)
    assert [len(task.sources) for task in _plan([tmp_path], limit=2).tasks] == [1, 1]


def test_copies_of_a_file_stand_behind_it(tmp_path: Path) -> None:
    for number, text in enumerate(("one", "two", "three", "one", "two", "one")):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    names = [Path(source.path).stem for task in _plan([tmp_path]).tasks for source in task.sources]
    assert names == ["0", "3", "5", "1", "4", "2"]


def test_what_is_stored_is_not_done_again(articles: Path) -> None:
    document = ids.document_id("in/a0.txt", "")
    index = {document: Key(document, "c0", source_hash(Source(str(articles / "a0.txt"), "a0.txt", "txt")), "f")}
    plan = _plan([articles], index)
    assert plan.reused == {document: "c0"}
    (articles / "a0.txt").write_text("new", encoding="utf-8")
    assert not _plan([articles], index).reused


def test_a_large_file_is_cut_into_slices(tmp_path: Path) -> None:
    path = tmp_path / "big.jsonl"
    path.write_bytes(b'{"text": "a"}\n' * 700_000)
    tasks = _plan([path]).tasks
    assert [(task.part, task.parts) for task in tasks] == [(0, 3), (1, 3), (2, 3)]
    wanted = [[index for index in range(1000) if task.wants(index, "d")] for task in tasks]
    assert sorted(index for part in wanted for index in part) == list(range(1000))


def test_a_large_file_that_is_one_article_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"word " * 1_700_000)
    (tmp_path / "big.txt.gz").write_bytes(os.urandom(8_500_000))
    assert [(len(task.sources), task.parts) for task in _plan([tmp_path]).tasks] == [(1, 1)] * 2
    shards = [_plan([tmp_path], shard=Shard(number, 3)) for number in (1, 2, 3)]
    assert sorted(task.sources[0].source_path for plan in shards for task in plan.tasks) == [
        f"{tmp_path.name}/big.txt",
        f"{tmp_path.name}/big.txt.gz",
    ]


def test_a_limit_counts_records(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n' * 5, encoding="utf-8")
    (tmp_path / "b.txt").write_text("b", encoding="utf-8")
    (tmp_path / "c.txt").write_text("c", encoding="utf-8")
    assert [task.take for task in _plan([tmp_path], limit=6).tasks] == [5, 1]
    assert [task.take for task in _plan([tmp_path], limit=3).tasks] == [3]


@pytest.mark.parametrize("name", ["picture.png", None])
def test_nothing_to_read_is_an_error_that_says_what_was_found(tmp_path: Path, name: str | None) -> None:
    if name:
        (tmp_path / name).touch()
    with pytest.raises(InputError, match=name or "nothing is there"):
        _plan([tmp_path])


def test_a_task_survives_the_way_to_a_worker(articles: Path) -> None:
    task = _plan([articles]).tasks[0]
    assert Task.from_json(task.to_json()) == task


def test_files_that_are_no_single_document_by_their_size_are_not_hashed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bo Hale left.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Bo Hale left. " * 100, encoding="utf-8")
    plan = _plan([tmp_path], reading={"max_bytes": 1024})
    hashes = {
        source.source_path[-5:]: digest for task in plan.tasks for source, digest in zip(task.sources, task.hashes, strict=True)
    }
    assert (bool(hashes["a.txt"]), bool(hashes["b.txt"])) == (True, False)
