"""What a candidate weighs: the statement that it would be, what is seen of it, and how likely it is right."""

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log

from extractor.frozen import dataclass
from extractor.statements.details import describe
from extractor.statements.evidence import Text, evidence, evidence_of_cue
from extractor.statements.lexicon import Cue
from extractor.statements.model import Candidate, Statement
from extractor.statements.weights import StatementWeights

# What is less likely right than this is no statement.
LEAST = 0.25
# What source and content may add to the sum of what is seen of the cue, in log-odds.
_AT_BEST = 2.0
_LEAST_SUM = log(LEAST / (1.0 - LEAST))


@dataclass(frozen=True, slots=True)
class Weighed:
    """The statement that a candidate would be, what is seen of it, and the sum of its weights in log-odds."""

    statement: Statement
    evidence: Sequence[str]
    total: float


class Weigher:
    """Weighs the candidates of one text, each once."""

    def __init__(self, text: Text, weights: StatementWeights) -> None:
        self._text, self._weights = text, weights
        self._known: dict[int, tuple[Candidate, Weighed]] = {}

    def __call__(self, candidate: Candidate) -> Weighed:
        """Return what a candidate weighs without regard to others."""
        known = self._known.get(id(candidate))
        if known is not None:
            return known[1]
        statement = describe(self._text.parse, candidate, self._text.lexicon, self._text.quotations)
        seen = evidence(self._text, statement, licence=candidate.licence)
        weighed = Weighed(statement, seen, self._weights.total(seen))
        self._known[id(candidate)] = candidate, weighed
        return weighed

    def against(self, candidate: Candidate, rivals: tuple[float, ...]) -> Candidate:
        """Return a candidate with what its ``rivals`` weigh; it weighs what it did without them."""
        known = self(candidate)
        candidate = replace(candidate, rivals=rivals)
        self._known[id(candidate)] = candidate, known
        return candidate

    def promises(self, token: int, cue: Cue, frame: str) -> bool:
        """Return whether a frame without a licence may be likely enough at a cue, by a first sum that costs little."""
        sums = self._weights.sums
        entry = cue.lemma, cue.attitude, cue.acts.get(frame, cue.act), frame
        if entry not in sums:
            sums[entry] = self._weights.total(evidence_of_cue(cue, frame))
        place = self._text.parse.tags[token], self._text.parse.deps[token]
        if place not in sums:
            sums[place] = self._weights.total((f"cue is {place[0]}", f"cue stands as {place[1]}"))
        return sums[entry] + sums[place] + _AT_BEST >= _LEAST_SUM

    def probability(self, candidate: Candidate, *more: str) -> float:
        """Return how likely a candidate is right, against the others of its cue and against none of them being so.

        ``more`` is what is seen of it besides, by its place among the others.
        """
        total = self(candidate).total + (self._weights.total(more) if more else 0.0)
        return 1.0 / (1.0 + exp(-total) * (1.0 + sum(map(exp, candidate.rivals))))
