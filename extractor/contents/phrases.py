"""Noun phrases as antecedents: their words, and the fuller phrase with the same noun that came before."""

from bisect import bisect_left
from collections.abc import Iterator

from extractor.analysis import grammar
from extractor.analysis.parse import Parse, Span
from extractor.contents.view import Document

_TELLING = frozenset(("amod", "compound", "nmod", "poss", "prep", "acl", "relcl"))
_BEHIND = frozenset(("prep", "acl", "relcl"))
_MARKS = frozenset((",", ";", ":", "(", "—", "–", "-", "“", "”", '"', "''", "``", "[", "…"))
_LOOSE = frozenset(("ADP", "DET", "PUNCT", "CCONJ", "PART", "SCONJ"))
_ASKING = frozenset(("WRB", "WP"))
_LONGEST = 14
_FARTHEST = 12
_NEAR = 4
_MOST = 50  # a noun that stands more often within some sentences is one of a list


def phrase(document: Document, head: int) -> Span:
    """Return the offsets of a noun with its modifiers: up to a mark, and what is behind it only where that is short enough to be
    whole."""
    parse = document.parse
    first, last = parse.edges[0][head], head
    for token in range(head, first - 1, -1):  # what the parser hangs on the noun from far before
        if _is_mark(document, token) or parse.tags[token] in _ASKING:
            first = token + 1 if _is_mark(document, token) else head  # "how much money people could come up with"
            break
    if (
        first < head
        and parse.tags[first] == "RB"
        and parse.pos[parse.heads[first]] in ("NOUN", "PROPN")
        and not document.is_share(head)
    ):
        first += 1  # "particularly her warning"
    for kid in parse.children[head]:
        start, end = parse.edges[0][kid], parse.edges[1][kid]
        if parse.deps[kid] == "conj":  # "Ann and Ben Lee, the owners of the mill"
            end = next((token for token in range(start, end + 1) if _is_mark(document, token)), end + 1) - 1
        if end - first >= _LONGEST and parse.deps[kid] == "prep":  # "a supporter of the bill that ..."
            end = grammar.child(parse, kid, "pobj") or end
        if kid > head and start == last + 1 and end - first < _LONGEST and not _is_mark(document, start):
            marks = (token for token in range(start, end + 1) if _is_mark(document, token))
            last = next(marks, end + 1) - 1
    while last > head and parse.pos[last] in _LOOSE:
        last -= 1
    return parse.starts[first], parse.ends[last]


def told_alone(document: Document, span: Span) -> str:
    """Return the words of a phrase with names for the pronouns in it: "Ann Lee's plan" for "her plan"."""
    parse, entities = document.parse, document.entities.entities
    first, last = parse.token_range(span)
    told, at, pieces = set[int](), span[0], []
    for token in range(first, last):
        entity = document.clear_at(token)
        pronoun = document.coreference.pronouns.get(parse.lowers[token]) if parse.pos[token] == "PRON" else None
        if entity is None or entity in told:
            continue
        told.add(entity)
        if pronoun is not None and pronoun.form != "reflexive":
            name = entities[entity].name + ("'s" if parse.deps[token] == "poss" else "")
            pieces.append(parse.text[at : parse.starts[token]] + name)
            at = parse.ends[token]
    return " ".join("".join((*pieces, parse.text[at : span[1]])).split())


def _is_mark(document: Document, token: int) -> bool:
    """Return whether a token parts a phrase from what follows; a hyphen inside a word does not."""
    parse, word = document.parse, document.parse.words[token]
    if word == "-" and 0 < token < len(parse) - 1 and parse.ends[token - 1] == parse.starts[token]:
        return False
    return word in _MARKS or parse.pos[token] == "SPACE"


def repeated(document: Document, noun: int) -> tuple[Span, bool] | None:
    """Return the fuller phrase that a noun with "the" or "this" alone takes up, if it is the last one with it, and whether it is
    near; None where the text tells of two different ones.

    Nouns for persons, and those that need no mention before ("the weather"), take up nothing.
    """
    parse, lemma = document.parse, document.parse.lemmas[noun].lower()
    if not _takes_up(document, noun, lemma):
        return None
    beside = {parse.lowers[kid] for kid in parse.children[noun][1:]}
    found, mine = None, set[str]()
    for before in _earlier(document, noun, lemma):
        told = _told_by(parse, before)
        if found is not None:
            if told and mine and told.isdisjoint(mine):
                return None
            continue
        first, last = parse.edges[0][before], parse.edges[1][before]
        differs = parse.tags[before] != parse.tags[noun] or not beside <= set(parse.lowers[first : last + 1])
        if differs or _is_of_another(document, before):
            return None
        if sum(parse.deps[kid] in _TELLING for kid in parse.children[before]) > len(beside):
            if not _tells_more(document, before):
                return None
            found, mine = before, told
    span = None if found is None else phrase(document, found)
    if found is None or span is None or not _says_which(document, span, noun):
        return None
    return span, parse.sentence_of[noun] - parse.sentence_of[found] <= _NEAR


