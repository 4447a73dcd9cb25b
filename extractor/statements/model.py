"""A statement while it is being built: offsets are code points, heads are token indices."""

from dataclasses import dataclass, field

from extractor.records import Act, ContentForm, StatementType

Span = tuple[int, int]


@dataclass(slots=True)
class Statement:
    """What a rule found: spans are (first code point, code point after the last), in text order.

    ``source_head`` is the token that heads the source (None without a source), ``cue_head`` that of the cue (None for a
    quotation without a cue). ``nested_in`` is the index of the statement whose content holds this one.
    """

    rule: str
    content: list[Span]
    cue: list[Span] = field(default_factory=list)
    source: list[Span] = field(default_factory=list)
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
    via: int | None = None
    other_rules: list[str] = field(default_factory=list)
