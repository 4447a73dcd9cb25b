"""Scores of names on small texts."""

import pytest

from extractor.evaluation.entities import score_entities, trim
from extractor.evaluation.gold import AnnotatedDocument, Corpus

TEXT = "President Ana Ruiz of the Harbour Board's office flew to Oslo."


def _corpus(*names: tuple[str, str], text: str = TEXT, **more: object) -> Corpus:
    entities = [
        {
            "start": text.index(name),
            "end": text.index(name) + len(name),
            "label": label.rstrip("?"),
            "optional": label.endswith("?"),
        }
        for name, label in names
    ]
    return {"d": AnnotatedDocument.model_validate({"doc_id": "d", "text": text, "entities": entities, **more})}


GOLD = _corpus(("Ana Ruiz", "PERSON"), ("Harbour Board", "ORG"), ("Oslo", "GPE"))


def test_gold_against_itself_is_perfect() -> None:
    scores = score_entities(GOLD, GOLD)
    assert {rule: table["all"].f1 for rule, table in scores.rules.items()} == dict.fromkeys(scores.rules, 1.0)


def test_edges_forgive_titles_articles_and_possessives() -> None:
    scores = score_entities(GOLD, _corpus(("President Ana Ruiz", "PER"), ("the Harbour Board's", "ORG"), ("Oslo", "LOC")))
    assert scores.rules["exact"]["all"].f1 == pytest.approx(1 / 3)
    assert scores.rules["edges"]["all"].f1 == 1.0


def test_labels_count_except_in_span() -> None:
    scores = score_entities(GOLD, _corpus(("Ana Ruiz", "ORG")))
    assert scores.rules["edges"]["all"].precision == 0.0
    assert scores.rules["span"]["all"].precision == 1.0
    assert scores.confusion == {"PERSON->ORG": 1}


def test_overlap_is_one_to_one() -> None:
    scores = score_entities(GOLD, _corpus(("Ana", "PERSON"), ("Ruiz", "PERSON")))
    figures = scores.rules["overlap"]["PERSON"]
    assert (figures.precision, figures.recall) == (0.5, 1.0)


def test_optional_names_are_neither_required_nor_wrong() -> None:
    gold = _corpus(("Ana Ruiz", "PERSON"), ("Oslo", "GPE?"))
    assert score_entities(gold, _corpus(("Ana Ruiz", "PERSON"))).rules["exact"]["all"].f1 == 1.0
    assert score_entities(gold, _corpus(("Ana Ruiz", "PERSON"), ("Oslo", "GPE"))).rules["overlap"]["all"].f1 == 1.0


def test_only_annotated_parts_count() -> None:
    gold = _corpus(("Ana Ruiz", "PERSON"), eval_span=(0, 30))
    assert score_entities(gold, _corpus(("Ana Ruiz", "PERSON"), ("Oslo", "GPE"))).rules["edges"]["all"].precision == 1.0


def test_other_labels_do_not_count() -> None:
    assert "all" not in score_entities(_corpus(("Oslo", "NORP")), {}).rules.get("edges", {})


@pytest.mark.parametrize(
    ("surface", "titles", "rest"),
    [
        ("the Board's", False, "Board"),
        ("Prime Minister Ana Ruiz", True, "Ana Ruiz"),
        ("President Hotel", False, "President Hotel"),
        ("the", False, "the"),
        ("“Ruiz,”", True, "Ruiz"),
    ],
)
def test_trim(surface: str, titles: bool, rest: str) -> None:
    start, end = trim(surface, 0, len(surface), titles=titles)
    assert surface[start:end] == rest
