"""Contents that stand for something as a whole: "a move confirmed by the minister", "he denied the allegations"."""

from collections.abc import Sequence

from extractor.analysis import grammar
from extractor.analysis.parse import Span
from extractor.contents.view import Said

_ANSWERS = frozenset(("confirm", "deny"))
_CHARGED = frozenset(("accuse", "claim", "criticize"))
_FARTHEST = 8

# First and last token (exclusive) of the words, the rule, and the offsets of what they stand for.
Found = tuple[int, int, str, Span]


def stands_for(statements: Sequence[Said], number: int) -> Found | None:
    """Return what the content of a statement stands for; None where it speaks for itself."""
    said = statements[number]
    if not said.ranges:
        return None
    return _apposition(said) or (_answered(statements, number) if len(said.ranges) == 1 else None)


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
