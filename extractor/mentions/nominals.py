"""Descriptions ("the president", "the ministry", "the former mayor") linked to the entities they mean.

A definite description is linked when its head noun occurs in a title, role or apposition of one person of the document, or in the
name of one organization or place; of several the one mentioned last. Indefinite and possessed descriptions ("a spokesman", "his
lawyer") stay unlinked: they bring somebody new into the text.
"""

from collections.abc import Collection, Iterator

from extractor.analysis.parse import Parse
from extractor.mentions.discourse import ANOTHER, DEFINITE, descriptions_of, head_of, order_mentions
from extractor.mentions.knowledge import Coreference
from extractor.mentions.model import DocumentEntities, Mention
from extractor.records import Kind

_KINDS: dict[str, Kind] = {"person": "person", "organization": "organization", "place": "place"}
_MODIFIERS = frozenset(("amod", "compound", "nmod"))
_CLOSING = frozenset((",", ".", ")", "--", "—", "–"))
_SET_OFF = 6
_MARKS = frozenset(('"', "“", "'", "‘", "``"))
_SUBKINDS = {"company": "company", "firm": "company", "party": "party", "country": "country", "city": "city"}


def link_descriptions(parse: Parse, document: DocumentEntities, knowledge: Coreference, *, title_end: int = 0) -> None:
    """Adds a mention of form ``nominal`` for each definite description that means an entity of the document.

    In the headline, the tokens before ``title_end``, a bare noun is one ("Shipyard boss resigns"), if the text describes exactly
    one person so.
    """
    heads = list(_candidate_heads(parse, document, knowledge, title_end))
    if not heads:
        return
    words, heads_of_names = _words_of(parse, document, knowledge)
    by_word: dict[str, set[int]] = {}
    for number, known in words.items():
        for word in heads_of_names.get(number, known):
            by_word.setdefault(word, set()).add(number)
    last: dict[int, int] = {}
    waiting = [(mention.start, mention.entity) for mention in document.mentions if mention.entity is not None]
    waiting.sort(reverse=True)
    added = []
    for head, kind in heads:
        while waiting and waiting[-1][0] < head:
            start, entity = waiting.pop()
            last[entity] = start
        lemma = parse.lemmas[head].lower()
        modifiers = [child for child in parse.children[head] if parse.deps[child] in _MODIFIERS]
        needed = {
            parse.lowers[child] for child in modifiers if parse.deps[child] == "compound" or parse.words[child][0].isupper()
        }
        needed.discard("then")
        shared = {parse.lowers[child] for child in modifiers}
        fitting = [
            number
            for number in by_word.get(lemma, ())
            if number in last and document.entities[number].kind == kind and needed <= words[number]
        ]
        meant = max(fitting, key=lambda number: (len(words[number] & shared), last[number]), default=None)
        if head < title_end and meant is None and kind == "person":
            described = [number for number in by_word.get(lemma, ()) if document.entities[number].kind == kind]
            meant = described[0] if len(described) == 1 and needed <= words[described[0]] else None
        elif meant is None and lemma in _SUBKINDS:
            meant = _last_of_subkind(document, last, _SUBKINDS[lemma])
        if meant is not None:
            start = min([head, *(child for child in parse.children[head] if parse.deps[child] in ("det", *_MODIFIERS))])
            added.append(Mention(start, head + 1, "", kind, "nominal", meant, "coref", origin="description"))
            last[meant] = head
    if added:
        document.mentions.extend(added)
        order_mentions(document)


def _candidate_heads(
    parse: Parse, document: DocumentEntities, knowledge: Coreference, title_end: int
) -> Iterator[tuple[int, Kind]]:
    """Heads of definite singular descriptions that do not stand beside a name, with what they can mean."""
    taken = {token for mention in document.mentions for token in range(mention.start, mention.end)}
    named = {head_of(parse, mention.start, mention.end) for mention in document.mentions}
    ends = {mention.end for mention in document.mentions if mention.kind == "person"}
    for token in parse.with_tag("NN", "NNP"):
        if token in taken or parse.deps[token] in ("attr", "compound", "appos", "nmod", "amod"):
            continue
        means = knowledge.means.get(parse.lemmas[token].lower())
        kind = _KINDS.get(means) if means else None
        if kind is None:
            continue
        children = parse.children[token]
        if any(child in named and parse.deps[child] in ("appos", "poss", "nmod") for child in children):
            continue
        if any(
            parse.deps[child] in ("relcl", "acl") or parse.lowers[child] in ANOTHER or parse.tags[child] == "JJS"
            for child in children
        ):
            continue
        if token and parse.words[token - 1] in _MARKS:
            continue
        if _is_set_off(parse, token, ends):
            continue
        articles = [parse.lowers[child] for child in children if parse.deps[child] in ("det", "poss")]
        bare = token < title_end and kind == "person" and not articles and parse.deps[token] in ("nsubj", "ROOT")
        if bare or not DEFINITE.isdisjoint(articles):
            yield token, kind


def _is_set_off(parse: Parse, noun: int, ends: Collection[int]) -> bool:
    """Whether a description between commas explains the person just before ("Ann Lee of Tarnby, the mayor,"), which the parse may
    not see; ``ends`` are the tokens behind the names of persons."""
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
    """By entity, words in roles and appositions of persons, words in other names; and by entity, the heads of these names."""
    found: dict[int, set[str]] = {}
    heads: dict[int, set[str]] = {}
    for number, entity in enumerate(document.entities):
        words = found.setdefault(number, set())
        for role in entity.roles:
            words.update(role.text.lower().split())
        if entity.kind != "person":
            name = entity.name.lower().split()
            ends = [place for place, word in enumerate(name) if place + 1 == len(name) or name[place + 1] in ("of", "for")]
            words.update(name[: ends[0] + 1] if ends else name)
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
            words.update(parse.lowers[child] for child in parse.children[noun] if parse.deps[child] in _MODIFIERS)
            words.update(parse.lemmas[child].lower() for child in parse.children[noun] if parse.deps[child] == "conj")
    return found, heads


def _last_of_subkind(document: DocumentEntities, last: dict[int, int], subkind: str) -> int | None:
    fitting = [number for number in last if document.entities[number].subkind == subkind]
    return max(fitting, key=last.__getitem__) if fitting else None
