"""Whom the sentence of a pronoun makes more likely, and whom it rules out besides those that binding does."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from extractor.analysis.grammar import MODIFIERS, SUBJECTS, clause_of, clause_subject
from extractor.analysis.parse import Parse
from extractor.mentions.coreference import Coreference, Pronoun
from extractor.mentions.speech import Speech

_FAR = 4
_APART = frozenset(("advcl", "relcl", "acl", "conj", "pcomp", "parataxis", "ROOT"))
_BELOW = frozenset(("ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp", "conj"))


def favoured(
    parse: Parse, token: int, pronoun: Pronoun, persons: Mapping[int, int], knowledge: Coreference
) -> dict[int, dict[str, float]]:
    """Return factors by person and name: subjects above the pronoun, who stands joined to it.

    ``persons`` leads from the heads of mentions so far to the persons that they mean.
    """
    syntax = knowledge.weights.syntax
    judged = persons.get(_judged(parse, token, knowledge))
    if judged is not None:
        return {judged: {"judged": syntax["own_clause"]}}
    found: dict[int, dict[str, float]] = {}
    for head, name, weight in _heads(parse, token, pronoun):
        number, same = persons.get(head), knowledge.pronouns.get(parse.lowers[head], pronoun)
        if number is not None and same.gender == pronoun.gender:  # "she said he"
            farther = weight == "reported" and bool(found)  # "X said Y left when he": Y is nearer
            factors = found.setdefault(number, {})
            factors[name] = max(factors.get(name, 0.0), syntax["main_clause" if farther else weight])
    return found


def _heads(parse: Parse, token: int, pronoun: Pronoun) -> Iterator[tuple[int, str, str]]:
    """Yield heads that the syntax favours, with the name of the evidence and that of its weight."""
    clause = clause_of(parse, token)
    if pronoun.form == "possessive" or parse.deps[token] == "poss":
        above = parse.heads[token]
        if parse.deps[above] == "conj" and parse.heads[above] < token:
            yield parse.heads[above], "joined", "joined"
        subject = clause_subject(parse, clause)
        if subject is not None:
            yield subject, "subject above", "own_clause"
    while parse.deps[clause] in _BELOW and parse.heads[clause] != clause:
        link, above = parse.deps[clause], clause_of(parse, parse.heads[clause])
        if above == clause:
            return
        subject = clause_subject(parse, above)
        if subject is not None and link != "relcl":
            yield subject, "subject above", "reported" if link == "ccomp" else "main_clause"
        if link == "ccomp":
            return
        clause = above


def _judged(parse: Parse, token: int, knowledge: Coreference) -> int:
    """Return the object of a verb that judges somebody for what the pronoun stands in ("praised Y for her work"), or -1."""
    above = token
    for _ in range(_FAR):
        above = parse.heads[above]
        if parse.deps[above] == "prep":
            break
    verb = parse.heads[above]
    judges = parse.lemmas[verb] in knowledge.judging and parse.lowers[above] in knowledge.judging_by
    objects = [child for child in parse.children[verb] if parse.deps[child] in ("dobj", "nsubjpass") and child < above]
    return objects[-1] if judges and parse.deps[above] == "prep" and objects else -1


def named_behind(parse: Parse, token: int, names: Mapping[int, int]) -> set[int]:
    """Return the persons named in objects and complements of a subject, and behind what is possessed: in "he said X left",
    "he thanked X's son" and "his talks with X", he is not X."""
    if parse.deps[token] not in SUBJECTS and parse.deps[token] != "poss":
        return set()
    verb = parse.heads[token]
    found = set()
    for head in range(token + 1, parse.edges[1][verb] + 1):
        if head in names:
            above = head
            while above != verb and parse.deps[above] not in _APART:
                above = parse.heads[above]
            if above == verb:
                found.add(names[head])
    return found


def named_within(parse: Parse, speech: Speech, named: Sequence[tuple[int, int]]) -> dict[int, set[int]]:
    """Return by source the persons whom its content names: hardly anybody speaks of himself by name.

    ``named`` are the heads of names in order, with whom they mean. "The Reed plan" does not name Reed.
    """
    found: dict[int, set[int]] = {}
    for content in (*speech.utterances, *speech.reported):
        if content.source is not None:
            for head, person in named[bisect_left(named, (content.start, -1)) : bisect_left(named, (content.end, -1))]:
                if parse.deps[head] not in MODIFIERS:
                    found.setdefault(content.source, set()).add(person)
    return found
