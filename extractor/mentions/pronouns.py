"""Whom each pronoun of a document means.

"He" and "she" are read twice: clear cases of the first reading show the gender of persons in the second. Then "they" and "it" are
looked at, and last "I" and "we", which need to know who speaks.
"""

from collections.abc import Iterator, Mapping

from extractor.analysis.parse import Parse
from extractor.mentions.activation import Reading
from extractor.mentions.collectives import collective
from extractor.mentions.discourse import Layout, head_of, order_mentions
from extractor.mentions.gender import decided, move_family_names, vote
from extractor.mentions.knowledge import Coreference
from extractor.mentions.model import DocumentEntities, Mention

_BEFORE = frozenset(("det", "amod", "compound", "nummod", "nmod"))
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "attr"))


def resolve_pronouns(parse: Parse, document: DocumentEntities, knowledge: Coreference, layout: Layout) -> None:
    """Adds a mention for each pronoun to the document's mentions and sets the gender of its persons.

    ``entity`` stays None when nobody, or somebody without a name, is meant, and when it is not clear who: then ``candidates``
    holds who could be. "I" means the speaker of the utterance that it stands in.
    """
    words = [(token, knowledge.pronouns[word]) for token, word in enumerate(parse.lowers) if word in knowledge.pronouns]
    # "US" is a country and no "us": words inside a name are no pronouns.
    named = {token for mention in document.mentions for token in range(mention.start, mention.end)} if words else set()
    words = [(token, word) for token, word in words if token not in named]
    _resolve_singular([token for token, word in words if word.gender in ("m", "f")], parse, document, knowledge, layout)
    others = [token for token, word in words if word.person == "3" and word.gender not in ("m", "f")]
    _resolve_collective(others, parse, document, knowledge, layout)
    meant = {
        token: mention.entity
        for mention in document.mentions
        if mention.entity is not None
        for token in range(mention.start, mention.end)
    }
    _resolve_speaker([token for token, word in words if word.person == "1"], parse, document, knowledge, layout, meant=meant)
    for token, word in words:
        if word.person == "2" and token in layout.sources:
            _add(document, token, _addressee(token, meant, parse, document, layout), [])
    order_mentions(document)


def _resolve_singular(
    tokens: list[int], parse: Parse, document: DocumentEntities, knowledge: Coreference, layout: Layout
) -> None:
    """He and she."""
    reading = _first_reading(tokens, parse, document, knowledge, layout)
    if move_family_names(parse, document, reading.votes, knowledge.given_names):
        reading = _first_reading(tokens, parse, document, knowledge, layout)
    people, votes = reading.people, reading.votes
    for token, choice in reading.read(tokens).items():
        entity = people[choice.person].entity if choice.person is not None else None
        _add(document, token, entity, [other for person in choice.candidates if (other := people[person].entity) is not None])
    for head, person in reading.linked.items():
        if head in layout.sources:
            start = min(child for child in (head, *parse.children[head]) if parse.deps[child] in _BEFORE or child == head)
            mention = Mention(start, head + 1, "", "person", "nominal", people[person].entity, "coref", origin="description")
            document.mentions.append(mention)
    for number, evidence in votes.items():
        document.entities[number].gender = decided(evidence)


def _first_reading(
    tokens: list[int], parse: Parse, document: DocumentEntities, knowledge: Coreference, layout: Layout
) -> Reading:
    """A reading whose clear cases were counted as evidence for gender."""
    reading = Reading(parse, document, knowledge, layout)
    for token, choice in reading.read(tokens).items():
        entity = reading.people[choice.person].entity if choice.person is not None else None
        if choice.clear and entity is not None:
            vote(reading.votes, entity, knowledge.pronouns[parse.lowers[token]].gender, 0.5)
    return reading


