"""Classes of sources without a name."""

from pathlib import Path

import pytest

from extractor.errors import ResourceError
from extractor.resources import Models, find_models
from extractor.speakers.anonymous import SourceClass, classify, load_reasons, load_source_classes


def test_the_first_class_that_fits() -> None:
    classes = [
        SourceClass("familiar", frozenset({"person"}), frozenset({"close"})),
        SourceClass("any", frozenset({"person"}), frozenset()),
    ]
    assert classify(classes, "person", ["a", "person", "close", "to", "her"]) == "familiar"
    assert classify(classes, "person", ["a", "person"]) == "any"
    assert classify(classes, "boat", ["a", "boat"]) == ""


def test_classes_of_the_models_folder_have_different_ids() -> None:
    ids = [entry.id for entry in load_source_classes(find_models())]
    assert len(ids) == len(set(ids)) > 5


@pytest.mark.parametrize("entry", ['heads = ["x"]', 'heads = ["x"]\nexamples = []\nhaeds = ["y"]'])
def test_a_wrong_entry_is_named(tmp_path: Path, entry: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "anonymous_sources.toml").write_text(f'[[class]]\nid = "witness"\n{entry}\n', encoding="utf-8")
    with pytest.raises(ResourceError, match="witness"):
        load_source_classes(Models(tmp_path))


@pytest.mark.parametrize(
    ("text", "reason"),
    [(entry["text"], entry["reason"]) for entry in find_models().toml("en/anonymous_sources.toml")["reasons"]["example"]],
)
def test_the_reason_why_a_source_has_no_name(text: str, reason: str) -> None:
    assert load_reasons(find_models()).find(text) == reason
