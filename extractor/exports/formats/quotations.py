"""Layouts that tools for quotations share: the columns of the ATAP Quotation Tool, and this project's own gold annotation."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from extractor.decisions.gold import gold_lines
from extractor.evaluation.gold import LABELS, AnnotatedDocument, AnnotatedEntity, AnnotatedPronoun
from extractor.evaluation.gold import AnnotatedStatement as GoldStatement
from extractor.exports.annotated import AnnotatedArticle, AnnotatedStatement, Entity, Names, articles, entities
from extractor.exports.base import ExportOptions, exporter
from extractor.records import Part, PlaceRow

if TYPE_CHECKING:
    import duckdb

_ATAP = (
    "text_id", "text_name", "quote_id", "quote", "quote_index", "quote_entities", "speaker", "speaker_index", "speaker_entities",
    "verb", "verb_index", "quote_token_count", "quote_type", "is_floating_quote",
)  # fmt: skip
_LETTERS: dict[Part, str] = {"source": "S", "cue": "V"}


@exporter("atap", title="columns of the ATAP Quotation Tool (CSV)", file_name="quotes.csv", options=("include_rejected",))
def export_atap(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return one line a statement, indirect ones too; ``quote_type`` is the order of quotation marks, content, verb and speaker.

    With rejected statements there is one more column, ``review_status``.
    """
    with Path(target).open("w", encoding="utf-8", newline="") as file:
        columns = (*_ATAP, "review_status") if options.include_rejected else _ATAP
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        for article in articles(connection):
            for number, statement in enumerate(article.statements):
                writer.writerow(_quote(article, statement, number))
    return ()


def _quote(article: AnnotatedArticle, statement: AnnotatedStatement, number: int) -> dict[str, object]:
    content, source, cue = (statement.outline(part) for part in ("content", "source", "cue"))
    row, text = statement.row, article.row.text
    return {
        "text_id": article.row.document_id,
        "text_name": PurePosixPath(article.row.source_path).stem,
        "quote_id": number,
        "quote": text[slice(*content)],
        "quote_index": content,
        "quote_entities": _named(article, content),
        "speaker": text[slice(*source)],
        "speaker_index": source,
        "speaker_entities": _named(article, source),
        "verb": text[slice(*cue)],
        "verb_index": cue,
        "quote_token_count": len(row.content.split()),
        "quote_type": _order(statement),
        "is_floating_quote": not row.cue_text,
        "review_status": row.review_status,
    }


def _named(article: AnnotatedArticle, place: tuple[int, int]) -> list[tuple[str, str]]:
    start, end = place
    found = (m for m in article.mentions if m.form in Names and m.kind in LABELS and start <= m.start and m.end <= end)
    return list(dict.fromkeys((mention.text, mention.label or LABELS[mention.kind]) for mention in found))


def _order(statement: AnnotatedStatement) -> str:
    marked = "C" if statement.row.type == "indirect" else "QCQ"
    places = [(statement.outline("content")[0], marked)]
    places += [(statement.outline(part)[0], letter) for part, letter in _LETTERS.items() if statement.part(part)]
    return "".join(letter for _, letter in sorted(places))


@exporter(
    "gold", title="reviewed articles in the evaluation format; without review, a draft to be corrected", file_name="gold.jsonl"
)
def export_gold(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return the articles that reviewers checked completely; where there are none, all articles with what the program found."""
    lines = list(gold_lines(connection))
    notes = [f"{len(lines):,} articles that reviewers checked completely"]
    if not lines:
        lines = [document.as_line() for document in _draft(connection, entities(connection))]
        notes = ["no article was marked as complete in review: this is a draft of what the program found, not yet gold"]
    with Path(target).open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    return notes


def _draft(connection: "duckdb.DuckDBPyConnection", known: dict[str, Entity]) -> Iterator[AnnotatedDocument]:
    used: set[str] = set()
    for article in articles(connection):
        row = article.row
        doc_id = row.record or PurePosixPath(row.source_path).stem
        if doc_id in used:
            doc_id = row.document_id
        used.add(doc_id)
        names = [m for m in article.mentions if m.form in Names and m.kind in LABELS]
        pronouns = [m for m in article.mentions if m.form == "pronoun" and m.entity_id in known]
        yield AnnotatedDocument(
            doc_id=doc_id,
            text=row.text,
            statements=[_gold_statement(each) for each in article.statements],
            entities=[_gold_entity(m.start, m.end, LABELS[m.kind], m.entity_id, known) for m in names],
            pronouns=[
                AnnotatedPronoun(start=m.start, end=m.end, entity_id=m.entity_id, name=known[m.entity_id].name)
                for m in pronouns
                if m.entity_id
            ],
        )


def _gold_statement(statement: AnnotatedStatement) -> GoldStatement:
    row = statement.row
    parts: tuple[Part, ...] = ("content", "cue", "source", "target", "addressee")
    return GoldStatement(
        **{part: [(span.start, span.end) for span in statement.part(part)] for part in parts},
        speaker=[row.speaker_name] if row.speaker_id else [],
        type=row.type,
        act=row.act,
        attitude=row.attitude,
        nested=row.nested_in is not None,
    )


def _gold_entity(start: int, end: int, label: str, key: str | None, known: dict[str, Entity]) -> AnnotatedEntity:
    entity = known.get(key or "")
    facts: dict[str, object] = {"country": entity.country_code or None} if entity else {}
    if isinstance(entity, PlaceRow):
        facts |= {"lat": entity.latitude, "lon": entity.longitude, "place_type": entity.kind}
    return AnnotatedEntity.model_validate({"start": start, "end": end, "label": label, "entity_id": key, **facts})