def _resolve_collective(
    tokens: list[int], parse: Parse, document: DocumentEntities, knowledge: Coreference, layout: Layout
) -> None:
    """They; and where they are sources, it and nouns for organizations without a name ("the company")."""
    places = {
        head_of(parse, mention.start, mention.end): mention.entity
        for mention in document.mentions
        if mention.entity is not None and mention.kind in ("organization", "place")
    }
    organizations = {token: entity for token, entity in places.items() if document.entities[entity].kind == "organization"}
    nouns = set(_organization_nouns(parse, document, knowledge, layout))
    for token in sorted((*tokens, *nouns)):
        if token in nouns:
            fitting = organizations
            if parse.lemmas[token].lower() in knowledge.companies:
                fitting = {head: entity for head, entity in organizations.items() if _may_be_company(document, entity, knowledge)}
            entity = collective(parse, token, fitting, knowledge, layout)
            if entity is None and token not in layout.inside:
                entity = _of_headline(fitting, layout.title_end)
            if entity is not None:
                start = parse.edges[0][token]
                document.mentions.append(
                    Mention(start, token + 1, "", "organization", "nominal", entity, "coref", origin="description")
                )
        elif knowledge.pronouns[parse.lowers[token]].number == "plural" or token in layout.sources:
            entity = collective(parse, token, places, knowledge, layout)
            _add(document, token, entity, [])
        else:
            continue
        if entity is not None:
            places[token] = entity
            if document.entities[entity].kind == "organization":
                organizations[token] = entity


def _of_headline(heads: Mapping[int, int], title_end: int) -> int | None:
    """The only organization that the headline names."""
    found = {entity for head, entity in heads.items() if head < title_end}
    return found.pop() if len(found) == 1 else None


def _organization_nouns(parse: Parse, document: DocumentEntities, knowledge: Coreference, layout: Layout) -> Iterator[int]:
    """Sources such as "the company", alone with its article and part of no mention, and the noun in "a company spokesman"."""
    taken = {token for mention in document.mentions for token in range(mention.start, mention.end)}
    for source in layout.sources - taken:
        for token in (source, *parse.children[source]):
            lemma = parse.lemmas[token].lower()
            if token in taken or knowledge.means.get(lemma) != "organization" or lemma in knowledge.unique:
                continue
            children = [parse.lowers[child] for child in parse.children[token]]
            alone = parse.tags[token] in ("NN", "NNP") and children == ["the"]
            if alone if token == source else parse.deps[token] == "compound" and not children:
                yield token


def _may_be_company(document: DocumentEntities, entity: int, knowledge: Coreference) -> bool:
    """Not so of the European Commission: its name says what else it is."""
    last = document.entities[entity].name.lower().split()[-1]
    return document.entities[entity].subkind == "company" or last not in knowledge.means or last in knowledge.companies


def _resolve_speaker(
    tokens: list[int],
    parse: Parse,
    document: DocumentEntities,
    knowledge: Coreference,
    layout: Layout,
    *,
    meant: Mapping[int, int],
) -> None:
    """I, the author outside of all utterances; and we where an organization speaks."""
    for token in tokens:
        voice = layout.inside.get(token)
        entity = layout.author
        if voice is not None:
            utterance = layout.utterances[voice]
            entity = meant.get(utterance.source) if utterance.source is not None else utterance.entity
        plural = knowledge.pronouns[parse.lowers[token]].number == "plural"
        if entity is not None and plural and document.entities[entity].kind == "person":
            entity = None
        _add(document, token, entity, [])


def _addressee(token: int, meant: Mapping[int, int], parse: Parse, document: DocumentEntities, layout: Layout) -> int | None:
    """Whom "you" means: in an interview the person asked, in a transcript who is called by name, or who answers a question."""
    start, end = parse.sentences[parse.sentence_of[token]]
    for mention in document.mentions:
        called = start <= mention.start and mention.end < token and parse.words[mention.end] == ","
        if called and mention.kind == "person" and mention.form == "name" and parse.deps[mention.end - 1] not in _ARGUMENTS:
            return mention.entity
    voice = layout.inside.get(token)
    if voice is None:
        return None
    source = layout.utterances[voice].source
    if source is None:
        return layout.asked if layout.utterances[voice].entity != layout.asked else None
    answer = layout.replies.get(source)
    return meant.get(answer) if answer is not None and "?" in parse.words[start:end] else None


def _add(document: DocumentEntities, token: int, entity: int | None, candidates: list[int]) -> None:
    resolution = "coref" if entity is not None else "none"
    kind = document.entities[entity].kind if entity is not None else "person"
    document.mentions.append(
        Mention(token, token + 1, "", kind, "pronoun", entity, resolution, origin="pronoun", candidates=candidates)
    )
