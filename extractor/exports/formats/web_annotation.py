"""Web Annotations of the W3C (REC-annotation-model-20170223): each statement as an annotation of its article."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import extractor
from extractor.exports.annotated import AnnotatedArticle, AnnotatedStatement, Entity, articles, entities, kind_of
from extractor.exports.base import ExportOptions, exporter

if TYPE_CHECKING:
    import duckdb

_CONTEXT = 32
_TYPES = {"person": "Person", "organization": "Organization", "place": "Place"}


@exporter(
    "webannotation",
    title="W3C Web Annotations (JSON-LD), for Hypothesis, Recogito and other annotation tools",
    file_name="annotations.jsonld",
    options=("include_rejected",),
)
def export_annotations(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return a collection with one page, an annotation a line."""
    known = entities(connection)
    count = connection.execute("SELECT count(*) FROM statements").fetchall()[0][0]
    head = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"Place": "https://schema.org/Place"}],
        "id": "urn:extractor:annotations",
        "type": "AnnotationCollection",
        "label": "Statements and who made them",
        "total": count,
    }
    page = {"id": "urn:extractor:annotations:1", "type": "AnnotationPage", "partOf": head["id"], "startIndex": 0}
    with Path(target).open("w", encoding="utf-8") as file:
        file.write(_open(head) + ', "first": ' + _open(page) + ', "items": [')
        for number, annotation in enumerate(_annotations(connection, known)):
            file.write(("," if number else "") + "\n" + json.dumps(annotation, ensure_ascii=False))
        file.write("\n]}}\n")
    return ()


def _open(head: dict[str, Any]) -> str:
    """Return an object whose closing brace is still to come."""
    return json.dumps(head, ensure_ascii=False)[:-1]


def _annotations(connection: "duckdb.DuckDBPyConnection", known: dict[str, Entity]) -> Iterator[dict[str, Any]]:
    for article in articles(connection):
        for statement in article.statements:
            yield _annotation(article, statement, known)


def _annotation(article: AnnotatedArticle, statement: AnnotatedStatement, known: dict[str, Entity]) -> dict[str, Any]:
    row = statement.row
    who = row.speaker_name or row.source_text or "somebody"
    tags = (row.act, row.type, *(["rejected"] if statement.is_rejected else []))
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": f"{who}: {row.content}"},
        *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags),
    ]
    if row.speaker_id in known:
        speaker = known[row.speaker_id]
        source = {"id": f"urn:extractor:{row.speaker_id}", "type": _TYPES[kind_of(speaker)], "name": speaker.name}
        bodies.append({"type": "SpecificResource", "purpose": "identifying", "source": source})
    return {
        "id": f"urn:extractor:{row.statement_id}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"id": "urn:extractor", "type": "Software", "name": f"extractor {extractor.__version__}"},
        "body": bodies,
        "target": [_target(article, span.start, span.end) for span in statement.part("content")],
    }


def _target(article: AnnotatedArticle, start: int, end: int) -> dict[str, Any]:
    text = article.row.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - _CONTEXT) : start],
        "suffix": text[end : end + _CONTEXT],
    }
    return {
        "type": "SpecificResource",
        "source": article.row.url or f"urn:extractor:{article.row.document_id}",
        "selector": [quote, {"type": "TextPositionSelector", "start": start, "end": end}],
    }
