"""What a rule offers as a statement, and the statement that comes of it: offsets are code points, heads are token indices."""

from collections.abc import Sequence
from typing import Literal

from extractor.analysis.parse import Span
from extractor.frozen import dataclass
from extractor.records import Act, ContentForm, StatementType

Spans = tuple[Span, ...]
LicenceKind = Literal["first", "further", "none"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a rule found: spans are (first code point, code point after the last), in text order.

    ``source_head`` is the token that heads the source (None without a source), ``cue_head`` that of the cue (None for a
    quotation without a cue). ``act``, ``attitude`` and ``stance`` are those of the cue. ``why`` names the parts that the rule
    found, each with the token at which it did. ``extends`` is an earlier candidate of which this one is a longer form.
    ``licence`` tells whether the lexicon has its construction for its cue, as the first that holds there or a further one,
    ``rivals`` what other candidates of the cue weigh (log-odds).
    """

    rule: str
    content: Spans
    cue: Spans = ()
    source: Spans = ()
    cue_head: int | None = None
    cue_lemma: str = ""
    source_head: int | None = None
    act: Act = "say"
    attitude: str = "assertion"
    stance: str = "neutral"
    target: Span | None = None
    target_head: int | None = None
    addressee: Span | None = None
    addressee_head: int | None = None
    why: tuple[tuple[str, int], ...] = ()
    extends: "Candidate | None" = None
    licence: LicenceKind = "first"
    rivals: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A candidate that was taken, with what it says of itself; parts are named as those of a candidate.

    ``nested_in`` is the index of the statement whose content holds this one, ``other_rules`` are the rules that found it, too.
    """

    rule: str
    content: Spans
    cue: Spans = ()
    source: Spans = ()
    cue_head: int | None = None
    cue_lemma: str = ""
    source_head: int | None = None
    type: StatementType = "indirect"
    form: ContentForm = "clause"
    act: Act = "say"
    attitude: str = "assertion"
    stance: str = "neutral"
    target: Span | None = None
    target_head: int | None = None
    addressee: Span | None = None
    addressee_head: int | None = None
    time: Span | None = None
    tense: str = ""
    negated: bool = False
    hedged: bool = False
    conditional: bool = False
    nested_in: int | None = None
    other_rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Miss:
    """Why a frame offers nothing at a cue (token): the part that it lacks, in words."""

    frame: str
    cue: int
    missing: str


@dataclass(frozen=True, slots=True)
class Loss:
    """A candidate that was not taken, why, and the one that was taken in its place, if any.

    ``evidence`` is what was seen of one that was weighed.
    """

    candidate: Candidate
    reason: str
    winner: Candidate | None = None
    evidence: Sequence[str] = ()
