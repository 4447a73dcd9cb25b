"""Small questions to a parse: who is the subject, what words make up the verb group.

Labels are those of spaCy's English pipelines (ClearNLP). All functions take and return token indices. What needs to know words
("urged him to say") is in ``extractor.statements.control``.
"""

from extractor.analysis.parse import Parse

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
NOUN_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
OBJECTS = ("dobj", "dative")
AUXILIARIES = frozenset(("aux", "auxpass"))
MODIFIERS = frozenset(("amod", "compound", "nmod"))
OWNERS = frozenset(("poss", "compound", "nmod"))  # words before a noun that may say whose it is
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
VERBAL = frozenset(("VERB", "AUX"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
PLURAL = frozenset(("NNS", "NNPS"))
CLAUSES = frozenset(("ROOT", "ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp", "parataxis"))
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
AND = frozenset(("and", "&"))
_EMBEDDED = frozenset(("ccomp", "relcl", "advcl", "acl", "pcomp"))
_RELATIVE_TAGS = frozenset(("WP", "WDT"))
_POSITIONS = {
    "nsubj": "subject",
    "nsubjpass": "passive_subject",
    "dobj": "object",
    "dative": "object",
    "pobj": "oblique",
    "poss": "possessive",
    "compound": "modifier",
    "amod": "modifier",
    "nmod": "modifier",
}


def child(parse: Parse, token: int, *labels: str) -> int | None:
    """Return the first dependent of ``token`` with one of the labels."""
    for candidate in parse.children[token]:
        if parse.deps[candidate] in labels:
            return candidate
    return None


def words_below(parse: Parse, token: int) -> list[str]:
    """Return the words right below a token in lower case, but for the mark of a possessive ("the" of "the company's")."""
    return [word for kid in parse.children[token] if (word := parse.lowers[kid]) not in POSSESSIVES]


def is_finite(parse: Parse, verb: int) -> bool:
    """Return whether a verb or one of its auxiliaries is finite."""
    return parse.tags[verb] in FINITE or any(
        parse.tags[kid] in FINITE and parse.deps[kid] in AUXILIARIES for kid in parse.children[verb]
    )


def own_subject(parse: Parse, verb: int) -> int | None:
    """Return the verb's own subject; "you" before one that is only addressed ("Mr. Mayor, do you think ...")."""
    found = None
    for candidate in parse.children[verb]:
        if parse.deps[candidate] in SUBJECTS:
            if found is None:
                found = candidate
            elif parse.lowers[candidate] == "you" and candidate < verb:
                return candidate
    return found


def clause_subject(parse: Parse, verb: int) -> int | None:
    """Return the subject of a clause head or of the verb that it is joined to.

    For "who" and "which" it is the noun that they stand for, for a participle after a noun ("a man holding a rope") that noun.
    """
    for _ in range(6):
        for child in parse.children[verb]:
            if parse.deps[child] in SUBJECTS:
                return parse.heads[verb] if parse.deps[verb] == "relcl" and parse.tags[child] in _RELATIVE_TAGS else child
        if parse.deps[verb] == "acl":
            return parse.heads[verb]
        if parse.deps[verb] != "conj" or parse.heads[verb] == verb:
            return None
        verb = parse.heads[verb]
    return None


def subject_of(parse: Parse, verb: int) -> int | None:
    """Return the subject of a clause head, also one that it shares with the clause it depends on without a subject of its own."""
    for _ in range(6):
        subject = clause_subject(parse, verb)
        if subject is not None:
            return subject
        if parse.deps[verb] not in ("conj", "xcomp", "acomp", "advcl", "pcomp", "prep") or parse.heads[verb] == verb:
            return None
        verb = parse.heads[verb]
    return None


def is_number_sign(parse: Parse, token: int) -> bool:
    """Return whether a word in front of a figure is short for "number": "No 10", "the No. 2 official"."""
    following = token + 1
    if following < len(parse) and parse.words[following] == ".":
        following += 1
    return following < len(parse) and parse.words[token][0].isupper() and parse.words[following].isdecimal()


def agent(parse: Parse, token: int) -> int | None:
    """Return the by-phrase's noun of a passive verb or a noun."""
    for candidate in parse.children[token]:
        if parse.deps[candidate] == "agent" or (parse.deps[candidate] == "prep" and parse.lowers[candidate] == "by"):
            return child(parse, candidate, "pobj")
    return None


def verb_group(parse: Parse, verb: int) -> tuple[int, int]:
    """Return the first and last token (inclusive) of the verb with its auxiliaries, negation, adverbs between them, and
    particle."""
    first = last = verb
    kids, deps = parse.children[verb], parse.deps
    for candidate in reversed(kids):
        if candidate > verb:
            continue
        label = deps[candidate]
        if label in ("aux", "auxpass", "neg") or (label == "advmod" and not parse.children[candidate]):
            first = candidate
        else:
            break
    while first < verb and deps[first] == "advmod" and parse.lowers[first] in ("when", "where", "why", "how", "then", "now"):
        first += 1
    for candidate in kids:
        if candidate == last + 1 and (deps[candidate] == "prt" or parse.lemmas[verb].endswith(f" {parse.lowers[candidate]}")):
            last = candidate
    return first, last


def head_of(parse: Parse, start: int, end: int) -> int:
    """Return the token of a range that depends on a token outside it (the last one when the range has none, as in broken
    parses)."""
    for token in range(start, end):
        head = parse.heads[token]
        if head == token or not start <= head < end:
            return token
    return end - 1


def clause_of(parse: Parse, token: int) -> int:
    """Return the verb (or other clause head) that governs ``token``; the token itself if it heads a clause."""
    while parse.deps[token] not in CLAUSES and parse.heads[token] != token:
        head = parse.heads[token]
        if parse.deps[token] == "conj" and parse.pos[token] in ("VERB", "AUX"):
            return token
        token = head
    return token


def position_of(parse: Parse, token: int) -> str:
    """Return the grammatical position of a mention's head: subject, embedded_subject (of a clause inside another), object ...

    Joined nouns and appositions share that of the noun they are joined to.
    """
    for _ in range(8):
        dep = parse.deps[token]
        if dep not in ("conj", "appos"):
            break
        token = parse.heads[token]
    found = _POSITIONS.get(dep, "other")
    if found == "subject" and _is_embedded(parse, parse.heads[token]):
        return "embedded_subject"
    if found == "possessive" and parse.deps[parse.heads[token]] in SUBJECTS:
        return "subject_possessive"
    if found == "oblique":
        preposition = parse.heads[token]
        if parse.deps[preposition] == "agent":
            return "agent"
        if parse.lowers[preposition] == "to" and preposition and parse.lowers[preposition - 1] == "according":
            return "subject"
    return found


def _is_embedded(parse: Parse, verb: int) -> bool:
    """Return whether a verb heads a clause inside another one: not the main verb, nor one joined to it."""
    for _ in range(4):
        if parse.deps[verb] != "conj":
            break
        verb = parse.heads[verb]
    return parse.deps[verb] in _EMBEDDED


def descriptions_of(parse: Parse, head: int) -> list[int]:
    """Return the nouns that describe a name: 'coach' in "coach Ann Lee", "the coach, Ann Lee", "Ann Lee, the coach", "Ann Lee
    is coach"."""
    children, deps, pos, heads = parse.children, parse.deps, parse.pos, parse.heads
    found = []
    for child in children[head]:
        dep = deps[child]
        if dep in ("appos", "nmod") or (dep == "compound" and pos[child] in ("NOUN", "PROPN")):
            found.append(child)
    dep, above = deps[head], heads[head]
    if dep == "appos" and pos[above] in ("NOUN", "PROPN"):
        found.append(above)
    elif dep == "nsubj" and parse.lemmas[above] == "be":
        found.extend(child for child in children[above] if deps[child] == "attr")
    return [token for token in found if pos[token] in ("NOUN", "PROPN")]
