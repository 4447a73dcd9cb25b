"""All names of a document, grouped into people, organizations and places, with roles attached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.analysis.parse import Parse
from extractor.entities.draft import PLACES
from extractor.entities.gazetteer import Gazetteer
from extractor.entities.known import Known
from extractor.entities.names import Name
from extractor.entities.spelling import fold
from extractor.mentions.acronyms import introductions, is_acronym
from extractor.mentions.kinds import organization_country, organization_kind
from extractor.mentions.locations import Place, PlaceMention, country_weights, group_places, place_entity
from extractor.mentions.model import DocumentEntities, Entity, Mention
from extractor.mentions.names import PersonName, split_name
from extractor.mentions.organizations import Organization, OrganizationMention, group_organizations
from extractor.mentions.owners import owner_countries
from extractor.mentions.people import Person, PersonMention, group_people
from extractor.mentions.role_phrases import RoleWords, load_role_words
from extractor.mentions.roles import RoleFinder, make_role_finder
from extractor.mentions.written import reading
from extractor.records import Form, Kind, Role
from extractor.resources import Models

_AND = frozenset(("and", "&"))
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_TOWARDS = frozenset(("to", "in", "on", "with", "from", "at", "against", "near", "into", "about"))
_KIN_DISTANCE, _MAIDEN_DISTANCE = 6, 3
_CONTAINER_DISTANCE = 8
# Kinds of organizations whose people hold an office of the country.
_OFFICIAL = frozenset(("government", "military", "party"))


@dataclass(frozen=True, slots=True)
class NameKnowledge:
    """Words: formal names of nicknames, genders that given names suggest, legal forms, generic words."""

    formal: Mapping[str, frozenset[str]]
    genders: Mapping[str, str]
    legal_forms: frozenset[str]
    generic: frozenset[str]
    roles: RoleWords


def load_name_knowledge(models: Models) -> NameKnowledge:
    """The word lists for grouping names.

    Raises:
        ResourceError: a file is missing or has other columns.
    """
    lists = models.toml("en/linking.toml")
    formal: dict[str, set[str]] = {}
    for row in models.table("en/nicknames.csv", "nickname", "name"):
        formal.setdefault(fold(row["nickname"]), set()).add(fold(row["name"]))
    return NameKnowledge(
        formal={nickname: frozenset(names) for nickname, names in formal.items()},
        genders={row["name"]: row["gender"] for row in models.table("en/given_names.csv", "name", "gender")},
        legal_forms=frozenset(fold(form) for form in lists["legal_forms"]),
        generic=frozenset(lists["generic"]),
        roles=load_role_words(models),
    )


def find_entities(parse: Parse, names: Sequence[Name], gazetteer: Gazetteer, knowledge: NameKnowledge) -> DocumentEntities:
    """The mentions by name in text order and the entities that they mean.

    ``names`` may come from recognition or be given: only their spans and labels count. Demonyms ("Ukrainian"), events,
    products and the like are mentions without an entity.
    """
    return _Chains(parse, list(names), gazetteer, knowledge).build()


class _Chains:
    def __init__(self, parse: Parse, names: list[Name], gazetteer: Gazetteer, knowledge: NameKnowledge) -> None:
        self.parse, self.names, self.gazetteer, self.knowledge = parse, names, gazetteer, knowledge
        self.result = DocumentEntities()
        self.split_names: dict[str, PersonName] = {}
        self.texts = [parse.span_text(name.start, name.end) for name in names]
        self.known = [self._look_up(number) for number in range(len(names))]

    def build(self) -> DocumentEntities:
        """The mentions first, then the entities of each kind."""
        parse = self.parse
        for number, name in enumerate(self.names):
            kind, form = self._kind_and_form(number)
            self.result.mentions.append(Mention(name.start, name.end, name.label, kind, form, origin=name.origin))
        places = self._place_mentions()
        demonyms = [key for number in range(len(self.names)) if (key := self._demonym(number))]
        weights = country_weights(places, demonyms, self.gazetteer)
        if not self.gazetteer.words["american"].isdisjoint(parse.lowers):
            weights["US"] = weights.get("US", 0.0) + 2.0
        finder = make_role_finder(parse, self.result.mentions, self.gazetteer, self.knowledge.roles)
        self._add_people(finder)
        self._add_organizations(weights)
        self._add_places(group_places(places, self.gazetteer, weights))
        self._affiliate()
        return self.result

    def _look_up(self, number: int) -> tuple[Known, ...]:
        name = self.names[number]
        article = name.start > 0 and self.parse.lowers[name.start - 1] == "the"
        text = self.texts[number]
        if text[:4].lower() == "the " and not self.gazetteer.find(text):
            text, article = text[4:], True
        found = self.gazetteer.find(text, after_article=article)
        if name.start > 0 and self.parse.lowers[name.start - 1] == "state":
            return tuple(entry for entry in found if entry.kind != "organization")  # "the state Senate"
        return found

    def _kind_and_form(self, number: int) -> tuple[Kind, Form]:
        label, text, known = self.names[number].label, self.texts[number], self.known[number]
        if label == "PERSON":
            return "person", "name"
        if label == "ORG" or (label in PLACES and known and all(entry.kind == "organization" for entry in known)):
            return "organization", "acronym" if is_acronym(text) else "name"
        if label in PLACES:
            return "place", "acronym" if is_acronym(text) else "name"
        return "other", "demonym" if label in ("NORP", "LANGUAGE") and self._demonym(number) else "name"

    def _demonym(self, number: int) -> str:
        return self.gazetteer.demonyms.get(self.texts[number], "") if self.names[number].label in ("NORP", "LANGUAGE") else ""

    def _entity(self, entity: Entity, numbers: Sequence[int], resolutions: Sequence[str]) -> int:
        index = len(self.result.entities)
        entity.mentions = list(numbers)
        self.result.entities.append(entity)
        for number, resolution in zip(numbers, resolutions, strict=True):
            mention = self.result.mentions[number]
            mention.entity, mention.resolution = index, resolution
        return index

    # People

    def _add_people(self, finder: RoleFinder) -> None:
        mentions = [
            self._person_mention(number, finder)
            for number, mention in enumerate(self.result.mentions)
            if mention.kind == "person"
        ]
        named = [mention for mention in mentions if mention.name.words]
        groups = group_people(named, formal=self.knowledge.formal, genders=self.knowledge.genders)
        entities = {id(person): self._add_person(person, finder) for person in groups.people}
        for mention, candidates in groups.open:
            self.result.mentions[mention.number].candidates = [entities[id(person)] for person in candidates]

    def _person_mention(self, number: int, finder: RoleFinder) -> PersonMention:
        mention = self.result.mentions[number]
        start, shown = mention.start, ""
        titles = self.gazetteer.titles
        while start < mention.end - 1 and (title := titles.at(self.parse.lowers, start, mention.end - 1)):
            start, shown = start + len(title.tokens), shown or title.gender
        before = titles.ending_at(self.parse.lowers, start) if start and self.parse.words[start - 1][0].isupper() else None
        name = self._person_name(start, mention.end)
        if not name.is_full:
            name = self._name_before(number) or self._shared_family(number, name)
        return PersonMention(
            name,
            self.parse.sentence_of[start],
            self._written(start, mention.end),
            shown or (before.gender if before else ""),
            number,
            self._relative(number),
        )

    def _relative(self, number: int) -> int:
        """The mention that the words say this one is a relative of; else -1: the one before in "Hale's wife, Dora Hale", the
        first by the family name alone in "his wife, Dora Hale" and "Dora Hale, wife of the mayor"."""
        this, before = self.result.mentions[number], number - 1
        while before >= 0 and self.result.mentions[before].kind != "person":
            before -= 1
        kin = self.gazetteer.words["kin"]
        if before >= 0 and this.start - self.result.mentions[before].end <= _KIN_DISTANCE:
            between = self.parse.lowers[self.result.mentions[before].end : this.start]
            if between and between[0] in _POSSESSIVES and not kin.isdisjoint(between):
                return before
        near = [word for word in self.parse.lowers[max(this.start - 2, 0) : this.start] if word != ","][-1:]
        after = self.parse.lowers[this.end : this.end + 3]
        if (near and near[0] in kin) or (after[:1] == [","] and after[2:] == ["of"] and after[1] in kin):
            family = self.parse.words[this.end - 1]
            alone = (other for other in range(number) if self.texts[other] == family and this.end - this.start > 1)
            return next((other for other in alone if self.result.mentions[other].kind == "person"), -1)
        return -1

    def _person_name(self, start: int, end: int) -> PersonName:
        """The parts of a name, taken apart once for all places where it stands."""
        text = self._written(start, end)
        if text not in self.split_names:
            words = [word for word in text.split() if word not in ("'s", "’s")]
            lists = self.gazetteer.words
            self.split_names[text] = split_name(words, particles=lists["particles"], suffixes=lists["suffixes"])
        return self.split_names[text]

    def _written(self, start: int, end: int) -> str:
        text = " ".join(self.parse.span_text(start, end).split())
        return text[:-2] if text.endswith(("'s", "’s")) else text

    def _name_before(self, number: int) -> PersonName | None:
        """ "Dora Hale, née Marlow": the maiden name means whom the name before it means."""
        start = self.result.mentions[number].start
        if start == 0 or self.parse.lowers[start - 1] not in self.gazetteer.words["maiden"]:
            return None
        that = next((other for other in reversed(self.result.mentions[:number]) if other.kind == "person"), None)
        return self._person_name(that.start, that.end) if that and start - that.end <= _MAIDEN_DISTANCE else None

    def _shared_family(self, number: int, name: PersonName) -> PersonName:
        """ "Bill and Hillary Clinton": the first given name shares the family name behind the second."""
        this = self.result.mentions[number]
        following = self.result.mentions[number + 1] if number + 1 < len(self.result.mentions) else None
        if (
            following is None
            or following.kind != "person"
            or following.start - this.end != 1
            or name.family not in self.knowledge.genders
        ):
            return name
        if self.parse.lowers[this.end] not in _AND:
            return name
        other = self._person_name(following.start, following.end)
        if not other.is_full or other.given not in self.knowledge.genders:
            return name
        return PersonName(name.family, other.family, "", (*name.words, *other.family_words), other.family_words)

    def _add_person(self, person: Person, finder: RoleFinder) -> int:
        best = person.fullest()
        full = best.name.is_full
        entity = Entity(
            "person",
            " ".join(part for part in (best.name.given, best.name.family, best.name.suffix) if part),
            given_name=best.name.given if full else "",
            family_name=best.name.family,
            suffix=best.name.suffix,
            gender=person.gender,
        )
        index = self._entity(entity, [mention.number for mention in person.mentions], person.resolutions)
        for mention in person.mentions:
            found = self.result.mentions[mention.number]
            entity.honorific = entity.honorific or finder.honorific(found.start)
            for told in finder.find(found.start, found.end):
                text = self.parse.span_text(told.start, told.end)
                found.role_text = found.role_text or text
                if told.kind:
                    start, end = self.parse.starts[told.start], self.parse.ends[told.end - 1]
                    _add_role(entity, Role.trusted(text=text, start=start, end=end, kind=told.kind))
        return index

    # Organizations

    def _add_organizations(self, weights: Mapping[str, float]) -> None:
        owners = owner_countries(self.parse, self.result.mentions, self.gazetteer)
        mentions = [
            self._organization_mention(number, owners.get(number, ""))
            for number, mention in enumerate(self.result.mentions)
            if mention.kind == "organization"
        ]
        introduced = introductions(self.parse, self.names)
        groups = group_organizations(
            mentions,
            introduced=introduced,
            legal_forms=self.knowledge.legal_forms,
            generic=self.knowledge.generic,
            countries=weights,
        )
        indices = {}
        for group in groups:
            index = self._entity(self._organization(group), [mention.number for mention in group.mentions], group.resolutions)
            if group.known is not None:
                indices[group.known.name] = index
        for group in groups:
            if group.known is not None and group.known.parent in indices:
                self.result.entities[indices[group.known.name]].parent = indices[group.known.parent]

    def _organization_mention(self, number: int, owner: str) -> OrganizationMention:
        text, known = self._without_article(number), self.known[number]
        if not known:
            text, known = reading(text, self.gazetteer, self.knowledge.legal_forms)
        words = text.split()
        country = owner or organization_country(words, "government", self.gazetteer)
        return OrganizationMention(text, words, known, number, "" if known else self._branch(words), country)

    def _branch(self, words: Sequence[str]) -> str:
        """The place at the end of a name of several words ("Kestrel North America"); empty without one."""
        for start in range(1, len(words)):
            place = " ".join(words[start:])
            if any(known.subkind in ("country", "region", "area") for known in self.gazetteer.find(place)):
                return place
        return ""

    def _without_article(self, number: int) -> str:
        text = self._written(self.names[number].start, self.names[number].end)
        return text[4:] if text[:4].lower() == "the " and len(text) > 4 else text

    def _organization(self, group: Organization) -> Entity:
        known, name = group.known, group.name
        acronyms = (mention.text for mention in group.mentions if is_acronym(mention.text))
        written = next((text for text in acronyms if text != name.upper() or name.isupper()), "")
        kind = known.subkind if known else organization_kind(name, self.gazetteer.words)
        country = known.country if known else organization_country(name.split(), kind, self.gazetteer)
        return Entity(
            "organization",
            name,
            acronym=(known.acronym if known else "") or group.acronym or written,
            subkind=kind,
            country_code=country or group.country,
            is_outlet=known.is_outlet if known else False,
            # A court that every country has is told from others by its country.
            known_as=known.key if known and (known.country or not group.is_shared) else "",
        )

    # Places

    def _place_mentions(self) -> list[PlaceMention]:
        found: list[tuple[Mention, PlaceMention]] = []
        for number, mention in enumerate(self.result.mentions):
            if mention.kind == "place":
                known = tuple(entry for entry in self.known[number] if entry.kind == "place")
                found.append((mention, PlaceMention(self._without_article(number), known, mention.label, number)))
        starts = {mention.start for mention, _ in found}
        for (before, place), (after, holder) in pairwise(found):
            between = self.parse.lowers[before.end : after.start]
            if between == [","] or (not between and holder.text.endswith(".")):
                holder.known = self.gazetteer.find(f", {holder.text}") or holder.known
                place.container = holder
                place.is_closed = self._is_closed(after, starts)
            elif not place.known and len(between) <= _CONTAINER_DISTANCE and self._leads_to_container(before.end, after.start):
                place.container = holder
        return [place for _, place in found]

    def _is_closed(self, holder: Mention, starts: set[int]) -> bool:
        """Whether a phrase such as "Paris, Texas," ends behind the second name and is no list of places, which goes on."""
        if holder.end >= len(self.parse) or self.parse.words[holder.end - 1].endswith("."):
            return True
        after = holder.end + 1
        after += self.parse.lowers[after : after + 1] in (["and"], ["or"])
        goes_on = self.parse.words[holder.end] == "," and after in starts
        return self.parse.pos[holder.end] in ("PUNCT", "SPACE", "ADP") and not goes_on

    def _leads_to_container(self, start: int, end: int) -> bool:
        """ "in the province of", "a town in" between two places: the second holds the first."""
        lowers, pos = self.parse.lowers[start:end], self.parse.pos[start:end]
        if not {"in", "of"} & set(lowers) or {"and", "or", "to", "from"} & set(lowers):
            return False
        plain = ("DET", "ADJ", "NOUN", "ADP", "ADV")
        return all(tag in plain or word in (",", "located", "based") for word, tag in zip(lowers, pos, strict=True))

    def _add_places(self, groups: Sequence[Place]) -> None:
        for group in groups:
            entity = place_entity(group, self.gazetteer.cities)
            self._entity(entity, [mention.number for mention in group.mentions], group.resolutions)

    # Affiliations

    def _affiliate(self) -> None:
        """The organization, else the place, that is named in a role becomes the affiliation of the role and of the person."""
        starts = {self.parse.starts[mention.start]: mention for mention in self.result.mentions if mention.kind != "person"}
        for entity in self.result.entities:
            if entity.kind != "person":
                continue
            for number, role in enumerate(entity.roles):
                inside = [starts[offset] for offset in range(role.start, role.end) if offset in starts]
                best = min(inside, key=_affiliation_order, default=None)
                if best is not None:
                    entity.roles[number] = role.model_copy(update={"affiliation": self._affiliation_name(best)})
                    entity.country_code = entity.country_code or self._country_of(best)
                    if entity.affiliation is None and best.entity is not None:
                        entity.affiliation = best.entity

    def _country_of(self, mention: Mention) -> str:
        """The country of a role that names it or an organization of it ("Iraqi minister", "FBI director"), but not of one who is
        only there or goes there ("ambassador to Libya")."""
        if mention.start and self.parse.lowers[mention.start - 1] in _TOWARDS:
            return ""
        if mention.entity is not None:
            entity = self.result.entities[mention.entity]
            # The home of a company says nothing about those who work there.
            return entity.country_code if entity.kind == "place" or entity.subkind in _OFFICIAL else ""
        key = self.gazetteer.demonyms.get(self.parse.span_text(mention.start, mention.end))
        return self.gazetteer.by_key[key].country if key else ""

    def _affiliation_name(self, mention: Mention) -> str:
        if mention.entity is not None:
            return self.result.entities[mention.entity].name
        key = self.gazetteer.demonyms.get(self.parse.span_text(mention.start, mention.end))
        return self.gazetteer.by_key[key].name if key else ""


def _add_role(entity: Entity, role: Role) -> None:
    if role.kind == "affiliation" and entity.roles:
        return
    if all(fold(other.text) != fold(role.text) for other in entity.roles):
        entity.roles.append(role)


def _affiliation_order(mention: Mention) -> tuple[int, int]:
    order: dict[Kind, int] = {"organization": 0, "place": 1}
    return order.get(mention.kind, 2), mention.start
