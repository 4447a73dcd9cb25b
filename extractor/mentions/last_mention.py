"""What the last mention of somebody, as it stands to a pronoun, says for or against that they are meant."""

from collections.abc import Iterator

from extractor.analysis.grammar import position_of
from extractor.analysis.parse import Parse

_SUBJECTS = frozenset(("subject", "embedded_subject", "passive_subject"))
_OWNERS = frozenset(("possessive", "subject_possessive"))
_ASIDE = frozenset(("oblique", "agent", "modifier", "other", *_OWNERS))


def stands(
    parse: Parse, token: int, last: int, *, is_nearest: bool, is_source: bool, was_pronoun: bool
) -> Iterator[tuple[str, str]]:
    """Yield the evidence about a pronoun and the head of somebody's last mention, each with the name of its weight.

    ``is_nearest`` says that nobody has been mentioned since, ``is_source`` that the pronoun is the source of a statement.
    """
    sentences = parse.sentence_of[token] - parse.sentence_of[last]
    mine, theirs = position_of(parse, token), position_of(parse, last)
    if sentences == 1 and theirs in _SUBJECTS and (is_source or mine in _SUBJECTS):
        yield "subject of both sentences", "subject_again"
    if is_source:
        return
    if was_pronoun:
        yield "only a pronoun since", "by_pronoun"
    if parse.deps[last] == "conj" or any(parse.deps[child] == "conj" for child in parse.children[last]):
        yield "one of several", "listed"
    if not sentences:
        owns = mine in _OWNERS
        if is_nearest and theirs != "agent":
            yield "nearest", "nearest_owner" if owns else "nearest"
        if owns and theirs in _ASIDE:
            yield "no subject or object", "owner_aside"
