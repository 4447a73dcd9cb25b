"""Descriptions ("the president", "the ministry", "the former mayor") linked to the entities they mean.

A definite description is linked when its head noun occurs in a title, role or apposition of one person of the document, or in the
name of one organization or place; of several the one mentioned last. Indefinite and possessed descriptions ("a spokesman", "his
lawyer") stay unlinked: they bring somebody new into the text.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from extractor.analysis.grammar import MODIFIERS, descriptions_of, head_of, words_below
from extractor.analysis.parse import Parse
from extractor.mentions.coreference import Coreference
from extractor.mentions.model import DocumentEntities, Mention, Resolution
from extractor.records import Kind

_KINDS: dict[str, Kind] = {"person": "person", "organization": "organization", "place": "place"}
_CLOSING = frozenset((",", ".", ")", "--", "—", "–"))
_BODIES = frozenset(("organization", "place"))
_INSIDE = MODIFIERS | {"det"}
_OWN = frozenset(("this", "our"))
_PREDICATED = frozenset(("attr", "oprd", "compound", "appos", "nmod", "amod"))  # says something of another word
_SET_OFF = 6
_HOMES = frozenset(("country", "city"))  # a text comes back to its own without naming it
_TWICE = 2  # times as often as any other that country is named which people of the text call their own
_FAR_MORE = 4  # times as often as the last country that one is named which the text is about
_REGION = "region"
_MANY = frozenset((_REGION, "media", "ngo"))  # kinds of which a text names many
_UNKNOWN = frozenset(("", "other"))  # what a place is that no list has: it may be a city
_MORE = frozenset(("RBR", "RBS"))
_SENTENCES = 3  # from which distance on "the candidate" may be another one than the text spoke of last
_MARKS = frozenset(('"', "“", "'", "‘", "``"))


def link_descriptions(
    parse: Parse,
    document: DocumentEntities,
    knowledge: Coreference,
    *,
    title_tokens: int = 0,
    sources: Collection[int] = (),
) -> DocumentEntities:
    """Return the document with a mention of form ``nominal`` for each definite description that means one of its entities.

    Before the head of a source (one of the tokens ``sources``) a bare noun for a body is one, too: "district leaders".

    In the headline, the tokens before ``title_tokens``, a bare noun is one ("Shipyard boss resigns"), if the text describes
    exactly one person so.
    """
    heads = list(_candidate_heads(parse, document, knowledge, title_tokens, sources))
    if not heads:
        return document
    described = _Described(parse, document, knowledge)
    waiting = [(mention.start, mention.end, mention.entity) for mention in document.mentions if mention.entity is not None]
    waiting.sort(reverse=True)
    added, resolutions = [], []
    for head, kind in heads:
        while waiting and waiting[-1][0] < head:
            start, end, entity = waiting.pop()
            described.last[entity] = start
            name = head_of(parse, start, end)
            if parse.deps[name] not in MODIFIERS:
                described.alone[entity] = start
            if name in sources:
                described.spoke[entity] = start
        found = described.meant_by(head, kind, in_title=head < title_tokens, speaks=head in sources)
        if found.entity is not None:
            inside = (child for child in parse.children[head] if parse.deps[child] in _INSIDE or parse.lowers[child] == "our")
            start = min([head, *inside])
            added.append(Mention(start, head + 1, "", kind, "nominal", found.entity, "coref", origin="description"))
            described.last[found.entity] = head
            if head in sources:
                described.spoke[found.entity] = head
        resolutions.append(found)
    return document.adding(added, resolutions) if added else document


@dataclass(slots=True)
class _Described:
    """By which words the entities of a document are described, and where each was mentioned last (``last``) while it is read, and
    last without being part of another phrase (``alone``: not as in "US sanctions"), and last as who speaks (``spoke``); ``named``
    says how often in all.
    """

    parse: Parse
    document: DocumentEntities
    knowledge: Coreference
    words: dict[int, set[str]] = field(init=False)
    by_word: dict[str, set[int]] = field(init=False)
    last: dict[int, int] = field(default_factory=dict)
    alone: dict[int, int] = field(default_factory=dict)
    spoke: dict[int, int] = field(default_factory=dict)
    named: Counter[int | None] = field(init=False)

    def __post_init__(self) -> None:
        self.named = Counter(mention.entity for mention in self.document.mentions)
        self.words, heads_of_names = _words_of(self.parse, self.document, self.knowledge)
        self.by_word = {}
        for number, known in self.words.items():
            for word in heads_of_names.get(number, known):
                self.by_word.setdefault(word, set()).add(number)

    def meant_by(self, head: int, kind: Kind, *, in_title: bool, speaks: bool) -> Resolution:
        """Decide which entity the description with this head means.

        Its noun must be among the words of the entity, and so must names and nouns before it ("the Tarnby senator"); of several
        entities the one that shares most other words is meant, then, where the description ``speaks``, the one who spoke last,
        then the one mentioned last. Whoever its sentence names behind it is somebody else.
        """
        parse, last, knowledge = self.parse, self.last, self.knowledge
        *before, lemma = knowledge.short.get(parse.lowers[head], parse.lemmas[head].lower()).split()
        if lemma in knowledge.companies and self._is_plain(head):
            return Resolution(head, "description/company", None)
        modifiers = [child for child in parse.children[head] if parse.deps[child] in MODIFIERS or _is_owner(parse, child)]
        shared = {parse.lowers[child] for child in modifiers}
        needed = {
            parse.lowers[kid]
            for kid in modifiers
            if parse.deps[kid] in ("compound", "poss")
            or parse.words[kid][0].isupper()
            or parse.lowers[kid] in knowledge.standing
            or (parse.lowers[kid], lemma) in knowledge.offices
        }
        needed.update(before, *(_of(parse, child, kind) for child in parse.children[head] if child > head))
        needed.discard("then")
        if kind != "person":  # "the state health department" of the Oregon Department of Health
            needed -= {word for word in needed if knowledge.means.get(word) == "place"}
        entities = self.document.entities
        kinds = (kind,) if kind == "person" else _BODIES  # "the district" may be the School District
        described = [number for number in self.by_word.get(lemma, ()) if entities[number].kind in kinds]
        fitting = [
            number
            for number in described
            if number in last and needed <= self.words[number] and (kind != "person" or self._holds(number, lemma, shared))
        ]
        if fitting:
            spoke = self.spoke if speaks and kind == "person" else {}
            others = self._named_behind(head) if kind == "person" and len(fitting) > 1 else frozenset()
            ranked = sorted(
                fitting,
                key=lambda number: (number not in others, len(self.words[number] & shared), spoke.get(number, -1), last[number]),
                reverse=True,
            )
            scores: list[tuple[int | None, float]] = [(each, float(len(self.words[each] & shared))) for each in ranked]
            if (
                kind == "person"
                and (lemma in knowledge.many or lemma in knowledge.general)
                and self._is_long_ago(ranked[0], head)
            ):
                scores.insert(1, (None, scores[0][1]))
            return Resolution(head, "description/words", ranked[0], tuple(scores))
        if in_title and kind == "person":
            meant = described[0] if len(described) == 1 and needed <= self.words[described[0]] else None
            return Resolution(head, "description/headline", meant, tuple((number, 0.0) for number in described))
        if lemma in self.knowledge.kinds and not self._is_another(head, lemma):
            return self._of_kind(head, lemma)
        return Resolution(head, "description/words", None)

    def _is_long_ago(self, number: int, head: int) -> bool:
        """Return whether somebody was spoken of some sentences ago, and others since."""
        at, sentence_of = self.last[number], self.parse.sentence_of
        if sentence_of[head] - sentence_of[at] < _SENTENCES:
            return False
        return any(last > at and self.document.entities[other].kind == "person" for other, last in self.last.items())

    def _named_behind(self, head: int) -> frozenset[int | None]:
        """Return whom the sentence of a description names behind it: "the president urged Mr Hale"."""
        end = self.parse.sentences[self.parse.sentence_of[head]][1]
        mentions = self.document.mentions
        return frozenset(mention.entity for mention in mentions if head < mention.start < end and mention.form == "name")

    def _is_another(self, head: int, noun: str) -> bool:
        """Return whether a noun tells which one it is: "the town of Tarnby", where many are of a kind also "the nearby state"."""
        below = words_below(self.parse, head)
        if self.knowledge.kinds[noun] in _MANY:
            return not self.knowledge.definite.issuperset(below) or self.parse.words[head][0].isupper()
        named = (kid for kid in self.parse.children[head] if self.parse.deps[kid] == "compound")
        return "of" in below or any(self.parse.words[kid][0].isupper() for kid in named)

    def _is_of_kind(self, number: int, subkind: str, noun: str) -> bool:
        """Return whether a body may be of a kind; a region is one of a country that has such, and no county where the noun is
        another."""
        entity = self.document.entities[number]
        if subkind != _REGION or entity.subkind != subkind:
            return entity.subkind == subkind
        last, countries = entity.name.lower().split()[-1], self.knowledge.divided.get(noun)
        known = entity.country_code in countries if countries is not None else bool(entity.country_code)
        return known and (last == noun or last not in self.knowledge.means)

    def _of_kind(self, head: int, noun: str) -> Resolution:
        """Decide by the kind of a body: the last one of that kind is meant, unless a place of unknown kind came after it, or the
        text is about another country.

        "This country" and "our country" are the one that the text names most: people say it of their own.
        """
        entities, subkind = self.document.entities, self.knowledge.kinds[noun]
        same = [
            number
            for number in self.alone
            if entities[number].kind in _BODIES
            and (self._is_of_kind(number, subkind, noun) or (subkind == "city" and entities[number].subkind in _UNKNOWN))
        ]
        own = subkind == "country" and not _OWN.isdisjoint(words_below(self.parse, head))
        ranked = sorted(same, key=self.named.__getitem__ if own else self.alone.__getitem__, reverse=True)
        often = max(ranked, key=self.named.__getitem__, default=None)
        if often is not None and subkind == "country" and self.named[often] >= _FAR_MORE * self.named[ranked[0]]:
            ranked.sort(key=lambda number: number != often)
        meant = next((number for number in ranked[:1] if entities[number].subkind == subkind), None)
        if own and len(ranked) > 1 and self.named[ranked[0]] < _TWICE * self.named[ranked[1]]:
            meant = None  # whose country it is the speaker knows, not the text
        return Resolution(head, "description/kind", meant, tuple(self._rivals(ranked, subkind)))

    def _rivals(self, ranked: Sequence[int], subkind: str) -> Iterator[tuple[int, float]]:
        """Yield the bodies of a kind with what speaks for them: for the first, and as much for a country or city that is named
        more often."""
        if ranked:
            first, *others = ranked
            rivals = {number: float(subkind in _HOMES and self.named[number] > self.named[first]) for number in others}
            yield first, 1.0
            yield from sorted(rivals.items(), key=lambda rival: -rival[1])

    def _is_plain(self, head: int) -> bool:
        """Return whether nothing but an article stands with a noun."""
        return words_below(self.parse, head) == ["the"]

    def _holds(self, number: int, noun: str, beside: Collection[str]) -> bool:
        """Return whether somebody is what the noun says now, or once was and the words ``next to`` it say so, too.

        After "former mayor Ann Lee" she is "the former mayor", and "the mayor" is somebody else.
        """
        standing = self.knowledge.standing
        told = [words for role in self.document.entities[number].roles if noun in (words := role.text.lower().split())]
        return not told or any(standing.isdisjoint(words) for words in told) or not standing.isdisjoint(beside)


def _is_owner(parse: Parse, token: int) -> bool:
    """Return whether a word is a name that owns the noun behind it: "Norway's prime minister"."""
    return parse.deps[token] == "poss" and parse.tags[token] == "NNP"


def _of(parse: Parse, preposition: int, kind: Kind) -> set[str]:
    """Return what is behind "of" and tells one from others: four in "the mother of four", trade in "the minister of trade",
    Norland in "the region of Norland"."""
    if parse.lowers[preposition] != "of":
        return set()
    telling = ("CD", "NN") if kind == "person" else ("CD", "NNP")
    return {parse.lowers[token] for token in parse.children[preposition] if parse.tags[token] in telling}


def _candidate_heads(
    parse: Parse, document: DocumentEntities, knowledge: Coreference, title_tokens: int, sources: Collection[int]
) -> Iterator[tuple[int, Kind]]:
    """Yield the heads of definite singular descriptions that do not stand beside a name, with what they can mean."""
    titles = {word for entity in document.entities for role in entity.roles for word in role.text.split() if word.isupper()}
    taken = {
        token
        for mention in document.mentions
        for token in range(mention.start, mention.end)
        if mention.kind != "other" or parse.words[token] not in titles
    }
    named = {head_of(parse, mention.start, mention.end) for mention in document.mentions}
    ends = {mention.end for mention in document.mentions if mention.kind == "person"}
    people = {token for mention in document.mentions if mention.kind == "person" for token in range(mention.start, mention.end)}
    for token in parse.with_tag("NN", "NNP"):
        if token in taken:
            continue
        noun = knowledge.short.get(parse.lowers[token], parse.lemmas[token].lower()).split()[-1]
        means = knowledge.means.get(noun)
        kind = _KINDS.get(means) if means else "person" if parse.words[token] in titles else None
        if kind is None:
            continue
        children = parse.children[token]
        if not children and parse.heads[token] in sources and _names_a_body_of(parse, token, knowledge):
            yield token, kind  # "county attorneys", "a company spokesman"
            continue
        if parse.deps[token] in _PREDICATED or parse.lowers[parse.heads[token]] == "as":
            continue
        owned = kind == "person" and any(_is_owner(parse, child) and child not in people for child in children)
        beside = ("appos", "nmod") if owned else ("appos", "poss", "nmod")
        if any(child in named and parse.deps[child] in beside for child in children):
            continue
        if any(
            (parse.deps[child] in ("relcl", "acl") and not _is_beside(parse, token))
            or (parse.lowers[child] in knowledge.another and (kind == "person" or parse.lowers[child] != "new"))
            or _is_compared(parse, child)
            for child in children
        ):
            continue
        if token and parse.words[token - 1] in _MARKS:
            continue
        if _is_set_off(parse, token, ends):
            continue
        articles = [parse.lowers[child] for child in children if parse.deps[child] in ("det", "poss")]
        bare = token < title_tokens and kind == "person" and not articles and parse.deps[token] in ("nsubj", "ROOT")
        ours = articles == ["our"] and knowledge.kinds.get(noun) == "country"
        if bare or owned or ours or not knowledge.definite.isdisjoint(articles):
            yield token, kind


def _is_compared(parse: Parse, adjective: int) -> bool:
    """Return whether an adjective tells one from others: "the best school", "the more expensive school"."""
    more = (parse.tags[kid] for kid in parse.children[adjective])
    return parse.tags[adjective] in ("JJR", "JJS") or (parse.tags[adjective] == "JJ" and not _MORE.isdisjoint(more))


def _names_a_body_of(parse: Parse, token: int, knowledge: Coreference) -> bool:
    """Return whether a noun says of which body the people are that the noun behind it means: "district leaders"."""
    above = parse.heads[token]
    if parse.deps[token] != "compound" or above != token + 1 or parse.tags[token] != "NN":
        return False
    return knowledge.means.get(parse.lemmas[above].lower()) in ("person", "group")


def _is_beside(parse: Parse, noun: int) -> bool:
    """Return whether a relative clause behind a noun only adds something: "the company, which was founded here"."""
    return parse.words[noun + 1 : noun + 3] in ([",", "which"], [",", "who"], [",", "whose"])


def _is_set_off(parse: Parse, noun: int, ends: Collection[int]) -> bool:
    """Return whether a description between commas explains the person just before ("Ann Lee of Tarnby, the mayor,"), which the
    parse may not see; ``ends`` are the tokens after the names of persons."""
    left, right = parse.edges
    comma, last = left[noun] - 1, right[noun]
    closed = any(parse.words[token] in _CLOSING for token in (noun + 1, last + 1) if token < len(parse))
    if comma < 1 or parse.words[comma] != "," or not closed:
        return False
    for end in range(comma, max(comma - _SET_OFF, 0), -1):
        if end in ends:
            return True
        if parse.pos[end - 1] in ("VERB", "AUX"):
            return False
    return False


def _words_of(
    parse: Parse, document: DocumentEntities, knowledge: Coreference
) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Return by entity, words in roles and appositions of persons, words in other names; and by entity, the heads of these
    names."""
    found: dict[int, set[str]] = {}
    heads: dict[int, set[str]] = {}
    for number, entity in enumerate(document.entities):
        words = found.setdefault(number, set())
        for role in entity.roles:
            words.update(role.text.lower().split())
        if entity.kind != "person":
            name = knowledge.full_names.get(entity.name, entity.name).lower().split()
            ends = [place for place, word in enumerate(name) if place + 1 == len(name) or name[place + 1] in ("of", "for")]
            words.update(name)
            heads[number] = {name[place] for place in ends[:1]}
    for mention in document.mentions:
        if mention.entity is None or mention.kind != "person" or mention.form == "pronoun":
            continue
        words = found[mention.entity]
        words.update(mention.role_text.lower().split())
        if mention.start:
            words.add(knowledge.short.get(parse.lowers[mention.start - 1], ""))
        head = head_of(parse, mention.start, mention.end)
        words.update(parse.lowers[child] for child in parse.children[head] if parse.deps[child] == "amod")
        for preposition in parse.children[head]:
            if parse.lowers[preposition] in ("of", "from"):
                words.update(parse.lowers[place] for place in parse.children[preposition])
        for noun in descriptions_of(parse, head):
            words.add(parse.lemmas[noun].lower())
            words.update(parse.lowers[child] for child in parse.children[noun] if parse.deps[child] in MODIFIERS)
            words.update(parse.lemmas[child].lower() for child in parse.children[noun] if parse.deps[child] == "conj")
    return found, heads
