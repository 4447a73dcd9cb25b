"""Reviewed documents as gold annotation in the evaluation format: one JSON object a document, offsets into its text."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

_PARTS = ("content", "cue", "source", "target", "addressee")


def gold_documents(connection: "duckdb.DuckDBPyConnection") -> Iterator[dict[str, Any]]:
    """Yield the documents that reviewers checked completely, from a database with the tables of a run, by path.

    ``statements`` are those that reviewers accepted, corrected or added. ``doc_id`` is the record, else the file's name without
    ending, so that ``extractor evaluate`` finds the document in another run; one that is taken gets the path before it. Names
    are not annotated, because reviewers of statements do not check them.
    """
    spans: dict[str, dict[str, list[list[int]]]] = defaultdict(lambda: defaultdict(list))
    for statement, part, start, end in connection.execute(
        """
        SELECT p.statement_id, p.part, p.start, p."end" FROM statement_spans p
        JOIN statements s USING (statement_id) JOIN documents d ON d.document_id = s.document_id
        WHERE d.review_complete ORDER BY p.statement_id, p.part, p.position
        """
    ).fetchall():
        spans[statement][part].append([start, end])
    statements: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for document, statement, type_, act, attitude, name, status, nested in connection.execute(
        """
        SELECT s.document_id, s.statement_id, s.type, s.act, s.attitude, s.speaker_name, s.speaker_status, s.nested_in
        FROM statements s JOIN documents d USING (document_id)
        WHERE d.review_complete AND s.review_status IN ('accepted', 'corrected')
        ORDER BY s.sentence_index, s.statement_id
        """
    ).fetchall():
        entry: dict[str, Any] = {part: spans[statement][part] for part in _PARTS if spans[statement][part]}
        entry |= {"type": type_, "act": act, "attitude": attitude}
        if name and status in ("named", "resolved"):
            entry["speaker"] = name
        if nested:
            entry["nested"] = True
        statements[document].append(entry)
    taken: set[str] = set()
    for document, path, record, text in connection.execute(
        "SELECT document_id, source_path, record, text FROM documents WHERE review_complete ORDER BY source_path, record"
    ).fetchall():
        doc_id = record or _stem(path)
        if doc_id in taken:
            doc_id = f"{path}#{record}" if record else path
        taken.add(doc_id)
        yield {"doc_id": doc_id, "text": text, "statements": sorted(statements[document], key=lambda s: s["content"])}


def gold_lines(connection: "duckdb.DuckDBPyConnection") -> Iterator[str]:
    """Yield the same as lines of a file."""
    return (json.dumps(document, ensure_ascii=False) for document in gold_documents(connection))


def _stem(path: str) -> str:
    name = PurePosixPath(path).name.removesuffix(".gz")
    return name.rpartition(".")[0] or name
