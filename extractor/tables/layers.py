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
        for layer in taken:
            self._read(layer, {document for (document, _), other in gone.items() if other == layer})
        where = {mark: layer for mark, layer in self._layers.items() if mark not in gone and layer not in taken}
        if rows:
            new = self._write()
            where |= {mark: new for mark, layer in self._layers.items() if mark not in gone and layer in taken}
            where |= dict.fromkeys(lines.new, new)
        for layer in older:
            if layer not in taken:
                self._read(layer, {document for (document, _), other in gone.items() if other == layer})
                for table in self._tables:
                    self._kept.stay(f"{table}-{layer}")
        self._keep(where)

    def _read(self, layer: str, gone: set[str]) -> None:
        """Add the rows of a layer but those of the documents that are gone."""
        paths = {table: f"read_parquet({text_literal(str(self._kept.path(f'{table}-{layer}')))})" for table in self._tables}
        listed = ", ".join(map(text_literal, sorted(gone)))
        for table, rows in paths.items():
            stays = _GONE[table].format(statements=paths["staged_statements"], documents=paths["staged_documents"])
            where = f"WHERE NOT ({stays.replace('IN gone', f'IN ({listed})')})" if gone else ""
            self._connection.execute(f"INSERT INTO {table} SELECT * FROM {rows} {where}")

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
