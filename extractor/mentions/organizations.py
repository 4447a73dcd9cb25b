"""The organizations of one document: full names, short names and acronyms of one organization."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.entities.gazetteer_entry import GazetteerEntry
from extractor.entities.spelling import fold
from extractor.mentions.acronyms import abbreviates, initials, is_acronym, letters_of

# So much less than the country of most names counts none.
_LESS = 0.5
# A country is meant without a word if it is spoken of so many times as much as the next.
_BY_FAR = 4.0
# An acronym of syllables has so many letters.
_LONG_ACRONYM = 5
# What comes so many times as often comes far more often.
_FAR_MORE = 4
_LINKS = frozenset(("of", "for", "and", "the", "&"))


@dataclass(slots=True)
class OrganizationMention:
    """A name of an organization; ``known`` is what the lists say it may be, ``number`` its place in the document, ``branch`` the
    place at its end ("Kestrel Australia"), ``country`` the code of the country that the words in or next to it name ("Norland's
    Defence Ministry"), ``kind`` what its words say ("company", or "other")."""

    text: str
    words: Sequence[str]
    known: Sequence[GazetteerEntry]
    number: int
    branch: str = ""
    country: str = ""
    kind: str = "other"


@dataclass(slots=True)
class Organization:
    """Mentions that mean one organization; ``is_shared`` if several states have one of that name, ``country`` then says whose."""

    known: GazetteerEntry | None = None
    is_shared: bool = False
    country: str = ""
    acronym: str = ""
    mentions: list[OrganizationMention] = field(default_factory=list)
    resolutions: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the lists as the text has it if it does, else the longest name in the text that is no acronym; an outlet
        has that of the lists, since the text may name a programme. The name that comes first and far more often stands before
        a longer one that does not tell the kind of body: that may be the name of something else of it."""
        written = Counter([mention.text for mention in self.mentions])
        if self.known is not None and self.known.is_outlet:
            name = self.known.name
            return self.known.acronym if self.known.acronym in written and name not in written else name
        full = [text for text in written if not is_acronym(text)] or list(written)
        if self.known is not None and (self.known.name in written or all(is_acronym(text) for text in full)):
            return self.known.name if self.known.name in written else self.known.acronym or self.known.name
        longest = max(full, key=lambda text: (len(text.split()), written[text], len(text)))
        return full[0] if written[full[0]] >= _FAR_MORE * written[longest] and not self._tells_kind(longest) else longest

    def _tells_kind(self, text: str) -> bool:
        """Return whether a name says what kind of body has it: "Kestrel Air Company", not "Kestrel Fan Day"."""
        return any(mention.text == text and mention.kind != "other" for mention in self.mentions)


def group_organizations(
    mentions: Sequence[OrganizationMention],
    *,
    introduced: Mapping[int, int],
    legal_forms: frozenset[str],
    generic: frozenset[str],
    countries: Mapping[str, float],
) -> list[Organization]:
    """Return the organizations in the order of their first mention.

    One are: names that the lists know as one, equal names but for legal forms, an acronym and the name that introduces it
    ("European Commission (EC)", ``introduced`` leads from one mention's number to the other) or whose initials it has, and a
    short name that begins or ends exactly one longer one. ``countries`` weighs candidates of one name ("ABC"). Of a name that
    every state may have ("Ministry of Defence", "Senate") there are as many as countries are with it; without a country next to
    it, it joins the only one.
    """
    groups: dict[str, Organization] = {}
    group_of: dict[int, Organization] = {}
    owners: dict[str, set[str]] = defaultdict(set)
    shared = [_is_shared(mention, generic) for mention in mentions]
    spoken_of = _spoken_of(countries)
    for mention, is_shared in zip(mentions, shared, strict=True):
        if is_shared and mention.country:
            owners[key_of(mention.words, legal_forms)].add(mention.country)
    spelled = {key_of(mention.words, legal_forms) for mention in mentions if not mention.known and len(mention.words) > 1}
    for mention, is_shared in zip(mentions, shared, strict=True):
        name = key_of(mention.words, legal_forms)
        entries = () if name in spelled and is_acronym(mention.text) else mention.known  # "ABC" of "ABC Company Ltd."
        country = (mention.country or _only(owners[name])) if is_shared else ""
        known = _choose(entries, countries, country=country, is_shared=is_shared)
        if is_shared and not country and not (known and known.country):
            country = spoken_of
        key = f"{known.key if known else 'name/' + name}|{country}"
        group = groups.setdefault(key, Organization(known, is_shared, country))
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
    """Return a name as it is compared: folded, without legal forms at its end."""
    parts = fold(" ".join(words)).split()
    while len(parts) > 1 and (parts[-1] in legal_forms or not any(letter.isalnum() for letter in parts[-1])):
        parts.pop()
    return " ".join(parts)


def _is_shared(mention: OrganizationMention, generic: frozenset[str]) -> bool:
    """Return whether bodies of several countries have a name: by words that many have, or as a team or unit of one word
    ("Hawks")."""
    words = [word.lower() for word in mention.words]
    if all(word in generic or f"{word}s" in generic or word in _LINKS for word in words):
        return True
    return len(words) == 1 and any(_is_team_of(entry, mention.text) for entry in mention.known)


def _is_team_of(entry: GazetteerEntry, text: str) -> bool:
    """Return whether a single word is the end of the name of a team or unit with its place ("Hawks" of "Atlanta Hawks")."""
    place = entry.name.removesuffix(" " + text).split()
    return entry.subkind == "other" and entry.name.endswith(" " + text) and place[-1].lower() not in _LINKS


def _only(countries: set[str]) -> str:
    return next(iter(countries)) if len(countries) == 1 else ""


def _spoken_of(countries: Mapping[str, float]) -> str:
    """Return the country that the document speaks of by far most; empty without one."""
    ranked = sorted(countries.items(), key=lambda item: (-item[1], item[0]))[:2]
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] >= _BY_FAR * ranked[1][1]) else ""


def _choose(
    known: Sequence[GazetteerEntry], countries: Mapping[str, float], *, country: str, is_shared: bool
) -> GazetteerEntry | None:
    """Return the entry of the country that the document speaks of most; one without a country where none is of that.

    A name that is shared means the entry of a country only if that is with it or the document speaks of it, or of no other.
    """
    most = max(countries.values(), default=0.0)
    found = [
        entry
        for entry in known
        if entry.kind == "organization"
        and (
            not is_shared
            or not entry.country
            or entry.country == country
            or (not country and (countries.get(entry.country) or not most))
        )
    ]

    def score(entry: GazetteerEntry) -> float:
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
            if short.known is not None and not _is_introduced_as(long, short.known):
                short.known = None
            long.acronym = letters_of(short.mentions[0].text) if short.mentions else long.acronym
            _merge(long, short, "acronym", group_of)


def _is_introduced_as(long: Organization, known: GazetteerEntry) -> bool:
    """Return whether the lists may be right about an acronym that the text spells out: "Namibian Broadcasting Corporation
    (NBC)" is not the NBC that they know."""
    if long.known is not None:
        return long.known.key == known.key
    mention = long.mentions[0]
    words = {fold(word) for word in mention.words if word[0].isupper()}
    same_country = not mention.country or not known.country or mention.country == known.country
    return same_country and bool(words & set(fold(known.name).split()))


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
        if not fitting and len(letters_of(text)) >= _LONG_ACRONYM and is_acronym(text) and group.known is None:
            fitting = [other for other in groups if other.known is None and _is_short_for(text, other)]
        spelt_out = group.known is not None and any(not is_acronym(mention.text) for mention in group.mentions)
        before = len(fitting) == 1 and fitting[0].mentions[0].number < group.mentions[0].number if fitting else False
        free = not spelt_out and (group.known is None or len(letters_of(text)) > 2 or before)
        if len(fitting) == 1 and fitting[0] is not group and free:
            fitting[0].acronym = fitting[0].acronym or letters_of(text)
            group.known = None
            _merge(fitting[0], group, "acronym", group_of)


def _is_short_for(text: str, group: Organization) -> bool:
    return any(abbreviates(letters_of(text), mention.words) for mention in group.mentions)


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
        whole = [other for other in longer if not other.mentions[0].branch]
        longer = whole if len(whole) == 1 else longer
        ending = [other for other in longer if other.known and any(key.endswith(" " + short) for key in keys[id(other)])]
        longer = ending if len(ending) == 1 and len(longer) > 1 else longer
        if len(longer) == 1 and not is_acronym(group.mentions[0].text):
            _merge(longer[0], group, "short", group_of)


def _is_outlet_by_article(group: Organization) -> bool:
    """Return whether "the Times" is all that the text says of it: then it is the "New York Times" of the same text."""
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
