"""Speakers named by a label before a colon: transcripts ("TAPPER: ..."), interviews ("Q: ..."), headlines ("Minister: ...")."""

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.analysis.grammar import FINITE
from extractor.analysis.parse import Parse, Span
from extractor.statements.label_evidence import Evidence, Label, NameSpan
from extractor.statements.lexicon import Lexicon
from extractor.statements.marked_text import MarkedText
from extractor.statements.model import Candidate

_LONGEST, _LONGEST_WITH_ROLE = 6, 20
_MARKS = frozenset(('"', "“", "''", "``"))
_BEHIND = " \t\n*"  # a bold question ends with asterisks
_SMILEY = "):"  # how the tokenizer reads the end of "(Greens):"
_OPENS_ROLE = frozenset(("(", "[", ","))
_JOINS = frozenset((".", "-", "–", "&", "'s", "’s", "/"))
_FLOWS = 1 / 3
_TURNS = 3


def find_labelled(marked: MarkedText, lexicon: Lexicon, names: Sequence[NameSpan]) -> Iterator[Candidate]:
    """Yield a candidate for each paragraph that a speaker's label opens.

    What the article shows of its labels, among it its ``names``, decides which of them are speakers. Those in the headline need
    less. Paragraphs whose words are in quotation marks are left to the marks.
    """
    parse, paragraphs = marked.parse, marked.layout.paragraphs
    labels = _labels(parse, paragraphs, lexicon, marked.layout.title_end)
    if not labels:
        return
    words = lexicon.words
    ordinary = (lexicon.lemmas, words.things, words.measures, words.documents, words.occasions, words.calendar)
    speakers = Evidence(parse, labels, names, lexicon.labels, words, ordinary=ordinary).speakers()
    turns = [label for label in speakers if not label.in_title]
    ends = _turn_ends(parse, paragraphs, turns, lexicon, {label.paragraph for label in labels})
    for label in speakers:
        begin = parse.starts[_behind(parse, label) or label.colon + 1]
        stop = ends.get(label.paragraph, paragraphs[label.paragraph][1])
        if any(parse.starts[label.first] < each.start <= begin < each.end for each in marked.quotations):
            continue
        head = _head(parse, label.first, label.name_end)
        yield Candidate(
            rule="label/title" if label.in_title else "label/transcript",
            content=((begin, begin + len(parse.text[begin:stop].rstrip(_BEHIND))),),
            cue=((parse.ends[label.colon] - 1, parse.ends[label.colon]),),
            source=((parse.starts[label.first], len(parse.text[: parse.ends[label.colon] - 1].rstrip())),),
            cue_head=label.colon,
            cue_lemma=parse.words[label.colon][-1],
            source_head=head,
            why=(("cue", label.colon), ("source", head)),
        )


def _labels(parse: Parse, paragraphs: Sequence[Span], lexicon: Lexicon, title_end: int) -> list[Label]:
    """Return the words that may be labels, one a paragraph; a headline that a labelled paragraph follows at once is a turn
    itself."""
    found: list[Label] = []
    for number in range(len(paragraphs) - 1, -1, -1):
        in_title = paragraphs[number][1] <= title_end
        if in_title and found and found[-1].paragraph == number + 1 and not found[-1].in_title:
            in_title = False
        label = _read(parse, paragraphs[number], number, lexicon, in_title=in_title)
        if label is not None:
            opens = not in_title and (not number or paragraphs[number - 1][1] <= title_end)
            found.append(replace(label, opens=opens))
    return found[::-1]


