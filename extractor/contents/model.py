"""What was found out about the content of a statement; offsets are code points, heads are token indices."""

from extractor.analysis.parse import Span
from extractor.frozen import dataclass
from extractor.records import ContentAct
from extractor.told import ReferenceKind


@dataclass(frozen=True, slots=True)
class Reference:
    """Words of a content that stand for something named elsewhere; an empty span is a word left out ("to resign").

    ``entity`` is an index into the document's entities, ``antecedent`` where the words stand that are meant; ``means`` is what
    is in the brackets of a resolved content. ``rule`` says what decided.
    """

    span: Span
    kind: ReferenceKind
    rule: str
    means: str
    entity: int | None = None
    antecedent: Span | None = None
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Target:
    """Whom or what a statement accuses, criticizes, praises, warns or asks: its words, their head, and the entity."""

    span: Span
    head: int
    entity: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What words do by themselves, the rule that says so, and the token that heads whom they do it to."""

    act: ContentAct
    rule: str
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """The content of one statement: what it does, its target, its references in text order."""

    done: Done | None = None
    target: Target | None = None
    references: tuple[Reference, ...] = ()
