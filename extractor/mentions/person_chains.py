"""From mentions of persons by name to the persons of a document, with their titles and roles."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from extractor.analysis.grammar import AND, POSSESSIVES
from extractor.entities.spelling import fold
from extractor.mentions.model import Entity
from extractor.mentions.named import Chain, NamedMentions
from extractor.mentions.names import PersonName, given_first, recased, split_name
from extractor.mentions.people import Person, PersonMention, group_people
from extractor.mentions.role_words import RoleWords
from extractor.mentions.roles import RoleFinder, make_role_finder
from extractor.told import Role

_KIN_DISTANCE, _MAIDEN_DISTANCE = 6, 3


def person_chains(
    named: NamedMentions, *, formal: Mapping[str, frozenset[str]], genders: Mapping[str, str], roles: RoleWords
) -> tuple[list[Chain], dict[int, tuple[int, ...]]]:
    """Return the persons in the order of their first mention, and the places of those whom a mention left open may mean.

    ``formal`` leads from a nickname to the names that it is short for, ``genders`` from a given name to what it suggests.
    """
    names = _PersonNames(named, genders)
    mentions = [names.mention(number) for number in named.of_kind("person")]
    groups = group_people([mention for mention in mentions if mention.name.words], formal=formal, genders=genders)
    finder = make_role_finder(named.parse, named.mentions, named.gazetteer, roles)
    places = {id(person): place for place, person in enumerate(groups.people)}
    left_open = {mention.number: tuple(places[id(person)] for person in candidates) for mention, candidates in groups.open}
    return [_chain(person, named, finder) for person in groups.people], left_open


def _chain(person: Person, named: NamedMentions, finder: RoleFinder) -> Chain:
    """Return the entity with its name in full, and every role that the text tells of it."""
    parse, honorific = named.parse, ""
    roles: dict[str, Role] = {}
    shared: dict[str, Role] = {}
    role_texts: dict[int, str] = {}
    for mention in person.mentions:
        start, end = named.mentions[mention.number].start, named.mentions[mention.number].end
        honorific = honorific or finder.honorific(start)
        for told in finder.find(start, end):
            text = told.noun or parse.span_text(told.start, told.end)
            role_texts.setdefault(mention.number, text)
            if told.kind and not (told.kind == "affiliation" and roles):
                first, last = parse.starts[told.start], parse.ends[told.end - 1]
                into = shared if told.shared else roles
                into.setdefault(fold(text), Role.trusted(text=text, start=first, end=last, kind=told.kind))
    name = recased(person.fullest().name, named.gazetteer.words["particles"])
    title = "" if name.is_full else next((mention.title for mention in person.mentions if mention.title), "")
    entity = Entity(
        "person",
        " ".join(part for part in (title, name.given, name.family, name.suffix) if part),
        roles=tuple((roles or shared).values()),
        given_name=name.given if name.is_full else "",
        family_name=name.family,
        honorific=honorific,
        suffix=name.suffix,
        gender=person.gender,
    )
    numbers = (mention.number for mention in person.mentions)
    return Chain(entity, tuple(zip(numbers, person.resolutions, strict=True)), role_texts)


class _PersonNames:
    """Takes names of persons apart, each once for all places where it stands."""

    def __init__(self, named: NamedMentions, genders: Mapping[str, str]) -> None:
        self.named, self.genders, self._suffixes = named, genders, named.gazetteer.words["suffixes"]
        self.families: dict[str, set[str]] = defaultdict(set)
        for text in (named.texts[number] for number in named.of_kind("person")):
            if " " in text:
                self.families[text.split()[-1]].add(text)
        self.split_names: dict[str, PersonName] = {}

    def mention(self, number: int) -> PersonMention:
        """Return the parts of the name of a mention and what its titles show; a family name may stand with another mention."""
        mention, parse, titles = self.named.mentions[number], self.named.parse, self.named.gazetteer.titles
        start, shown = mention.start, ""
        while start < mention.end - 1 and (title := titles.at(parse.lowers, start, mention.end - 1)):
            given = start + 2 == mention.end and title.tokens[0] in self.named.gazetteer.words["given_titles"]
            if given and len(self.families[parse.words[start + 1]]) <= 1:
                break  # "Dean Marlow", where nobody else is called Marlow
            start, shown = start + len(title.tokens), shown or title.gender
        before = titles.ending_at(parse.lowers, start) if start and parse.words[start - 1][0].isupper() else None
        name = self._with_suffix(self._name(start, mention.end), mention.end)
        if not name.is_full:
            name = self._name_before(number) or self._shared_family(number, name)
        return PersonMention(
            name,
            parse.sentence_of[start],
            self.named.written(start, mention.end),
            shown or (before.gender if before else ""),
            number,
            self._relative(number),
            self._kept_title(start),
            self._speaks(mention.end - 1),
        )

    def _speaks(self, head: int) -> bool:
        """Return whether a name that ends with this word is the subject of a verb of speaking."""
        parse = self.named.parse
        return parse.deps[head] == "nsubj" and parse.lemmas[parse.heads[head]] in self.named.gazetteer.words["speaking"]

    def _kept_title(self, start: int) -> str:
        """Return "Prince" before the name that begins at ``start``; empty without a title that stays with a name of one word."""
        word = self.named.parse.words[start - 1] if start else ""
        return word if word.istitle() and word.lower() in self.named.gazetteer.words["kept_titles"] else ""

    def _with_suffix(self, name: PersonName, end: int) -> PersonName:
        """Return the full name with the "Jr." that stands behind a comma."""
        parse = self.named.parse
        if not name.is_full or name.suffix or parse.words[end : end + 1] != [","] or end + 1 >= len(parse):
            return name
        return replace(name, suffix=parse.words[end + 1]) if parse.lowers[end + 1] in self._suffixes else name

    def _name(self, start: int, end: int) -> PersonName:
        text = self.named.written(start, end)
        if text not in self.split_names:
            lists = self.named.gazetteer
            written = [word for word in text.split() if word not in ("'s", "’s")]
            words = given_first(written, given_names=lists.given_names, patronymics=lists.words["patronymics"])
            self.split_names[text] = split_name(words, particles=lists.words["particles"], suffixes=self._suffixes)
        return self.split_names[text]

    def _name_before(self, number: int) -> PersonName | None:
        """Find "Dora Hale, née Marlow": the maiden name means whom the name before it means."""
        mentions = self.named.mentions
        start = mentions[number].start
        if start == 0 or self.named.parse.lowers[start - 1] not in self.named.gazetteer.words["maiden"]:
            return None
        that = next((other for other in reversed(mentions[:number]) if other.kind == "person"), None)
        return self._name(that.start, that.end) if that and start - that.end <= _MAIDEN_DISTANCE else None

    def _shared_family(self, number: int, name: PersonName) -> PersonName:
        """Find "Bill and Hillary Clinton": the first given name shares the family name behind the second."""
        mentions = self.named.mentions
        this, following = mentions[number], mentions[number + 1] if number + 1 < len(mentions) else None
        if (
            following is None
            or following.kind != "person"
            or following.start - this.end != 1
            or name.family not in self.genders
            or name.family in self.families
            or self.named.parse.lowers[this.end] not in AND
        ):
            return name
        other = self._name(following.start, following.end)
        if not other.is_full or other.given not in self.genders or self._is_family_of_one_before(number, name):
            return name
        if any(
            text.startswith(f"{name.family} ")
            for texts in self.families.values()
            for text in texts
            if text.split()[-1] != other.family
        ):
            return name  # "Hillary and Huma Abedin" where Hillary Clinton is named
        return PersonName(name.family, other.family, "", (*name.words, *other.family_words), other.family_words)

    def _is_family_of_one_before(self, number: int, name: PersonName) -> bool:
        """Find "Jane Peyton spoke. Peyton and Carla Espinoza ...": nobody is called Peyton Espinoza."""
        before = (self._name(other.start, other.end) for other in self.named.mentions[:number] if other.kind == "person")
        return any(other.is_full and other.family == name.family for other in before)

    def _relative(self, number: int) -> int:
        """Return the mention that the words say this one is a relative of; else -1: the one before in "Hale's wife, Dora Hale",
        the first by the family name alone in "his wife, Dora Hale" and "Dora Hale, wife of the mayor"."""
        mentions, parse = self.named.mentions, self.named.parse
        this, before = mentions[number], number - 1
        while before >= 0 and mentions[before].kind != "person":
            before -= 1
        kin = self.named.gazetteer.words["kin"]
        if before >= 0 and this.start - mentions[before].end <= _KIN_DISTANCE:
            between = parse.lowers[mentions[before].end : this.start]
            if between and between[0] in POSSESSIVES and not kin.isdisjoint(between):
                return before
        near = [word for word in parse.lowers[max(this.start - 2, 0) : this.start] if word != ","][-1:]
        after = parse.lowers[this.end : this.end + 3]
        if (near and near[0] in kin) or (after[:1] == [","] and after[2:] == ["of"] and after[1] in kin):
            family = parse.words[this.end - 1]
            alone = (other for other in range(number) if self.named.texts[other] == family and this.end - this.start > 1)
            return next((other for other in alone if mentions[other].kind == "person"), -1)
        return -1
