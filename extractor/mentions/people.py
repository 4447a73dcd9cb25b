"""The people of one document: which names mean one person."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.mentions.misspelt import is_misspelt
from extractor.mentions.names import PersonName, is_part_of, may_be_one, suffixes_agree

# Sentences within which somebody is still present to the reader.
_NEAR = 3
# The bare family name belongs to who was called by it, or named at all, at least so often and so many times as often as others.
_LEAST, _MAIN = 2, 3
# Letters by which somebody is called in an interview.
_PAIR = 2


@dataclass(slots=True)
class PersonMention:
    """A name of a person as it is grouped; ``shown`` is the gender that its title shows ("m", "f" or "").

    ``relative_of`` is the number of the mention whose wife, son ... this one is ("Hale's wife, Dora Hale"), else -1; ``title`` is
    what stays with a name of one word ("Prince"). ``speaks`` says that it is the subject of a verb of speaking.
    """

    name: PersonName
    sentence: int
    text: str
    shown: str = ""
    number: int = 0
    relative_of: int = -1
    title: str = ""
    speaks: bool = False


@dataclass(slots=True)
class Person:
    """Mentions that mean one person; ``resolutions`` says of each how it was found."""

    mentions: list[PersonMention] = field(default_factory=list)
    resolutions: list[str] = field(default_factory=list)
    # Kept as mentions are added: each further mention asks for them.
    full_count: int = 0
    _names: dict[PersonName, None] = field(default_factory=dict, repr=False)
    _shown: set[str] = field(default_factory=set, repr=False)

    def __post_init__(self) -> None:
        for mention in self.mentions:
            self._note(mention)

    @property
    def names(self) -> Collection[PersonName]:
        """The different names with a given name, in the order in which they came."""
        return self._names.keys()

    @property
    def gender(self) -> str:
        """What the titles before the names show; empty where they contradict or are silent."""
        return next(iter(self._shown)) if len(self._shown) == 1 else ""

    def fullest(self) -> PersonMention:
        """Return the mention with the longest name, not in capitals; of equally long ones the most frequent, then the first."""
        if len(self.mentions) == 1:
            return self.mentions[0]
        counts = Counter([mention.text for mention in self.mentions])

        def rank(mention: PersonMention) -> tuple[int, bool, int, int, int]:
            text = mention.text
            return len(mention.name.words), not text.isupper(), counts[text], len(text), -mention.number

        return max(self.mentions, key=rank)

    def add(self, mention: PersonMention, resolution: str) -> None:
        """Join a mention to the person."""
        self.mentions.append(mention)
        self.resolutions.append(resolution)
        self._note(mention)

    def _note(self, mention: PersonMention) -> None:
        if mention.name.is_full:
            self._names[mention.name] = None
            self.full_count += 1
        if mention.shown:
            self._shown.add(mention.shown)


@dataclass(frozen=True, slots=True)
class GroupedPeople:
    """The persons of a document in the order of their first mention, and the bare family names that may mean several of them."""

    people: list[Person]
    open: list[tuple[PersonMention, list[Person]]]


def group_people(
    mentions: Sequence[PersonMention], *, formal: Mapping[str, frozenset[str]], genders: Mapping[str, str]
) -> GroupedPeople:
    """Group names into persons.

    Full names first: they are one person if family and given names agree. A single word is the family name, then the given name,
    of a person named in full; with several of one family name its title decides ("Mrs. Hale"), then whose the bare name has
    become, then nearness; else it stays open. A word that is nobody's name joins the only person named before whose family name
    it misspells; capitals join the only one of these initials.
    ``genders`` holds what given names suggest, used only to choose among people of one family name.
    """
    people: list[Person] = []
    by_word: dict[str, list[Person]] = defaultdict(list)
    for mention in mentions:
        if mention.name.is_full:
            _add_full(mention, people, by_word, formal)
    rest: list[Person] = []
    left: list[tuple[PersonMention, list[Person]]] = []
    apart = _relatives(mentions)
    # Those with a title first: it may tell that nobody named in full is meant ("Mr. Hale" next to "Dora Hale").
    for mention in sorted(mentions, key=lambda mention: not mention.shown):
        if mention.name.is_full or not mention.name.words:
            continue
        candidates = _candidates(mention, by_word)
        if not mention.shown and _is_mostly(rest, mention, candidates):
            _join_bare(mention, rest)
            continue
        fitting = [
            person for person in candidates if _fits(person, mention.shown, genders) and not _is_apart(mention, person, apart)
        ]
        if fitting:
            chosen = _choose(fitting, mention)
            if chosen is None:
                left.append((mention, fitting))
            else:
                chosen.add(mention, "surname")
        elif not (_join_initials(mention, people) or _join_bare(mention, rest) or _join_misspelt(mention, people, genders)):
            rest.append(Person([mention], ["exact"]))
    for person in (*people, *rest):
        if len(person.mentions) == 1:
            continue
        order = sorted(zip(person.mentions, person.resolutions, strict=True), key=lambda pair: pair[0].number)
        person.mentions, person.resolutions = [pair[0] for pair in order], [pair[1] for pair in order]
    return GroupedPeople(sorted((*people, *rest), key=lambda person: person.mentions[0].number), left)


def _relatives(mentions: Sequence[PersonMention]) -> set[tuple[tuple[str, ...], PersonName]]:
    """Return the pairs of a bare family name and the full name of a relative, who is not meant by it."""
    by_number = {mention.number: mention for mention in mentions}
    pairs = ((by_number.get(mention.relative_of), mention) for mention in mentions if mention.name.is_full)
    return {(of.name.words, mention.name) for of, mention in pairs if of is not None and not of.name.is_full}


def _is_apart(mention: PersonMention, person: Person, apart: set[tuple[tuple[str, ...], PersonName]]) -> bool:
    return any((mention.name.words, name) in apart for name in person.names)


def _add_full(
    mention: PersonMention, people: list[Person], by_word: dict[str, list[Person]], formal: Mapping[str, frozenset[str]]
) -> None:
    for person in by_word[mention.name.family_words[-1]]:
        one = all(
            may_be_one(mention.name, name, formal=formal)
            or (is_part_of(mention.name.words, name.words) and suffixes_agree(mention.name, name))
            or mention.name.words == name.words[::-1]  # "Havel Tomas" and "Tomas Havel"
            for name in person.names
        )
        if one and not _conflict(person.gender, mention.shown) and not _is_namesake(mention.name, person.names):
            exact = any(mention.name.words == name.words for name in person.names)
            person.add(mention, "exact" if exact else "alias")
            break
    else:
        people.append(person := Person([mention], ["exact"]))
    for word in dict.fromkeys(mention.name.words):
        if person not in by_word[word]:
            by_word[word].append(person)


def _is_namesake(name: PersonName, before: Collection[PersonName]) -> bool:
    """Return whether "Ann Lee Jr." comes after "Ann Lee" without the suffix: then they are two; the other way round it is one."""
    return bool(name.suffix) and any(other.words == name.words for other in before) and not any(other.suffix for other in before)


def _candidates(mention: PersonMention, by_word: Mapping[str, list[Person]]) -> list[Person]:
    words = mention.name.words
    named = [person for person in by_word.get(words[-1], ()) if any(is_part_of(words, name.words) for name in person.names)]
    family = [person for person in named if any(name.family_words[-1] == words[-1] for name in person.names)]
    if family or len(named) == 1:
        return family or named
    # "Sen" is rather "Sen Dara" than "Mary Sen-Hale".
    return [person for person in named if any(_is_whole(mention.text, name) for name in person.names)] or named


def _is_whole(text: str, name: PersonName) -> bool:
    return text in name.given.split() or text in name.family.split()


def _fits(person: Person, shown: str, genders: Mapping[str, str]) -> bool:
    if not shown:
        return True
    if person.gender:
        return person.gender == shown
    given = next(iter(person.names)).given.split()
    return not _conflict(genders.get(given[0], "") if given else "", shown)


def _conflict(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _choose(candidates: list[Person], mention: PersonMention) -> Person | None:
    """Return the one of several of a family name that it stands for by itself; None where the text leaves it open.

    Before any of them is named (in a headline) it is the one named in full most often, then first; later the only one named so
    far, the one whose the bare name has become, the only one near, for who speaks the only one who has spoken if nobody of
    them was named since, or by far the main person.
    """
    named = [person for person in candidates if any(other.number < mention.number for other in person.mentions)]
    if len(named) < 2:
        return max(named or candidates, key=lambda person: (person.full_count, -person.mentions[0].number))
    before = [[other for other in person.mentions if other.number < mention.number] for person in named]
    bare = [sum(not other.name.is_full for other in others) for others in before]
    near = [person for person, others in zip(named, before, strict=True) if mention.sentence - others[-1].sentence < _NEAR]
    owner = _by_far(named, bare) or (near[0] if len(near) == 1 else None)
    if owner is None and mention.speaks:
        spoke = [person for person, others in zip(named, before, strict=True) if any(other.speaks for other in others)]
        last = max(zip(before, named, strict=True), key=lambda pair: pair[0][-1].number)[1]
        owner = last if spoke == [last] else None
    return owner or _by_far(named, [len(others) for others in before])


def _by_far(people: Sequence[Person], counts: Sequence[int]) -> Person | None:
    """Return the person with at least two and several times as many as the next."""
    ranked = sorted(counts, reverse=True)
    most = ranked[0]
    return people[counts.index(most)] if most >= _LEAST and most >= _MAIN * ranked[1] else None


def _is_mostly(rest: list[Person], mention: PersonMention, candidates: list[Person]) -> bool:
    """Return whether the family name stands for somebody not named in full, by title, more often than others of it are named in
    full."""
    titled = sum(
        sum(bool(other.shown) for other in person.mentions)
        for person in rest
        if person.mentions[0].name.words == mention.name.words
    )
    return titled > sum(person.full_count for person in candidates)


def _join_bare(mention: PersonMention, rest: list[Person]) -> bool:
    """Join a family name without any full name to the others of the same name and no other gender."""
    for person in rest:
        same = person.mentions[0].name.words == mention.name.words
        if same and not _conflict(person.gender, mention.shown):
            person.add(mention, "exact")
            return True
    return False


def _join_initials(mention: PersonMention, people: Sequence[Person]) -> bool:
    """Join "AML" to the only person whose names begin so ("Ana Maria Lopez"), and "TB", before what he says, to Tom Brandt."""
    pair = len(mention.text) == _PAIR and mention.text.isupper()
    meant = [
        person
        for person in people
        if any((f"{name.given[:1]}{name.family[:1]}" if pair else name.initials) == mention.text for name in person.names)
    ]
    if len(meant) != 1:
        return False
    meant[0].add(mention, "alias")
    return True


def _join_misspelt(mention: PersonMention, people: Sequence[Person], genders: Mapping[str, str]) -> bool:
    """Join a family name that only misspells that of one person named in full before it."""
    if len(mention.name.words) > 1 or mention.name.family in genders:
        return False
    word = mention.name.words[0]
    meant = [
        person
        for person in people
        if person.mentions[0].number < mention.number and any(is_misspelt(word, name.family_words[-1]) for name in person.names)
    ]
    if len(meant) != 1 or not _fits(meant[0], mention.shown, genders):
        return False
    meant[0].add(mention, "alias")
    return True
