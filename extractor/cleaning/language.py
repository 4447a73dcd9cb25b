"""The language of a text: English by its frequent words, others by py3langid, nothing where neither is sure."""

from collections.abc import Callable
from dataclasses import dataclass, field

from extractor.errors import temporary_files
from extractor.resources import Models

# So much of a text tells its language; a text of fewer words is not judged.
_CHARACTERS, _FEWEST_WORDS = 1200, 20
# Texts full of names have 0.09; other languages share only some of the words ("is", "was", "had" of Dutch).
_SHARE_OF_FREQUENT_WORDS = 0.08
_SURE = 0.9

Identify = Callable[[str], tuple[str, float]]


@dataclass(slots=True)
class LanguageDetector:
    """Detects languages; the identifier (0.5 s to load) is loaded for the first text that is not plainly English."""

    frequent: frozenset[str]
    _identify: Identify | None = field(default=None, repr=False)

    def detect(self, text: str) -> str:
        """ISO 639-1 code, or nothing for a text that is too short or unclear."""
        start = text[:_CHARACTERS]
        words = start.lower().split()
        if len(words) < _FEWEST_WORDS:
            return ""
        if sum(map(self.frequent.__contains__, words)) >= _SHARE_OF_FREQUENT_WORDS * len(words):
            return "en"
        if self._identify is None:
            self._identify = _load_identifier()
        language, probability = self._identify(start)
        return language if probability >= _SURE else ""


def load_language_detector(models: Models) -> LanguageDetector:
    """The detector with the frequent words of ``models/en/language.txt``.

    Raises:
        ResourceError: the file cannot be read.
    """
    return LanguageDetector(frozenset(models.words("en/language.txt")))


def _load_identifier() -> Identify:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    with temporary_files():  # to which it unpacks its model
        identify: Identify = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True).classify  # type: ignore[no-untyped-call]
    return identify
