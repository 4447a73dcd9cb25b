"""Two runs compared, with decisions of reviewers in either."""

import json
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner
from deciding import event
from factories import make_result
from published import publish_tables

from extractor.cli import main
from extractor.decisions.gold import gold_documents
from extractor.decisions.model import Event
from extractor.evaluation.diff import compare_runs, lines
from extractor.evaluation.gold import read_annotations
from extractor.evaluation.outputs import read_output
from extractor.evaluation.scores import evaluate
from extractor.report.database import opened

OLD = make_result("Ana Kova said: the dam holds for now\nBo Lund said: it leaks at night\nCy Mora said: all is well\n")
NEW = make_result("Ana Kova said: the dam holds for now\nDi Novak said: it leaks at night\nsays Cy\nEd Pike said: trains run\n")


def _publish(folder: Path, result: object, events: Sequence[Event] = ()) -> Path:
    publish_tables([result], folder, parts=folder.with_name(f"{folder.name}-parts"), formats=["csv"], events=events)  # type: ignore[list-item]
    return folder


def test_gained_lost_changed_and_against_decisions(tmp_path: Path) -> None:
    log = [event(OLD, "accept", 2), event(NEW, "reject", 2)]
    old, new = _publish(tmp_path / "old", OLD, log[:1]), _publish(tmp_path / "new", NEW, log)
    difference = compare_runs(old, new)
    assert [each.name for each in difference.lost] == ["[Cy Mora] said: all is well"]
    assert [each.name for each in difference.gained] == ["[Ed Pike] said: trains run"]
    assert [each.changes for each in difference.changed] == [
        {"speaker_name": ("Bo Lund", "Di Novak"), "source_text": ("Bo Lund", "Di Novak")}
    ]
    assert [(each.name, each.decision) for each in difference.regressions] == [
        ("[Ed Pike] said: trains run", "rejected"),
        ("[Cy Mora] said: all is well", "accepted"),
    ]
    assert [each.name for each in difference.entities_lost] == ["Bo Lund", "Cy Mora"]
    shown = "\n".join(lines(difference, most=1))
    assert "against decisions of reviewers: 2" in shown
    assert "... and 1 more" in shown


def test_the_command(tmp_path: Path) -> None:
    old, new = str(_publish(tmp_path / "old", OLD)), str(_publish(tmp_path / "new", NEW))
    assert CliRunner().invoke(main, ["diff", old, new]).exit_code == 0
    assert CliRunner().invoke(main, ["diff", old, new, "--exit-code"]).exit_code == 6
    same = CliRunner().invoke(main, ["diff", old, old, "--exit-code", "--json"])
    assert same.exit_code == 0
    assert json.loads(same.stdout)["lost"] == []
    assert CliRunner().invoke(main, ["diff", old, str(tmp_path)]).exit_code == 4


def test_reviewed_articles_are_gold_for_evaluation(tmp_path: Path) -> None:
    log = [event(OLD, "accept"), event(OLD, "reject", 1), event(OLD, "accept", 2), event(OLD, "complete")]
    folder = _publish(tmp_path / "out", OLD, log)
    with opened(folder) as connection:
        (document,) = gold_documents(connection)
    assert [each["speaker"] for each in document["statements"]] == ["Ana Kova", "Cy Mora"]
    target = tmp_path / "gold.jsonl"
    result = CliRunner().invoke(main, ["export", str(folder), "--as", "gold", "--out", str(target)])
    assert result.exit_code == 0, result.output
    gold = read_annotations(target)
    figures = evaluate(gold, read_output(folder, gold)).figures()
    assert figures["statements.found.all.recall"] == 1.0
    assert round(figures["statements.found.all.precision"], 2) == 0.67