def _read(parse: Parse, paragraph: Span, number: int, lexicon: Lexicon, *, in_title: bool) -> Label | None:
    """Return the label at the beginning of a paragraph: a name before a colon, maybe with a remark in brackets or a role after
    a comma.

    In the records of parliaments a full stop comes after a name in capitals ("Mr. REED. I thank ...").
    """
    first, end = bisect_left(parse.starts, paragraph[0]), bisect_left(parse.starts, paragraph[1])
    while first < end and (parse.words[first] in _MARKS or parse.pos[first] == "SPACE"):
        first += 1
    if first == end or not parse.words[first][0].isalnum():
        return None  # an entry of a list: "- Water: ..."
    may_be = ("PROPN", "NOUN", "ADJ") if in_title else ("PROPN",)  # "Trade minister: ..."
    name_end = 0
    for token in range(first, min(first + _LONGEST_WITH_ROLE, end - 1)):
        word = parse.words[token]
        stops = word == "." and not name_end and _is_record(parse, first, token, lexicon)
        if word == ":" or (word == _SMILEY and name_end) or stops:
            label = Label(first, name_end or token, token, end, number, in_title)
            is_outlet = parse.pos[first] == "DET" and token > first + 1 and parse.words[first + 1][0].isupper()  # "The Review:"
            named = token > first and (is_outlet or lexicon.labels.never.isdisjoint(parse.lowers[first : label.name_end]))
            return label if named and _behind(parse, label) is not None else None
        if word in _OPENS_ROLE and token > first:
            name_end = name_end or token
        elif name_end:
            if word in (".", "!", "?") or (parse.words[name_end] == "," and parse.tags[token] in FINITE):
                return None
        elif token - first >= _LONGEST or not (
            word[0].isupper() or word in _JOINS or parse.pos[token] in may_be or (word.isdecimal() and token > first)
        ):
            return None
    return None


def _is_record(parse: Parse, first: int, stop: int, lexicon: Lexicon) -> bool:
    """Return whether a title and a name in capitals, or the letter of a question or answer, come before a full stop and a
    sentence."""
    if stop == first + 1 and len(parse.words[first]) == 1 and parse.lowers[first] in lexicon.labels.letters:
        return True
    title = lexicon.labels.titles.at(parse.lowers, first, stop)
    begin = first + (len(title.tokens) if title else parse.pos[first] == "DET")
    name = parse.words[begin:stop]
    return (
        begin > first
        and not parse.words[first].isupper()
        and bool(name)
        and all(len(word) > 1 and word.isupper() for word in name)
        and parse.words[stop + 1][0].isupper()
    )


def _turn_ends(
    parse: Parse, paragraphs: Sequence[Span], turns: Sequence[Label], lexicon: Lexicon, labelled: Container[int]
) -> dict[int, int]:
    """Return where turns of several paragraphs end, by the number of their first one; the last turn is its own paragraph only.

    A turn goes on over paragraphs that are not ``labelled`` where the speaker goes on ("I", "we", "you"), and where at least one
    paragraph in three has a label, unless it names one of the speakers: that is the narrator's.
    """
    if len(turns) < _TURNS:
        return {}
    flows = len(turns) >= _FLOWS * (turns[-1].paragraph - turns[0].paragraph + 1)
    called = {parse.lowers[label.name_end - 1] for label in turns}
    ends = {}
    for label, following in pairwise(turns):
        end = paragraphs[label.paragraph][1]
        for number in range(label.paragraph + 1, following.paragraph):
            begin, stop = paragraphs[number]
            lowers = parse.lowers[bisect_left(parse.starts, begin) : bisect_left(parse.starts, stop)]
            goes_on = not lexicon.labels.speech.isdisjoint(lowers) or (flows and called.isdisjoint(lowers))
            if number in labelled or parse.text[begin] in "([*_" or not goes_on:
                break
            end = stop
        ends[label.paragraph] = end
    return ends


def _behind(parse: Parse, label: Label) -> int | None:
    """Return the first word behind the colon on the same line, if there is one."""
    for token in range(label.colon + 1, label.end):
        if parse.pos[token] != "SPACE":
            return token
        if "\n" in parse.words[token]:
            return None
    return None


def _head(parse: Parse, first: int, end: int) -> int:
    """Return the token that heads the name: the one that depends on a token outside, else the last word."""
    inside = range(first, end)
    for token in inside:
        if parse.heads[token] not in inside and parse.pos[token] in ("PROPN", "NOUN"):
            return token
    return end - 1
