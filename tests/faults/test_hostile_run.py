"""A whole run over hostile inputs, some of which change while they are read."""

import csv
import json
import threading
from collections import Counter
from pathlib import Path

import pytest
from hostile import SAID, make_hostile
from runs import PATIENCE, run, start, wait

pytestmark = pytest.mark.faults
# Formats of many records, of which each is an input of its own.
_RECORDS = (".csv", ".tsv", ".jsonl", ".json", ".xml", ".zip")
csv.field_size_limit(1 << 30)


def _rows(out: Path) -> list[dict[str, str]]:
    with (out / "tables" / "documents.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_hostile_input_is_accounted_for_once(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    accepted = make_hostile(folder)
    done = run("run", folder, "--out", out, "--workers", "2", "--timeout", "60", "--memory", "1024", "-v")
    assert done.returncode in {0, 3}
    assert not {b"\x1b", "\u202e".encode()} & {done.stderr[n : n + 1] for n in range(len(done.stderr))}
    rows = _rows(out)
    assert len({(row["source_path"], row["record"]) for row in rows}) == len(rows)
    found = Counter(row["source_path"].removeprefix("in/") for row in rows)
    states = {name: {row["status"] for row in rows if row["source_path"] == f"in/{name}"} for name in accepted}
    assert {name for name in accepted if not states[name]} == set()
    assert {name: states[name] for name in accepted if not states[name] <= accepted[name]} == {}
    assert {name: n for name, n in found.items() if n > 1 and not name.endswith(_RECORDS)} == {}
    assert set(found) == set(accepted)
    failed = {row["source_path"]: row for row in rows if row["status"] == "ok" and not row["text"]}
    assert failed == {}
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert sum(manifest["documents"].values()) == len(rows)
    assert "root:" not in (out / "tables" / "documents.csv").read_text(encoding="utf-8")
    assert run("run", folder, "--out", out, "--workers", "1").returncode == done.returncode
    assert _rows(out) == rows


def test_files_that_grow_shrink_and_vanish(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for number in range(300):
        (folder / f"a{number:03}.txt").write_text(f"{SAID}\n" * 200, encoding="utf-8")
    (folder / "log.jsonl").write_text(f'{{"text": "{SAID}"}}\n' * 500, encoding="utf-8")
    stop = threading.Event()

    def disturb() -> None:
        number = 0
        while not stop.wait(0.002):
            path = folder / f"a{number % 300:03}.txt"
            if number % 3 == 0:
                path.unlink(missing_ok=True)
            elif number % 3 == 1 and path.exists():
                with path.open("a", encoding="utf-8") as file:
                    file.write(f"Bo Lund said: more {number}\n")
            elif path.exists():
                with path.open("r+b") as file:
                    file.truncate(50)
            with (folder / "log.jsonl").open("a", encoding="utf-8") as file:
                file.write(f'{{"text": "Bo Lund said: {number}"}}\n')
            number += 1

    thread = threading.Thread(target=disturb)
    with start("run", folder, "--out", out, "--workers", "2") as process:
        wait(lambda: any((out / "parts").glob("part-*.jsonl")))  # the list of inputs is made
        thread.start()
        _, stderr = process.communicate(timeout=PATIENCE)
        stop.set()
        thread.join()
    assert process.returncode in {0, 3}
    assert b"Traceback" not in stderr
    rows = _rows(out)
    assert len({(row["source_path"], row["record"]) for row in rows}) == len(rows)
    assert len({row["source_path"] for row in rows}) == 301
    assert run("run", folder, "--out", out, "--workers", "2").returncode == 0
    assert run("run", folder, "--out", tmp_path / "fresh", "--workers", "2").returncode == 0
    assert _rows(out) == _rows(tmp_path / "fresh")
