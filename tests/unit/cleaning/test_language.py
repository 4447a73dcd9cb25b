"""The language of a text, by what it says and by what is declared."""

import pytest

from extractor.cleaning.language import LanguageDetector, language_code, load_language_detector, other_language
from extractor.resources import find_models

ENGLISH = "The mayor of Lund said that the bridge would be closed for two weeks, and that the ferry was to run again."
GERMAN = (
    "Der Bürgermeister von Lund sagte am Montag, dass die Brücke für zwei Wochen gesperrt werde und die Fähre wieder vom "
    "alten Hafen aus fahren solle, bis die Arbeiten beendet sind."
)
DANISH = (
    "Borgmesteren i Lund sagde mandag, at broen er lukket for biler i to uger, og at færgen er til at komme med for alle, "
    "is eller ej, for det var planen fra starten."
)
TELEGRAM = (
    "LUND BRIDGE CLOSED two weeks, ferry runs old port, mayor tells council; repairs cost million, traders angry, schools open "
    "late Monday"
)
RESULTS = "Lund 3 Malmo 1, Visby 2 Ystad 2. Goals: Berg (12), Holm (45, 78); Lind (60). Red card: Falk. Next: Visby v Lund"
HEADLINE = "Mayor shuts harbour bridge for weeks"
CHINESE = "市长说大桥将关闭两个星期，渡轮将从旧港口出发。居民们对此表示不满，他们要求市政府给出解释。"
JAPANESE = "市長は橋を二週間閉鎖すると述べた。フェリーは古い港から再び運航する。"
THAI = "นายกเทศมนตรีกล่าวว่าสะพานจะปิดเป็นเวลาสองสัปดาห์ และเรือข้ามฟากจะวิ่งอีกครั้ง"
RUSSIAN = "Мэр города закрыл старый мост"


@pytest.fixture(scope="module")
def detector() -> LanguageDetector:
    return load_language_detector(find_models())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"), (GERMAN, "de"), (DANISH, "da"), (TELEGRAM, "en"), ("Ana Kova said: yes", ""), ("", ""), (HEADLINE, ""),
        (CHINESE, "zh"), (JAPANESE, "ja"), (THAI, "th"), (RUSSIAN, "ru"), ("Der Rat hat die Brücke gesperrt, sagte Kova.", "de"),
        (f"{ENGLISH} She calls it “{CHINESE}”.", "en"), ("12, 13, 14 — 15", ""),
    ],
)  # fmt: skip
def test_the_text_tells_its_language(text: str, language: str, detector: LanguageDetector) -> None:
    assert detector.detect(text) == language


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (ENGLISH, "de", "en"), (GERMAN, "en-GB", "de"), (CHINESE, "en", "zh"), (JAPANESE, "en", "ja"), (THAI, "en", "th"),
        (RUSSIAN, "en", "ru"), (HEADLINE, "de", "en"), (HEADLINE, "fr-FR", "en"), (HEADLINE, "en", "en"), (RESULTS, "en", "en"),
        ("Lund: Brücke gesperrt", "de", "de"), ("Ana Kova", "German", ""), ("Ana Kova", "English", "en"), ("", "de", "de"),
    ],
)  # fmt: skip
def test_what_is_declared_counts_where_the_text_is_too_short(
    text: str, declared: str, language: str, detector: LanguageDetector
) -> None:
    assert detector.detect(text, declared) == language


def test_a_declared_language_is_a_code() -> None:
    written = ("en", "EN-us", "en_GB.UTF-8", "eng", "English", "english (uk)", "de", "Estonian", "e", "")
    assert [language_code(value) for value in written] == ["en", "en", "en", "en", "en", "en", "de", "", "", ""]


def test_only_another_known_language_is_told() -> None:
    assert other_language("de") == "the language is 'de', not 'en'"
    assert [other_language("en"), other_language(""), other_language("de", "de"), other_language("de", "")] == [""] * 4


def test_plain_english_needs_no_identifier() -> None:
    detector = load_language_detector(find_models())
    detector.detect(ENGLISH * 9)
    detector.detect(HEADLINE, "en")
    assert detector._identify is None
