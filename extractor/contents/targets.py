"""Whom or what a statement accuses, criticizes, praises, warns or asks.

It follows from the act, not from the construction: what is only said of somebody has no target.
"""

from collections.abc import Iterator

from extractor.analysis import grammar
from extractor.analysis.parse import Parse, Span
from extractor.contents.agents import body_meant
from extractor.contents.anaphors import summed_up
from extractor.contents.antecedents import Antecedents
from extractor.contents.model import Done, Target
from extractor.contents.view import Said, owner

_TARGETED = frozenset(("accuse", "criticize", "demand", "praise", "question", "warn"))
_JUDGED = frozenset(("accuse", "criticize", "praise"))
_ASKED = frozenset(("demand", "question", "warn"))
# What belongs to the shortest form of a noun phrase.
_BEFORE = frozenset(("amod", "compound", "det", "nmod", "nummod", "poss", "predet", "quantmod"))
_NOUNS = ("NOUN", "PROPN")
_LONGEST = 12
_LIKELY = 0.6


def target_of(said: Said, done: Done | None, antecedents: Antecedents) -> Target | None:
    """Return the target of a statement, by the act of its cue or, where that has none, by what its words do.

    A "they" without an entity is what it stands for.
    """
    statement = said.statement
    heads: list[int | None] = []
    directed = statement.act in _TARGETED
    if directed:
        heads += _by_cue(said)
    if done is not None and done.act in _TARGETED and (not directed or statement.act in (done.act, "question")):
        heads.append(done.target)
    targets = (_target(said, head, antecedents) for head in heads if head is not None)
    return next((target for target in targets if target is not None), None)


def _by_cue(said: Said) -> Iterator[int | None]:
    """Yield what the act is directed at, the likeliest first."""
    statement, document = said.statement, said.document
    if _only_asks(said):
        return
    yield _blamed(said)
    yield statement.target_head
    if statement.act in _ASKED:
        yield statement.addressee_head
    for start, end in said.ranges:
        head = grammar.head_of(document.parse, start, end)
        if document.parse.pos[head] in grammar.VERBAL:
            yield _subject(said, head)
        elif statement.act in _JUDGED or statement.act == "question" or document.acts(head):
            yield _noun(document.parse, head)
        elif statement.act == "demand":
            yield next((each for each in _complements(document.parse, head) if document.acts(each)), None)
        return


def _only_asks(said: Said) -> bool:
    """Return whether questions are only asked: "asked questions about the port"; "raised questions about it" puts it in doubt."""
    parse, lexicon = said.document.parse, said.document.lexicon
    if said.statement.act != "question" or said.statement.cue_head is None or not said.ranges:
        return False
    cue = said.statement.cue_head
    noun = cue if parse.pos[cue] == "NOUN" else grammar.head_of(parse, *said.ranges[0])
    verb = parse.heads[noun]
    entries = [lexicon.get(parse.pos[token], parse.lemmas[token].lower()) for token in (noun, verb)]
    both = parse.pos[noun] == "NOUN" and parse.pos[verb] == "VERB"
    return both and all(entry is not None and entry.act == "question" for entry in entries)


def _blamed(said: Said) -> int | None:
    """Return on whom or what something is blamed: "blamed the fire on a heater"."""
    parse, cue = said.document.parse, said.statement.cue_head
    if cue is None or said.statement.cue_lemma not in said.document.words.shifting:
        return None
    fault = grammar.child(parse, cue, *grammar.OBJECTS)
    for word in (cue, fault):
        on = None if word is None else grammar.child(parse, word, "prep")
        noun = grammar.child(parse, on, "pobj") if on is not None and parse.lowers[on] == "on" else None
        if noun is not None and parse.lemmas[noun].lower() not in said.document.lexicon.words.calendar:
            return noun
    return None


def _subject(said: Said, verb: int) -> int | None:
    """Return the subject of a content that is a clause, if it can act: "demanded that the minister resign"."""
    if said.statement.act == "question" or said.statement.type == "direct":
        return None
    subject = grammar.own_subject(said.document.parse, verb)
    if subject is None or not said.holds(subject) or said.is_speaker(subject):
        return None
    if said.statement.act == "warn" and said.document.parse.pos[subject] != "PRON":  # "warned that the river would rise"
        return None
    return subject if said.document.acts(subject) else None


