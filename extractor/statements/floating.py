"""Quotations without words of their own that attribute them: they go on with the source of what was said before."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence

from extractor.analysis import grammar
from extractor.analysis.parse import Parse, Span
from extractor.statements import control, extent
from extractor.statements.candidates import quoted, source_of
from extractor.statements.label_evidence import NameSpan
from extractor.statements.lexicon import Lexicon
from extractor.statements.marked_text import SENTENCE_END, MarkedText, begins, is_title
from extractor.statements.model import Candidate
from extractor.statements.quotation_cues import quote_cue

_SHORTEST, _SHORTEST_CARRIED = 4, 5  # tokens
_BYSTANDERS = frozenset(("you", "i", "we"))
_VIEWS = frozenset(("for", "to"))
_HEADING = 9  # a line in single marks up to this many tokens is a heading


def find_floating(
    marked: MarkedText, lexicon: Lexicon, names: Sequence[NameSpan], standing: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield candidates for the quotations that none of the ``standing`` attributes.

    Only a quotation that opens its sentence and comes in the same paragraph as the statement before it, or at the beginning of
    the next one, is taken; anything else stays unattributed. A sentence before it that only tells who speaks ("The mayor
    agreed.", "For Ann Lee, it was a relief.") comes first.
    """
    # What is said inside a quotation does not tell who uttered it.
    outside = [each for each in standing if each.cue_head is None or marked.inside[each.cue_head] < 0]
    covered = extent.union([span for each in outside for span in each.content])
    placed = sorted(
        (
            (max(end for _, end in each.content + each.cue), each)
            for each in outside
            if each.source and each.rule != "quote/colon" and not _is_bystander(marked, each) and not _is_held(each, covered)
        ),
        key=lambda pair: pair[0],
    )
    ends = [end for end, _ in placed]
    asked = [max(end for _, end in each.content + each.cue) for each in outside if _is_bystander(marked, each)]
    people = {token for start, end, label in names if label == "PERSON" for token in range(start, end)}
    cues = {each.cue_head for each in outside}
    latest: Candidate | None = None
    for number, quotation in enumerate(marked.quotations):
        if not _is_free(marked, number):
            continue
        if _is_question(marked, number):
            asked.append(quotation.end)
            continue
        nearest = bisect_left(covered, (quotation.end, 0)) - 1
        if nearest >= 0 and covered[nearest][1] > quotation.start:
            continue
        before = bisect_right(ends, quotation.start) - 1
        last = placed[before][1] if before >= 0 else None
        if latest is not None and (last is None or latest.content[-1][1] > ends[before]):
            last = latest
        found = (
            _introduced(marked, lexicon, number, cues)
            or _behind_description(marked, lexicon, number, people, cues)
            or _carried_on(marked, number, last, asked)
        )
        if found is not None:
            yield found
            latest = found


def _is_question(marked: MarkedText, number: int) -> bool:
    """Return whether a quotation is a question that fills its paragraph and that the next paragraph, a quotation, answers."""
    following = number + 1
    if marked.final_mark(number) != "?" or following >= len(marked.quotations):
        return False
    before = marked.previous(marked.first[number])
    opens = before < 0 or marked.paragraph[before] != marked.paragraph[marked.first[number]]
    return opens and (
        marked.previous(marked.first[following]) == marked.last[number]
        and marked.paragraphs_between(marked.last[number], marked.first[following]) == 1
    )


def _is_bystander(marked: MarkedText, candidate: Candidate) -> bool:
    """Return whether the source is "you" or the writer: neither is who is quoted next ("you think they are wrong", "why, I
    ask")."""
    head = candidate.source_head
    return head is not None and marked.parse.lowers[head] in _BYSTANDERS


def _is_held(candidate: Candidate, covered: Sequence[Span]) -> bool:
    """Return whether the cue of a candidate lies in what somebody else says ("He added that critics deny it")."""
    if not candidate.cue:
        return False
    start, end = candidate.cue[0]
    nearest = bisect_right(covered, (start, end)) - 1
    return nearest >= 0 and covered[nearest][0] <= start and end <= covered[nearest][1]


def _is_free(marked: MarkedText, number: int) -> bool:
    """Return whether the quotation is an utterance of one or more sentences and no heading."""
    length = marked.last[number] - marked.first[number]
    if length < _SHORTEST or not begins(marked, number) or not marked.ends_sentence(marked.last[number]):
        return False
    before = marked.previous(marked.first[number])
    alone = before < 0 or marked.paragraph[before] != marked.paragraph[marked.first[number]]
    if is_title(marked, number, alone=alone):
        return False
    return not (marked.quotations[number].single and alone and length < _HEADING)


