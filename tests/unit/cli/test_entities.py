"""The command ``entities``: look, decide, and what stands in the file and the tables then."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from line_runs import LINE_WORKER

from extractor.cli import main
from extractor.running import launch
from extractor.tables.dataframes import read_dataframes


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a run over a few lines."""
    folder = tmp_path_factory.mktemp("finished")
    for number, line in enumerate(["Ana Kova said: a\nRip Kova said: b", "Ana Kova said: c", "Kova said: d", "Kova said: e"]):
        (folder / f"{number}.txt").write_text(line, encoding="utf-8")
    inputs = map(str, folder.glob("*.txt"))
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(launch, "worker_command", lambda: LINE_WORKER)
        options = ("--workers", "1", "--format", "csv", "-q", "--out", str(folder / "out"))
        assert CliRunner().invoke(main, ["run", *inputs, *options]).exit_code == 0
    return folder / "out"


@pytest.fixture
def out(finished: Path, tmp_path: Path) -> Path:
    """A copy of that folder to work on."""
    return Path(shutil.copytree(finished, tmp_path / "out"))


def _do(out: Path, *arguments: str) -> Result:
    command, *rest = arguments
    return CliRunner().invoke(main, ["entities", command, str(out), *rest])


def _people(out: Path) -> list[str]:
    return sorted(read_dataframes(out)["people"]["name"])


def test_list(out: Path) -> None:
    lines = _do(out, "list").stdout.splitlines()
    assert lines[0] == "people: 4"
    assert lines[1].split()[0] == "2"
    assert lines[1].endswith("Ana Kova")
    assert lines[-2:] == ["organizations: 0", "places: 0"]
    assert _do(out, "list", "--kind", "person", "--min-mentions", "2").stdout.splitlines()[0] == "people: 1"
    listed = json.loads(_do(out, "list", "--json", "--limit", "1").stdout)
    assert [row["name"] for row in listed["people"]] == ["Ana Kova"]
    assert (listed["people"][0]["mention_count"], listed["places"]) == (2, [])


def test_merge_rename_and_drop(out: Path) -> None:
    result = _do(out, "merge", "rip kova", "--into", "Ana Kova", "--note", "headline")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "3 people, 0 organizations, 0 places")
    assert _do(out, "rename", "Ana Kova", "Anna Kova").exit_code == 0
    people = read_dataframes(out)["people"]
    one = str(people[people["name"] == "Kova"]["person_id"].iloc[0])
    assert _do(out, "drop", one).exit_code == 0
    assert _people(out) == ["Anna Kova", "Kova"]
    assert (out / "entities.csv").read_text("utf-8").splitlines() == [
        "action,kind,entity,value,note",
        "merge,person,Rip Kova,Ana Kova,headline",
        "rename,person,Ana Kova,Anna Kova,",
        f"drop,person,{one},,",
    ]


def test_alias_and_split(out: Path) -> None:
    assert _do(out, "alias", "Ana Kova", "Kova").exit_code == 0
    assert _people(out) == ["Ana Kova", "Rip Kova"]
    assert _do(out, "split", "Ana Kova", "Kova").exit_code == 0
    assert _people(out) == ["Ana Kova", "Kova", "Rip Kova"]


def test_unknown_and_ambiguous_names(out: Path) -> None:
    result = _do(out, "drop", "Cy Mora")
    assert (result.exit_code, result.stderr.splitlines()[0][:45]) == (4, "extractor: no entity is named 'Cy Mora'; look")
    assert _do(out, "alias", "Rip Kova", "The Iron Mayor").exit_code == 0
    assert "is named 'the iron mayor'; it is another name of Rip Kova" in _do(out, "drop", "the iron mayor").stderr
    (out / "entities.csv").unlink()
    result = _do(out, "drop", "Kova")
    assert result.exit_code == 4
    assert result.stderr.splitlines()[0] == "extractor: 2 entities are named 'Kova'; give one of the ids:"
    assert not (out / "entities.csv").exists()


def test_apply_an_edited_file(out: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared.csv"
    shared.write_text("action,kind,entity,value\ndrop,person,Rip Kova,\ndrop,person,Cy Mora,\n", encoding="utf-8")
    result = _do(out, "apply", "--entities", str(shared))
    assert result.exit_code == 0
    assert result.stderr.splitlines() == ["decisions on entities, line 3 (drop): no person is named 'Cy Mora' in these articles"]
    assert _people(out) == ["Ana Kova", "Kova", "Kova"]
