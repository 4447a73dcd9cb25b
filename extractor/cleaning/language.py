"""The language of a text: what its letters and words say; what its container declares, only where they say too little."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from extractor.errors import temporary_files
from extractor.resources import Models

ENGLISH = "en"
# So much of a text tells its language. A text of fewer words is too short to judge, unless its letters are not Latin; one of
# fewer than a paragraph is only judged where it is certain (in 16,000 pieces of English news of 5 to 19 words that errs twice).
_CHARACTERS, _FEWEST_WORDS, _PARAGRAPH = 1200, 8, 20
# Most English texts have more than a quarter of frequent words, those full of names a tenth; Danish ones, which share three of
# them, 0.15.
_CERTAINLY_ENGLISH = 0.2
# How likely another language is, and how unlikely English.
_SURE, _NOT_ENGLISH, _HARDLY_ENGLISH = 0.9, 0.001, 0.02
_DECLARED = re.compile(r"(?P<code>[a-z]{2})(?:[-_].*)?|(?P<english>eng|english)(?:[-_ (].*)?", re.I)
# Of other scripts than Latin; letters with two accents, as in Vietnamese, come after them.
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2c00-\ua71f\ua800-\ufaff\ufb13-\ufeff\U00010000-\U0001efff\U00020000-\U0003ffff]")
_LETTER = re.compile(r"[^\W\d_]")

Identify = Callable[[str], Mapping[str, float]]


@dataclass(slots=True)
class LanguageDetector:
    """Detects languages; the identifier (0.5 s to load) is loaded for the first text that is not plainly English."""

    frequent: frozenset[str]
    _identify: Identify | None = field(default=None, repr=False)

    def detect(self, text: str, declared: str = "") -> str:
        """Return the ISO 639-1 code; of a text that is too short or unclear what is declared, unless that is less likely than
        English, and nothing where nothing is declared.
        """
        start = text[:_CHARACTERS]
        words = start.lower().split()
        share = sum(map(self.frequent.__contains__, words)) / max(len(words), 1)
        if len(words) >= _PARAGRAPH and share >= _CERTAINLY_ENGLISH:
            return ENGLISH
        declared = language_code(declared)
        is_latin = len(_OTHER_SCRIPT.findall(start)) * 2 <= len(_LETTER.findall(start))
        if is_latin and len(words) < _FEWEST_WORDS and declared in ("", ENGLISH):
            return declared
        likely = self._likelihood(start)
        if not is_latin:
            return max((language for language in likely if language != ENGLISH), key=likely.__getitem__)
        best, english = max(likely, key=likely.__getitem__), likely.get(ENGLISH, 0.0)
        if len(words) >= _PARAGRAPH:
            is_other = english < _HARDLY_ENGLISH and (likely[best] >= _SURE or share < _CERTAINLY_ENGLISH / 2)
        else:
            is_other = len(words) >= _FEWEST_WORDS and english < _NOT_ENGLISH and likely[best] >= _SURE
        if is_other or (best == ENGLISH and likely[best] >= _SURE):
            return best
        return ENGLISH if declared and english >= max(likely.get(declared, 0.0), _HARDLY_ENGLISH) else declared

    def _likelihood(self, text: str) -> Mapping[str, float]:
        if self._identify is None:
            self._identify = _load_identifier()
        return self._identify(text)


def language_code(declared: str) -> str:
    """Return the ISO 639-1 code of a declared language ("en-US", "English", "eng"); empty for what is none."""
    found = _DECLARED.fullmatch(declared.strip())
    return (ENGLISH if found["english"] else found["code"].lower()) if found else ""


def other_language(language: str, wanted: str = ENGLISH) -> str:
    """Return what to say of a text in another language than the one wanted; nothing of one in no known language."""
    return f"the language is '{language}', not '{wanted}'" if wanted and language and language != wanted else ""


def load_language_detector(models: Models) -> LanguageDetector:
    """Return the detector with the frequent words of ``models/en/language.txt``.

    Raises:
        ResourceError: the file cannot be read.
    """
    return LanguageDetector(frozenset(models.words("en/language.txt")))


def _load_identifier() -> Identify:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    with temporary_files():  # to which it unpacks its model
        identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)  # type: ignore[no-untyped-call]
    return lambda text: dict(identifier.rank(text))
