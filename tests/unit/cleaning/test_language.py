"""The language of a text."""

import pytest

from extractor.cleaning.language import LanguageDetector, load_language_detector
from extractor.resources import find_models

ENGLISH = "The mayor of Lund said that the bridge would be closed for two weeks, and that the ferry was to run again."
GERMAN = (
    "Der Bürgermeister von Lund sagte am Montag, dass die Brücke für zwei Wochen gesperrt werde und die Fähre wieder vom "
    "alten Hafen aus fahren solle, bis die Arbeiten beendet sind."
)
TELEGRAM = (
    "LUND BRIDGE CLOSED two weeks, ferry runs old port, mayor tells council; repairs cost million, traders angry, schools open "
    "late Monday"
)


@pytest.fixture(scope="module")
def detector() -> LanguageDetector:
    return load_language_detector(find_models())


@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "en"), (GERMAN, "de"), (TELEGRAM, "en"), ("Ana Kova said: yes", ""), ("", "")]
)
def test_language(text: str, language: str, detector: LanguageDetector) -> None:
    assert detector.detect(text) == language


def test_plain_english_needs_no_identifier() -> None:
    detector = load_language_detector(find_models())
    detector.detect(ENGLISH * 9)
    assert detector._identify is None
