"""schema.org: statements as Quotation and Claim, and drafts of ClaimReview, which leave author and rating to people."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.exports.annotated import Entity, entities, records
from extractor.exports.base import ExportOptions, exporter
from extractor.records import DocumentRow, OrganizationRow, PersonRow, PlaceRow, StatementRow

if TYPE_CHECKING:
    import duckdb

# Acts whose content claims that something is so; demands, questions, intentions and the like cannot be checked.
_CLAIMS = frozenset(("say", "claim", "accuse", "deny", "confirm", "warn"))
_ORGANIZATIONS = {
    "government": "GovernmentOrganization",
    "media": "NewsMediaOrganization",
    "ngo": "NGO",
    "company": "Corporation",
}
_PLACES = {"country": "Country", "city": "City", "region": "AdministrativeArea"}
# Speakers without an entity that are no people.
_BODIES = frozenset(("organization", "group", "place"))
Node = dict[str, Any]


@exporter(
    "schemaorg",
    title="schema.org in JSON-LD: articles, people, Quotation and Claim",
    file_name="statements.jsonld",
    options=("include_rejected",),
)
def export_statements(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Write JSON-LD: direct quotations are of type Quotation, all others Claim; an utterance in several articles is one node."""
    known, documents = entities(connection), _documents(connection)
    nodes = [*map(_article, documents.values()), *(_entity(key, entity) for key, entity in known.items())]
    nodes += [_statement(rows, known) for rows in _utterances(connection, documents)]
    _write(nodes, Path(target))
    return ()


@exporter(
    "claimreview",
    title="drafts of schema.org ClaimReview, to be judged by fact checkers",
    file_name="claimreviews.jsonld",
    options=("include_rejected",),
)
def export_reviews(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return one draft for each claim, without author and rating."""
    known, documents = entities(connection), _documents(connection)
    drafts, left_out = [], 0
    for rows in _utterances(connection, documents):
        first = rows[0]
        if first.act not in _CLAIMS or first.is_negated or first.is_conditional:
            left_out += len(rows)
            continue
        appearances = [_appearance(documents[row.document_id]) for row in rows]
        drafts.append(
            {
                "@type": "ClaimReview",
                "@id": f"urn:extractor:review:{first.statement_id}",
                "creativeWorkStatus": "Rejected" if first.review_status == "rejected" else "Draft",
                "claimReviewed": first.content,
                "itemReviewed": {
                    **_statement(rows, known, "Claim"),
                    "appearance": appearances,
                    "firstAppearance": appearances[0],
                },
            }
        )
    _write(drafts, Path(target))
    notes = [f"{len(drafts):,} drafts; author and reviewRating are for you to add"]
    if left_out:
        notes.append(
            f"{left_out:,} statements left out that claim nothing (demands, questions, intentions, what was not said ...)"
        )
    return notes


def _documents(connection: "duckdb.DuckDBPyConnection") -> dict[str, DocumentRow]:
    """Return the articles with text by id."""
    return {row.document_id: row for row in records(connection, "documents", DocumentRow) if row.text}


def _utterances(connection: "duckdb.DuckDBPyConnection", documents: dict[str, DocumentRow]) -> Iterable[list[StatementRow]]:
    """Return the statements in their order, the same utterance of several articles together, by their dates."""
    clusters: dict[str, list[StatementRow]] = {}
    for row in records(connection, "statements", StatementRow):
        clusters.setdefault(row.cluster_id or row.statement_id, []).append(row)
    for rows in clusters.values():
        rows.sort(key=lambda row: documents[row.document_id].published_at or "9999")
    return clusters.values()


def _article(row: DocumentRow) -> Node:
    return _without_gaps(
        {
            "@type": "NewsArticle",
            "@id": _urn(row.document_id),
            "headline": row.title,
            "url": row.url,
            "datePublished": row.published_at,
            "inLanguage": row.language,
            "author": [{"@type": "Person", "name": name} for name in row.author.split("; ") if name],
            "publisher": {"@type": "NewsMediaOrganization", "name": row.outlet} if row.outlet else None,
        }
    )


def _entity(key: str, entity: Entity) -> Node:
    node: Node = {**_named(key, entity), "alternateName": entity.aliases}
    if isinstance(entity, PersonRow):
        node |= {"givenName": entity.given_name, "familyName": entity.family_name, "jobTitle": entity.roles}
        node |= {
            "honorificPrefix": entity.honorific,
            "honorificSuffix": entity.suffix,
            "affiliation": _ref(entity.affiliation_id),
        }
    elif isinstance(entity, OrganizationRow):
        node |= {"parentOrganization": _ref(entity.parent_id)}
    elif entity.latitude is not None:
        node["geo"] = {"@type": "GeoCoordinates", "latitude": entity.latitude, "longitude": entity.longitude}
    return _without_gaps(node)


def _statement(rows: Sequence[StatementRow], known: dict[str, Entity], kind: str = "") -> Node:
    """Return a Quotation or Claim of all articles that have it, as its first article has it."""
    first = rows[0]
    kind = kind or ("Quotation" if first.type == "direct" else "Claim")
    documents = [{"@id": _urn(document)} for document in dict.fromkeys(row.document_id for row in rows)]
    return _without_gaps(
        {
            "@type": kind,
            "@id": _urn(first.statement_id),
            "text": first.content,
            **_speaker(first, known, "spokenByCharacter" if kind == "Quotation" else "author"),
            "isPartOf" if kind == "Quotation" else "appearance": documents,
            "about": _named(first.target_id, known[first.target_id]) if first.target_id in known else None,
            "dateCreated": first.time_start,
            "keywords": [first.act, first.type, *(["rejected"] if first.review_status == "rejected" else [])],
        }
    )


def _speaker(row: StatementRow, known: dict[str, Entity], role: str) -> Node:
    """Return who says it in a role that is for people and organizations: a place that speaks is the one that has its seat there,
    and a document is what the statement rests on."""
    entity, name = known.get(row.speaker_id or ""), row.speaker_name or row.source_text
    if row.speaker_id and isinstance(entity, PlaceRow):
        return {role: {"@type": "Organization", "name": entity.name, "location": _named(row.speaker_id, entity)}}
    if row.speaker_id and entity:
        return {role: _named(row.speaker_id, entity)}
    if not name:
        return {}
    if row.speaker_kind == "document":
        return {"isBasedOn": {"@type": "CreativeWork", "name": name}}
    return {role: {"@type": "Organization" if row.speaker_kind in _BODIES else "Person", "name": name}}


def _named(key: str, entity: Entity) -> Node:
    return {"@type": _type(entity), "@id": _urn(key), "name": entity.name}


def _type(entity: Entity) -> str:
    if isinstance(entity, PersonRow):
        return "Person"
    if isinstance(entity, OrganizationRow):
        return _ORGANIZATIONS.get(entity.kind, "Organization")
    return _PLACES.get(entity.kind, "Place")


def _appearance(row: DocumentRow) -> Node:
    node = {"@type": "NewsArticle", "@id": _urn(row.document_id), "url": row.url, "headline": row.title}
    return _without_gaps({**node, "datePublished": row.published_at})


def _urn(key: str | None) -> str:
    return f"urn:extractor:{key}"


def _ref(key: str | None) -> Node | None:
    return {"@id": _urn(key)} if key else None


def _without_gaps(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, "", [])}


def _write(nodes: Iterable[Node], path: Path) -> None:
    lines = ",\n".join(json.dumps(node, ensure_ascii=False) for node in nodes)
    path.write_text(f'{{"@context": "https://schema.org", "@graph": [\n{lines}\n]}}\n', encoding="utf-8")
