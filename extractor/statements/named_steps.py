"""Steps of paths that have a name: @subject, @holder, @host, @antecedent and @relative."""

from collections.abc import Mapping

from extractor.analysis import grammar
from extractor.analysis.grammar import VERBAL
from extractor.analysis.parse import Parse
from extractor.statements import control
from extractor.statements.paths import NamedStep
from extractor.statements.words import WordClasses

# Labels of a clause that may be inserted into another, and of one that says something of a noun.
_INSERTED = frozenset(("parataxis", "dep", "intj", "advcl", "acl", "prep", "pcomp"))
_OF_NOUNS = frozenset(("relcl", "acl"))


def subject(parse: Parse, token: int, words: WordClasses) -> int | None:
    """Return the subject of a verb, also one that it shares; of an adjective or noun that of its copula ("she was sure that")."""
    if parse.pos[token] in ("NOUN", "ADJ") or parse.deps[token] == "acomp":
        return _predicate_subject(parse, token, words)
    return control.subject(parse, token, words)


def _predicate_subject(parse: Parse, token: int, words: WordClasses) -> int | None:
    """Return the subject of the copula whose complement the adjective or noun is ("she was sure that")."""
    while parse.deps[token] == "conj" and parse.pos[parse.heads[token]] in ("ADJ", "NOUN"):
        token = parse.heads[token]
    head = parse.heads[token]
    label = parse.deps[token]
    if label in ("acomp", "attr", "oprd", "conj") and parse.pos[head] in VERBAL:
        return control.subject(parse, head, words)
    if label == "amod":
        return None
    return grammar.own_subject(parse, token)


def holder(parse: Parse, token: int, words: WordClasses) -> int | None:
    """Return whose claim: possessor, by- or from-phrase, or the subject of the verb that the noun is an object of.

    The subject of a verb that tells of a claim made by others ("faced allegations") is no holder; that of a verb of voicing
    ("repeated his claim") says more than the possessive pronoun.
    """
    governor = parse.heads[token]
    possessor = grammar.child(parse, token, "poss")
    if possessor is not None:
        if parse.deps[token] == "dobj" and parse.tags[possessor] == "PRP$" and parse.lemmas[governor] in words.voicing:
            speaker = control.subject(parse, governor, words)
            return possessor if speaker is None else speaker
        return possessor
    by = grammar.agent(parse, token)
    if by is not None:
        return by
    for preposition in parse.children[token]:
        if parse.deps[preposition] == "prep" and parse.lowers[preposition] in ("from", "among"):
            return grammar.child(parse, preposition, "pobj")
    label = parse.deps[token]
    if label == "pobj" and parse.lowers[governor] in ("in", "into", "with", "as"):
        label, governor = parse.deps[governor], parse.heads[governor]
    if label in ("dobj", "prep") and parse.pos[governor] in VERBAL and parse.lemmas[governor] not in words.receiving:
        return control.subject(parse, governor, words)
    return None


def host(parse: Parse, token: int, words: WordClasses) -> int | None:
    """Return the head of the clause into which the cue's clause is inserted ("The vote, X said, had ..."; "..., according to
    X")."""
    label, head = parse.deps[token], parse.heads[token]
    if head == token or label not in _INSERTED:
        return None
    if (
        label in ("parataxis", "dep", "intj")
        and (parse.tags[token] not in ("VB", "VBG") or _is_finite(parse, token))
        and parse.pos[head] in (*VERBAL, "NOUN", "PROPN", "ADJ")
    ):
        return head
    if label == "advcl" and _is_inserted(parse, token):
        return head
    if label in ("advcl", "acl") and _is_as_clause(parse, token, words):
        while head != parse.heads[head] and parse.pos[head] not in VERBAL:
            head = parse.heads[head]
        return head
    if label == "prep" or (label in ("advcl", "acl", "pcomp") and parse.lowers[token] == "according"):
        while head != parse.heads[head] and parse.pos[head] not in VERBAL:
            head = parse.heads[head]
        return head
    return None


