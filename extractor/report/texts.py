"""The texts of the statements that the page carries: cut out of their sentences and written as JSON, or taken from what is kept.

A text is a list of letters of parts and words in turn: ``["", "He ", "q", "said"]``, with the resolved content behind the letter
``r`` where it says more than the content.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from json.encoder import encode_basestring

import duckdb

from extractor.kept import Kept, mixed_hash
from extractor.report.database import rows
from extractor.report.highlight import Span, cut

_TEXTS = 100  # documents read at a time
# One letter for each part that is marked.
_LETTERS = {"content": "c", "cue": "q", "source": "s", "target": "t", "target in content": "u", "": ""}
_PARTS = "('content', 'cue', 'source', 'target')"
# What is kept: the text of each statement, with a hash of what it was cut out of.
_KEPT = "texts", "statement_id VARCHAR, value UBIGINT, text VARCHAR"


def read_texts(connection: duckdb.DuckDBPyConnection, kept: Kept) -> list[str]:
    """Return the JSON of the text of each statement in ``report_chosen``, in their order, and keep them."""
    name, spec = _KEPT
    kept.load(connection, name, spec)
    connection.execute(
        f"""
        CREATE TEMP TABLE report_cut AS
        SELECT c.statement_id, c.document_id, hash(d.text_sha256, s.content_resolved, p.value) AS value
        FROM report_chosen c JOIN statements s USING (statement_id) JOIN documents d ON d.document_id = c.document_id
        LEFT JOIN (
            SELECT statement_id, bit_xor({mixed_hash('part, start, "end"')}) AS value
            FROM statement_spans WHERE part IN {_PARTS} GROUP BY 1
        ) p USING (statement_id)
        """
    )
    connection.execute("CREATE TEMP TABLE report_open AS FROM report_cut ANTI JOIN kept_texts USING (statement_id, value)")
    new = list(zip(*_cut(connection), strict=True)) or [(), ()]
    connection.execute(
        """
        CREATE TEMP TABLE report_texts AS
        FROM kept_texts SEMI JOIN report_cut USING (statement_id, value)
        UNION ALL SELECT statement_id, value, text
        FROM (SELECT unnest(?::VARCHAR[]) AS statement_id, unnest(?::VARCHAR[]) AS text) JOIN report_cut USING (statement_id)
        """,
        [list(column) for column in new],
    )
    kept.keep(connection, name, "FROM report_texts")
    found = rows(connection, "SELECT text FROM report_chosen JOIN report_texts USING (statement_id) ORDER BY place")
    for table in ("kept_texts", "report_cut", "report_open", "report_texts"):
        connection.execute(f"DROP TABLE {table}")
    return [text for (text,) in found]


def _cut(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """Yield the statements of ``report_open`` with their texts; documents are read in portions."""
    spans: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    resolved = {}
    for document, statement, content, part, start, end in rows(
        connection,
        f"""
        SELECT c.document_id, c.statement_id, s.content_resolved, p.part, p.start, p."end"
        FROM report_open c JOIN statements s USING (statement_id)
        LEFT JOIN (FROM statement_spans WHERE part IN {_PARTS}) p ON p.statement_id = c.statement_id
        ORDER BY c.statement_id, p.part, p.position
        """,
    ):
        spans[document][statement] += [(part, start, end)] if part else []
        resolved[statement] = content
    texts = connection.execute(
        "SELECT document_id, text FROM documents WHERE document_id IN (SELECT document_id FROM report_open)"
    )
    while portion := texts.fetchmany(_TEXTS):
        for document, text in portion:
            for statement, parts in spans[document].items():
                words = list(_flat(cut(text, _told_apart(parts))))
                # Without brackets it says no more than the content.
                words += ["r", resolved[statement]] if "[" in resolved[statement] else []
                yield statement, f"[{','.join(map(encode_basestring, words))}]"


def _told_apart(spans: Sequence[Span]) -> list[Span]:
    """Return the spans with targets that are words of the content called so: they belong to both."""
    contents = [(start, end) for part, start, end in spans if part == "content"]
    told = []
    for part, start, end in spans:
        is_inside = part == "target" and any(left <= start and end <= right for left, right in contents)
        told.append(("target in content" if is_inside else part, start, end))
    return told


def _flat(pieces: Iterable[tuple[str, str]]) -> Iterable[str]:
    for part, text in pieces:
        yield _LETTERS[part]
        yield text
