"""The fast engine: batches of texts through lexicon, embedding, encoders, tagger, parser, attributes and entity recognizer."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
from threadpoolctl import ThreadpoolController

from extractor.analysis.engines import Input, sentence_marks
from extractor.analysis.fast.assembly import Analysis
from extractor.analysis.fast.attributes import Attributes
from extractor.analysis.fast.embedding import ROWS, Embedding, Floats
from extractor.analysis.fast.encoder import Encoder
from extractor.analysis.fast.lexicon import Batch, Flags, Ints, Lexicon
from extractor.analysis.fast.ner import EntityRecognizer
from extractor.analysis.fast.parser import Parser
from extractor.analysis.fast.rules import WORD_ATTRIBUTES
from extractor.analysis.fast.tagger import Tagger
from extractor.analysis.fast.unsupported import UnsupportedError
from extractor.analysis.parse import Parse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_FACTORIES = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]
_ARCHITECTURES = {
    "tok2vec": ["spacy.Tok2Vec.v2", "spacy.MultiHashEmbed.v2", "spacy.MaxoutWindowEncoder.v2"],
    "tagger": ["spacy.Tagger.v2", "spacy.Tok2VecListener.v1"],
    "parser": ["spacy.TransitionBasedParser.v2", "spacy.Tok2VecListener.v1"],
    "ner": ["spacy.TransitionBasedParser.v2", "spacy.Tok2Vec.v2", "spacy.MultiHashEmbed.v2", "spacy.MaxoutWindowEncoder.v2"],
}
# Types remembered before the memory is emptied: some millions of words of news.
_TYPES = 100_000
# Code points of text analysed together.
_BATCH = 32_000


class _Vectors:
    """A tok2vec model: vectors of all types known, and from them vectors of tokens in context."""

    def __init__(self, model: Any, nlp: "Language"):
        embed, encode = model.get_ref("embed"), model.get_ref("encode")
        self.embedding = Embedding(embed, nlp.vocab)
        self._encoder = Encoder(encode)
        self.forget()

    def forget(self) -> None:
        self._types = np.zeros((1, self.embedding.width), np.float32)
        self._count = 1

    def learn(self, types: slice, vectors: Floats) -> None:
        if types.stop > len(self._types):
            self._types = np.concatenate([self._types, np.zeros((types.stop, self.embedding.width), np.float32)])
        self._types[types] = vectors

    def encode(self, types: Ints, places: Ints) -> Floats:
        vectors = np.zeros((-(-len(types) // ROWS) * ROWS, self.embedding.width), np.float32)
        vectors[: len(types)] = self._types[types]
        return self._encoder.encode(vectors, places)


class FastEngine:
    """Runs the weights of a spaCy pipeline of the CNN family (sm, md, lg).

    Raises:
        UnsupportedError: the pipeline has a part that this engine does not know.
    """

    name = "fast"

    def __init__(self, nlp: "Language"):
        from spacy.attrs import IDS

        _check(nlp)
        self._nlp = nlp
        encoder: Any = nlp.get_pipe("tok2vec")
        recognizer: Any = nlp.get_pipe("ner")
        self._vectors = _Vectors(encoder.model, nlp)
        self._entity_vectors = _Vectors(recognizer.model.get_ref("tok2vec").layers[0], nlp)
        self._tagger = Tagger(nlp.get_pipe("tagger"))
        self._parser = Parser(nlp.get_pipe("parser"))
        self._recognizer = EntityRecognizer(recognizer)
        self._attributes = Attributes(nlp, self._tagger.labels, self._parser.relations)
        self._lexicon = Lexicon(nlp, [*self._vectors.embedding.features, *self._entity_vectors.embedding.features])
        self._read_attributes = {IDS[name] for name in (*self._lexicon.features, *WORD_ATTRIBUTES)}
        self._threads = ThreadpoolController()  # type: ignore[no-untyped-call]
        # Loads the compiled loops, or compiles them where this is their first use.
        self._analyse([("It is.", [0])])

    def parses(self, texts: Iterable[Input]) -> Iterator[Parse]:
        """Yield one parse a text."""
        for group in _groups(texts):
            yield from self._analyse(group).parses()

    def docs(self, texts: Iterable[Input]) -> Iterator["Doc"]:
        """Yield one spaCy document a text. spaCy's vocabulary grows with them, as with its own components."""
        for group in _groups(texts):
            yield from self._analyse(group, keep_vectors=True).docs(self._nlp)

    def forget(self) -> None:
        """Empty the memory of types and cases, as the engine does by itself when it is full."""
        for part in (self._lexicon, self._vectors, self._entity_vectors, self._attributes):
            part.forget()

    def _analyse(self, group: Sequence[Input], *, keep_vectors: bool = False) -> Analysis:
        texts = [text for text, _ in group]
        lexicon = self._lexicon
        with self._zone(), self._threads.limit(limits=1, user_api="blas"):
            batch = self._read(texts)
            types, rows = batch.types, batch.rows
            spaces = lexicon.is_space[types]
            offsets = self._offsets(batch)
            preset = _preset(batch, offsets, spaces, [starts for _, starts in group])
            distinct, inverse = np.unique(types, return_inverse=True)
            places: Ints = inverse.astype(np.int32)
            vectors = self._vectors.encode(distinct, places)
            tags = self._tagger.tag(vectors)[rows]
            dependencies = self._parser.parse(batch, vectors, preset, spaces)
            context = self._entity_vectors.encode(distinct, places)
            entities = self._recognizer.recognize(batch, context, dependencies.starts, spaces)
            relations = dependencies.relations[rows]
            ends = [int(end) - 1 for end in np.cumsum([end - start for start, end in batch.bounds])]
            cases = self._attributes.find(lexicon.words, lexicon.word_of[types[rows]], tags, relations, ends)
        return Analysis(
            texts=texts,
            bounds=batch.bounds,
            words=list(map(lexicon.texts.__getitem__, types[rows].tolist())),
            starts=offsets[rows],
            lengths=lexicon.lengths[types[rows]],
            heads=dependencies.heads[rows],
            relations=list(map(self._parser.relations.__getitem__, relations.tolist())),
            sentence_starts=dependencies.starts[rows],
            cases=list(map(self._attributes.cases.__getitem__, cases)),
            entities=entities,
            vectors=vectors.copy() if keep_vectors else None,
        )

    @contextmanager
    def _zone(self) -> Iterator[None]:
        """Forget words that spaCy learns inside the block, for the lexicon keeps what is needed of them. So spaCy computes
        only those attributes of them that the lexicon and the attribute ruler read."""
        vocab: Any = self._nlp.vocab
        if vocab.in_memory_zone:  # the caller's, who may look at all attributes
            yield
            return
        getters = vocab.lex_attr_getters
        vocab.lex_attr_getters = {
            attribute: getter for attribute, getter in getters.items() if attribute in self._read_attributes
        }
        try:
            with self._nlp.memory_zone():
                yield
        finally:
            vocab.lex_attr_getters = getters

    def _read(self, texts: list[str]) -> Batch:
        if len(self._lexicon) > _TYPES:
            self.forget()
        batch, new = self._lexicon.read(texts)
        if new is not None:
            for vectors in (self._vectors, self._entity_vectors):
                vectors.learn(new.numbers, vectors.embedding.embed(new.features))
        return batch

    def _offsets(self, batch: Batch) -> Ints:
        """Return the code point offset of each row's token in its own text."""
        widths = (self._lexicon.lengths + self._lexicon.spaced)[batch.types]
        offsets: Ints = np.cumsum(widths, dtype=np.int32) - widths
        for start, end in batch.bounds:
            offsets[start:end] -= offsets[start]
        return offsets


