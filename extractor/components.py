"""Two components for pipelines of spaCy: ``nlp.add_pipe("statements")`` and ``nlp.add_pipe("entity_repair")``.

They run the rules of :mod:`extractor.document` on what the pipeline in front of them found. spaCy imports this module whenever it
makes a pipeline, so it imports nothing else until a component is made.
"""

from typing import TYPE_CHECKING, Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from extractor.cleaning.furniture import Furniture
    from extractor.records import DocumentResult, StatementRow

# Where a document keeps the result, as JSON text, so that it survives ``to_bytes``, ``DocBin`` and processes of ``nlp.pipe``.
_KEY: Final = "extractor"
_NEEDS = ["token.tag", "token.pos", "token.lemma", "token.dep", "doc.ents"]
GROUPS: Final = {"content": "statements", "cue": "statement_cues", "source": "statement_sources"}


class _Rules:
    """Applies the rules to documents; both components do this, and the second one finds the answer of the first."""

    def __init__(self) -> None:
        from extractor.cleaning.furniture import load_furniture
        from extractor.document.rules import Rules
        from extractor.resources import find_models

        models = find_models()
        self.rules = Rules.load(models, geonames=True)
        self.furniture: Furniture = load_furniture(models)

    def result(self, doc: Doc) -> "DocumentResult | None":
        if _KEY not in doc.user_data:
            doc.user_data[_KEY] = self._extract(doc)
        return stored(doc)

    def _extract(self, doc: Doc) -> str:
        from extractor.analysis.parse import parse_from_doc
        from extractor.articles import Article, RawDocument
        from extractor.cleaning.clean import clean
        from extractor.document.pipeline import extract

        article = clean(RawDocument("doc", doc.text), patterns=self.furniture, keep_text=True)
        if not isinstance(article, Article):
            return ""
        for annotation in ("TAG", "DEP", "LEMMA"):
            if not doc.has_annotation(annotation):
                raise ValueError(f"extractor needs a tagger, a parser and a lemmatizer before it; this text has no {annotation}")
        return extract(article, parse_from_doc(doc), self.rules).model_dump_json()


class StatementComponent(_Rules):
    """Sets ``doc._.statements`` and the span groups "statements" (contents), "statement_cues" and "statement_sources".

    Each span has the type of its statement as label and the statement's id as ``span.id_``; ``span._.statement`` is the row.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Return the same document with its statements."""
        result = self.result(doc)
        types = {row.statement_id: row.type for row in result.statements} if result else {}
        spans: dict[str, list[Span]] = {group: [] for group in GROUPS.values()}
        for row in result.statement_spans if result else ():
            if row.part in GROUPS and (span := _span(doc, row.start, row.end, types[row.statement_id])):
                span.id_ = row.statement_id
                spans[GROUPS[row.part]].append(span)
        doc.spans.update(spans)
        return doc


class EntityRepair(_Rules):
    """Replaces ``doc.ents`` by the names of the article; ``ent.id_`` is the same for all names of one person within the text."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the same document with the names that the rules leave."""
        from spacy.util import filter_spans

        result = self.result(doc)
        names = []
        for row in result.mentions if result else ():
            if row.form in ("name", "acronym", "demonym") and (span := _span(doc, row.start, row.end, row.label)):
                span.id_ = row.entity_id or ""
                names.append(span)
        doc.ents = tuple(filter_spans(names))
        return doc


@Language.factory("statements", requires=_NEEDS, assigns=["doc.spans"])
def make_statements(nlp: Language, name: str) -> StatementComponent:
    """Return the factory of ``nlp.add_pipe("statements")``.

    Raises:
        ResourceError: a file of ``models/`` does not validate.
    """
    _register()
    return StatementComponent()


@Language.factory("entity_repair", requires=_NEEDS, assigns=["doc.ents"])
def make_entity_repair(nlp: Language, name: str) -> EntityRepair:
    """Return the factory of ``nlp.add_pipe("entity_repair")``.

    Raises:
        ResourceError: a file of ``models/`` does not validate.
    """
    _register()
    return EntityRepair()


def stored(doc: Doc) -> "DocumentResult | None":
    """Return all records that a component found in ``doc``; None if no component has run or there is no text."""
    from extractor.records import DocumentResult

    text = doc.user_data.get(_KEY)
    return DocumentResult.model_validate_json(text) if text else None


def _statements(doc: Doc) -> "list[StatementRow]":
    result = stored(doc)
    return result.statements if result else []


def _statement(span: Span) -> "StatementRow | None":
    return next((row for row in _statements(span.doc) if row.statement_id == span.id_), None)


def _register() -> None:
    getters: dict[Any, dict[str, Any]] = {Doc: {"statements": _statements, "extraction": stored}, Span: {"statement": _statement}}
    for kind, extensions in getters.items():
        for name, getter in extensions.items():
            if not kind.has_extension(name):
                kind.set_extension(name, getter=getter)


def _span(doc: Doc, start: int, end: int, label: str) -> Span | None:
    return doc.char_span(start, end, label=label)
