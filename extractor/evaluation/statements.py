"""Scores of attributed statements: was the content found, with the right extent, cue, source and speaker?

A span stands for the words it touches (``words.py``), a statement for a set of content words, which may be discontinuous.
Pieces of one attribution are joined on both sides, each by itself; then statements are paired one to one (``align.py``). The
soft scores are the intersection-based measure of Johansson and Moschitti (2013). Types are derived from the quotation marks,
alike on both sides, and counted as by Pareti et al. (2013): precision over predictions of the type, recall over gold
statements of the type.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.evaluation.align import best_pairs, dice
from extractor.evaluation.gold import AnnotatedDocument, AnnotatedStatement, Corpus
from extractor.evaluation.speakers import share_a_name
from extractor.evaluation.tally import Figures, Side, Tally, total
from extractor.evaluation.words import TextWords, Words

HEADLINE_DICE = 0.8
METRICS = {
    "content_exact": "content exact",
    "content_soft": "content soft",
    "content_tokens": "content words",
    "found": "content found (half)",
    "cue": "cue",
    "source_soft": "source soft",
    "attribution": "attribution (half, source)",
    "headline": "HEADLINE (0.8, source)",
    "right": "right (half, source if any)",
    "speaker": "speaker's name",
    "named": "speaker, of those found",
}
# Sharing only such a word is no agreement of two sources or cues.
_SOURCE_FUNCTION_WORDS = frozenset({
    "a", "an", "the", "of", "and", "or", "in", "at", "for", "to", "from", "with", "by", "on", "as",
})  # fmt: skip
_CUE_FUNCTION_WORDS = _SOURCE_FUNCTION_WORDS | {
    "about", "that", "it", "its", "is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "having",
    "do", "does", "did", "done", "will", "would", "can", "could", "may", "might", "shall", "should", "must", "not", "n't",
    "never", "also", "he", "she", "they", "we", "i", "you", "his", "her", "their", "our", "my", "your", "this", "these",
    "those", "out", "up",
}  # fmt: skip


@dataclass(eq=False, slots=True)
class _Scored:
    """A statement as word sets; ``counts`` is False when it is neither right nor wrong."""

    content: Words
    cue: Words
    source: Words
    type: str
    annotated: AnnotatedStatement
    antecedents: Words = frozenset()
    counts: bool = True
    match: "_Scored | None" = None
    pieces: list[AnnotatedStatement] = field(default_factory=list)

    @property
    def groups(self) -> list[str]:
        """The groups whose figures it enters."""
        own = self.annotated
        named = (("type", self.type), ("act", own.act), ("attitude", own.attitude), ("form", own.form), ("rule", own.rule))
        return ["all", *(f"{name}:{value}" for name, value in named if value)]

    def shared(self) -> int:
        """Return the content words in common with its match."""
        return len(self.content & self.match.content) if self.match else 0

    def half_found(self) -> bool:
        """Return whether its match covers at least half of it, and it at least half of its match."""
        return self.match is not None and 2 * self.shared() >= max(len(self.content), len(self.match.content))


@dataclass(frozen=True, slots=True)
class Mistake:
    """A statement that was missed or wrongly predicted, in words for a reader."""

    doc_id: str
    kind: str
    expected: str
    predicted: str


@dataclass(frozen=True, slots=True)
class StatementScores:
    """Figures by metric and group, accuracies among statements found, counts of what was set aside, and the mistakes."""

    metrics: dict[str, dict[str, Figures]]
    accuracy: dict[str, float]
    set_aside: dict[str, int]
    mistakes: list[Mistake] = field(default_factory=list)


def score_statements(gold: Corpus, predicted: Corpus) -> StatementScores:
    """Return the scores over all documents of the gold file; one that the predictions lack counts as an empty answer."""
    counts: Counter[str] = Counter()
    tallies, mistakes = [], []
    for doc_id, document in gold.items():
        answer = predicted.get(doc_id) or AnnotatedDocument(doc_id=doc_id)
        tally, wrong = _score_document(document, answer, counts)
        tallies.append(tally)
        mistakes += wrong
    accuracy = {
        name: counts[f"{name}_right"] / counts[f"{name}_judged"] for name in ("source", "type", "act") if counts[f"{name}_judged"]
    }
    set_aside = {name: counts[name] for name in ("joined", "duplicate", "empty", "nested", "ignored", "optional") if counts[name]}
    return StatementScores(total(tallies).figures(), accuracy, set_aside, mistakes)


def judge_statements(gold: AnnotatedDocument, answer: AnnotatedDocument) -> list[bool | None]:
    """Return the judge each statement of an answer: right (HEADLINE; without a source by its content alone), wrong, or None
    where the annotation has no opinion. Statements inside others count, so the annotation must have them."""
    text = TextWords(gold.text)
    every = [statement.model_copy(update={"nested": False}) for statement in gold.statements]
    expected = _join(text, _prepare(text, every, Counter(), is_gold=True), Counter())
    found = _join(text, _prepare(text, answer.statements, Counter(), is_gold=False), Counter())
    for i, j in best_pairs([item.content for item in found], [item.content for item in expected]):
        found[i].match, expected[j].match = expected[j], found[i]
    ignored = text.touched(gold.ignore)
    judged: dict[int, bool | None] = {}
    for item in found:
        silent = item.match is None and 2 * len(item.content & ignored) >= len(item.content)
        right = item.match is not None and dice(item.content, item.match.content) >= HEADLINE_DICE
        agrees = not item.source or (item.match is not None and _is_same_source(text, item, item.match))
        judged |= dict.fromkeys(map(id, item.pieces), None if silent else right and agrees)
    return [judged.get(id(statement)) for statement in answer.statements]


def _score_document(gold: AnnotatedDocument, answer: AnnotatedDocument, counts: Counter[str]) -> tuple[Tally, list[Mistake]]:
    text = TextWords(gold.text)
    expected = _join(text, _prepare(text, gold.statements, Counter(), is_gold=True), Counter())
    found = _join(text, _prepare(text, answer.statements, counts, is_gold=False), counts)
    for i, j in best_pairs([item.content for item in found], [item.content for item in expected]):
        found[i].match, expected[j].match = expected[j], found[i]
    ignored = text.touched(gold.ignore)
    _set_aside(found, expected, ignored, counts)
    found = [item for item in found if item.counts]
    expected = [item for item in expected if item.counts]
    tally = Tally()
    _tally_side(tally, "predicted", found, expected, text, ignored=ignored)
    _tally_side(tally, "gold", expected, found, text, ignored=frozenset())
    _tally_cues(tally, found, expected, text)
    _count_accuracy(expected, found, text, counts)
    return tally, _mistakes(gold, expected, found, text)


def _prepare(text: TextWords, statements: Sequence[AnnotatedStatement], counts: Counter[str], *, is_gold: bool) -> list[_Scored]:
    """Return the word sets of the statements; those without a content word, and exact repetitions of a prediction, are left
    out."""
    prepared, seen = [], set()
    for statement in statements:
        content, cue, source = text.content(statement.content), text.touched(statement.cue), text.touched(statement.source)
        if not content:
            counts["empty"] += 1
        elif not is_gold and (content, cue, source) in seen:
            counts["duplicate"] += 1
        else:
            seen.add((content, cue, source))
            antecedents = text.antecedents(source) if is_gold else frozenset()
            type_ = text.type_of(content)
            counts_too = not statement.nested
            prepared.append(_Scored(content, cue, source, type_, statement, antecedents, counts_too, pieces=[statement]))
    return prepared


def _join(text: TextWords, statements: list[_Scored], counts: Counter[str]) -> list[_Scored]:
    """Return the pieces of one attribution made one ("A," she said. "B."), in text order.

    A statement belongs to an earlier one if they share the cue and their sources do not conflict, or if it has no cue of its own,
    follows the last one directly and has the same source mention, or no source and the same speaker.
    """
    joined: list[_Scored] = []
    for item in sorted(statements, key=lambda item: (min(item.content), -len(item.content))):
        home = next((other for other in joined if _is_same_cue(item, other)), None)
        if home is None and joined and not item.annotated.cue:
            last = max(joined, key=lambda other: max(other.content))
            if max(last.content) < min(item.content) and _is_same_voice(item, last):
                home = last
        if home is None:
            joined.append(item)
            continue
        counts["joined"] += 1
        home.pieces += item.pieces
        home.content |= item.content
        home.cue |= item.cue
        home.source |= item.source
        home.type = text.type_of(home.content)
    return joined


def _is_same_cue(a: _Scored, b: _Scored) -> bool:
    return bool(a.cue & b.cue) and (not a.source or not b.source or bool(a.source & b.source))


def _is_same_voice(a: _Scored, b: _Scored) -> bool:
    if a.source:
        return a.source == b.source
    return bool(a.annotated.speaker) and a.annotated.speaker == b.annotated.speaker


def _set_aside(found: list[_Scored], expected: list[_Scored], ignored: Words, counts: Counter[str]) -> None:
    """Set aside predictions on which the gold annotation has no opinion: in ignored text, on optional statements, nested in a
    content."""
    for item in found:
        if item.match is not None:
            if not item.match.counts:
                item.counts = False
                counts["optional"] += 1
        elif item.cue and any(item.content <= other.content and item.cue <= other.content for other in expected):
            item.counts = False
            counts["nested"] += 1
        elif 2 * len(item.content & ignored) >= len(item.content):
            item.counts = False
            counts["ignored"] += 1


def _tally_side(
    tally: Tally, side: Side, items: list[_Scored], others: list[_Scored], text: TextWords, *, ignored: Words
) -> None:
    facing: Words = frozenset().union(*(other.content for other in others))
    for item in items:
        groups, match, size = item.groups, item.match, len(item.content)
        judged = item.content - ignored
        tally.add("content_exact", groups, side, match is not None and item.content == match.content)
        tally.add("content_soft", groups, side, item.shared() / size)
        tally.add("content_tokens", groups, side, len(judged & facing), len(judged))
        tally.add("found", groups, side, 2 * item.shared() >= size)
        predicted, gold = (item, match) if side == "predicted" else (match, item)
        agree = predicted is not None and gold is not None and _is_same_source(text, predicted, gold)
        tally.add("right", groups, side, item.half_found() and (agree or not item.source))
        if item.annotated.speaker:
            tally.add("speaker", groups, side, item.half_found() and match is not None and _is_same_name(item, match))
            if item.half_found() and match is not None and (side == "gold" or match.annotated.speaker):
                tally.add("named", groups, side, share_a_name(item.annotated.speaker, match.annotated.speaker))
        if not item.source:
            continue
        overlap = len(item.source & match.source) / len(item.source) if match else 0.0
        tally.add("source_soft", groups, side, 1.0 if agree and not overlap else overlap)
        tally.add("attribution", groups, side, agree and item.half_found())
        tally.add("headline", groups, side, agree and match is not None and dice(item.content, match.content) >= HEADLINE_DICE)


def _is_same_source(text: TextWords, predicted: _Scored, gold: _Scored) -> bool:
    """Return whether the mentions share a word that is no function word;"""
    if not predicted.source or not gold.source:
        return False
    words = text.without(predicted.source, _SOURCE_FUNCTION_WORDS)
    return bool(words & text.without(gold.source, _SOURCE_FUNCTION_WORDS) or words & gold.antecedents)


def _is_same_name(a: _Scored, b: _Scored) -> bool:
    return bool({_name_key(name) for name in a.annotated.speaker} & {_name_key(name) for name in b.annotated.speaker})


def _name_key(name: str) -> str:
    return " ".join(name.casefold().replace(".", "").split()).removeprefix("the ")


def _tally_cues(tally: Tally, found: list[_Scored], expected: list[_Scored], text: TextWords) -> None:
    """Pair cues with one another, whatever their contents, and count them."""
    found, expected = [item for item in found if item.cue], [item for item in expected if item.cue]
    cores = [[text.without(item.cue, _CUE_FUNCTION_WORDS) for item in items] for items in (found, expected)]
    pairs = best_pairs(*cores)
    hits_found, hits_expected = {i for i, _ in pairs}, {j for _, j in pairs}
    for number, item in enumerate(found):
        tally.add("cue", item.groups, "predicted", number in hits_found)
    for number, item in enumerate(expected):
        tally.add("cue", item.groups, "gold", number in hits_expected)


def _count_accuracy(expected: list[_Scored], found: list[_Scored], text: TextWords, counts: Counter[str]) -> None:
    """Count source, type and act among the statements found."""
    for item in expected:
        if item.source and item.half_found() and item.match is not None:
            counts["source_judged"] += 1
            counts["source_right"] += _is_same_source(text, item.match, item)
    for item in found:
        if item.match is None or 2 * item.shared() < len(item.match.content):
            continue
        for name, own, wanted in (
            ("type", item.annotated.type, item.match.type),
            ("act", item.annotated.act, item.match.annotated.act),
        ):
            if own and wanted:
                counts[f"{name}_judged"] += 1
                counts[f"{name}_right"] += own == wanted


def _mistakes(document: AnnotatedDocument, expected: list[_Scored], found: list[_Scored], text: TextWords) -> list[Mistake]:
    wrong = []
    for item in expected:
        kind = "missed"
        if item.match is not None:
            right_source = not item.source or _is_same_source(text, item.match, item)
            right_extent = dice(item.content, item.match.content) >= HEADLINE_DICE
            kind = "" if right_source and right_extent else "source" if right_extent else "extent"
        if kind:
            answer = _describe(document.text, item.match.annotated) if item.match else ""
            wrong.append(Mistake(document.doc_id, kind, _describe(document.text, item.annotated), answer))
    for item in found:
        if item.match is None:
            wrong.append(Mistake(document.doc_id, "spurious", "", _describe(document.text, item.annotated)))
    return wrong


def _describe(text: str, statement: AnnotatedStatement) -> str:
    source, cue, content = (
        " ... ".join(text[start:end] for start, end in spans) for spans in (statement.source, statement.cue, statement.content)
    )
    rule = f" ({statement.rule})" if statement.rule else ""
    return f"[{source}] <{cue}> {content}{rule}".replace("\n", " ")
