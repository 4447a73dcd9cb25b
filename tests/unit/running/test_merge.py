"""Shards run apart and merged equal one run; what is not all of one run is refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from line_runs import Runner

from extractor.errors import InputError
from extractor.running import plan
from extractor.running.faults import VARIABLE
from extractor.running.fingerprint import Provenance
from extractor.running.manifest import input_hash
from extractor.running.merge import merge
from extractor.running.sharding import FILE_NAME, Shard, ShardFile
from extractor.settings import RunSettings

Tables = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def shards(articles: Path, tmp_path: Path, runner: Runner, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Both halves of a run in which one document fails."""
    monkeypatch.setenv(VARIABLE, "raise=a3.txt")
    folders = [tmp_path / f"shard{number}" for number in (1, 2)]
    for number, folder in enumerate(folders, 1):
        runner([articles], folder, shard=f"{number}/2")
    return folders


@pytest.fixture
def dump(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file so large that its records are shared out."""
    monkeypatch.setattr(plan, "_SLICE_BYTES", 4 << 10)
    lines = [json.dumps({"id": f"r{n}", "text": f"Bo Lund said: {n}" + " and more" * 7}) for n in range(80)]
    (articles / "dump.jsonl").write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.usefixtures("dump")
def test_merged_shards_equal_one_run(articles: Path, shards: list[Path], tmp_path: Path, runner: Runner, tables: Tables) -> None:
    whole = runner([articles], tmp_path / "whole")
    merged = merge(list(reversed(shards)), out=tmp_path / "merged")
    assert (merged.ok, merged.skipped, merged.failed) == (whole.ok, whole.skipped, whole.failed) == (91, 2, 1)
    assert tables(tmp_path / "merged") == tables(tmp_path / "whole")
    merge(shards, out=tmp_path / "merged")  # once more into the same folder
    assert tables(tmp_path / "merged") == tables(tmp_path / "whole")
    # A shard makes no tables, and its command goes on.
    assert {path.name for path in shards[0].iterdir()} == {"parts", FILE_NAME, ".extractor.lock"}
    again = [runner([articles], folder, shard=f"{number}/2") for number, folder in enumerate(shards, 1)]
    assert [summary.reused for summary in again] == [summary.found for summary in again]
    assert (sum(summary.found for summary in again), sum(summary.failed for summary in again)) == (94, 1)


@pytest.fixture
def described(tmp_path: Path, provenance: Provenance) -> dict[str, ShardFile]:
    """What two shards say of themselves, without results."""
    return {f"s{n}": ShardFile(Shard(n, 2), provenance, RunSettings(), True, "ab", 15, 0, input_hash({})) for n in (1, 2)}


@pytest.mark.parametrize(
    ("folder", "change", "message"),
    [
        ("s1", {"shard": Shard(1, 12)}, "s2 is shard 2/2, .*s1 is shard 1/12"),
        ("s2", {"shard": Shard(1, 2)}, "s2 and .*s1 are both shard 1/2"),
        ("s2", {"finished": False}, "s2: shard 2/2 is not finished"),
        ("s2", {"documents": 3}, "s2: its stored results are not those"),
        ("s2", {"input_sha256": "cd"}, "s2: its stored results are not those"),
        ("s2", {"listing_sha256": "cd", "found": 16}, r"s2 was made from other inputs \(16 files\)"),
        ("s2", {"settings": RunSettings(language="")}, "another setting 'language'"),
    ],
)
def test_what_is_not_of_one_run_is_refused(
    folder: str, change: dict[str, Any], message: str, described: dict[str, ShardFile], tmp_path: Path
) -> None:
    described[folder] = replace(described[folder], **change)
    for name, file in described.items():
        (tmp_path / name).mkdir()
        file.write(tmp_path / name)
    with pytest.raises(InputError, match=message):
        merge([tmp_path / name for name in described], out=tmp_path / "out")
    assert not (tmp_path / "out" / "tables").exists()


def test_missing_shards_are_named(described: dict[str, ShardFile], tmp_path: Path) -> None:
    replace(described["s1"], shard=Shard(3, 14)).write(tmp_path)
    with pytest.raises(InputError, match=r"shards missing: 1, 2, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more of 14"):
        merge([tmp_path], out=tmp_path / "out")


def test_a_shard_by_another_program(described: dict[str, ShardFile], tmp_path: Path) -> None:
    other = replace(described["s2"], provenance=replace(described["s2"].provenance, program_sha256="0", model_sha256="0"))
    for name, file in {"s1": described["s1"], "s2": other}.items():
        (tmp_path / name).mkdir()
        file.write(tmp_path / name)
    with pytest.raises(InputError, match="another program version, model than"):
        merge([tmp_path / "s1", tmp_path / "s2"], out=tmp_path / "out")


def test_folders_are_not_mixed_up(shards: list[Path], articles: Path, tmp_path: Path, runner: Runner) -> None:
    with pytest.raises(InputError, match="holds shard 1/2"):
        runner([articles], shards[0], shard="2/2")
    with pytest.raises(InputError, match="the folder of a shard"):
        merge(shards, out=shards[0])
    runner([articles], tmp_path / "whole")
    with pytest.raises(InputError, match="tables of a whole run"):
        runner([articles], tmp_path / "whole", shard="1/2")
    runner([articles], shards[0])
    with pytest.raises(InputError, match="no shard there"):
        merge(shards, out=tmp_path / "out")
