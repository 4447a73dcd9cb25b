"""Kind and country of an organization that the lists do not know, by the words of its name."""

from collections.abc import Mapping, Sequence

from extractor.entities.gazetteer import Gazetteer
from extractor.entities.spelling import fold

_KINDS = ("government", "military", "party", "media", "company", "ngo")
_LONGEST_COUNTRY = 3


def organization_kind(name: str, words: Mapping[str, frozenset[str]]) -> str:
    """Find "Ministry" is government, "Times" media ...; "other" when no word tells.

    Two words together come first ("central bank", "council on"), then the head ("Council of Tarn Bankers"), then any other word
    but those that tell something at the head only ("Group G" is no company).
    """
    parts = fold(name).split()
    phrases = {" ".join(parts[start:end]) for start in range(len(parts)) for end in range(start + 2, len(parts) + 1)}
    for kind in _KINDS:
        if not words[f"kind_{kind}"].isdisjoint(phrases):
            return kind
    head = next((parts[at - 1] for at, part in enumerate(parts) if at and part in words["kind_link"]), parts[-1] if parts else "")
    for candidates in ({head}, set(parts) - words["kind_head"]):
        for kind in _KINDS:
            if not words[f"kind_{kind}"].isdisjoint(candidates):
                return kind
    return "other"


def organization_country(words: Sequence[str], kind: str, gazetteer: Gazetteer) -> str:
    """Return the code of the country that the name begins with ("Iraqi Army", "Norfolk police") or names behind "of" and "in";
    a city tells only where a body of the state lies. Empty when there is none, or several of one name ("Georgia")."""
    if words[0].lower() in gazetteer.words["direction"]:
        return ""
    spans = [(0, end) for end in range(min(_LONGEST_COUNTRY, len(words) - 1), 0, -1)]
    spans += [(at + 1, len(words)) for at, word in enumerate(words) if word.lower() in ("of", "in") and at + 1 < len(words)]
    for start, end in spans:
        text = " ".join(words[start:end]).removeprefix("the ")
        key = gazetteer.demonyms.get(text)
        found = [gazetteer.by_key[key]] if key else [known for known in gazetteer.find(text) if known.kind == "place"]
        codes = {known.country for known in found}
        kinds = ("country", "region", "city") if kind in ("government", "military") else ("country", "region")
        if len(codes) == 1 and all(known.subkind in kinds for known in found):
            return codes.pop()
    return ""
