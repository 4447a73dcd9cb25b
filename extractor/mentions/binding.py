"""What syntax says of a pronoun: whom it cannot mean in its own clause, whom it may announce."""

from extractor.analysis.grammar import OBJECTS, SUBJECTS, clause_of, subject_of
from extractor.analysis.parse import Parse
from extractor.mentions.coreference import Pronoun

_FRONTED = frozenset(("prep", "advcl", "npadvmod", "advmod", "acl", "pcomp"))


def blocked_heads(parse: Parse, token: int, pronoun: Pronoun) -> set[int]:
    """Return the heads of mentions that cannot be the same as the pronoun: co-arguments, the possessed, what it is joined to."""
    heads, deps = parse.heads, parse.deps
    head = heads[token]
    blocked: set[int] = set()
    if pronoun.form == "possessive" or deps[token] == "poss":
        blocked.add(head)
        if deps[head] == "appos":
            blocked.add(heads[head])
        blocked.update(child for child in parse.children[head] if deps[child] in ("appos", "compound", "nmod"))
        return blocked
    if deps[token] == "conj":
        blocked.add(head)
    if deps[token] not in SUBJECTS:
        clause = clause_of(parse, token)
        subject = subject_of(parse, clause)
        if subject is not None and subject != token:
            blocked.add(subject)
        blocked.update(child for child in parse.children[clause] if deps[child] in OBJECTS)
    return blocked


def taken_up(parse: Parse, token: int) -> int:
    """Return the last word of the subject that a second one takes up at once ("the head of the union, Ann Lee, she has said"),
    or -1."""
    verb, before = parse.heads[token], token - 1
    if parse.deps[token] not in SUBJECTS or before < 1 or parse.words[before] != ",":
        return -1
    subjects = [child for child in parse.children[verb] if parse.deps[child] in SUBJECTS and child < token]
    return before - 1 if subjects and parse.edges[1][subjects[-1]] == before - 1 else -1


def following_subject(parse: Parse, token: int) -> int:
    """Return the subject to the right of a fronted phrase or clause that holds the token ("In his speech, X said"), or -1."""
    current = token
    deps, heads = parse.deps, parse.heads
    for _ in range(12):
        head = heads[current]
        if head == current:
            return -1
        if head > current and deps[current] in _FRONTED:
            for child in parse.children[head]:
                if deps[child] in SUBJECTS and child > token:
                    return child
        if deps[current] in ("ccomp", "relcl"):
            return -1
        current = head
    return -1
