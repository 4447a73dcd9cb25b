"""Texts in, parses out: one interface, two engines with the same answer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from extractor.analysis.engines import Engine, Input, SpacyEngine
from extractor.analysis.loading import ModelInfo, load_language
from extractor.analysis.parse import Parse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

EngineName = Literal["auto", "spacy", "fast"]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded model with the engine that runs it. Texts longer than ``max_length`` code points are the caller's to split."""

    nlp: "Language"
    info: ModelInfo
    engine: Engine

    @property
    def max_length(self) -> int:
        """Longest text, in code points, that the model's parser and entity recognizer accept."""
        return self.nlp.max_length

    def pipe(self, texts: Iterable[Input]) -> Iterator["Doc"]:
        """One spaCy document for each text, in order.

        The second item of an input lists code point offsets at which a sentence must start (starts of paragraphs): the token
        there, or the first one after it that is not white space, opens a sentence before the parser decides about the rest.
        """
        return self.engine.docs(texts)

    def parse(self, texts: Iterable[Input]) -> Iterator[Parse]:
        """One parse for each text, in order: ``parse_from_doc`` of what ``pipe`` yields, without the detour where possible."""
        return self.engine.parses(texts)


def load_pipeline(name: str = "md", *, engine: EngineName = "auto") -> Pipeline:
    """The English pipeline ``name`` (sm, md, lg, trf, an installed package or a folder), ready to analyse.

    Raises:
        ModelError: the pipeline is missing or unfit.
    """
    nlp, info = load_language(name)
    return Pipeline(nlp, info, SpacyEngine(nlp))
