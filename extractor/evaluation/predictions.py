"""What the extractor finds in texts, in the evaluation format: offsets are those of the text as given."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from extractor.api import TextExtractor
from extractor.articles import Article, Origins, RawDocument
from extractor.cleaning.clean import clean
from extractor.errors import InputError
from extractor.evaluation.gold import (
    LABELS,
    AnnotatedDocument,
    AnnotatedEntity,
    AnnotatedPronoun,
    AnnotatedStatement,
    Corpus,
    Span,
    read_annotations,
)
from extractor.records import DocumentResult, MentionRow, StatementRow

_BATCH = 32
_Place = Callable[[int, int], Span]
_NEEDED = frozenset({"doc_id", "text", "url"})
# Labels of the evaluation format in the language model's words.
_GIVEN_LABELS = {"PLACE": "GPE", "PER": "PERSON"}


def read_texts(path: Path, *, with_entities: bool = False) -> Corpus:
    """Return the texts to predict for: every ``.txt`` of a folder (``doc_id`` is the file's stem), or the lines of a JSON lines
    file.

    Of the lines only what is needed is read, with ``with_entities`` their names too, so that other annotation may be of any kind.

    Raises:
        InputError: there is no text, or one cannot be read.
    """
    if not path.is_dir():
        return read_annotations(path, only=_NEEDED | ({"entities"} if with_entities else set()))
    texts: Corpus = {}
    for file in sorted(file for file in path.glob("*.txt") if file.is_file()):
        try:
            texts[file.stem] = AnnotatedDocument(doc_id=file.stem, text=file.read_bytes().decode("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{file}: cannot be read ({error})") from error
    if not texts:
        raise InputError(f"{path}: no .txt file in it")
    return texts


def predict(
    texts: Iterable[AnnotatedDocument], nlp: TextExtractor, *, given_entities: bool = False
) -> Iterator[AnnotatedDocument]:
    """Yield a prediction for each text, in order; an empty one where there is nothing to analyse.

    With ``given_entities`` the names of the input are taken instead of those that would be found.
    """
    remaining = iter(texts)
    while batch := list(islice(remaining, _BATCH)):
        raws = [RawDocument(source_path=document.doc_id, text=document.text, url=document.url) for document in batch]
        articles = [clean(raw, patterns=nlp.furniture, trace=True) for raw in raws]
        usable = [(document, article) for document, article in zip(batch, articles, strict=True) if isinstance(article, Article)]
        results: Iterator[DocumentResult]
        if given_entities:
            results = (nlp.extractor.extract(article, names=_given(document, article)) for document, article in usable)
        else:
            results = nlp.extractor.extract_many(article for _, article in usable)
        for document, article in zip(batch, articles, strict=True):
            language = nlp.languages.detect(document.text)
            if isinstance(article, Article):
                yield prediction(document.doc_id, next(results), article.origins, language=language)
            else:
                yield AnnotatedDocument(doc_id=document.doc_id, language=language, statements=[], entities=[], pronouns=[])


def predict_corpus(gold: Corpus, *, model: str = "md") -> Corpus:
    """Return the predictions for the texts of a gold file by document.

    Raises:
        ModelError: the language model is not installed.
    """
    return {document.doc_id: document for document in predict(gold.values(), TextExtractor.load(model))}


def _given(document: AnnotatedDocument, article: Article) -> list[tuple[int, int, str]]:
    """Return the names of an input that do not lie inside one another, in text order, where they stand in the article."""
    names: list[tuple[int, int, str]] = []
    for entity in sorted(document.entities, key=lambda entity: (entity.start, -entity.end)):
        start, end = article.origins.cleaned_span(entity.start, entity.end) if article.origins else (entity.start, entity.end)
        if start < end and (not names or start >= names[-1][1]):
            names.append((start, end, _GIVEN_LABELS.get(entity.label, entity.label)))
    return names


def prediction(doc_id: str, result: DocumentResult, origins: Origins | None = None, *, language: str = "") -> AnnotatedDocument:
    """Return the statements, names and resolved pronouns of a document; offsets are those of the given text, or without
    ``origins`` those of the text that was analysed."""
    place = given_place(origins)
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for row in sorted(result.statement_spans, key=lambda row: row.position):
        spans[row.statement_id, row.part].append(place(row.start, row.end))
    names = {entity.entity_id: entity.name for entity in result.entities}
    statements = [
        AnnotatedStatement(
            content=spans[row.statement_id, "content"],
            cue=spans[row.statement_id, "cue"],
            source=spans[row.statement_id, "source"],
            target=spans[row.statement_id, "target"],
            addressee=spans[row.statement_id, "addressee"],
            speaker=_speakers(row, names),
            type=row.type,
            form=row.content_form,
            act=row.act,
            rule=row.rule_id,
            confidence=row.confidence,
            nested=row.nested_in is not None,
        )
        for row in result.statements
    ]
    named = (row for row in result.mentions if row.form in ("name", "acronym") and row.kind in LABELS)
    pronouns = (row for row in result.mentions if row.form == "pronoun" and row.entity_id)
    return AnnotatedDocument(
        doc_id=doc_id,
        language=language,
        statements=statements,
        entities=list(_entities(result, named, place)),
        pronouns=list(_pronouns(pronouns, names, place)),
    )


def given_place(origins: Origins | None) -> _Place:
    """Return what turns a span of an analysed text into one of the given text; without ``origins`` they are the same text."""
    return origins.given_span if origins else lambda start, end: (start, end)


def _entities(result: DocumentResult, rows: Iterable[MentionRow], place: _Place) -> Iterable[AnnotatedEntity]:
    known = {entity.entity_id: entity for entity in result.entities}
    for row in rows:
        entity = known.get(row.entity_id or "")
        start, end = place(row.start, row.end)
        yield AnnotatedEntity(
            start=start,
            end=end,
            label=LABELS[row.kind],
            entity_id=row.entity_id,
            lat=entity.latitude if entity else None,
            lon=entity.longitude if entity else None,
            country=(entity.country_code or None) if entity else None,
            place_type=(entity.subkind or None) if entity and entity.kind == "place" else None,
        )


def _speakers(row: StatementRow, names: Mapping[str, str]) -> list[str]:
    """Return the speaker's name; of a group those of its members, if all have one."""
    if row.speaker_kind == "group" and row.speaker_status == "named":
        return [names[member] for member in row.speaker_candidates]
    return [row.speaker_name] if row.speaker_id else []


def _pronouns(rows: Iterable[MentionRow], names: Mapping[str, str], place: _Place) -> Iterable[AnnotatedPronoun]:
    for row in rows:
        start, end = place(row.start, row.end)
        yield AnnotatedPronoun(start=start, end=end, entity_id=row.entity_id, name=names.get(row.entity_id or ""))
