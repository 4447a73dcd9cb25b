"""The organizations of one document: full names, short names and acronyms of one organization."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.entities.known import Known
from extractor.entities.spelling import fold
from extractor.mentions.acronyms import initials, is_acronym, letters_of

# So much less than the country of most names counts none.
_LESS = 0.5


@dataclass(slots=True)
class OrganizationMention:
    """A name of an organization; ``known`` is what the lists say it may be, ``number`` its place in the document, ``branch`` the
    place at its end ("Kestrel Australia")."""

    text: str
    words: Sequence[str]
    known: Sequence[Known]
    number: int
    branch: str = ""


@dataclass(slots=True)
class Organization:
    """Mentions that mean one organization."""

    known: Known | None = None
    acronym: str = ""
    mentions: list[OrganizationMention] = field(default_factory=list)
    resolutions: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the lists as the text has it if it does, else the longest name in the text that is no acronym; an outlet
        has that of the lists, since the text may name a programme."""
        written = Counter([mention.text for mention in self.mentions])
        if self.known is not None and self.known.is_outlet:
            name = self.known.name
            return self.known.acronym if self.known.acronym in written and name not in written else name
        full = [text for text in written if not is_acronym(text)] or list(written)
        if self.known is not None and (self.known.name in written or all(is_acronym(text) for text in full)):
            return self.known.name if self.known.name in written else self.known.acronym or self.known.name
        return max(full, key=lambda text: (len(text.split()), written[text], len(text)))


def group_organizations(
    mentions: Sequence[OrganizationMention],
    *,
    introduced: Mapping[int, int],
    legal_forms: frozenset[str],
    generic: frozenset[str],
    countries: Mapping[str, float],
) -> list[Organization]:
    """The organizations in the order of their first mention.

    One are: names that the lists know as one, equal names but for legal forms, an acronym and the name that introduces it
    ("European Commission (EC)", ``introduced`` leads from one mention's number to the other) or whose initials it has, and a
    short name that begins or ends exactly one longer one. ``countries`` weighs candidates of one name ("ABC").
    """
    groups: dict[str, Organization] = {}
    group_of: dict[int, Organization] = {}
    for mention in mentions:
        known = _choose(mention.known, countries)
        key = known.key if known else "name/" + key_of(mention.words, legal_forms)
        group = groups.setdefault(key, Organization(known))
        _add(group, mention, "exact", group_of)
    _join_introduced(introduced, group_of)
    alive = _distinct(group_of)
    _join_acronyms(alive, group_of)
    _join_short(_distinct(group_of), group_of, legal_forms, generic)
    found = _distinct(group_of)
    for group in found:
        order = sorted(zip(group.mentions, group.resolutions, strict=True), key=lambda pair: pair[0].number)
        group.mentions, group.resolutions = [pair[0] for pair in order], [pair[1] for pair in order]
    return sorted(found, key=lambda group: group.mentions[0].number)


def key_of(words: Sequence[str], legal_forms: frozenset[str]) -> str:
    """A name as it is compared: folded, without legal forms at its end."""
    parts = fold(" ".join(words)).split()
    while len(parts) > 1 and (parts[-1] in legal_forms or not any(letter.isalnum() for letter in parts[-1])):
        parts.pop()
    return " ".join(parts)


def _choose(known: Sequence[Known], countries: Mapping[str, float]) -> Known | None:
    """The entry of the country that the document speaks of most; one without a country where none is of that."""
    found = [entry for entry in known if entry.kind == "organization"]
    most = max(countries.values(), default=0.0)

    def score(entry: Known) -> float:
        return countries.get(entry.country, 0.0) if entry.country else most - _LESS

    return max(found, key=score, default=None)


def _add(group: Organization, mention: OrganizationMention, resolution: str, group_of: dict[int, Organization]) -> None:
    group.mentions.append(mention)
    group.resolutions.append(resolution)
    group_of[mention.number] = group


