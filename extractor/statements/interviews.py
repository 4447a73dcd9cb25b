"""Interviews without labels: paragraphs that ask, and what comes below each until the next one answers it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from extractor.analysis.parse import Parse, Span
from extractor.records import Act
from extractor.statements import extent
from extractor.statements.label_evidence import LabelKnowledge, NameSpan
from extractor.statements.lexicon import Lexicon
from extractor.statements.marked_text import MarkedText
from extractor.statements.model import Candidate, Spans

QUESTION, ANSWER = "label/question", "label/answer"

_FIRST = frozenset(("i", "me", "my", "mine", "we", "us", "our"))
_SECOND = frozenset(("you", "your", "yours"))
_MARKUP, _OPENING = "*_ ", "\"“'‘"
_QUESTIONS, _ANSWERS = 3, 6  # paragraphs that ask, words in the first person
_QUOTED, _NAMED = 0.15, 0.4  # shares of tokens in marks, of answers that name who is asked
_SHORT, _LONG = 40, 120  # tokens of a question
_IN_TITLE = 3  # a name there counts as often
_PAIR = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph without markup at its edges: its code points, and first token and token after the last."""

    span: Span
    start: int
    end: int


def find_interview(
    marked: MarkedText, lexicon: Lexicon, names: Sequence[NameSpan], standing: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield a candidate for each question and each answer of a text that is an interview without labels.

    A text is one when at least three paragraphs end in a question mark, or one if the text before it speaks of an interview, and
    if the others speak in the first person and hold little in quotation marks, or each question is answered in marks. A short
    paragraph that turns to somebody ("you") is a question too, if it is the first one or holds no "I". The person asked is
    the one that headline and introduction name most; answers seldom name them, and a paragraph that does without a word in the
    first person is the reporter's.
    """
    parse, known = marked.parse, lexicon.labels
    if any(each.rule == "label/transcript" for each in standing):
        return
    parts = [part for part in _parts(marked) if part.span[0] >= marked.layout.title_end]
    asking = _asking(marked, parts)
    if not asking:
        return
    begin = parts[asking[0]].start
    if len(asking) < _QUESTIONS and known.interview.isdisjoint(parse.lowers[:begin]):
        return
    people = [(start, end) for start, end, label in names if label == "PERSON" and end <= begin]
    asked, asker = _two_sides(parse, people, known, marked.layout.title_tokens)
    turns = [parts[number + 1 : following] for number, following in pairwise([*asking, len(parts)])]
    outside = [each for each in standing if each.cue_head is None or marked.inside[each.cue_head] < 0]
    answers: Sequence[Spans] = ()
    if not _names_others(parse, outside, names, asked):
        answers = _quoted(marked, turns, outside)
    if not answers and asked is not None:
        answers = list(_spoken(marked, turns, asked))
    if answers:
        yield from (_turn(parse, QUESTION, (parts[number].span,), asker) for number in asking)
        yield from (_turn(parse, ANSWER, content, asked) for content in answers)


def _parts(marked: MarkedText) -> Iterator[_Part]:
    parse = marked.parse
    for start, end in marked.layout.paragraphs:
        text = parse.text[start:end]
        span = start + len(text) - len(text.lstrip(_MARKUP)), start + len(text.rstrip(_MARKUP))
        if span[0] < span[1]:
            yield _Part(span, *parse.token_range(span))


def _asking(marked: MarkedText, parts: Sequence[_Part]) -> Sequence[int]:
    """Return the numbers of the paragraphs that are questions; empty when none ends in a question mark."""
    parse = marked.parse
    outside = [number for number, part in enumerate(parts) if part.start < part.end and marked.inside[part.end - 1] < 0]
    questions = [number for number in outside if _asks(parse, parts[number])]
    if not questions:
        return ()
    opening = [number for number in outside if number < questions[0] and _turns(parse, parts[number])][:1]
    later = [number for number in outside if number > questions[0] and _turns(parse, parts[number], alone=True)]
    return sorted({*opening, *questions, *later})


def _asks(parse: Parse, part: _Part) -> bool:
    """Return whether a paragraph is a question: it ends in a question mark, and it is short or turns to somebody."""
    if parse.text[part.span[1] - 1] != "?":
        return False
    length = part.end - part.start
    return length < _SHORT or (length < _LONG and not _SECOND.isdisjoint(parse.lowers[part.start : part.end]))


def _turns(parse: Parse, part: _Part, *, alone: bool = False) -> bool:
    """Return whether a paragraph is short and turns to somebody, ``alone`` without a word on who speaks."""
    if part.end - part.start >= _SHORT:
        return False
    words = parse.lowers[part.start : part.end]
    return not _SECOND.isdisjoint(words) and not (alone and not _FIRST.isdisjoint(words))


def _two_sides(parse: Parse, people: Sequence[Span], known: LabelKnowledge, title_end: int) -> tuple[Span | None, Span | None]:
    """Return the last mention of who is asked, whom headline and introduction name most, and a mention of who asks.

    That is the author, whom she talks to, or else the other person of a sentence that tells of the meeting.
    """
    asker = next((span for span in people if _is_author(parse, span, known)), None)
    counts: Counter[str] = Counter()
    for start, end in people:
        counts[parse.lowers[end - 1]] += _IN_TITLE if start < title_end else 1
        counts[parse.lowers[end - 1]] -= parse.lowers[end] in known.meeting  # who meets somebody is seldom the one asked
    if asker is not None:
        del counts[parse.lowers[asker[1] - 1]]
    if not counts:
        return None, asker
    most = max(counts, key=lambda name: counts[name])
    others = [span for span in people if parse.lowers[span[1] - 1] != most]
    meets = (span for span in others if _is_of_meeting(parse, span, others, known))
    return [span for span in people if parse.lowers[span[1] - 1] == most][-1], asker or next(meets, None)


def _is_author(parse: Parse, name: Span, known: LabelKnowledge) -> bool:
    """Return whether a name is that of who asks: "Interview: X", "by X" on a line of its own, "she talks to X"."""
    start, end = name
    before = [parse.lowers[token] for token in range(max(start - 2, 0), start) if parse.words[token].strip()]
    if before[-1:] == ["by"] and (len(before) == 1 or not parse.words[end].strip(_MARKUP + "\n")):
        return True
    if len(before) < _PAIR:
        return False
    ours = not _FIRST.isdisjoint(parse.lowers[max(start - 5, 0) : start - 2])
    talks = before[0] in known.talking and before[1] in ("to", "with") and not ours
    return talks or (before[0] in known.interview and before[1] in (":", "by"))


def _is_of_meeting(parse: Parse, name: Span, others: Sequence[Span], known: LabelKnowledge) -> bool:
    """Return whether the sentence of a name tells of the meeting, and names nobody else but the person asked."""
    first, stop = parse.sentences[parse.sentence_of[name[0]]]
    words = parse.lowers[first:stop]
    alone = all(name == other or not first <= other[0] < stop for other in others)
    return alone and not (known.meeting.isdisjoint(words) and known.interview.isdisjoint(words))


def _spoken(marked: MarkedText, turns: Sequence[Sequence[_Part]], asked: Span) -> Iterator[Spans]:
    """Yield the answers without marks, if the text reads like an interview; the last one ends where the first person does."""
    parse = marked.parse
    said = {part.start: _first_words(marked, part) for turn in turns for part in turn}
    called = parse.lowers[asked[1] - 1]
    naming = {part.start for turn in turns for part in turn if called in parse.lowers[part.start : part.end]}
    quoted = sum(number >= 0 for number in marked.inside)
    if sum(said.values()) < _ANSWERS or quoted > _QUOTED * len(parse) or len(naming) > _NAMED * len(said):
        return
    for turn in turns:
        last = turn is turns[-1]
        own = [said[part.start] > 0 or not (part.start in naming or (last and number > 0)) for number, part in enumerate(turn)]
        content = tuple(_joined([part.span for part in turn], own))
        if content:
            yield content


def _joined(spans: Sequence[Span], own: Sequence[bool]) -> Iterator[Span]:
    """Yield the paragraphs that are somebody's ``own``, those that follow each other as one."""
    for is_own, group in groupby(zip(spans, own, strict=True), key=lambda pair: pair[1]):
        if is_own:
            found = [span for span, _ in group]
            yield found[0][0], found[-1][1]


def _first_words(marked: MarkedText, part: _Part) -> int:
    lowers, inside = marked.parse.lowers, marked.inside
    return sum(lowers[token] in _FIRST and inside[token] < 0 for token in range(part.start, part.end))


def _names_others(parse: Parse, outside: Sequence[Candidate], names: Sequence[NameSpan], asked: Span | None) -> bool:
    """Return whether a statement of the reporter has another person for its source than the one asked."""
    people = {token for start, end, label in names if label == "PERSON" for token in range(start, end)}
    own = "" if asked is None else parse.lowers[asked[1] - 1]
    heads = [each.source_head for each in outside if each.source_head is not None]
    return any(head in people and parse.lowers[head] != own for head in heads)


def _quoted(marked: MarkedText, turns: Sequence[Sequence[_Part]], outside: Sequence[Candidate]) -> list[Spans]:
    """Return the answers in marks that nothing else attributes, if a quotation opens each paragraph below a question."""
    opened = [turn for turn in turns if turn and marked.parse.text[turn[0].span[0]] in _OPENING]
    if len(opened) < _QUESTIONS or len(opened) < len(turns) - 1:
        return []
    covered = extent.union([span for each in outside for span in each.content])
    opening = {
        marked.first[number]: (quotation.start, quotation.end)
        for number, quotation in enumerate(marked.quotations)
        if not any(start < quotation.end and quotation.start < end for start, end in covered)
    }
    found = [tuple(opening[part.start] for part in turn if part.start in opening) for turn in opened]
    return [content for content in found if content]


def _turn(parse: Parse, rule: str, content: Spans, name: Span | None) -> Candidate:
    """Return what somebody says or asks whose name is mentioned at the tokens ``name``."""
    act: Act = "question" if rule == QUESTION else "say"
    if name is None:
        return Candidate(rule, content, act=act)
    source = ((parse.starts[name[0]], parse.ends[name[1] - 1]),)
    return Candidate(rule, content, source=source, source_head=name[1] - 1, act=act, why=(("source", name[1] - 1),))
