"""Evidence from the rest of the document: longer and shorter forms of a name, small letters, acronyms, neighbours."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.entities.definitions import Span, acronym_letters, spelled, spelled_in_brackets
from extractor.entities.short_places import short_places
from extractor.entities.view import HYPHENS, View

_JOINING = frozenset(("and", "&", ",", "or"))
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_SHORTEST_SHOUTED = 4
# Evidence by which one place tells what a name means wherever it stands, but for the kind at its end.
_TELLING = ("is: ", "behind: apposition, ", "before: example of ", "before: noun for ")
# Evidence by which one place tells that a name means somebody wherever it stands.
_SOMEBODY = frozenset(("is: people", "behind: apposition, person", "before: member of the family", "behind: age"))
# Evidence that it is one of a family, and called like a place ("Her daughter, Georgia, said").
_OF_FAMILY = frozenset(("before: member of the family", "behind: age"))
_OF_PLACES = frozenset(f"list: {kind}{name}, one word" for kind in ("", "ambiguous ") for name in ("country", "place"))
_ENDS = frozenset(("behind: ,", "behind: .", "behind: and", "behind: who", "behind: age"))
# Evidence that a name by itself means somebody where it stands.
_LIKE_SOMEBODY = frozenset(
    ("does: speaking", "does: feeling", "before: verb of speaking", "refers: he", "owns: kin", "owns: person_thing")
)
_PLAIN_WORDS = frozenset(("common: plain word", "common: noun for organizations", "common: noun for people"))
# Evidence that a name stands where places stand.
_WHERE = frozenset(
    (
        "before: in",
        "before: the town of",
        "before: place_post of",
        "object: visiting",
        "object: moving",
        "behind: comma and country",
    )
)


@dataclass(slots=True)
class Impressions:
    """What the first look made of the spellings: ``labels`` of those that are plainly names.

    ``endings`` and ``beginnings`` lead from the last and first words of longer names to their labels; ``short_forms`` are names
    of organizations without the ``heads`` at their end, ``short_places`` those of places without their kind at one end
    (``place_kinds``).
    """

    labels: Mapping[str, str]
    heads: frozenset[str] = frozenset()
    place_kinds: frozenset[str] = frozenset()
    endings: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    beginnings: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    inside: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    short_forms: set[str] = field(default_factory=set)
    short_places: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for text, label in self.labels.items():
            words = text.split(" ")
            if label == "ORG" and (short := _without_heads(words, self.heads)):
                self.short_forms.add(short)
            elif label == "PLACE":
                self.short_places.update(short_places(text, self.place_kinds))
            for cut in range(1, len(words)):
                self.beginnings[" ".join(words[:cut])].add(label)
                self.endings[" ".join(words[cut:])].add(label)
            for word in words[1:-1]:
                self.inside[word].add(label)


def _without_heads(words: Sequence[str], heads: frozenset[str]) -> str:
    """Find "Halden" of "Halden Mining Company"; empty where nothing is left or taken away."""
    end = len(words)
    while end > 1 and words[end - 1].lower() in heads:
        end -= 1
    return " ".join(words[:end]) if end < len(words) and words[end - 1][0].isupper() else ""


def elsewhere(view: View, start: int, end: int, text: str, seen: Impressions) -> Iterator[str]:
    """Yield what the rest of the document says about a spelling, of which one place is given."""
    for where, found in (("end of", seen.endings), ("beginning of", seen.beginnings), ("inside", seen.inside)):
        if text in found:
            yield from (f"elsewhere: {where} {label}" for label in sorted(found[text]))
    if text in view.lists.family_names and "PERSON" in seen.beginnings.get(text, ()):
        yield "elsewhere: family name at the beginning of PERSON"
    if end - start == 1 and "PERSON" in seen.endings.get(text, ()) and "ORG" not in seen.beginnings.get(text, ()):
        yield from (f"elsewhere: {kind} at the end of PERSON" for kind in sorted({one.kind for one in view.known(start, end)}))
    if text in seen.short_forms:
        if "PERSON" in seen.endings.get(text, ()):
            yield "elsewhere: short for a body, or somebody"
        elif not view.known(start, end):
            yield "elsewhere: short for a body"
    if text in seen.short_places and text not in view.lists.family_names and "ORG" not in seen.beginnings.get(text, ()):
        yield "elsewhere: short for a place"
    if end - start == 1:
        yield from _single(view, text, seen)
    else:
        first, _, rest = text.partition(" ")
        shorter, _, last = text.rpartition(" ")
        if rest in seen.labels and first not in HYPHENS:
            yield f"elsewhere: {seen.labels[rest]} and a word before"
        if shorter in seen.labels:
            lists = view.lists
            known = shorter in lists.names_of_people or last in lists.family_names
            known = known or seen.labels.get(last) == "PERSON" or (last[0].islower() and "-" in last)  # Hani el-Badawi
            part = seen.labels[shorter] == "PERSON" and known
            yield f"elsewhere: {'part of a name' if part else seen.labels[shorter]} and a word behind"
        if "PERSON" in seen.endings.get(last, ()) and _is_listed_body(view, start, end - 1):
            yield "elsewhere: listed body and somebody's"
        if " of " in text and _is_somebody(text.partition(" of ")[0], seen):
            yield "elsewhere: somebody of a body"
        if last.lower() in view.words and last[:1].isupper() and last not in view.inner:
            yield "elsewhere: last word small"
        if first.lower() in view.words and first not in view.inner:
            yield "elsewhere: first word small"
    if len(text) >= _SHORTEST_SHOUTED and text.isupper():
        label = seen.labels.get(text.title()) or next(iter(sorted(seen.endings.get(text.title(), ()))), "")
        if label:
            yield f"elsewhere: {label} in small letters"


def namesake(evidence: Sequence[str], names: Collection[str]) -> Iterator[str]:
    """Yield of one that is also the last name of somebody that it stands where places stand ("Ida London was in London"), that it
    speaks of itself as a state does ("London said it would send aid"), or that it speaks, though it is a plain word ("Ida Church
    came. Church said no."); and of a place that somebody has for a first name that it does what people do ("Georgia Hale came.
    Georgia's father was glad.")."""
    first = "elsewhere: beginning of PERSON" in names and not _OF_PLACES.isdisjoint(evidence)
    last = "elsewhere: place at the end of PERSON" in names
    if (first or last) and "does: speaks of itself" in evidence:
        yield "elsewhere: like somebody's, speaking of itself"
    elif first and not _LIKE_SOMEBODY.isdisjoint(evidence) and "behind: noun for people" not in evidence:
        yield "elsewhere: place at the beginning of PERSON, like somebody"
    if last and not _WHERE.isdisjoint(evidence):
        yield "elsewhere: like somebody's, where a place stands"
    if "does: speaking" in evidence and "elsewhere: end of PERSON" in names and not _PLAIN_WORDS.isdisjoint(evidence):
        yield "elsewhere: plain word at the end of PERSON, speaking"


def touching(view: View, start: int, end: int, evidence: Sequence[str], seen: Impressions) -> Iterator[str]:
    """Yield that somebody's name and a listed body touch by chance ("Speaking to the Tarnby Post Hale said")."""
    words = view.parse.words
    if "behind: capital" in evidence or "behind: capital, family name" in evidence:
        if "PERSON" in seen.endings.get(words[end], ()) and _is_listed_body(view, start, end):
            yield "elsewhere: body before somebody"
    elif (
        end - start == 1
        and "before: capital" in evidence
        and "PERSON" in seen.endings.get(words[start], ())
        and any(_is_listed_body(view, max(first, 0), start) for first in (start - 2, start - 3))
    ):
        yield "elsewhere: somebody behind a body"


def _is_listed_body(view: View, start: int, end: int) -> bool:
    return any(known.kind == "organization" for known in view.known(start, end))


def _is_somebody(name: str, seen: Impressions) -> bool:
    """Return whether a name, or its last word, is plainly that of somebody."""
    return "PERSON" in (seen.labels.get(name), seen.labels.get(name.rpartition(" ")[2]))


def told(evidence: Sequence[str]) -> Iterator[str]:
    """Yield what evidence about one place says of all places of a spelling: it is called an organization, a thing, or a place."""
    for name in evidence:
        if name == "does: speaks on its own page":
            yield "elsewhere: told to be organization"
        if name in _SOMEBODY:
            yield "elsewhere: told to be somebody"
            if name in _OF_FAMILY and not _OF_PLACES.isdisjoint(evidence) and not _ENDS.isdisjoint(evidence):
                yield "elsewhere: told to be somebody, no place"
        kind = name.removesuffix(" and comma")
        attribution = kind != name and "does: speaking" in evidence  # "the dawn of the movement, Halden says"
        if name.startswith(_TELLING) and not attribution:
            for word in ("organization", "thing", "place"):
                if kind.endswith((word, f"{word}s")):
                    yield f"elsewhere: told to be {word}"
        elif name == "behind: noun, thing_noun" and "list: demonym" not in evidence:
            yield "elsewhere: told to be thing"


def defined(view: View, start: int, end: int, seen: Impressions) -> Iterator[str]:
    """Yield what brackets say about one place: an acronym that the words before or behind spell out."""
    words = view.parse.words
    if end - start == 1 and start > 0 and end < len(words):
        if words[start - 1] in _OPENING and words[end] in _CLOSING:
            yield from _in_brackets(view, start, seen)
        elif words[end] in _OPENING:
            yield from _before_brackets(view, end, seen)


def _single(view: View, word: str, seen: Impressions) -> Iterator[str]:
    lower = word.lower()
    if lower != word and lower in view.words:
        yield "elsewhere: small"
    if word.endswith("s") and word not in seen.endings:
        stems = (word[:-1], word.removesuffix("es"))
        if any("PERSON" in seen.endings.get(stem, ()) for stem in stems):
            yield "elsewhere: family of PERSON"
    elif word.endswith("an") and seen.labels.get(word[:-1]) in ("PLACE", "PERSON", "ORG") and word[:-1].endswith("a"):
        yield "elsewhere: adjective of a name"
    elif word.endswith("a") and f"{word}n" in view.inner:
        yield "elsewhere: has an adjective"


def _in_brackets(view: View, start: int, seen: Impressions) -> Iterator[str]:
    """Yield an acronym that the words before spell out."""
    words = view.parse.words
    letters = acronym_letters(words[start])
    span = spelled(view, letters, start - 1) if len(letters) > 1 else None
    if span is None:
        if len(letters) > 1 and _is_head(view, start - 2) and not view.known(start, start + 1):
            yield "elsewhere: short for ORG"  # in another language: "Road Department (JPJ)"
        return
    label = seen.labels.get(view.text(*span)) or ("OTHER" if _is_thing(view, span[1] - 1) else None)
    small = all(word[0].islower() for word in words[span[0] + 1 : span[1]])
    yield "elsewhere: short for plain words" if small else f"elsewhere: short for {label}" if label else "elsewhere: short form"


def _before_brackets(view: View, opening: int, seen: Impressions) -> Iterator[str]:
    """Yield an acronym that the words in brackets behind it spell out."""
    words, span = view.parse.words, spelled_in_brackets(view, opening)
    if span is None:
        return
    if all(word.islower() for word in words[span[0] + 1 : span[1]]):
        yield "elsewhere: short for plain words"
    else:
        label = seen.labels.get(view.text(*span)) or ("OTHER" if _is_thing(view, span[1] - 1) else None)
        yield f"elsewhere: short for {label}" if label else "elsewhere: short form"


def _is_head(view: View, token: int) -> bool:
    """Return whether a word is the last one of bodies ("Department")."""
    heads = view.lists.words
    lower = view.parse.lowers[token]
    return view.is_capital(token) and (lower in heads["organization"] or lower in heads["organization_head"])


def _is_thing(view: View, token: int) -> bool:
    """Return whether a word is the last one of laws, events, works or other things ("Coastal Trade Agreement")."""
    lower = view.parse.lowers[token]
    if token + 1 in view.titles:
        return True  # an office: "District Administrator (DA)"
    return any(lower in view.lists.words[kind] for kind in ("law", "event", "work", "thing_noun"))


def beside(view: View, spans: Sequence[Span], best: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the pairs of number and evidence for names that stand in a list with another: the others' labels."""
    words = view.parse.words
    joined = [number for number, (start, _) in enumerate(spans) if start > 1 and words[start - 1] in _JOINING]
    before = {spans[number][0] - 1 for number in joined}
    by_end: dict[int, list[int]] = defaultdict(list)
    for number, (_, end) in enumerate(spans):
        if end in before:
            by_end[end].append(number)
    for number in joined:
        for other in by_end.get(spans[number][0] - 1, ()):
            if best[other]:
                party = best[other] == "ORG" and words[spans[other][1] - 1].lower() in view.lists.words["kind_party"]
                yield number, "beside: party" if party else f"beside: {best[other]}"
            if best[number]:
                yield other, f"beside: {best[number]}"
