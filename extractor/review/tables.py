"""What the review pages read from the database of a run: statements, articles, people, entities."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from extractor.decisions.model import Place, Spans, SpeakerChoice, place
from extractor.entities.spelling import fold
from extractor.records import StatementRow
from extractor.report.database import safe_link
from extractor.review.index import Entry, Rows
from extractor.review.store import Store
from extractor.writers.database import search_expression

ENTITY_TABLES = {
    "person": ("people", "person_id"),
    "organization": ("organizations", "organization_id"),
    "place": ("places", "place_id"),
}
_LISTS = ("speaker_candidates", "other_rules")
_FLAGS = ("is_negated", "is_hedged", "is_conditional", "in_title")


def read_entries(store: Store) -> list[Entry]:
    """Return all statements for the index, in the order of the tables."""
    rows = store.all_rows(
        """
        SELECT s.statement_id, s.document_id, s.review_status, coalesce(s.speaker_id, '') AS speaker_id, s.speaker_name,
            s.speaker_status, d.outlet, s.act, s.type, s.rule_id, s.confidence_level AS confidence,
            substr(d.published_at, 1, 10) AS day,
            s.rowid AS number, d.rowid AS document_number
        FROM statements s JOIN documents d USING (document_id) ORDER BY s.rowid
        """
    )
    return [
        Entry(
            row["statement_id"],
            row["document_id"],
            (
                row["review_status"], speaker_key(row["speaker_id"], row["speaker_name"], row["speaker_status"]), row["outlet"],
                row["act"], row["type"], row["rule_id"], row["confidence"],
            ),
            day_number(row["day"]),
            row["number"],
            row["document_number"],
        )
        for row in rows
    ]  # fmt: skip


def speaker_key(entity_id: str | None, name: str, status: str) -> str:
    """Return how filters know a speaker: by entity, by words, or by why nobody is known."""
    return entity_id or (f"words:{name}" if name else f"open:{status}")


def day_number(day: str) -> int:
    """Return an ISO date, or the beginning of one, as the number yyyymmdd; 0 for anything else."""
    digits = day.replace("-", "").ljust(8, "0")
    return int(digits) if len(digits) == 8 and digits.isascii() and digits.isdigit() else 0


def detail_sql(kind: str) -> str:
    """Return SQL for what tells an entity of a kind from its namesakes: the first role of a person, else what sort it is of."""
    return "coalesce(json_extract(roles, '$[0]'), '')" if kind == "person" else "kind"


def entity_names(store: Store) -> dict[str, tuple[str, str]]:
    """Return name and kind of every entity by id."""
    found = {}
    for kind, (table, key) in ENTITY_TABLES.items():
        for row in store.all_rows(f"SELECT {key}, name FROM {table}"):
            found[row[0]] = (row[1], kind)
    return found


def statement(store: Store, statement_id: str) -> tuple[StatementRow, dict[str, Spans]] | None:
    """Return the row and the spans of a statement by part; None if there is none."""
    rows = store.rows("SELECT * FROM statements WHERE statement_id = ?", [statement_id])
    if not rows:
        return None
    cells = {name: json.loads(rows[0][name]) if name in _LISTS else rows[0][name] for name in rows[0].keys()}  # noqa: SIM118
    row = StatementRow.model_validate({**cells, **{name: bool(cells[name]) for name in _FLAGS}})
    spans: dict[str, Spans] = defaultdict(list)
    for part, start, end in store.rows(
        'SELECT part, start, "end" FROM statement_spans WHERE statement_id = ? ORDER BY part, position', [statement_id]
    ):
        spans[part].append((start, end))
    return row, dict(spans)


def places(text: str, spans: dict[str, Spans]) -> dict[str, list[Place]]:
    """Return the spans with the words at them."""
    return {part: [place(text, start, end) for start, end in stretches] for part, stretches in spans.items()}


def list_items(store: Store, statement_ids: list[str]) -> dict[str, dict[str, Any]]:
    """Return what the list shows of statements, by id."""
    marks = ", ".join("?" for _ in statement_ids)
    rows = store.rows(
        f"""
        SELECT s.statement_id AS id, s.content, s.cue_text AS cue, s.source_text AS source, s.speaker_name AS speaker, s.act,
            s.type, s.rule_id AS rule, s.confidence_level AS confidence, d.outlet, substr(d.published_at, 1, 10) AS date,
            CASE WHEN d.title <> '' THEN d.title ELSE d.source_path END AS title
        FROM statements s JOIN documents d USING (document_id) WHERE s.statement_id IN ({marks})
        """,
        statement_ids,
    )
    return {row["id"]: dict(row) for row in rows}


def document(store: Store, document_id: str) -> dict[str, Any] | None:
    """Return an article with its text; the address only if it is one of the web."""
    names = "document_id, source_path, record, title, outlet, author, published_at, url, text, text_sha256, review_complete"
    rows = store.rows(f"SELECT {names} FROM documents WHERE document_id = ?", [document_id])
    return {**dict(rows[0]), "url": safe_link(rows[0]["url"])} if rows else None


def document_contents(store: Store, document_id: str) -> list[tuple[str, int, int]]:
    """Return the statement, start and end of all contents of an article."""
    rows = store.rows(
        'SELECT p.statement_id, p.start, p."end" FROM statement_spans p JOIN statements s USING (statement_id) '
        "WHERE s.document_id = ? AND p.part = 'content'",
        [document_id],
    )
    return [(row[0], row[1], row[2]) for row in rows]


def search(store: Store, words: str) -> tuple[Rows, Rows] | None:
    """Return the numbers of the statements with all the words in content, cue, source or speaker, and of the articles with all of
    them in the headline; None when nothing was asked.

    Raises:
        TooSlowError: it took too long.
    """
    expression = search_expression(words)
    if not expression:
        return None
    said = store.numbers("SELECT rowid AS n FROM statements_search WHERE statements_search MATCH ?", [expression])
    headlines = "SELECT rowid AS n FROM documents_search WHERE documents_search MATCH ?"
    return said, store.numbers(headlines, [f"title: ({expression})"])


def speakers_for(store: Store, document_id: str, words: str, *, limit: int = 30) -> list[dict[str, Any]]:
    """Return the entities with the words in a name: those of the article first, those mentioned most first."""
    here = store.rows(
        "SELECT entity_id, count(*) AS n FROM mentions WHERE document_id = ? AND entity_id IS NOT NULL GROUP BY 1", [document_id]
    )
    counts = {row[0]: row[1] for row in here}
    wanted = fold(words)
    found = []
    for kind, rows in _matching(store, wanted, list(counts)):
        for row in rows:
            if all(word in fold(f"{row['name']} {row['aliases']}") for word in wanted.split()):
                rank = (row["id"] not in counts, kind != "person", -counts.get(row["id"], 0), -row["n"], row["name"])
                found.append((rank, row, kind))
    found.sort(key=lambda item: item[0])
    return [
        {"id": row["id"], "name": row["name"], "kind": kind, "role": row["role"], "here": row["id"] in counts}
        for _, row, kind in found[:limit]
    ]


def _matching(store: Store, wanted: str, ids: list[str]) -> Iterable[tuple[str, list[Any]]]:
    """Return the rows of each table: entities of the article, and of the rest those whose name or alias begins like the first
    word."""
    first = wanted.partition(" ")[0]
    marks = ", ".join("?" for _ in ids) or "NULL"
    for kind, (table, key) in ENTITY_TABLES.items():
        select = f"SELECT {key} AS id, name, aliases, {detail_sql(kind)} AS role, mention_count AS n FROM {table}"
        rows = store.rows(f"{select} WHERE {key} IN ({marks})", ids)
        if first:
            pattern = f"%{_escaped(first)}%"
            rows += store.rows(
                f"{select} WHERE {key} NOT IN ({marks}) AND (name LIKE ? ESCAPE '\\' OR aliases LIKE ? ESCAPE '\\') "
                "ORDER BY mention_count DESC LIMIT 200",
                [*ids, pattern, pattern],
            )
        yield kind, rows


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def choice_of(row: StatementRow) -> SpeakerChoice:
    """Return the speaker of a row."""
    return SpeakerChoice(entity_id=row.speaker_id or "", kind=row.speaker_kind, name=row.speaker_name)
