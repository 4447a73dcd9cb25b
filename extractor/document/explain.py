"""Why a statement was found, and why a cue word found none: the frames that were tried and what each was missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.analysis.parse import Parse
from extractor.records import DocumentResult, StatementRow
from extractor.statements.attachment import correct
from extractor.statements.frames import Match, Miss, explain_cue
from extractor.statements.lexicon import Cue, Lexicon


@dataclass(frozen=True, slots=True)
class CueTrace:
    """A cue word in the text (``token`` of the parse) and what each of its frames made of it, in the order of trying."""

    token: int
    cue: Cue
    attempts: tuple[Match | Miss, ...]

    @property
    def fits(self) -> bool:
        """Whether a frame found all that it needs."""
        return any(isinstance(attempt, Match) for attempt in self.attempts)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The cues of an article by whether they belong to a statement."""

    result: DocumentResult
    parse: Parse
    traces: tuple[CueTrace, ...]

    def of(self, statement: StatementRow) -> CueTrace | None:
        """The trace of the word that heads the statement's cue; None for a quotation that no listed word introduces."""
        spans = self._cue_spans(statement.statement_id)
        inside = [trace for trace in self.traces if any(start <= self.parse.starts[trace.token] < end for start, end in spans)]
        return next((trace for trace in inside if trace.cue.lemma == statement.cue_lemma), None)

    def lost_to(self, trace: CueTrace) -> StatementRow | None:
        """The statement, the shortest of several, in whose content a cue word lies: what is said there is part of it."""
        at = self.parse.starts[trace.token]
        holders = {
            row.statement_id: row.end - row.start
            for row in self.result.statement_spans
            if row.part == "content" and row.start <= at < row.end
        }
        found = [statement for statement in self.result.statements if statement.statement_id in holders]
        return min(found, key=lambda statement: holders[statement.statement_id], default=None)

    def near_misses(self) -> Iterator[CueTrace]:
        """Cue words outside of every statement's cue; a preposition that lacks something is nothing to tell of."""
        spans = [span for statement in self.result.statements for span in self._cue_spans(statement.statement_id)]
        for trace in self.traces:
            if trace.cue.pos == "ADP" and not trace.fits:
                continue
            if not any(start <= self.parse.starts[trace.token] < end for start, end in spans):
                yield trace

    def sentence_of(self, statement: StatementRow) -> tuple[int, int]:
        """Tokens of the sentence in which the cue, or the content without one, stands."""
        return self.parse.sentences[statement.sentence_index]

    def _cue_spans(self, statement_id: str) -> list[tuple[int, int]]:
        return [
            (row.start, row.end) for row in self.result.statement_spans if row.part == "cue" and row.statement_id == statement_id
        ]


def explain(result: DocumentResult, parse: Parse, lexicon: Lexicon) -> Explanation:
    """What every cue word of an analysed article did."""
    traces = []
    parse = correct(parse, lexicon)
    for token, (pos, lemma) in enumerate(zip(parse.pos, parse.lemmas, strict=True)):
        cue = lexicon.get("VERB" if pos == "AUX" else pos, lemma)
        if cue is not None:
            traces.append(CueTrace(token, cue, tuple(explain_cue(parse, token, cue, lexicon.words))))
    return Explanation(result, parse, tuple(traces))