def _says_which(document: Document, span: Span, noun: int) -> bool:
    """Return whether a phrase has more than a noun with an article, none that points elsewhere ("this deal at present"), and is
    no sentence of its own, as a headline is."""
    parse = document.parse
    first, last = parse.token_range(span)
    start, end = parse.sentences[parse.sentence_of[first]]
    if not any(parse.pos[token] not in ("PUNCT", "SPACE") for token in (*range(start, first), *range(last, end))):
        return False
    points = document.lexicon.words.announcing | document.lexicon.words.demonstrative
    same = (parse.pos[token] == "DET" or parse.lemmas[token] == parse.lemmas[noun] for token in range(first, last))
    return parse.lowers[first] not in points and not all(same)


def _takes_up(document: Document, noun: int, lemma: str) -> bool:
    """Return whether a noun with "the" may take up one before."""
    parse, coreference = document.parse, document.coreference
    if parse.tags[noun] not in ("NN", "NNS") or parse.deps[noun] == "compound" or noun in document.mention_at:
        return False
    if lemma in document.words.changing or lemma in document.lexicon.words.calendar:
        return False
    beside = [parse.lowers[kid] for kid in parse.children[noun][1:]]
    return coreference.means.get(lemma) not in ("person", "place") and coreference.another.isdisjoint(beside)


def _told_by(parse: Parse, noun: int) -> set[str]:
    """Return the lemmas before a noun that tell which one it is: European in "the European team", nothing in "their team"."""
    kids = [kid for kid in parse.children[noun] if kid < noun and parse.deps[kid] in _TELLING]
    return set() if any(parse.pos[kid] == "PRON" for kid in kids) else {parse.lemmas[kid].lower() for kid in kids}


def _earlier(document: Document, noun: int, lemma: str) -> Iterator[int]:
    """Yield the same noun before, or for several companies another for such, the last first, within some sentences; not where it
    is part of a longer name or noun."""
    parse, alike = document.parse, document.words.alike
    first = parse.sentences[max(0, parse.sentence_of[noun] - _FARTHEST)][0]
    lemmas = alike if lemma in alike and parse.tags[noun] == "NNS" else (lemma,)
    nouns = sorted(token for each in lemmas for token in document.nouns.get(each, ()))
    for token in reversed(nouns[max(0, bisect_left(nouns, noun) - _MOST) : bisect_left(nouns, noun)]):
        if first <= token and parse.deps[token] != "compound":
            yield token


def _is_of_another(document: Document, noun: int) -> bool:
    """Return whether "another", "no", "more" or the like makes it a new one, or none: "healthy ants" are any."""
    parse, kids = document.parse, document.parse.children[noun]
    if any(parse.lowers[kid] in document.coreference.another | document.lexicon.words.negations for kid in kids):
        return True
    deps = {parse.deps[kid] for kid in kids}
    return any(parse.tags[kid] == "JJR" for kid in kids) or (parse.tags[noun] == "NNS" and deps <= {"amod", "punct"})


def _tells_more(document: Document, noun: int) -> bool:
    """Return whether what stands with a noun can be understood alone: no pronoun owns it, or one whose meaning is clear."""
    parse = document.parse
    telling = [kid for kid in parse.children[noun] if parse.deps[kid] in _TELLING]
    owned = [kid for kid in telling if parse.deps[kid] == "poss" and parse.pos[kid] == "PRON" and document.clear_at(kid) is None]
    behind = [kid for kid in telling if parse.deps[kid] in _BEHIND and parse.edges[0][kid] == noun + 1]
    named = [kid for kid in telling if parse.deps[kid] in ("compound", "poss", "amod", "nmod") and kid not in owned]
    return not owned and bool(named or behind) and grammar.child(parse, noun, "neg") is None
