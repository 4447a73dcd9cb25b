"""What the extractor found in a document, in the evaluation format."""

from collections import defaultdict
from collections.abc import Iterable

from extractor.evaluation.gold import AnnotatedDocument, AnnotatedEntity, AnnotatedPronoun, AnnotatedStatement, Span
from extractor.records import DocumentResult, MentionRow

LABELS = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}


def prediction(doc_id: str, result: DocumentResult) -> AnnotatedDocument:
    """Statements, names and resolved pronouns of a document; offsets are those of the text that was analysed."""
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for row in sorted(result.statement_spans, key=lambda row: row.position):
        spans[row.statement_id, row.part].append((row.start, row.end))
    statements = [
        AnnotatedStatement(
            content=spans[row.statement_id, "content"],
            cue=spans[row.statement_id, "cue"],
            source=spans[row.statement_id, "source"],
            target=spans[row.statement_id, "target"],
            addressee=spans[row.statement_id, "addressee"],
            speaker=[row.speaker_name] if row.speaker_name else [],
            type=row.type,
            act=row.act,
            rule=row.rule_id,
            nested=row.nested_in is not None,
        )
        for row in result.statements
    ]
    names = (row for row in result.mentions if row.form in ("name", "acronym") and row.kind in LABELS)
    pronouns = (row for row in result.mentions if row.form == "pronoun" and row.entity_id)
    return AnnotatedDocument(
        doc_id=doc_id,
        statements=statements,
        entities=list(_entities(result, names)),
        pronouns=list(_pronouns(result, pronouns)),
    )


def _entities(result: DocumentResult, rows: Iterable[MentionRow]) -> Iterable[AnnotatedEntity]:
    known = {entity.entity_id: entity for entity in result.entities}
    for row in rows:
        entity = known.get(row.entity_id or "")
        yield AnnotatedEntity(
            start=row.start,
            end=row.end,
            label=LABELS[row.kind],
            entity_id=row.entity_id,
            lat=entity.latitude if entity else None,
            lon=entity.longitude if entity else None,
            country=(entity.country_code or None) if entity else None,
            place_type=(entity.subkind or None) if entity and entity.kind == "place" else None,
        )


def _pronouns(result: DocumentResult, rows: Iterable[MentionRow]) -> Iterable[AnnotatedPronoun]:
    names = {entity.entity_id: entity.name for entity in result.entities}
    for row in rows:
        yield AnnotatedPronoun(start=row.start, end=row.end, entity_id=row.entity_id, name=names.get(row.entity_id or ""))
