"""The rows that were read from part files, kept in layers: what a run read is a new one, and takes up others that are as small.

So each row is written again some times while a collection grows, not each time. Rows of documents that changed or went away are
left out when a layer is read, and lost when another takes it up.
"""

from collections import Counter
from collections.abc import Sequence

import duckdb

from extractor.kept import Kept
from extractor.tables.fragments import Lines, Mark
from extractor.tables.schema import text_literal

# A layer takes up others of up to so many times its documents, and those of which one document in so many is left out.
_SHARE = 4
# How the rows of a document are found in the tables that do not name it.
_STATEMENTS = "statement_id IN (SELECT statement_id FROM {statements} WHERE document_id IN gone)"
_GONE = {
    "staged_documents": "document_id IN gone",
    "staged_errors": "(source_path, record) IN (SELECT (source_path, record) FROM {documents} WHERE document_id IN gone)",
    "staged_entities": "owner IN gone",
    "staged_mentions": "document_id IN gone",
    "staged_statements": "document_id IN gone",
    "staged_statement_spans": _STATEMENTS,
    "staged_statement_entities": _STATEMENTS,
    "staged_content_references": _STATEMENTS,
}


class Layers:
    """The layers of the staging tables among what is kept."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, kept: Kept, tables: Sequence[str]) -> None:
        self._connection = connection
        self._kept = kept
        self._tables = tables
        kept.load(connection, "lines", "layer VARCHAR, document_id VARCHAR, mark VARCHAR")
        self._layers: dict[Mark, str] = {
            (document, mark): layer for layer, document, mark in connection.execute("FROM kept_lines").fetchall()
        }
        connection.execute("DROP TABLE kept_lines")
        self.known: set[Mark] = set(self._layers)

    def add(self, lines: Lines) -> None:
        """Add the rows of all layers to the staging tables, which have those of new lines, and keep the new ones."""
        gone = {mark: layer for mark, layer in self._layers.items() if mark not in lines.known}
        lost, sizes = Counter(gone.values()), Counter(self._layers.values())
        rows, older = len(lines.new), sorted(sizes, key=lambda layer: (sizes[layer], layer))
        taken = []
        for layer in older:
            if rows and (sizes[layer] <= _SHARE * rows or lost[layer] * _SHARE >= sizes[layer]):
                taken.append(layer)
                rows += sizes[layer] - lost[layer]
        missing = {layer: {document for (document, _), other in gone.items() if other == layer} for layer in older}
        self._read({layer: missing[layer] for layer in taken})
        where = {mark: layer for mark, layer in self._layers.items() if mark not in gone and layer not in taken}
        if rows:
            new = self._write()
            where |= {mark: new for mark, layer in self._layers.items() if mark not in gone and layer in taken}
            where |= dict.fromkeys(lines.new, new)
        self._read({layer: missing[layer] for layer in older if layer not in taken})
        for layer in set(where.values()) - {new if rows else ""}:
            for table in self._tables:
                self._kept.stay(f"{table}-{layer}")
        self._keep(where)

    def _read(self, layers: dict[str, set[str]]) -> None:
        """Add the rows of layers to the staging tables, but for those of the documents that are gone from each."""
        for table in self._tables if layers else ():
            selects = [f"FROM {table}", *(self._rows(table, layer, gone) for layer, gone in layers.items())]
            # A table that is made of a whole is filled several times faster than one that has rows.
            self._connection.execute(f"CREATE TABLE filled AS {' UNION ALL '.join(selects)}")
            self._connection.execute(f"DROP TABLE {table}")
            self._connection.execute(f"ALTER TABLE filled RENAME TO {table}")

    def _rows(self, table: str, layer: str, gone: set[str]) -> str:
        """Return the query for the rows of a layer."""
        rows = {name: f"read_parquet({text_literal(str(self._kept.path(f'{name}-{layer}')))})" for name in self._tables}
        if not gone:
            return f"FROM {rows[table]}"
        lost = _GONE[table].format(statements=rows["staged_statements"], documents=rows["staged_documents"])
        listed = ", ".join(map(text_literal, sorted(gone)))
        return f"SELECT * FROM {rows[table]} WHERE NOT ({lost.replace('IN gone', f'IN ({listed})')})"

    def _write(self) -> str:
        name = self._kept.new_name()
        for table in self._tables:
            self._kept.keep(self._connection, f"{table}-{name}", f"FROM {table}")
        return name

    def _keep(self, where: dict[Mark, str]) -> None:
        columns = [list(where.values()), [document for document, _ in where], [mark for _, mark in where]]
        self._connection.execute("CREATE TABLE lines (layer VARCHAR, document_id VARCHAR, mark VARCHAR)")
        self._connection.execute("INSERT INTO lines SELECT unnest(?), unnest(?), unnest(?)", columns)
        self._kept.keep(self._connection, "lines", "FROM lines")
        self._connection.execute("DROP TABLE lines")