def _noun(parse: Parse, head: int) -> int | None:
    return head if parse.pos[head] in ("NOUN", "PROPN", "PRON") else None


def _complements(parse: Parse, head: int) -> Iterator[int]:
    """Yield the nouns behind the prepositions of a noun: "restraint from both sides"."""
    for preposition in parse.children[head]:
        if parse.deps[preposition] == "prep":
            noun = grammar.child(parse, preposition, "pobj")
            if noun is not None:
                yield noun


def _target(said: Said, head: int, antecedents: Antecedents) -> Target | None:
    """Return the target with this head; None for a pronoun that is not understood."""
    document, parse = said.document, said.document.parse
    clause = parse.heads[head]
    if parse.lowers[head] in grammar.RELATIVE and parse.deps[clause] == "relcl":  # "Omar Vell, who was accused of"
        head = parse.heads[clause]
    meant = _meant(said, head, antecedents)
    if meant == head and head in document.plurals and document.entity_at(head) is None:
        return _of_topic(said, head)
    head = meant
    named = [head, *(kid for kid in parse.children[head] if parse.deps[kid] == "appos")]
    entity = next((each for token in named if (each := document.entity_at(token)) is not None), None)
    entity = entity if entity is not None else _who_acted(said, head)
    if entity is None and parse.pos[head] == "PRON":
        return None
    start, end = noun_phrase(said, head)
    beside = next((kid for kid in named[1:] if entity is not None and document.entity_at(kid) == entity), None)
    if beside is not None and parse.edges[1][beside] - head < _LONGEST:  # "the president, Omar Vell"
        end = max(end, parse.ends[max(beside, document.mention_at[beside].end - 1)])
    return Target((start, end), head, entity)


def _meant(said: Said, head: int, antecedents: Antecedents) -> int:
    """Return the noun that "they" and "it", or "their" and "its" before a noun, stand for; else the head itself."""
    document = said.document
    owning = grammar.child(document.parse, head, "poss")
    for token in (head,) if owning is None else (head, owning):
        body = body_meant(document, token)
        if body is not None:
            return body
        plural = antecedents.of(token) if token in document.plurals and document.entity_at(token) is None else None
        if plural is not None and plural.probability >= _LIKELY:
            return plural.head
    return head


def _of_topic(said: Said, they: int) -> Target | None:
    """Return the organization that the text is about, where others blame "them" and nothing near is likely meant."""
    document, topic = said.document, said.document.topic
    speaker = said.speaker.entity
    if topic is None or topic == speaker or they not in document.speech.inside:
        return None
    if speaker is not None and document.entities.entities[speaker].affiliation == topic:
        return None
    return Target((document.parse.starts[they], document.parse.ends[they]), they, topic)


def _who_acted(said: Said, head: int) -> int | None:
    """Return whose something is, or who did it in the sentence before: "Norland closed the port. The move was criticised"."""
    document, parse = said.document, said.document.parse
    owning = owner(document, head)
    verb = summed_up(document, head) if owning is None else None
    subject = None if verb is None else grammar.own_subject(parse, verb)
    return owning if subject is None else document.entity_at(subject)


def noun_phrase(said: Said, head: int) -> Span:
    """Return the offsets of a noun with what stands before it and with its "of" and "on": "the raid on the harbour"; a name ends
    where it ends, and no action belongs to a noun ("accused the police of hiding it")."""
    parse, document = said.document.parse, said.document
    is_name = head in document.mention_at and document.mention_at[head].form == "name"
    first = min([head, *(parse.edges[0][kid] for kid in parse.children[head] if kid < head and parse.deps[kid] in _BEFORE)])
    last = head
    for kid in parse.children[head]:
        if (
            parse.deps[kid] == "prep"
            and not is_name
            and parse.lowers[kid] in document.words.belonging
            and kid == last + 1
            and not parse.lowers[kid + 1].endswith("ing")
            and parse.edges[1][kid] - first < _LONGEST
        ):
            last = parse.edges[1][kid]
        elif parse.deps[kid] == "conj" and parse.pos[kid] in _NOUNS and parse.edges[1][kid] - first < _LONGEST:
            last = _joined(said, kid)
    return parse.starts[first], parse.ends[last]


def _joined(said: Said, noun: int) -> int:
    """Return the last token of a noun that is joined to another one: "the mayor and the council of Tarnby"."""
    return said.document.parse.token_range(noun_phrase(said, noun))[1] - 1
