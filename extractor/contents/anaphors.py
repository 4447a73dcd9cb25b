"""Contents that stand for something as a whole: "a move confirmed by the minister", "he denied the allegations"."""

from collections.abc import Sequence

from extractor.analysis import grammar
from extractor.analysis.parse import Parse, Span
from extractor.contents.phrases import repeated
from extractor.contents.view import Document, Said

_ANSWERS = frozenset(("confirm", "deny"))
_CHARGED = frozenset(("accuse", "claim", "criticize"))
_CLAUSES = frozenset(("ccomp", "csubj", "xcomp"))
_FARTHEST = 8
_LONGEST = 40  # words of a sentence that is put in brackets

# First and last token (exclusive) of the words, the rule, and the offsets of what they stand for.
Found = tuple[int, int, str, Span]


def stands_for(statements: Sequence[Said], number: int) -> Found | None:
    """Return what the content of a statement stands for; None where it speaks for itself."""
    said = statements[number]
    if not said.ranges:
        return None
    return _apposition(said) or _sentence(said) or (_answered(statements, number) if len(said.ranges) == 1 else None)


def summed_up(document: Document, noun: int) -> int | None:
    """Return the verb of the sentence before that a subject or object of the next one sums up: "The move", "this decision"."""
    parse, number = document.parse, document.parse.sentence_of[noun]
    bare = parse.edges[0][noun] == noun - 1 and parse.lowers[noun - 1] in document.coreference.definite
    opens = noun - parse.sentences[number][0] <= 1
    above = parse.deps[noun] in ("nsubj", "nsubjpass", "dobj") and (opens or parse.deps[parse.heads[noun]] == "ROOT")
    sums = parse.lemmas[noun].lower() in document.words.moves and parse.edges[1][noun] == noun
    if number < 1 or not (bare and above and sums) or repeated(document, noun):
        return None
    start, end = parse.sentences[number - 1]
    roots = (token for token in range(start, end) if parse.deps[token] == "ROOT" and parse.pos[token] in grammar.VERBAL)
    verb = next(roots, None)
    if verb is not None and parse.lemmas[verb] == "come":  # "It comes hours after Norland closed the port."
        verb = grammar.child(parse, verb, "advcl", "pcomp") or verb
    told = [] if verb is None else [kid for kid in parse.children[verb] if parse.deps[kid] == "ccomp"]
    return None if any(grammar.is_finite(parse, kid) for kid in told) else verb


def stands_for_clause(parse: Parse, token: int) -> bool:
    """Return whether an "it" only announces a clause: "it was possible, but not likely, that she could lose"."""
    verb = parse.heads[token]
    if parse.lowers[token] != "it" or parse.deps[token] not in grammar.SUBJECTS:
        return False
    said_of_it = [verb, *(kid for kid in parse.children[verb] if kid > verb and parse.deps[kid] in ("acomp", "attr", "oprd"))]
    if any(parse.deps[kid] in _CLAUSES and kid > verb for word in said_of_it for kid in parse.children[word]):
        return True
    end = parse.sentences[parse.sentence_of[token]][1]
    behind = range(verb + 1, end) if parse.lemmas[verb] == "be" else range(0)
    return any(parse.lowers[each] == "that" and parse.deps[each] == "mark" for each in behind)


def _sentence(said: Said) -> Found | None:
    """Find "The move was confirmed by the minister": what the sentence before says."""
    document, parse = said.document, said.document.parse
    start, end = said.ranges[0]
    noun = grammar.head_of(parse, start, end)
    verb = summed_up(document, noun) if len(said.ranges) == 1 and noun == end - 1 == start + 1 else None
    if verb is None:
        return None
    first, last = parse.edges[0][verb], parse.edges[1][verb]
    while first < last and parse.pos[first] in ("SPACE", "PUNCT", "CCONJ"):
        first += 1
    while last > first and parse.pos[last] in ("SPACE", "PUNCT"):
        last -= 1
    return (start, end, "sentence", (parse.starts[first], parse.ends[last])) if last - first < _LONGEST else None


def _apposition(said: Said) -> Found | None:
    """Find "closed the port, a move confirmed by the minister": what stands before the comma."""
    document, parse = said.document, said.document.parse
    start, end = said.ranges[0]
    noun = grammar.head_of(parse, start, end)
    before = start - 1
    if parse.lemmas[noun].lower() not in document.words.summing or before < 1 or parse.words[before] != ",":
        return None
    if noun - start > 2 or parse.deps[noun] not in ("appos", "npadvmod", "conj", "dobj", "attr", "dep"):
        return None
    opens = parse.sentences[parse.sentence_of[noun]][0]
    clause = grammar.clause_of(parse, parse.heads[noun])
    first = max(opens, parse.edges[0][clause])
    while first < before and parse.pos[first] in ("SPACE", "PUNCT"):
        first += 1
    if parse.words[start] in parse.words[first:before] and before - first > 60:
        return None
    return (start, end, "apposition", (parse.starts[first], parse.ends[before - 1])) if first < before - 1 else None


def _answered(statements: Sequence[Said], number: int) -> Found | None:
    """Find "he denied it", "she rejected the allegations": what the speaker was accused of just before."""
    said = statements[number]
    document, parse, speaker = said.document, said.document.parse, said.speaker.entity
    start, end = said.ranges[0]
    noun = grammar.head_of(parse, start, end)
    charge = parse.lemmas[noun].lower() in document.words.charges and not _tells_itself(said, noun)
    bare = end - start == 1 and parse.lowers[noun] in document.lexicon.words.impersonal
    if said.statement.act not in _ANSWERS or not (charge or bare) or speaker is None:
        return None
    for before in reversed(statements[:number]):
        if not before.ranges or before.ranges[-1][1] > start:
            continue
        if parse.sentence_of[start] - parse.sentence_of[before.ranges[0][0]] > _FARTHEST:
            return None
        target = before.statement.target_head
        charged = before.statement.act in _CHARGED and before.speaker.entity != speaker
        if charged and target is not None and document.entity_at(target) == speaker:
            content = before.statement.content
            return start, end, "answered", content[-1]
    return None


def _tells_itself(said: Said, noun: int) -> bool:
    """Return whether the content says what the charge is: "the allegation that he lied"."""
    parse = said.document.parse
    return any(parse.deps[kid] in ("acl", "relcl", "prep", "amod", "poss", "compound") for kid in parse.children[noun])
