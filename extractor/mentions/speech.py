"""Who says what in a document: stretches in somebody's own words, who asks, who is asked, who writes."""

from collections.abc import Mapping
from dataclasses import field

from extractor.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Utterance:
    """Tokens ``start`` to ``end`` (exclusive) in somebody's own words.

    ``source`` is the token that heads their source, ``entity`` the speaker where it is known without one (interviews).
    """

    start: int
    end: int
    source: int | None = None
    entity: int | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """The utterances of a document and who is behind them.

    ``sources`` are the tokens that head the source of a statement, ``voices`` subjects of verbs that introduce quotations;
    ``asked`` is the entity that an interview is held with,
    ``interviewer`` who asks, ``author`` who says "I" outside of all utterances. ``replies`` leads from the label of a turn to
    that of the next turn; ``inner`` are the tokens of what is quoted within quotations, by whomever; ``reported`` the contents
    in the reporter's words, the shortest first. ``inside`` gives the utterance of a token, of several the one that comes first in
    ``utterances``; all answers of one person count as one.
    """

    utterances: tuple[Utterance, ...] = ()
    sources: frozenset[int] = frozenset()
    voices: frozenset[int] = frozenset()
    asked: int | None = None
    author: int | None = None
    interviewer: int | None = None
    inner: frozenset[int] = frozenset()
    replies: Mapping[int, int] = field(default_factory=dict)
    reported: tuple[Utterance, ...] = ()
    inside: Mapping[int, int] = field(init=False)

    def __post_init__(self) -> None:
        first_by_speaker: dict[int, int] = {}
        inside: dict[int, int] = {}
        for number, utterance in enumerate(self.utterances):
            first = number if utterance.entity is None else first_by_speaker.setdefault(utterance.entity, number)
            for token in range(utterance.start, utterance.end):
                inside.setdefault(token, first)
        object.__setattr__(self, "inside", inside)

    def voice_of(self, token: int) -> Utterance | None:
        """Return the utterance in which a token is somebody's own word; None also in a quotation within another, if its source is
        not told."""
        number = self.inside.get(token)
        utterance = None if number is None else self.utterances[number]
        is_of_others = utterance is not None and token in self.inner and utterance.start not in self.inner
        return None if is_of_others else utterance

    def report_of(self, token: int) -> Utterance | None:
        """Return the shortest content in the reporter's words that holds a token."""
        if token in self.inside:
            return None
        return next((content for content in self.reported if content.start <= token < content.end), None)
