"""The words that the rules for contents ask for, read from ``models/en/contents.toml`` and validated."""

from dataclasses import dataclass, fields

from extractor.errors import ResourceError
from extractor.resources import Models

FILE = "en/contents.toml"


@dataclass(frozen=True, slots=True)
class ContentWords:
    """Lemmas by class, as ``contents.toml`` lists and explains them."""

    deeds: frozenset[str]
    attempts: frozenset[str]
    causing: frozenset[str]
    harms: frozenset[str]
    wrongly: frozenset[str]
    slights: frozenset[str]
    omissions: frozenset[str]
    bad: frozenset[str]
    good: frozenset[str]
    badly: frozenset[str]
    well: frozenset[str]
    crewed: frozenset[str]
    away: frozenset[str]
    shares: frozenset[str]
    taking: frozenset[str]
    gains: frozenset[str]
    extracting: frozenset[str]
    guilty: frozenset[str]
    faulty: frozenset[str]
    answering: frozenset[str]
    hurting: frozenset[str]
    leaving: frozenset[str]
    heeding: frozenset[str]
    owed: frozenset[str]
    calling: frozenset[str]
    merely: frozenset[str]
    untrue: frozenset[str]
    no_part: frozenset[str]
    duties: frozenset[str]
    needs: frozenset[str]
    undertaking: frozenset[str]
    no_deeds: frozenset[str]
    apologizing: frozenset[str]
    charges: frozenset[str]
    summing: frozenset[str]
    moves: frozenset[str]
    shifting: frozenset[str]
    belonging: frozenset[str]
    changing: frozenset[str]
    alike: frozenset[str]


def load_content_words(models: Models) -> ContentWords:
    """Return the classes of ``contents.toml``.

    Raises:
        ResourceError: a class is missing or unknown; the message names it.
    """
    tables = {name: entry for name, entry in models.toml(FILE).items() if name != "example"}
    if odd := tables.keys() ^ {each.name for each in fields(ContentWords)}:
        raise ResourceError(f"{models.root / FILE}: missing or unknown: {', '.join(sorted(odd))}")
    return ContentWords(**{name: frozenset(str(entry["words"]).split()) for name, entry in tables.items()})
