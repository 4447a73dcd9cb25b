"""Part files: nothing that was stored is lost, nothing damaged is believed."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from factories import make_result
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.records import DocumentResult
from extractor.running import parts
from extractor.running.parts import Key, LineKeys, PartWriter, compact, decode, encode, part_files, read_index

RESULTS = [make_result(f"Ana Kova said: {number} € \u2028 \x00", f"in/{number}.txt") for number in range(3)]
LINES = [encode(Key(result.document.document_id, f"{number:032x}", "", "ab"), result) for number, result in enumerate(RESULTS)]


def _ids(folder: Path) -> set[str]:
    return set(read_index(folder, "ab"))


def _write(folder: Path, *lines: bytes) -> Path:
    path = folder / "part-000.jsonl"
    writer = PartWriter(path)
    writer.append(list(lines))
    writer.close()
    return path


def test_a_line_gives_back_its_key_and_result() -> None:
    key = decode(LINES[0])
    assert key is not None
    assert key.document_id == RESULTS[0].document.document_id
    body = LINES[0][LINES[0].index(b'"result":') + 9 : -2]
    assert DocumentResult.model_validate_json(body) == RESULTS[0]


@settings(max_examples=30)
@given(st.integers(0, sum(map(len, LINES))))
def test_a_file_cut_anywhere_keeps_its_whole_lines_and_takes_new_ones(cut: int) -> None:
    with TemporaryDirectory() as name:
        path = _write(Path(name), *LINES)
        data = path.read_bytes()[:cut]
        path.write_bytes(data)
        whole = {RESULTS[number].document.document_id for number in range(data.count(b"\n"))}
        assert _ids(Path(name)) == whole
        _write(Path(name), LINES[2])
        assert _ids(Path(name)) == whole | {RESULTS[2].document.document_id}


@given(st.integers(0, len(LINES[0]) - 2), st.integers(1, 255))
def test_a_damaged_line_is_not_believed(place: int, change: int) -> None:
    damaged = bytearray(LINES[0])
    damaged[place] ^= change
    key = decode(bytes(damaged))
    assert key is None or key == decode(LINES[0])  # a check sum in capitals is the same number


def test_compaction_drops_what_is_not_current(tmp_path: Path) -> None:
    old = encode(Key(RESULTS[1].document.document_id, "0" * 32, "", "ab"), RESULTS[1])
    other_program = encode(Key(RESULTS[2].document.document_id, f"{2:032x}", "", "cd"), RESULTS[2])
    path = _write(tmp_path, LINES[0], old, LINES[1], LINES[1], other_program, b"junk\n")
    current = {result.document.document_id: f"{number:032x}" for number, result in enumerate(RESULTS)}
    assert compact(tmp_path, current, "ab") == 2
    assert path.read_bytes() == LINES[0] + LINES[1]


def test_compaction_leaves_a_current_file_alone_and_removes_an_empty_one(tmp_path: Path) -> None:
    path = _write(tmp_path, LINES[0])
    (tmp_path / "part-001.jsonl").write_bytes(b"torn")
    before = path.stat().st_ino
    assert compact(tmp_path, {RESULTS[0].document.document_id: f"{0:032x}"}, "ab") == 1
    assert part_files(tmp_path) == [path]
    assert path.stat().st_ino == before


def test_looking_without_repair_changes_nothing(tmp_path: Path) -> None:
    path = _write(tmp_path, LINES[0])
    with path.open("ab") as file:
        file.write(LINES[1][:-5])
    size = path.stat().st_size
    assert len(read_index(tmp_path, "ab", repair=False)) == 1
    assert path.stat().st_size == size


def test_of_a_file_that_grew_only_new_lines_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, LINES[0])
    keys, read = LineKeys(), []
    assert len(read_index(tmp_path, "ab", keys)) == 1
    _write(tmp_path, LINES[1])
    monkeypatch.setattr(parts, "decode", lambda line: read.append(line) or decode(line))
    current = {result.document.document_id: f"{number:032x}" for number, result in enumerate(RESULTS)}
    assert compact(tmp_path, current, "ab", keys) == 2
    assert read == [LINES[1]]


def test_a_file_that_another_took_the_place_of_is_read_whole(tmp_path: Path) -> None:
    path = _write(tmp_path, LINES[0])
    keys = LineKeys()
    assert len(keys.of(path)) == 1
    (tmp_path / "other").write_bytes(LINES[1] + LINES[2])
    (tmp_path / "other").replace(path)
    assert keys.of(path) == [decode(LINES[1]), decode(LINES[2])]
