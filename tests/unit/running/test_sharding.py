"""Which shard an input belongs to, and what the folder of a shard says of itself."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import InputError
from extractor.running.fingerprint import Provenance
from extractor.running.sharding import EVERYTHING, FILE_NAME, Shard, ShardFile
from extractor.running.tasks import SLICE_BLOCK, Task
from extractor.settings import RunSettings


@given(st.text(), st.integers(1, 40))
def test_each_input_belongs_to_one_shard(name: str, of: int) -> None:
    assert sum(Shard(number, of).owns(name) for number in range(1, of + 1)) == 1


def test_shards_are_about_equal() -> None:
    counts = [sum(Shard(number, 4).owns(f"news/{n}.txt") for n in range(4000)) for number in range(1, 5)]
    assert min(counts) > 900


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 2000))
def test_each_record_of_a_large_file_is_in_one_slice_of_one_shard(of: int, slices: int, index: int) -> None:
    tasks = [
        Task((), (), part=part, parts=parts) for number in range(1, of + 1) for part, parts in Shard(number, of).slices(slices)
    ]
    assert sum(task.wants(index * SLICE_BLOCK, "d") for task in tasks) == 1


def test_shards_are_read_from_text() -> None:
    assert Shard.parse("3/16") == Shard(3, 16)
    assert Shard.parse("") == EVERYTHING
    with pytest.raises(InputError, match="no shard 4/3"):
        Shard.parse("4/3")


def test_the_file_of_a_shard_gives_back_what_was_written(tmp_path: Path, provenance: Provenance) -> None:
    file = ShardFile(Shard(2, 3), provenance, RunSettings(model="sm"), True, "ab", 4, 1, "cd")
    file.write(tmp_path)
    assert ShardFile.read(tmp_path) == file
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"schema_version": "1"}', '{"schema_version": "0"}'])
def test_a_folder_that_is_no_shard(content: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no shard there"):
        ShardFile.read(tmp_path / "no")
    (tmp_path / FILE_NAME).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"no shard there|another version"):
        ShardFile.read(tmp_path)
