"""From the columns of a batch to one parse, or one spaCy document, for each text."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from extractor.analysis.fast.attributes import Case
from extractor.analysis.fast.embedding import Floats
from extractor.analysis.fast.lexicon import Flags, Ints
from extractor.analysis.fast.ner import Entity
from extractor.analysis.parse import Parse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_COLUMNS: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A batch. Columns have one item a token, document after document.

    ``bounds``, ``heads`` and ``entities`` speak of rows; ``vectors``, where wanted, has one line a row.
    """

    texts: list[str]
    bounds: list[tuple[int, int]]
    words: list[str]
    starts: Ints
    lengths: Ints
    heads: Ints
    relations: list[str]
    sentence_starts: Flags
    cases: list[Case]
    entities: list[list[Entity]]
    vectors: Floats | None

    def parses(self) -> Iterator[Parse]:
        """Yield one parse a text."""
        starts, ends = self.starts.tolist(), (self.starts + self.lengths).tolist()
        tags = [case[0] for case in self.cases]
        pos = [case[1] for case in self.cases]
        lemmas = [case[3] for case in self.cases]
        deps = [case[4] or relation for case, relation in zip(self.cases, self.relations, strict=True)]
        for number, part in enumerate(self._parts()):
            row = self.bounds[number][0]
            opening = np.flatnonzero(self.sentence_starts[part] == 1).tolist()
            edges = [0, *(token for token in opening if token > 0), part.stop - part.start]
            yield Parse(
                text=self.texts[number],
                words=self.words[part],
                starts=starts[part],
                ends=ends[part],
                lemmas=lemmas[part],
                pos=pos[part],
                tags=tags[part],
                deps=deps[part],
                heads=self._heads(number, part).tolist(),
                sentences=list(pairwise(edges)) if part.stop > part.start else [],
                names=[(start - row, end - row, label) for start, end, label in self.entities[number]],
            )

    def docs(self, nlp: "Language") -> Iterator["Doc"]:
        """Yield one document a text, with spaCy's own tokens."""
        strings = nlp.vocab.strings
        for number, part in enumerate(self._parts()):
            doc = nlp.make_doc(self.texts[number])
            row, end = self.bounds[number]
            if len(doc) != end - row:
                raise RuntimeError("the fast engine and spaCy disagree about tokens")
            if self.vectors is not None:
                doc.tensor = self.vectors[row:end].copy()  # type: ignore[assignment]
            if len(doc):
                entity_parts = [(2, 0)] * len(doc)
                for first, last, label in self.entities[number]:
                    entity_parts[first - row : last - row] = [(3, strings.add(label))] + [(1, strings.add(label))] * (
                        last - first - 1
                    )
                heads = (self._heads(number, part) - np.arange(len(doc))).astype(np.int64).view(np.uint64).tolist()
                values = [
                    (*map(strings.add, case[:4]), strings.add(case.relation or relation), head, *entity)
                    for case, relation, head, entity in zip(
                        self.cases[part], self.relations[part], heads, entity_parts, strict=True
                    )
                ]
                doc.from_array(_COLUMNS, np.array(values, np.uint64))  # type: ignore[arg-type]
            yield doc

    def _parts(self) -> Iterator[slice]:
        """Yield the range of each document in the columns."""
        start = 0
        for first, last in self.bounds:
            yield slice(start, start + last - first)
            start += last - first

    def _heads(self, number: int, part: slice) -> Ints:
        """Return the head of each token of a document as a token of it, roots their own."""
        heads, count = self.heads[part], part.stop - part.start
        found: Ints = np.where(heads < 0, np.arange(count, dtype=np.int32), heads - self.bounds[number][0])
        return found
