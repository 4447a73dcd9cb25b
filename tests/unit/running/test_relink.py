"""Decisions of users in whole runs, and tables made anew from stored results."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from line_runs import Runner, make_runner

from extractor.errors import InputError
from extractor.running.fingerprint import Provenance
from extractor.running.relink import relink
from extractor.tables.dataframes import read_dataframes

Tables = Callable[[Path], dict[str, bytes]]
DECISIONS = """action,kind,entity,value,note
merge,person,Ana Kova,Bo Lund,
rename,person,Cy Mora,Cyrus Mora,
alias,person,Cyrus Mora,"The Mayor, of Lund",
drop,person,Di Novak,,
drop,person,Nobody Known,,
"""
NOTE = "decisions on entities, line 6 (drop): no person is named 'Nobody Known' in these articles"


@pytest.fixture(scope="module")
def once(provenance: Provenance, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles and the output of their run."""
    folder = tmp_path_factory.mktemp("once")
    (folder / "in").mkdir()
    for name in ("Ana Kova", "Bo Lund", "Cy Mora", "Di Novak", "Ed Pike"):
        (folder / "in" / f"{name}.txt").write_text(f"{name} said: yes", encoding="utf-8")
    with pytest.MonkeyPatch.context() as monkeypatch:
        make_runner(provenance, monkeypatch)([folder / "in"], folder / "out")
    return folder


@pytest.fixture
def finished(once: Path, tmp_path: Path) -> Path:
    """The output folder of a run."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return tmp_path / "out"


def test_decisions_are_replayed_without_analysis(finished: Path, tmp_path: Path, runner: Runner, tables: Tables) -> None:
    before = read_dataframes(finished)["people"].set_index("name")
    (finished / "entities.csv").write_text(DECISIONS, encoding="utf-8")
    counts = relink(finished)
    assert counts.notes == (NOTE,)
    after = read_dataframes(finished)
    people = after["people"].set_index("name")
    assert sorted(people.index) == ["Bo Lund", "Cyrus Mora", "Ed Pike"]
    assert people.loc["Bo Lund", "person_id"] == before.loc["Bo Lund", "person_id"]
    assert people.loc["Ed Pike", "person_id"] == before.loc["Ed Pike", "person_id"]
    assert people.loc["Bo Lund", ["mention_count", "document_count", "statement_count"]].tolist() == [2, 2, 2]
    assert people.loc["Cyrus Mora", ["given_name", "family_name"]].tolist() == ["Cyrus", "Mora"]
    assert people["review_status"].to_dict() == {"Bo Lund": "corrected", "Cyrus Mora": "corrected", "Ed Pike": "unreviewed"}
    assert people.loc["Cyrus Mora", "aliases"] == ["Cy Mora", "The Mayor, of Lund"]
    assert after["mentions"]["entity_id"].isna().sum() == 1
    aliases = after["entity_aliases"]
    assert set(aliases[aliases["source"] == "user"]["alias"]) >= {"Cyrus Mora", "The Mayor, of Lund"}

    again = runner([tmp_path / "in"], finished)
    assert (again.reused, again.notes) == (5, (NOTE,))
    moved = (finished / "entities.csv").rename(tmp_path / "shared.csv")
    fresh = runner([tmp_path / "in"], tmp_path / "fresh", entities=str(moved))
    assert fresh.notes == (NOTE,)
    assert tables(finished) == tables(tmp_path / "fresh")


def test_the_manifest_tells_of_the_review(finished: Path) -> None:
    before = json.loads((finished / "manifest.json").read_text("utf-8"))
    (finished / "entities.csv").write_text(DECISIONS, encoding="utf-8")
    relink(finished)
    after = json.loads((finished / "manifest.json").read_text("utf-8"))
    assert before["review_sha256"] == "" != after["review_sha256"]
    assert before["files"].keys() == after["files"].keys()
    assert after["rows"]["people"] == 3
    (finished / "entities.csv").unlink()
    relink(finished)
    last = json.loads((finished / "manifest.json").read_text("utf-8"))
    assert {name: last[name] for name in last if name != "run"} == {name: before[name] for name in before if name != "run"}


def test_external_ids_and_the_files_of_the_run(finished: Path, tmp_path: Path, runner: Runner) -> None:
    known = tmp_path / "known.csv"
    known.write_text("name,kind,external_id\nEd Pike,person,Q5\n", encoding="utf-8")
    relink(finished, registry=str(known))
    relink(finished)
    people = read_dataframes(finished)["people"].set_index("name")
    assert (people.loc["Ed Pike", "external_id"], people.loc["Bo Lund", "external_id"]) == ("Q5", "")


def test_a_name_of_another_kind_is_so_in_all_tables(finished: Path) -> None:
    (finished / "entities.csv").write_text("action,kind,entity,value\nkind,person,Ed Pike,organization\n", encoding="utf-8")
    relink(finished)
    tables = read_dataframes(finished)
    (pike,) = tables["organizations"].to_dict("records")
    mentions, statements = tables["mentions"].set_index("text"), tables["statements"].set_index("speaker_name")
    assert (mentions.loc["Ed Pike", "entity_id"], mentions.loc["Ed Pike", "kind"]) == (pike["organization_id"], "organization")
    assert statements.loc["Ed Pike", ["speaker_id", "speaker_kind"]].tolist() == [pike["organization_id"], "organization"]
    assert (mentions.loc["Bo Lund", "kind"], statements.loc["Bo Lund", "speaker_kind"]) == ("person", "person")


def test_what_cannot_be_linked_anew(finished: Path, tmp_path: Path, runner: Runner) -> None:
    with pytest.raises(InputError, match=r"no manifest\.json"):
        relink(tmp_path)
    with pytest.raises(InputError, match=r"gone\.csv: cannot be read"):
        relink(finished, entities=str(tmp_path / "gone.csv"))
    runner([tmp_path / "in"], finished, formats=["csv"], keep_parts=False)
    with pytest.raises(InputError, match="no stored results"):
        relink(finished)


def test_a_faulty_file_stops_a_run_before_it_begins(finished: Path, tmp_path: Path, runner: Runner) -> None:
    (finished / "entities.csv").write_text("action,kind,entity,value\nmarry,person,Ana Kova,Bo Lund\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2: action 'marry'"):
        runner([tmp_path / "in"], finished)
