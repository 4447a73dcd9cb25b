"""How a content is put: a quotation, a turn of a conversation, a clause, an infinitive or less (a noun phrase, a gerund)."""

from bisect import bisect_left
from collections.abc import Sequence

from extractor.analysis.grammar import AUXILIARIES, FINITE, SUBJECTS
from extractor.analysis.parse import Parse
from extractor.records import ContentForm
from extractor.statements.model import Candidate, Spans

_TURNS = frozenset(("label/transcript", "label/question", "label/answer"))
_SUBJECTS = SUBJECTS | {"expl"}


def content_form(parse: Parse, candidate: Candidate, *, is_quoted: bool) -> ContentForm:
    """Return the form of what is said; ``is_quoted`` says that all of its content, and not its cue, is in quotation marks.

    Anything else has the form of its highest words: a clause when one of them is a finite verb or has a subject of its own
    without "to", an infinitive when one is a verb with "to".
    """
    if is_quoted or candidate.rule == "quote/block":
        return "quotation"
    if candidate.rule in _TURNS:
        return "turn"
    tokens = _tokens(parse, candidate.content)
    if tokens and parse.lowers[tokens[0]] == "that" and parse.deps[tokens[0]] == "mark":
        return "clause"
    heads, inside = parse.heads, tokens if isinstance(tokens, range) else set(tokens)
    found: ContentForm = "phrase"
    for token in tokens:
        if heads[token] not in inside or heads[token] == token:
            form = _form(parse, token)
            if form == "clause":
                return form
            if form == "infinitive":
                found = form
    return found


def _tokens(parse: Parse, content: Spans) -> Sequence[int]:
    parts = [range(bisect_left(parse.starts, start), bisect_left(parse.starts, end)) for start, end in content]
    return parts[0] if len(parts) == 1 else [token for part in parts for token in part]


def _form(parse: Parse, token: int) -> ContentForm:
    if parse.pos[token] not in ("VERB", "AUX"):
        return "phrase"
    kids = parse.children[token]
    helpers = {parse.tags[kid] for kid in kids if parse.deps[kid] in AUXILIARIES}
    if parse.tags[token] in FINITE or helpers & FINITE:
        return "clause"
    if any(parse.lowers[kid] == "to" and parse.deps[kid] == "aux" for kid in kids):
        return "infinitive"
    return "clause" if any(parse.deps[kid] in _SUBJECTS for kid in kids) else "phrase"


def asks(parse: Parse, content: Spans) -> bool:
    """Return whether a content ends with a question mark."""
    return parse.text[slice(*content[-1])].rstrip("\"'”’» ").endswith("?")