def _is_inserted(parse: Parse, token: int) -> bool:
    """Return whether a clause of a subject and a verb alone stands between commas: "In May, records show, the boat sailed"."""
    kids = [kid for kid in parse.children[token] if parse.pos[kid] != "PUNCT"]
    first, last = parse.edges[0][token], parse.edges[1][token]
    return (
        parse.tags[token] in grammar.FINITE
        and len(kids) == 1
        and parse.deps[kids[0]] == "nsubj"
        and kids[0] < token == last
        and parse.words[first - 1] == ","
        and parse.words[token + 1 : token + 2] == [","]
    )


def _is_finite(parse: Parse, token: int) -> bool:
    """Return whether a base form is a present tense: "aides to Mr. Lee say"."""
    kids = parse.children[token]
    return (
        parse.tags[token] == "VB"
        and grammar.own_subject(parse, token) is not None
        and all(parse.deps[kid] not in ("aux", "neg") for kid in kids)
    )


def _is_as_clause(parse: Parse, token: int, words: WordClasses) -> bool:
    """Return true of "as X said", "as X told the Post", "as X put it", "as reported by X"; a verb with another object, or with
    a complement, is temporal ("as he went on to speak", "as X warned of a flood").
    """
    labels = [
        parse.deps[kid]
        for kid in parse.children[token]
        if parse.lowers[kid] not in ("which", "that", "what")
        and not (parse.lowers[kid] == "it" and kid == token + 1)
        and not _is_addressee(parse, token, kid, words)
    ]
    marked = any(parse.lowers[kid] == "as" and parse.deps[kid] in ("mark", "advmod") for kid in parse.children[token])
    topic = any(
        parse.deps[kid] == "prep" and kid == token + 1 and parse.lowers[kid] in words.topics for kid in parse.children[token]
    )
    return marked and not topic and not {"dobj", "ccomp", "xcomp", "acomp"} & set(labels)


def _is_addressee(parse: Parse, token: int, kid: int, words: WordClasses) -> bool:
    """Return whether an object is somebody who is told, not what is told."""
    is_somebody = parse.pos[kid] in ("PROPN", "PRON") or parse.lemmas[kid].lower() in words.speakers
    return parse.deps[kid] == "dobj" and parse.lemmas[token] in words.addressed and is_somebody


def relative(parse: Parse, token: int, _: WordClasses) -> int | None:
    """Return the noun that a relative clause with a subject of its own says something of ("a plan that critics call a trap")."""
    own = grammar.own_subject(parse, token)
    is_relative = parse.deps[token] in _OF_NOUNS and parse.tags[token] != "VBG" and own is not None
    return parse.heads[token] if is_relative and parse.lowers[own or 0] not in grammar.RELATIVE else None


def antecedent(parse: Parse, token: int, _: WordClasses) -> int | None:
    """Return the noun that a relative clause or participle without own object says something of ("a charge that they denied")."""
    if parse.deps[token] not in _OF_NOUNS or (parse.deps[token] == "acl" and parse.tags[token] == "VBG"):
        return None
    for kid in parse.children[token]:
        if parse.deps[kid] == "dobj" and parse.lowers[kid] not in grammar.RELATIVE:
            return None
        if parse.deps[kid] in grammar.NOUN_SUBJECTS and parse.lowers[kid] in grammar.RELATIVE:
            return None
        if parse.deps[kid] in ("ccomp", "xcomp"):
            return None
    return parse.heads[token]


NAMED_STEPS: Mapping[str, NamedStep] = {
    "@subject": NamedStep(subject),
    "@holder": NamedStep(holder),
    "@host": NamedStep(host, _INSERTED),
    "@antecedent": NamedStep(antecedent, _OF_NOUNS),
    "@relative": NamedStep(relative, _OF_NOUNS),
}
