"""Classes of sources from their words."""

import pytest

from extractor.report.sources import Classifier
from extractor.resources import find_models
from extractor.speakers.anonymous import load_source_classes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A senior harbour official", "official"),
        ("two officials in Lisbon", "official"),
        ("A spokeswoman for the police officers", "spokesperson"),
        ("people familiar with the matter", "person familiar"),
        ("The people", ""),
        ("three policemen", "law enforcement"),
        ("Bus", ""),
        ("", ""),
    ],
)
def test_class_of(text: str, name: str) -> None:
    assert Classifier(load_source_classes(find_models())).class_of(text) == name
