"""Speakers named by a label before a colon: transcripts ("TAPPER: ..."), interviews ("Q: ..."), headlines ("Minister: ...")."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from extractor.analysis.parse import Parse
from extractor.statements.marks import Quotation
from extractor.statements.model import Span, Statement
from extractor.statements.words import WordClasses

_WORD = re.compile(r"[^\W\d]{2,}")
_LONGEST, _LONGEST_WITH_ROLE = 6, 16
_MARKS = frozenset(('"', "“", "''", "``"))
_INTERVIEW = frozenset(("Q", "A"))
_BEHIND = " \t\n*"  # a bold question ends with asterisks
_SMILEY = "):"  # how the tokenizer reads the end of "(Greens):"


def find_labelled(
    parse: Parse, paragraphs: Sequence[Span], quotations: Sequence[Quotation], words: WordClasses, *, title_end: int = 0
) -> list[Statement]:
    """A statement for each paragraph that a speaker's label opens.

    A label in capitals counts always, one in mixed case when at least two paragraphs have such labels, or in the headline (the
    paragraphs up to code point ``title_end``). Paragraphs whose words stand in quotation marks are left to the marks.
    """
    labels = [(_label(parse, start, end, words, in_title=end <= title_end), (start, end)) for start, end in paragraphs]
    if sum(label is not None for label, _ in labels) > 1:
        labels = [(label or _label(parse, *span, words, with_role=True), span) for label, span in labels]
    found = [(*label, span) for label, span in labels if label is not None]
    mixed = sum(not _in_capitals(parse, first, name_end) for first, name_end, _, _ in found)
    labelled = [start for *_, (start, _) in found]
    statements = []
    for first, name_end, colon, (start, end) in found:
        in_title = end <= title_end
        if not in_title and not _in_capitals(parse, first, name_end) and mixed < 2:
            continue
        begin = parse.starts[_behind(parse, colon, end) or colon + 1]
        stop = _turn_end(parse, paragraphs, labelled, start) if len(labelled) > 2 and not in_title else end
        if not _in_capitals(parse, first, name_end) and len(_WORD.findall(parse.text, begin, end)) < 3:
            continue  # a table: "Rivera: 547."
        if any(quotation.start <= begin < quotation.end and parse.starts[first] < quotation.start for quotation in quotations):
            continue
        statements.append(
            Statement(
                rule="label/title" if in_title else "label/transcript",
                content=[(begin, begin + len(parse.text[begin:stop].rstrip(_BEHIND)))],
                cue=[(parse.ends[colon] - 1, parse.ends[colon])],
                source=[(parse.starts[first], len(parse.text[: parse.ends[colon] - 1].rstrip()))],
                cue_head=colon,
                cue_lemma=":",
                source_head=_head(parse, first, name_end),
            )
        )
    return statements


def _turn_end(parse: Parse, paragraphs: Sequence[Span], labelled: Sequence[int], start: int) -> int:
    """End of a turn of several paragraphs: up to the next label or stage direction; the last turn is its own paragraph only."""
    last_label = labelled[-1]
    end = start
    for begin, stop in paragraphs:
        if begin < start:
            continue
        if begin > start and (begin in labelled or start == last_label or parse.text[begin] in "([*_"):
            break
        end = stop
    return end


def _label(
    parse: Parse, start: int, end: int, words: WordClasses, *, with_role: bool = False, in_title: bool = False
) -> tuple[int, int, int] | None:
    """First token, end of the name, and colon of a label at the beginning of a paragraph.

    With ``with_role`` a party in brackets or a role behind a comma may follow the name ("Ms Ada POE (Greens):", "Mr POE, Minister
    for Water:"); only a text with other labels makes that a safe guess.
    """
    first = bisect_left(parse.starts, start)
    while first < len(parse) and (parse.words[first] in _MARKS or parse.pos[first] == "SPACE"):
        first += 1
    name_end = 0
    may_be = ("PROPN", "NOUN", "ADJ") if in_title else ("PROPN",)  # "Trade minister: ..."
    for colon in range(first, min(first + (_LONGEST_WITH_ROLE if with_role else _LONGEST) + 1, len(parse) - 1)):
        if parse.starts[colon] >= end:
            return None
        word = parse.words[colon]
        if word == ":" or (word == _SMILEY and name_end):
            speaks = (
                colon > first and parse.starts[colon + 1] < end and "\n" not in parse.words[colon + 1] and colon + 2 < len(parse)
            )
            name = first, name_end or colon
            named = _names_speaker(parse, *name, words) or (in_title and speaks and _heads_title(parse, *name, words))
            return (*name, colon) if speaks and named else None
        if with_role and word in ("(", ",") and colon > first:
            name_end = name_end or colon
        if name_end:
            if word in (".", "!", "?"):
                return None
            continue
        if not (word[0].isupper() or word in (".", "(", ")", "-", "'s", "’s") or parse.pos[colon] in may_be):
            return None
    return None


def _behind(parse: Parse, colon: int, end: int) -> int | None:
    """First word behind the colon on the same line, up to code point ``end``."""
    token = colon + 1
    while token < len(parse) and parse.pos[token] == "SPACE" and "\n" not in parse.words[token]:
        token += 1
    return token if token < len(parse) and parse.starts[token] < end and parse.pos[token] != "SPACE" else None


def _names_speaker(parse: Parse, first: int, colon: int, words: WordClasses) -> bool:
    if colon - first == 1 and parse.words[first] in _INTERVIEW:
        return True
    if any(parse.lowers[token] in words.not_speakers for token in range(first, colon)):
        return False
    return any(parse.pos[token] == "PROPN" for token in range(first, colon)) or (
        _in_capitals(parse, first, colon) and parse.ends[colon - 1] - parse.starts[first] > 2
    )


def _heads_title(parse: Parse, first: int, colon: int, words: WordClasses) -> bool:
    """In a headline a noun for somebody will do ("Minister: ..."), and a word that is a name elsewhere in the text."""
    last = parse.words[colon - 1]
    if any(parse.lowers[token] in words.not_speakers for token in range(first, colon)):
        return False
    elsewhere = (token for token in range(colon, len(parse)) if parse.words[token] == last and parse.pos[token] == "PROPN")
    return parse.lemmas[colon - 1].lower() in words.speakers | words.surveys or next(elsewhere, None) is not None


def _in_capitals(parse: Parse, first: int, colon: int) -> bool:
    return all(parse.words[token].upper() == parse.words[token] for token in range(first, colon))


def _head(parse: Parse, first: int, colon: int) -> int:
    """Token that heads the label: the one that depends on a token outside, else the last word."""
    inside = range(first, colon)
    for token in inside:
        if parse.heads[token] not in inside and parse.pos[token] in ("PROPN", "NOUN"):
            return token
    return colon - 1