def _carried_on(marked: MarkedText, number: int, last: Candidate | None, asked: Sequence[int]) -> Candidate | None:
    """Return the quotation as one of the source of ``last``, when that is near.

    What the writer asks in between (``asked`` are the ends of it) is a paragraph that does not count: the answer comes after it.
    """
    if last is None or marked.last[number] - marked.first[number] < _SHORTEST_CARRIED:
        return None
    parse, quotation = marked.parse, marked.quotations[number]
    anchor = max(bisect_right(parse.starts, last.content[-1][1] - 1) - 1, last.cue_head or 0)
    apart = marked.paragraphs_between(anchor, marked.first[number])
    opens = marked.previous(marked.first[number]) < 0 or apart > 0
    questions = sum(last.content[-1][1] <= end <= quotation.start for end in asked)
    if apart > 1 + questions or (apart >= 1 and not opens):
        return None
    why = () if last.source_head is None else (("source", last.source_head),)
    content = ((quotation.start, quotation.end),)
    return Candidate("quote/floating", content, source=last.source, source_head=last.source_head, why=why)


def _introduced(marked: MarkedText, lexicon: Lexicon, number: int, cues: Container[int | None]) -> Candidate | None:
    """Read "The mayor agreed. "We have to wait."": the sentence before names speaker and cue and has no content of its own."""
    parse, quotation = marked.parse, marked.quotations[number]
    end = marked.before_heading(marked.previous(marked.first[number]))
    if end < 0 or marked.inside[end] >= 0 or parse.words[end] not in (".", ":"):
        return None
    if marked.paragraphs_between(end, marked.first[number]) > 1:
        return None
    first, stop = parse.sentences[parse.sentence_of[end]]
    root = next((token for token in range(first, stop) if parse.heads[token] == token and parse.pos[token] == "VERB"), None)
    if root is None or root in cues or quote_cue(parse, root, lexicon) is None or control.is_passive(parse, root):
        return None
    if any(parse.deps[kid] in ("ccomp", "xcomp", "dobj") and kid > root for kid in parse.children[root]):
        return None
    source = grammar.own_subject(parse, root)
    if source is None or marked.inside[source] >= 0 or grammar.child(parse, root, "neg") is not None:
        return None
    return quoted(parse, lexicon, "quote/introduced", ((quotation.start, quotation.end),), cue=root, source=source)


def _behind_description(
    marked: MarkedText, lexicon: Lexicon, number: int, people: Container[int], cues: Container[int | None]
) -> Candidate | None:
    """Find "Cole runs the shop. "We hear it all night.": the sentence before, which reports nothing, is about who is quoted."""
    parse, quotation = marked.parse, marked.quotations[number]
    end = marked.previous(marked.first[number])
    if end < 0 or marked.inside[end] >= 0 or marked.parse.words[end] not in SENTENCE_END:
        return None
    if marked.paragraphs_between(end, marked.first[number]) > 1:
        return None
    sentence = _sentence(marked, end)
    if not sentence:
        return None  # a full stop alone
    if parse.ends[end] <= marked.layout.title_end or any(token in cues or marked.inside[token] >= 0 for token in sentence):
        return None
    first = sentence[0]
    root = next((token for token in sentence if parse.heads[token] == token or parse.heads[token] not in sentence), None)
    source = None if root is None else _person_of(parse, root, first, people, lexicon)
    if source is None:
        return None
    words = source_of(parse, source, root or source)[1]
    content = ((quotation.start, quotation.end),)
    return Candidate("quote/introduced", content, source=words, source_head=source, why=(("source", source),))


def _sentence(marked: MarkedText, end: int) -> range:
    """Return the sentence that ends with a full stop, as the marks show it: the parse often joins it to a quotation."""
    first = end
    while (
        (before := marked.previous(first)) >= 0
        and marked.paragraph[before] == marked.paragraph[end]
        and not marked.ends_sentence(before)
    ):
        first = before
    return range(first, end)


def _person_of(parse: Parse, root: int, first: int, people: Container[int], lexicon: Lexicon) -> int | None:
    """Return whom a sentence is about: its subject, who holds it ("Lee's view"), or who stands before it ("For Lee,")."""
    while first < root and parse.pos[first] == "SPACE":
        first += 1
    if parse.lowers[first] in _VIEWS and parse.heads[first] == root:
        standing = grammar.child(parse, first, "pobj")
        if standing is not None and standing in people and parse.words[min(standing + 1, root)] == ",":
            return standing
    subject = grammar.own_subject(parse, root)
    if subject is None or subject > root:
        return None
    holder = grammar.child(parse, subject, "poss")
    if holder is not None and holder in people and lexicon.get("NOUN", parse.lemmas[subject]) is not None:
        return holder
    is_pronoun = parse.lowers[subject] in lexicon.words.personal - _BYSTANDERS
    is_person = is_pronoun or subject in people or parse.lemmas[subject] in lexicon.words.persons
    return subject if is_person else None
