"""What an analysis engine is, and the reference engine: spaCy itself."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from extractor.analysis.parse import Parse, parse_from_doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# A text and the code point offsets at which a sentence must start (the starts of its blocks).
Input = tuple[str, Sequence[int]]


class Engine(Protocol):
    """Analyses texts in order; both methods are lazy and hold at most one batch."""

    @property
    def name(self) -> str:
        """The word that selects the engine, for logs and manifests."""
        ...

    def docs(self, texts: Iterable[Input]) -> Iterator["Doc"]:
        """Yield one spaCy document a text, annotated by all components of the pipeline."""
        ...

    def parses(self, texts: Iterable[Input]) -> Iterator[Parse]:
        """Yield one parse a text, equal to ``parse_from_doc`` of its document."""
        ...


@dataclass(frozen=True, slots=True)
class SpacyEngine:
    """The reference: spaCy's own components, batch by batch."""

    nlp: "Language"
    batch_size: int = 32
    name: str = "spacy"

    def docs(self, texts: Iterable[Input]) -> Iterator["Doc"]:
        """Yield one document a text."""
        return self.nlp.pipe((self._prepare(text, starts) for text, starts in texts), batch_size=self.batch_size)

    def parses(self, texts: Iterable[Input]) -> Iterator[Parse]:
        """Yield one parse a text; what spaCy's vocabulary learned from a batch is forgotten after it, so that memory stays
        flat."""
        remaining = iter(texts)
        while batch := list(islice(remaining, self.batch_size)):
            with self.nlp.memory_zone():
                parses = [parse_from_doc(doc) for doc in self.docs(batch)]
            yield from parses

    def _prepare(self, text: str, starts: Sequence[int]) -> "Doc":
        doc = self.nlp.make_doc(text)
        for token, mark in sentence_marks([token.idx for token in doc], [token.is_space for token in doc], starts).items():
            doc[token].is_sent_start = mark
        return doc


def sentence_marks(offsets: Sequence[int], spaces: Sequence[bool], starts: Iterable[int]) -> dict[int, bool]:
    """Return what is settled before the parser decides: tokens that start a sentence (True) and tokens that start none (False).

    For each start the first token at or after it that is not white space starts a sentence; starts after the last such token
    have none. The token after it starts none unless it has to: the parser sees no way to go on from what comes before, breaks
    once more, and cuts the first word off ("... in town | Traders | said they lost money").
    """
    opening: list[int] = []
    for start in starts:
        token = bisect_left(offsets, start)
        while token < len(offsets) and spaces[token]:
            token += 1
        if token < len(offsets):
            opening.append(token)
    following = (token + 1 for token in opening if token + 1 < len(offsets))
    return dict.fromkeys(following, False) | dict.fromkeys(opening, True)