def _merge(into: Organization, other: Organization, resolution: str, group_of: dict[int, Organization]) -> None:
    if into is other:
        return
    into.known = into.known or other.known
    into.acronym = into.acronym or other.acronym
    for mention in other.mentions:
        _add(into, mention, resolution, group_of)
    other.mentions = []


def _distinct(group_of: Mapping[int, Organization]) -> list[Organization]:
    return list({id(group): group for _, group in sorted(group_of.items())}.values())


def _join_introduced(introduced: Mapping[int, int], group_of: dict[int, Organization]) -> None:
    for inside, before in introduced.items():
        if inside in group_of and before in group_of:
            long, short = group_of[before], group_of[inside]
            if is_acronym(long.mentions[0].text):
                long, short = short, long
            if long.known is not None and short.known is not None and long.known.key != short.known.key:
                short.known = None
            long.acronym = letters_of(short.mentions[0].text) if short.mentions else long.acronym
            _merge(long, short, "acronym", group_of)


def _join_acronyms(groups: list[Organization], group_of: dict[int, Organization]) -> None:
    by_initials: dict[str, list[Organization]] = defaultdict(list)
    for group in groups:
        if group.known is None:
            for mention in group.mentions:
                for letters in initials(mention.words) if len(mention.words) > 1 else ():
                    if group not in by_initials[letters]:
                        by_initials[letters].append(group)
    for group in groups:
        text = group.mentions[0].text if group.mentions else ""
        fitting = by_initials.get(letters_of(text), []) if is_acronym(text) else []
        spelt_out = group.known is not None and any(not is_acronym(mention.text) for mention in group.mentions)
        free = not spelt_out and (group.known is None or len(letters_of(text)) > 2)
        if len(fitting) == 1 and fitting[0] is not group and free:
            fitting[0].acronym = fitting[0].acronym or letters_of(text)
            group.known = None
            _merge(fitting[0], group, "acronym", group_of)


def _join_short(
    groups: list[Organization], group_of: dict[int, Organization], legal_forms: frozenset[str], generic: frozenset[str]
) -> None:
    keys = {id(group): {key_of(mention.words, legal_forms) for mention in group.mentions} for group in groups}
    for group in groups:
        if group.known is not None and group.mentions:
            keys[id(group)].add(key_of(group.known.name.split(), legal_forms))
    # "Kestrel" is no short name of its branch "Kestrel Australia".
    branches = {
        key_of(mention.words[: -len(mention.branch.split())], legal_forms)
        for group in groups
        for mention in group.mentions
        if mention.branch
    }
    for group in groups:
        if not group.mentions or (group.known is not None and not _is_outlet_by_article(group)):
            continue
        short = key_of(group.mentions[0].words, legal_forms)
        if short in branches:
            continue
        # "News Corp." is no "Fox News".
        is_whole = short == fold(" ".join(group.mentions[0].words))
        longer = [
            other
            for other in groups
            if other is not group
            and other.mentions
            and any(_begins_or_ends(short, key, generic, at_end=is_whole) for key in keys[id(other)])
        ]
        # "Air Force" is the "United States Air Force" and not the "Air Force Communications Office".
        ending = [other for other in longer if other.known and any(key.endswith(" " + short) for key in keys[id(other)])]
        longer = ending if len(ending) == 1 and len(longer) > 1 else longer
        if len(longer) == 1 and not is_acronym(group.mentions[0].text):
            _merge(longer[0], group, "short", group_of)


def _is_outlet_by_article(group: Organization) -> bool:
    """Whether "the Times" is all that the text says of it: then it is the "New York Times" of the same text."""
    known = group.known
    return known is not None and known.is_outlet and all(mention.text == known.name[4:] for mention in group.mentions)


def _begins_or_ends(short: str, long: str, generic: frozenset[str], *, at_end: bool) -> bool:
    if not len(long) > len(short) > 2:
        return False
    if long == short + " department":
        return True
    if at_end and long.endswith(" " + short):
        before = long[: -len(short) - 1].rsplit(" ", 1)[-1]
        return short not in generic or before not in ("of", "for", "and", "the")
    return long.startswith(short + " ") and short not in generic
