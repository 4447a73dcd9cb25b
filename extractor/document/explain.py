"""Why an article has the statements, names and places that it has: the trace of the pipeline, sorted by cue words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extractor.analysis.layout import find_layout
from extractor.analysis.parse import Parse
from extractor.articles import Article
from extractor.document.pipeline import read
from extractor.document.rows import Findings, make_result
from extractor.document.rules import Rules
from extractor.entities.names import Name
from extractor.entities.naming import Candidate as NameCandidate
from extractor.entities.view import View
from extractor.mentions.chains import choose_places
from extractor.mentions.locations import PlaceGrouping
from extractor.mentions.model import Resolution
from extractor.mentions.place_home import home_of
from extractor.records import DocumentResult, StatementRow
from extractor.statements.lexicon import Cue
from extractor.statements.model import Candidate, Loss, Miss
from extractor.statements.weights import StatementWeights

_NAMED = ("name", "acronym", "demonym")
_Each = TypeVar("_Each", Loss, Miss)


@dataclass(frozen=True, slots=True)
class CueTrace:
    """What came of one cue word (``token``; None for a quotation without one).

    ``cue`` is its entry in the lexicon, None for a word that is not listed. ``taken`` became a statement, ``losses`` did not,
    and ``misses`` tell what the other frames lack.
    """

    token: int | None
    cue: Cue | None
    taken: Candidate | None = None
    losses: tuple[Loss, ...] = ()
    misses: tuple[Miss, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """The rows of an article and how they came about; the parse is that which the rules for statements saw."""

    result: DocumentResult
    findings: Findings
    traces: Mapping[int, CueTrace]
    weights: StatementWeights

    @property
    def parse(self) -> Parse:
        """The parse with what was wrong in it put right."""
        return self.findings.found.parse

    def of(self, number: int) -> CueTrace:
        """Return the trace of the statement with this number in text order."""
        candidate = self.findings.found.taken[number]
        token = candidate.cue_head
        trace = None if token is None else self.traces.get(token)
        if trace is not None and trace.taken is candidate:
            return trace
        return CueTrace(token, None, candidate)  # a second statement of the cue, or none has a cue

    def speaker_of(self, number: int) -> tuple[str, Resolution | None]:
        """Return why the source of a statement means its speaker, and how its pronoun or description got its meaning."""
        speaker, head = self.findings.speakers[number], self.findings.statements[number].source_head
        entities = self.findings.entities
        place = None if speaker.mention is None else entities.mentions[speaker.mention]
        for each in entities.resolutions:
            if each.token == head or (place is not None and place.start <= each.token < place.end):
                return speaker.why, each
        return speaker.why, None

    def evidence(self, number: int) -> list[tuple[str, float]]:
        """Return what was seen of a statement, with its weights in log-odds, the strongest first."""
        return self.weighed(self.findings.found.evidence[number])

    def weighed(self, evidence: Iterable[str]) -> list[tuple[str, float]]:
        """Return evidence with its weights in log-odds, the strongest first."""
        seen = [(name, self.weights.weights.get(name, 0.0)) for name in evidence]
        return sorted(seen, key=lambda each: -abs(each[1]))

    def row_of(self, candidate: Candidate | None) -> StatementRow | None:
        """Return the row of the statement that a candidate became."""
        taken = self.findings.found.taken
        return next((row for row, each in zip(self.result.statements, taken, strict=True) if each is candidate), None)

    def without_statement(self) -> Iterator[CueTrace]:
        """Yield the cue words of no statement, in text order; a preposition that only lacks something is nothing to tell of."""
        spans = [span for candidate in self.findings.found.taken for span in candidate.cue]
        for token, trace in self.traces.items():
            at = self.parse.starts[token]
            plain = trace.cue is not None and trace.cue.pos == "ADP" and not trace.losses
            if trace.taken is None and not plain and not any(start <= at < end for start, end in spans):
                yield trace


def explain(article: Article, parse: Parse, rules: Rules) -> Explanation:
    """Read an article with everything that is tried on the way kept."""
    findings = read(article, parse, rules, trace=True)
    found = findings.found
    taken = {candidate.cue_head: candidate for candidate in reversed(found.taken) if candidate.cue_head is not None}
    losses, misses = _by_cue(found.losses), _by_cue(found.misses)
    tokens = sorted({*taken, *losses, *misses})
    traces = {
        token: CueTrace(
            token, found.cues.get(token), taken.get(token), tuple(losses.get(token, ())), tuple(misses.get(token, ()))
        )
        for token in tokens
    }
    return Explanation(make_result(findings, rules.calendar), findings, traces, rules.statement_weights)


def considered(article: Article, parse: Parse, rules: Rules) -> list[NameCandidate]:
    """Look again at everything that may be a name, with the evidence and sums that decided."""
    layout = find_layout(article, parse)
    view = View(parse, rules.gazetteer, furniture=layout.furniture, title_end=layout.title_tokens)
    return rules.namer.candidates(view)


def weighed_places(article: Article, parse: Parse, rules: Rules) -> PlaceGrouping:
    """Look again at what every name of a place may mean, with the evidence and sums that decided."""
    mentions = read(article, parse, rules).entities.mentions
    names = [Name(each.start, each.end, each.label, each.origin) for each in mentions if each.form in _NAMED]
    home = home_of(article, rules.gazetteer, rules.name_lists.places)
    return choose_places(parse, names, rules.gazetteer, rules.name_lists, home=home)


def _by_cue(every: Sequence[_Each]) -> dict[int, list[_Each]]:
    found: dict[int, list[_Each]] = {}
    for each in every:
        token = each.cue if isinstance(each, Miss) else each.candidate.cue_head
        if token is not None:
            found.setdefault(token, []).append(each)
    return found
