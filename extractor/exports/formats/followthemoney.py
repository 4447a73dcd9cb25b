"""FollowTheMoney: entities as JSON lines, for Aleph, OpenAleph and its command line.

There is no schema for statements: each becomes a Note about those concerned, with a Documentation edge to its article. Entities
are the people, organizations and places of the tables and nothing else: names as written are properties of the article. As
entities of their own (schema Mention) Aleph's cross-referencing would make somebody new of each.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor import ids
from extractor.exports.annotated import AnnotatedArticle, Entity, Names, articles, entities
from extractor.exports.base import ExportOptions, exporter
from extractor.records import OrganizationRow, PersonRow

if TYPE_CHECKING:
    import duckdb

_ORGANIZATIONS = {"government": "PublicBody", "company": "Company", "intergovernmental": "PublicBody"}
_LANGUAGES = {"en": "eng"}
_TITLE = 80
_REFERENCES = frozenset(("document", "entity", "parent"))  # properties whose values are ids
# Kinds of names, and the property of an article that lists them.
_MENTIONED = {
    "person": "peopleMentioned", "organization": "companiesMentioned", "place": "locationMentioned", "other": "namesMentioned",
}  # fmt: skip
Properties = dict[str, Any]


@exporter(
    "ftm", title="FollowTheMoney entities, for Aleph and OpenAleph", file_name="entities.ftm.json", options=("include_rejected",)
)
def export_entities(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return one entity a line: articles, people, organizations, places, notes, mentions and who is documented where."""
    known = entities(connection)
    with Path(target).open("w", encoding="utf-8") as file:
        for key, schema, properties in _all(connection, known):
            filled = {
                name: values for name, value in properties.items() if (values := _values(value, refers=name in _REFERENCES))
            }
            file.write(json.dumps({"id": _id(key), "schema": schema, "properties": filled}, ensure_ascii=False) + "\n")
    return ()


def _all(connection: "duckdb.DuckDBPyConnection", known: dict[str, Entity]) -> Iterator[tuple[str, str, Properties]]:
    for key, entity in known.items():
        yield key, _schema(entity), _entity(entity)
    for article in articles(connection):
        row = article.row
        yield row.document_id, "Article", {
            "title": row.title, "fileName": row.source_path, "author": row.author.split("; "), "publisher": row.outlet,
            "sourceUrl": _address(row.url), "publishedAt": _instant(row.published_at),
            "language": _LANGUAGES.get(row.language), "bodyText": row.text, **_names(article),
        }  # fmt: skip
        yield from _notes(article, known)
        yield from _presence(article, known)


def _notes(article: AnnotatedArticle, known: dict[str, Entity]) -> Iterator[tuple[str, str, Properties]]:
    for statement in article.statements:
        row = statement.row
        who = row.speaker_name or row.source_text or "unknown source"
        content = " ".join(row.content.split())
        short = content if len(content) <= _TITLE else f"{content[:_TITLE]}…"
        concerned = [key for key in (row.speaker_id, row.target_id, row.addressee_id, row.via_id) if key in known]
        keywords = [row.act, row.type, *(["rejected"] if statement.is_rejected else [])]
        yield row.statement_id, "Note", {
            "name": f"{who}: {short}", "description": row.content, "keywords": keywords, "entity": concerned,
            "sourceUrl": _address(article.row.url), "publisher": article.row.outlet,
        }  # fmt: skip
        yield _edge(article, row.statement_id, "statement", row.time_start or article.row.published_at)


def _presence(article: AnnotatedArticle, known: dict[str, Entity]) -> Iterator[tuple[str, str, Properties]]:
    """Yield who is in an article, and whether as a speaker."""
    speakers = {statement.row.speaker_id for statement in article.statements}
    mentioned = [mention.entity_id for mention in article.mentions if mention.entity_id in known]
    for key in dict.fromkeys([*sorted(filter(None, speakers & known.keys())), *filter(None, mentioned)]):
        yield _edge(article, key, "speaker" if key in speakers else "mentioned", article.row.published_at)


def _names(article: AnnotatedArticle) -> Properties:
    """Return the names in an article by kind, as they stand: words of its text, which make nobody an entity."""
    names: Properties = {name: [] for name in _MENTIONED.values()}
    for mention in article.mentions:
        if mention.form in Names:
            listed = names[_MENTIONED[mention.kind]]
            if mention.text not in listed:
                listed.append(mention.text)
    return names


def _edge(article: AnnotatedArticle, key: str, role: str, date: str) -> tuple[str, str, Properties]:
    document = article.row.document_id
    edge = ids.make_id("f", role, document, key)
    return edge, "Documentation", {"document": document, "entity": key, "role": role, "date": date[:10]}


def _address(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""


def _instant(published: str) -> str:
    """Return a date as it stands, a time in UTC and without its zone: the schema has none."""
    time = datetime.fromisoformat(published) if "T" in published else None
    return time.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="minutes") if time and time.tzinfo else published


def _schema(entity: Entity) -> str:
    if isinstance(entity, OrganizationRow):
        return _ORGANIZATIONS.get(entity.kind, "Organization")
    return "Person" if isinstance(entity, PersonRow) else "Address"


def _entity(entity: Entity) -> Properties:
    common: Properties = {"name": entity.name, "alias": entity.aliases, "country": entity.country_code.lower()}
    if isinstance(entity, PersonRow):
        return common | {
            "firstName": entity.given_name, "lastName": entity.family_name, "nameSuffix": entity.suffix,
            "title": entity.honorific,
            "position": entity.roles,
        }  # fmt: skip
    if isinstance(entity, OrganizationRow):
        return common | {"abbreviation": entity.acronym, "parent": entity.parent_id}
    city = entity.name if entity.kind == "city" else ""
    return common | {"full": entity.name, "city": city, "latitude": entity.latitude, "longitude": entity.longitude}


def _values(value: object, *, refers: bool) -> list[str]:
    texts = [str(each).strip() for each in (value if isinstance(value, list) else [value]) if each is not None]
    values = [text for text in texts if text]
    return [_id(each) for each in values] if refers else values


def _id(key: str) -> str:
    """Return an id in the letters that the library allows."""
    return key.replace("_", "-")
