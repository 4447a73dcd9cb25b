"""Rules that go by the word lists: labels of known names, names passed over, organizations named after people."""

from bisect import bisect_right

from extractor.entities.draft import PLACES, Draft, placed
from extractor.entities.names import Name

_RULERS = frozenset(("king", "queen", "president", "premier", "prime", "capital", "people", "borders", "economy", "foreign"))
_VISITING = frozenset(("visit", "invade", "tour", "flee", "leave"))
_MODIFIER_LABELS = frozenset(("NORP", "LANGUAGE"))


def set_known_label(draft: Draft, name: Name) -> list[Name] | None:
    """A name of the lists gets its label there ("Twitter" is no person), unless somebody in the text is called so."""
    gazetteer = draft.gazetteer
    text = draft.text(name)
    if text in gazetteer.demonyms and name.label != "NORP" and not gazetteer.names.get(text):
        return None if name.label in ("LANGUAGE", "PERSON") or name.end - name.start > 2 else [Name(name.start, name.end, "NORP")]
    known = draft.known(name.start, name.end)
    if not known or (name.label == "NORP" and text in gazetteer.demonyms):
        return None
    label = known[0].label
    if name.label == label or {name.label, label} <= PLACES:
        return None
    if any(other.label == name.label for other in known) or (
        name.label in PLACES and any(other.label in PLACES for other in known)
    ):
        return None
    if text in gazetteer.ambiguous and name.label in ("PERSON", "ORG"):
        return None
    if text in draft.surnames or (name.label == "PERSON" and text in gazetteer.given_names):
        return None
    return [Name(name.start, name.end, label)]


def set_country_label(draft: Draft) -> list[Name]:
    """ "They flew to Jordan", "Jordan's king": a name of a country and of people is the country, wherever the text has it, if it
    stands so once and nobody in the text is called so."""
    parse, gazetteer = draft.parse, draft.gazetteer
    shown: set[str] = set()
    for name in draft.names:
        text = parse.words[name.start]
        if name.label != "PERSON" or name.end - name.start > 1 or text in draft.surnames:
            continue
        if not any(known.subkind == "country" for known in draft.known(name.start, name.end)):
            continue
        before = parse.lowers[name.start - 1] if name.start else ""
        owner = name.end + 1 < len(parse) and parse.lowers[name.end] in ("'s", "’s")
        rules = owner and (parse.lowers[name.end + 1] in gazetteer.words["national"] | _RULERS)
        visited = name.start > 0 and parse.lemmas[name.start - 1] in _VISITING
        if rules or visited or (before in ("in", "into", "throughout", "across") and parse.pos[name.start - 1] == "ADP"):
            shown.add(text)
    if not shown:
        return draft.names
    return [
        Name(name.start, name.end, "GPE") if name.label == "PERSON" and draft.text(name) in shown else name
        for name in draft.names
    ]


def set_other_label(draft: Draft, name: Name) -> list[Name] | None:
    """Policies, holidays, creeds and things of the lists are no people, organizations or places ("Obamacare")."""
    text, words = draft.text(name), draft.gazetteer.words
    for kind, label in (("policy", "LAW"), ("holiday", "EVENT"), ("creed", "NORP"), ("thing", "PRODUCT")):
        if text in words[kind]:
            return None if name.label == label else [Name(name.start, name.end, label)]
    return None


def extend_to_known(draft: Draft) -> list[Name]:
    """Names of the lists that the model did not see, or saw only in part ("White" in "White House")."""
    parse, gazetteer = draft.parse, draft.gazetteer
    covered = draft.covered()
    added: list[Name] = []
    last = 0
    for token in draft.capitals:
        if token < last or parse.words[token] not in gazetteer.first_words:
            continue
        end = _longest(draft, token)
        if end is None:
            continue
        inside = covered[token:end]
        if all(inside) and not (end < len(parse) and covered[token] and end - token > 1 and _is_split(draft, token, end)):
            continue
        if not _may_add(draft, token, end, covered):
            continue
        known = draft.known(token, end)
        added.append(Name(token, end, known[0].label))
        last = end
    if not added:
        return draft.names
    return placed([*_without_parts(draft.names, added), *added])


def name_after_leader(draft: Draft) -> list[Name]:
    """ "the Biden administration", "the Trump campaign" are organizations, not people."""
    lowers, led = draft.parse.lowers, draft.gazetteer.words["led"]
    found = []
    for name in draft.names:
        after = name.end
        if after < len(lowers) and lowers[after] in led and name.label in ("PERSON", "ORG", "NORP", "GPE"):
            is_person = name.label == "PERSON" or draft.text(name) in draft.people
            if is_person and name.end - name.start <= 3:
                found.append(Name(name.start, after + 1, "ORG"))
                continue
        found.append(name)
    return placed(found)


def extend_to_branch(draft: Draft) -> list[Name]:
    """ "Kestrel" before "Australia" is the branch "Kestrel Australia" where the one describes the other and no noun follows."""
    parse = draft.parse
    found: list[Name] = []
    for name in draft.names:
        before = found[-1] if found else None
        if (
            before is not None
            and before.label == "ORG"
            and before.end == name.start
            and before.end - before.start == 1
            and parse.deps[before.start] == "compound"
            and name.start <= parse.heads[before.start] < name.end
            and any(known.subkind in ("country", "area") for known in draft.known(name.start, name.end))
            and not (name.end < len(parse) and parse.pos[name.end] in ("NOUN", "PROPN"))
        ):
            found[-1] = Name(before.start, name.end, "ORG")
        else:
            found.append(name)
    return found if len(found) < len(draft.names) else draft.names


def _longest(draft: Draft, start: int) -> int | None:
    parse, gazetteer = draft.parse, draft.gazetteer
    limit = parse.starts[start] + gazetteer.first_words[parse.words[start]]
    end, best = start + 1, None
    while end <= len(parse) and parse.ends[end - 1] <= limit and "\n" not in parse.words[end - 1]:
        if draft.known(start, end):
            best = end
        end += 1
    return best


def _is_split(draft: Draft, start: int, end: int) -> bool:
    """Whether no single name covers the range."""
    before = bisect_right(draft.names, start, key=_start) - 1
    return before < 0 or draft.names[before].end < end


def _may_add(draft: Draft, start: int, end: int, covered: bytearray) -> bool:
    parse, gazetteer = draft.parse, draft.gazetteer
    text = parse.span_text(start, end)
    if (start and covered[start - 1] and covered[start]) or (end < len(parse) and covered[end - 1] and covered[end]):
        return _fits_into_names(draft, start, end)
    if end - start > 1:
        return text not in gazetteer.ambiguous
    if text in gazetteer.ambiguous or text in draft.surnames or text in gazetteer.given_names:
        return False
    if parse.pos[start] != "PROPN" or (draft.is_capital(start - 1) and parse.pos[start - 1] == "PROPN"):
        return False
    return not (draft.is_capital(end) and parse.pos[end] == "PROPN")


def _fits_into_names(draft: Draft, start: int, end: int) -> bool:
    """Whether every name that touches the range lies inside it."""
    return all(start <= name.start and name.end <= end for name in draft.names if name.start < end and start < name.end)


def _without_parts(names: list[Name], added: list[Name]) -> list[Name]:
    kept = []
    for name in names:
        before = bisect_right(added, name.start, key=_start) - 1
        if before < 0 or added[before].end < name.end:
            kept.append(name)
    return kept


def _start(name: Name) -> int:
    return name.start
