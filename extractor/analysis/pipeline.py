"""Texts in, parses out: one interface, two engines with the same answer."""

import importlib.util
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from extractor.analysis.engines import Engine, Input, SpacyEngine
from extractor.analysis.loading import ModelInfo, load_language, read_strings
from extractor.analysis.parse import Parse
from extractor.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

log = logging.getLogger(__name__)

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
        """Yield one spaCy document for each text, in order.

        The second item of an input lists code point offsets at which a sentence must start (starts of paragraphs): the token
        there, or the first one after it that is not white space, opens a sentence before the parser decides about the rest.
        """
        return self.engine.docs(texts)

    def parse(self, texts: Iterable[Input]) -> Iterator[Parse]:
        """Yield one parse for each text, in order: ``parse_from_doc`` of what ``pipe`` yields, without the detour where
        possible."""
        return self.engine.parses(texts)


def load_pipeline(name: str = "md", *, engine: EngineName = "auto") -> Pipeline:
    """Return the English pipeline ``name`` (sm, md, lg, trf, an installed package or a folder), ready to analyse.

    ``auto`` takes the fast engine where it can run this pipeline and spaCy's own components where it cannot; a line in the log
    then says why.

    Raises:
        ModelError: the pipeline is missing or unfit, or ``fast`` is asked for and cannot run it.
    """
    nlp, info = load_language(name, strings=engine == "spacy")
    if engine == "spacy":
        return Pipeline(nlp, info, SpacyEngine(nlp))
    chosen = _fast_engine(nlp)
    if isinstance(chosen, str):
        if engine == "fast":
            raise ModelError(f"the fast engine cannot run '{info.package}': {chosen}; choose --analysis spacy")
        log.info("analysing with spaCy's own components: %s", chosen)
        read_strings(nlp)
        chosen = SpacyEngine(nlp)
    return Pipeline(nlp, info, chosen)


def _fast_engine(nlp: "Language") -> Engine | str:
    """Return the fast engine, or the reason why there is none for this pipeline."""
    if importlib.util.find_spec("numba") is None:
        return "numba is not installed"
    from extractor.analysis.fast.engine import FastEngine
    from extractor.analysis.fast.unsupported import UnsupportedError

    try:
        return FastEngine(nlp)
    except UnsupportedError as error:
        return f"{error} is unknown to the fast engine"
