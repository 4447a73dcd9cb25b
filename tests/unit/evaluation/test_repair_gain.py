"""What a repair rule is worth, on two small texts."""

from pathlib import Path

from click.testing import CliRunner

from extractor.api import TextExtractor
from extractor.cli import main
from extractor.entities.repair import repairs
from extractor.evaluation.gold import AnnotatedDocument, AnnotatedEntity
from extractor.evaluation.repair_gain import ALL_RULES, MODEL_ALONE, RepairGain, measure_repairs, write_repair_gains

TEXT = "Ann Lee KC spoke for the White House on Monday.\n\nLater Ann Lee wrote a Facebook post about it."


def _gold(*names: tuple[str, str]) -> dict[str, AnnotatedDocument]:
    entities = [
        AnnotatedEntity(start=TEXT.index(words), end=TEXT.index(words) + len(words), label=label) for words, label in names
    ]
    return {"a": AnnotatedDocument(doc_id="a", text=TEXT, entities=entities, eval_span=(0, TEXT.index("Later")))}


def test_gains(text_extractor: TextExtractor) -> None:
    gold = _gold(("Ann Lee", "PERSON"), ("White House", "ORG"))
    rows = {row.rule: row for row in measure_repairs({"one": gold, "none": _gold()}, text_extractor)}
    assert list(rows)[:2] == [MODEL_ALONE, ALL_RULES]
    assert list(rows)[2:] == [rule.id for rule in repairs()]
    assert rows[ALL_RULES].gains == {"one": 100.0, "none": 0.0}
    assert rows[MODEL_ALONE].gains["one"] < 100.0
    assert rows["repair/honours"].changed > 0
    assert rows["repair/honours"].gains["one"] > 0
    assert rows["repair/party-tag"].gains == {"one": 0.0, "none": 0.0}


def test_table(tmp_path: Path) -> None:
    write_repair_gains(tmp_path / "gains.csv", [RepairGain("repair/marks", 3, {"news": 0.126})])
    assert (tmp_path / "gains.csv").read_text("utf-8") == "rule,changed,news\nrepair/marks,3,0.13\n"


def test_command_asks_for_gold() -> None:
    assert CliRunner().invoke(main, ["rules", "repairs"]).exit_code == 2
