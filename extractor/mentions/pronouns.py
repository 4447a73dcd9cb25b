"""Whom each pronoun of a document means.

"He" and "she" are read twice: clear cases of the first pass show the gender of persons in the second. Then "they" and "it" are
looked at, and last "I" and "we", which need to know who speaks.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.analysis.grammar import head_of, words_below
from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse
from extractor.mentions.activation import Activation
from extractor.mentions.collectives import collective, is_acting, of_itself
from extractor.mentions.coreference import Coreference, is_noun
from extractor.mentions.gender import decided, move_family_names, vote
from extractor.mentions.model import DocumentEntities, Mention, Resolution
from extractor.mentions.persons import Choice
from extractor.mentions.speech import Speech

_BEFORE = frozenset(("det", "amod", "compound", "nummod", "nmod"))
_KIND = frozenset(("amod", "compound", "nmod"))
_NEARLY_ALL = 0.7
_OFTEN = 3
# Kinds of bodies that nobody calls a company.
_PUBLIC = frozenset(("government", "party", "military", "intergovernmental"))
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "attr"))


@dataclass(frozen=True, slots=True)
class _Text:
    """What pronouns are resolved by, besides the mentions so far."""

    parse: Parse
    knowledge: Coreference
    layout: Layout
    speech: Speech


def resolve_pronouns(
    parse: Parse, document: DocumentEntities, knowledge: Coreference, layout: Layout, speech: Speech
) -> DocumentEntities:
    """Return the document with a mention for each pronoun and the gender of its persons.

    ``entity`` stays None when nobody, or somebody without a name, is meant, and when it is not clear who: then ``candidates``
    holds who could be. "I" means the speaker of the utterance that it is in.
    """
    text = _Text(parse, knowledge, layout, speech)
    known = knowledge.pronouns
    words = [
        (token, known[word]) for token, word in enumerate(parse.lowers) if word in known and not is_noun(parse, token, knowledge)
    ]
    # "US" is a country and no "us": words inside a name are no pronouns.
    named = {token for mention in document.mentions for token in range(mention.start, mention.end)} if words else set()
    words = [(token, word) for token, word in words if token not in named]
    document = _with_singular([token for token, word in words if word.gender in ("m", "f")], text, document)
    others = [token for token, word in words if word.person == "3" and word.gender not in ("m", "f")]
    document = _with_collective(others, text, document)
    meant = {
        token: mention.entity
        for mention in document.mentions
        if mention.entity is not None
        for token in range(mention.start, mention.end)
    }
    added = [_of_speaker(token, meant, text, document) for token, word in words if word.person == "1"]
    for token, word in words:
        if word.person == "2" and token in speech.sources:
            added.append(_pronoun(document, token, _addressee(token, meant, text, document)))
    return document.adding(added)


def _with_singular(tokens: list[int], text: _Text, document: DocumentEntities) -> DocumentEntities:
    """Resolve "he" and "she"."""
    activation = _first_pass(tokens, text, document)
    moved = move_family_names(text.parse, document, activation.votes, text.knowledge.given_names)
    if moved is not document:
        document, activation = moved, _first_pass(tokens, text, moved)
    people, added, resolutions = activation.people, [], []
    for token, choice in activation.read(tokens, again=True).items():
        entity = people[choice.person].entity if choice.person is not None else None
        candidates = tuple(other for person in choice.candidates if (other := people[person].entity) is not None)
        added.append(_pronoun(document, token, entity, candidates))
        resolutions.append(_resolution(token, f"pronoun/{choice.rule}", choice, activation))
    for head, choice in activation.linked.items():
        if head in text.speech.sources and choice.person is not None:
            start = min(child for child in (head, *text.parse.children[head]) if _is_before(text.parse, child) or child == head)
            entity = people[choice.person].entity
            added.append(Mention(start, head + 1, "", "person", "nominal", entity, "coref", origin="description"))
            resolutions.append(_resolution(head, f"description/{choice.rule}", choice, activation))
    genders = {number: decided(evidence) for number, evidence in activation.votes.items()}
    return _with_genders(
        DocumentEntities((*document.mentions, *added), document.entities, (*document.resolutions, *resolutions)), genders
    )


def _with_genders(document: DocumentEntities, genders: Mapping[int, str]) -> DocumentEntities:
    """Return the document with the gender of its persons; who has one is a person, whatever the name was taken for."""
    entities, somebody = list(document.entities), set()
    for number, gender in genders.items():
        entity = entities[number]
        if gender and entity.kind != "person":
            given, _, family = entity.name.rpartition(" ")
            entity = replace(entity, kind="person", subkind="", given_name=given, family_name=family)
            somebody.add(number)
        entities[number] = replace(entity, gender=gender or entity.gender)
    mentions = document.mentions
    if somebody:
        mentions = tuple(replace(each, kind="person") if each.entity in somebody else each for each in mentions)
    return DocumentEntities(mentions, tuple(entities), document.resolutions)


def _is_before(parse: Parse, token: int) -> bool:
    return parse.deps[token] in _BEFORE


def _resolution(token: int, rule: str, choice: Choice, activation: Activation) -> Resolution:
    people = activation.people
    return Resolution(
        token,
        rule,
        people[choice.person].entity if choice.person is not None else None,
        tuple((people[person].entity, score) for score, person in choice.ranked),
        tuple(activation.reasons.get((token, person), ()) for _, person in choice.ranked),
    )


def _first_pass(tokens: list[int], text: _Text, document: DocumentEntities) -> Activation:
    """Return an activation whose clear cases were counted as evidence for gender."""
    activation = Activation(text.parse, document, text.knowledge, text.layout, text.speech)
    for token, choice in activation.read(tokens).items():
        entity = activation.people[choice.person].entity if choice.person is not None else None
        if choice.clear and entity is not None:
            vote(activation.votes, entity, text.knowledge.pronouns[text.parse.lowers[token]].gender, 0.5)
    return activation


def _with_collective(tokens: list[int], text: _Text, document: DocumentEntities) -> DocumentEntities:
    """Resolve "they" and, where they are sources, "it" and nouns for organizations without a name ("the company")."""
    parse, knowledge, speech = text.parse, text.knowledge, text.speech
    places = {
        head_of(parse, mention.start, mention.end): mention.entity
        for mention in document.mentions
        if mention.entity is not None and mention.kind in ("organization", "place")
    }
    organizations = {token: entity for token, entity in places.items() if document.entities[entity].kind == "organization"}
    # Who may be "they": nobody calls the Norway that somebody left so.
    actors = organizations | {token: entity for token, entity in places.items() if is_acting(parse, token)}
    nouns = set(_organization_nouns(text, document))
    added, resolutions = [], []
    for token in sorted((*tokens, *nouns)):
        plural = token not in nouns and knowledge.pronouns[parse.lowers[token]].number == "plural"
        if token in nouns:
            entity, rule = _of_noun(token, organizations, text, document)
            if entity is not None:
                start = parse.edges[0][token]
                added.append(Mention(start, token + 1, "", "organization", "nominal", entity, "coref", origin="description"))
        elif plural or token in speech.sources:
            heads = actors if plural else places
            entity, rule = collective(parse, token, heads, knowledge, speech), "pronoun/collective"
            added.append(_pronoun(document, token, entity))
        else:
            entity, rule = (
                of_itself(parse, token, places, knowledge, speech),
                "pronoun/itself",
            )
            if entity is None:
                continue
            added.append(_pronoun(document, token, entity))
        resolutions.append(Resolution(token, rule, entity))
        if entity is not None:
            places[token] = entity
            if document.entities[entity].kind == "organization":
                organizations[token] = actors[token] = entity
            elif is_acting(parse, token):
                actors[token] = entity
    return DocumentEntities((*document.mentions, *added), document.entities, (*document.resolutions, *resolutions))


def _of_noun(token: int, organizations: Mapping[int, int], text: _Text, document: DocumentEntities) -> tuple[int | None, str]:
    """Return the organization that a noun such as "the company" means, and what decided."""
    fitting = organizations
    noun = text.parse.lemmas[token].lower()
    if noun in text.knowledge.works:
        return _of_works(noun, token, organizations, text, document), "description/works"
    if noun in text.knowledge.topics and not _is_source(token, text):
        return _of_topic(token, organizations, text, document), "description/topic"
    if noun not in text.knowledge.companies and noun not in text.knowledge.any_body:
        return None, "description/collective"  # "the union" is no company; one that is called so has that word in its name
    if noun in text.knowledge.companies:
        entities = organizations.items()
        fitting = {head: entity for head, entity in entities if _may_be_company(document, entity, text.knowledge)}
    entity = collective(text.parse, token, fitting, text.knowledge, text.speech)
    if entity is None and fitting is not organizations and text.parse.deps[token] != "compound":
        entity = _only_company(token, fitting, document)
    if entity is None and token not in text.speech.inside:
        return _of_headline(fitting, text.layout.title_tokens), "description/headline"
    return entity, "description/collective"


def _is_source(token: int, text: _Text) -> bool:
    return token in text.speech.sources or text.parse.heads[token] in text.speech.sources


def _of_topic(token: int, heads: Mapping[int, int], text: _Text, document: DocumentEntities) -> int | None:
    """Return the organization that the text is about: nearly all names of bodies before the token mean it, and none that is near
    is another."""
    named = Counter(heads[head] for head in heads if head < token and not document.entities[heads[head]].is_outlet)
    ((entity, count), *_) = (*named.most_common(1), (None, 0))
    if count < _OFTEN or count < _NEARLY_ALL * named.total():
        return None
    near = collective(text.parse, token, heads, text.knowledge, text.speech)
    return entity if near in (None, entity) else None


def _of_works(noun: str, token: int, heads: Mapping[int, int], text: _Text, document: DocumentEntities) -> int | None:
    """Return the organization whose name says that it runs such works ("Norvik Mining" the mine): the only one that was named,
    and often."""
    words = text.knowledge.works[noun]
    named = Counter(entity for head, entity in heads.items() if head < token)
    fitting = [entity for entity in named if not words.isdisjoint(document.entities[entity].name.lower().split())]
    return fitting[0] if len(fitting) == 1 and named[fitting[0]] >= _OFTEN else None


def _only_company(token: int, heads: Mapping[int, int], document: DocumentEntities) -> int | None:
    """Return the company that nearly all names of companies before the token mean."""
    named = Counter(entity for head, entity in heads.items() if head < token and document.entities[entity].subkind == "company")
    return next((entity for entity, count in named.most_common(1) if count >= _NEARLY_ALL * named.total()), None)


def _of_headline(heads: Mapping[int, int], title_tokens: int) -> int | None:
    """Return the only organization that the headline names."""
    found = {entity for head, entity in heads.items() if head < title_tokens}
    return found.pop() if len(found) == 1 else None


def _organization_nouns(text: _Text, document: DocumentEntities) -> Iterator[int]:
    """Yield nouns such as "the company", alone with the article and part of no mention, of bodies of a certain kind only where
    they are sources; and the noun in "a company spokesman"."""
    parse, knowledge = text.parse, text.knowledge
    taken = {token for mention in document.mentions for token in range(mention.start, mention.end)}
    bodies = knowledge.companies | knowledge.topics | knowledge.works.keys()
    for token in parse.with_tag("NN"):
        if parse.lemmas[token] in bodies and token not in taken and words_below(parse, token) == ["the"]:
            yield token
    for source in text.speech.sources - taken:
        for token in (source, *parse.children[source]):
            lemma = parse.lemmas[token].lower()
            if token in taken or knowledge.means.get(lemma) != "organization" or lemma in knowledge.unique:
                continue
            children = [parse.lowers[child] for child in parse.children[token]]
            alone = parse.tags[token] in ("NN", "NNP") and (children == ["the"] or _is_told_apart(parse, token, knowledge))
            if alone if token == source else parse.deps[token] == "compound" and not children:
                yield token


def _is_told_apart(parse: Parse, noun: int, knowledge: Coreference) -> bool:
    """Return whether "the" and words that say what kind of company it is stand before the noun: "the Leer-based chip maker"."""
    first, *others = (*parse.children[noun], noun)
    kind = [child for child in others if child != noun]
    before = parse.lowers[first] == "the" and all(child < noun and parse.deps[child] in _KIND for child in kind)
    another = knowledge.another | knowledge.standing
    return before and parse.lemmas[noun] in knowledge.companies and another.isdisjoint(parse.lowers[child] for child in kind)


def _may_be_company(document: DocumentEntities, number: int, knowledge: Coreference) -> bool:
    """Return false for a ministry, which is of another kind, and for the European Commission: its name says what else it is;
    but not for the World Bank."""
    entity = document.entities[number]
    last = entity.name.lower().split()[-1]
    is_called = entity.subkind == "company" or last in knowledge.companies
    return is_called or (entity.subkind not in _PUBLIC and last not in knowledge.means)


def _of_speaker(token: int, meant: Mapping[int, int], text: _Text, document: DocumentEntities) -> Mention:
    """Return I, the author outside of all utterances; and we where an organization speaks."""
    speech = text.speech
    utterance = speech.voice_of(token)
    if utterance is None:
        entity = None if token in speech.inside else speech.author
    else:
        entity = meant.get(utterance.source) if utterance.source is not None else utterance.entity
    plural = text.knowledge.pronouns[text.parse.lowers[token]].number == "plural"
    if entity is not None and plural and document.entities[entity].kind == "person":
        entity = None
    return _pronoun(document, token, entity)


def _addressee(token: int, meant: Mapping[int, int], text: _Text, document: DocumentEntities) -> int | None:
    """Return whom "you" means: in an interview the person asked, in a transcript who is called by name, or who answers a
    question."""
    parse, speech = text.parse, text.speech
    start, end = parse.sentences[parse.sentence_of[token]]
    for mention in document.mentions:
        called = start <= mention.start and mention.end < token and parse.words[mention.end] == ","
        if called and mention.kind == "person" and mention.form == "name" and parse.deps[mention.end - 1] not in _ARGUMENTS:
            return mention.entity
    voice = speech.inside.get(token)
    if voice is None:
        return None
    source = speech.utterances[voice].source
    if source is None:
        return speech.asked if speech.utterances[voice].entity != speech.asked else None
    answer = speech.replies.get(source)
    return meant.get(answer) if answer is not None and "?" in parse.words[start:end] else None


def _pronoun(document: DocumentEntities, token: int, entity: int | None, candidates: Sequence[int] = ()) -> Mention:
    resolution = "coref" if entity is not None else "none"
    kind = document.entities[entity].kind if entity is not None else "person"
    return Mention(token, token + 1, "", kind, "pronoun", entity, resolution, origin="pronoun", candidates=tuple(candidates))
