"""What a name of an organization says besides: an acronym in brackets, a description before, a legal form after."""

from extractor.entities.gazetteer import Gazetteer
from extractor.entities.gazetteer_entry import GazetteerEntry
from extractor.entities.spelling import fold
from extractor.mentions.acronyms import is_acronym

# The lists of small words that a name may hold.
_SMALL = ("inside", "particles", "before_verbs")


def reading(text: str, gazetteer: Gazetteer, legal_forms: frozenset[str]) -> tuple[str, tuple[GazetteerEntry, ...]]:
    """Return the name without what does not belong to it, and what the lists say about it.

    Of "European Commission (EC" what is before the bracket, of "aircraft maker Boeing", as given names may have, what is after
    the description; "GMs" lacks its apostrophe, and "Boeing Inc." is Boeing.
    """
    given = text
    if text[-1:] == "s" and is_acronym(text[:-1]) and text[:-1].isupper():
        text = text[:-1]
    text = _behind_description(text, gazetteer) or text
    known = gazetteer.find(text) if text != given else ()
    if not known and " (" in text:
        text, _, inside = text.partition(" (")
        known = gazetteer.find(text) or gazetteer.find(inside.strip(" )"))
    words = text.split()
    if not known and len(words) > 1 and fold(words[-1]) in legal_forms:
        found = gazetteer.find(" ".join(words[:-1]).rstrip(","))
        known = tuple(entry for entry in found if entry.subkind == "company")
    return text, known


def _behind_description(text: str, gazetteer: Gazetteer) -> str:
    words, known = text.split(), gazetteer.words
    small = [at for at, word in enumerate(words, start=1) if word.islower() and word.isalpha()]
    plain = [at for at in small if not any(words[at - 1] in known[kind] for kind in _SMALL)]
    start = plain[-1] if plain else 0
    return " ".join(words[start:]) if start and words[start:] and words[start][0].isupper() else ""