def _check(nlp: "Language") -> None:
    """Refuse what this engine was not written for, by the names in the pipeline's configuration."""
    factories = [nlp.get_pipe_meta(name).factory for name in nlp.pipe_names]
    if nlp.pipe_names != _FACTORIES or factories != _FACTORIES:
        raise UnsupportedError(f"components {', '.join(nlp.pipe_names)}")
    for component, expected in _ARCHITECTURES.items():
        found = list(_architectures(nlp.config["components"][component]["model"]))
        if found != expected:
            raise UnsupportedError(f"a {component} of {', '.join(found)}")


def _architectures(config: dict[str, Any]) -> Iterator[str]:
    if "@architectures" in config:
        yield config["@architectures"]
    for value in config.values():
        if isinstance(value, dict):
            yield from _architectures(value)


def _groups(texts: Iterable[Input]) -> Iterator[list[Input]]:
    """Yield the texts in groups of at least ``_BATCH`` code points."""
    group: list[Input] = []
    size = 0
    for text in texts:
        group.append(text)
        size += len(text[0])
        if size >= _BATCH:
            yield group
            group, size = [], 0
    if group:
        yield group


def _preset(batch: Batch, offsets: Ints, spaces: Flags, starts: list[Sequence[int]]) -> Flags:
    """Return 1 for the rows where a sentence must start, as at the first token of each document, -1 where none may."""
    preset = np.zeros(len(batch.types), np.int8)
    for (first, end), wanted in zip(batch.bounds, starts, strict=True):
        if first < end:
            preset[first] = 1
            if wanted:
                for token, mark in sentence_marks(offsets[first:end].tolist(), spaces[first:end].tolist(), wanted).items():
                    preset[first + token] = 1 if mark else -1
    return preset
