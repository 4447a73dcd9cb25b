"""The rows that were read from part files, kept in layers: what a run read is a new one, and takes up others that are as small.

So each row is written again some times while a collection grows, not each time. Rows of documents that changed or went away are
left out when a layer is read, and lost when another takes it up.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

import duckdb

from extractor.kept import Kept
from extractor.tables.fragments import Lines, Mark
from extractor.tables.schema import text_literal

# A layer takes up others of up to so many times its documents, and those of which one document in so many is left out.
_SHARE = 4
# How the rows of a document are found, by the first of these columns that a table has.
_OF_DOCUMENTS = {
    "owner": "owner IN gone",
    "document_id": "document_id IN gone",
    "statement_id": "statement_id IN (SELECT statement_id FROM {statements} WHERE document_id IN gone)",
    "source_path": "(source_path, record) IN (SELECT (source_path, record) FROM {documents} WHERE document_id IN gone)",
}


class Layers:
    """The layers of the staging tables among what is kept."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, kept: Kept, tables: Sequence[str]) -> None:
        self._connection = connection
        self._kept = kept
        self._tables = tables
        kept.load(connection, "lines", "layer VARCHAR, document_id VARCHAR, mark VARCHAR")
        self._layers: dict[Mark, str] = {}
        # The documents of each layer whose rows there do not count any more.
        self._lost: dict[str, set[str]] = defaultdict(set)
        for layer, document, mark in connection.execute("FROM kept_lines").fetchall():
            if mark:
                self._layers[document, mark] = layer
            else:
                self._lost[layer].add(document)
        connection.execute("DROP TABLE kept_lines")
        self.known: set[Mark] = set(self._layers)

    def add(self, lines: Lines, *, viewed: bool = False) -> None:
        """Add the rows of all layers to the staging tables, which have those of new lines, and keep the new ones.

        Where they are only ``viewed`` rows of layers stay in their files, from which columns are read as they are needed.
        """
        for (document, mark), layer in self._layers.items():
            if (document, mark) not in lines.known:
                self._lost[layer].add(document)
        stays = {mark: layer for mark, layer in self._layers.items() if mark in lines.known}
        sizes = Counter(stays.values())
        rows, taken = len(lines.new), set()
        for layer in sorted(sizes, key=lambda layer: (sizes[layer], layer)):
            if rows and (sizes[layer] <= _SHARE * rows or len(self._lost[layer]) * _SHARE >= sizes[layer]):
                taken.add(layer)
                rows += sizes[layer]
        self._read(sorted(taken))
        if rows:
            new = self._write()
            stays |= {mark: new for mark, layer in stays.items() if layer in taken}
            stays |= dict.fromkeys(lines.new, new)
        left = sorted(set(sizes) - taken)
        self._read(left, viewed=viewed)
        for table in self._tables:
            for layer in left:
                self._kept.stay(f"{table}-{layer}")
        self._keep(stays, {layer: self._lost[layer] for layer in left})

    def _read(self, layers: Sequence[str], *, viewed: bool = False) -> None:
        """Add the rows of layers to the staging tables, but for those that do not count any more."""
        for table in self._tables if layers else ():
            own = f"new_{table}"
            self._connection.execute(f"ALTER TABLE {table} RENAME TO {own}")
            selects = [f"FROM {own}", *(self._rows(table, layer) for layer in layers)]
            # A table that is made of a whole is filled several times faster than one that has rows.
            self._connection.execute(f"CREATE {'VIEW' if viewed else 'TABLE'} {table} AS {' UNION ALL '.join(selects)}")
            if not viewed:
                self._connection.execute(f"DROP TABLE {own}")

    def _rows(self, table: str, layer: str) -> str:
        """Return the query for the rows of a layer."""
        rows = {name: f"read_parquet({text_literal(str(self._kept.path(f'{name}-{layer}')))})" for name in self._tables}
        if not self._lost[layer]:
            return f"FROM {rows[table]}"
        own = {str(name) for name, *_ in self._connection.execute(f"DESCRIBE new_{table}").fetchall()}
        found = next(condition for column, condition in _OF_DOCUMENTS.items() if column in own)
        lost = found.format(statements=rows["staged_statements"], documents=rows["staged_documents"])
        listed = ", ".join(map(text_literal, sorted(self._lost[layer])))
        return f"SELECT * FROM {rows[table]} WHERE NOT ({lost.replace('IN gone', f'IN ({listed})')})"

    def _write(self) -> str:
        name = self._kept.new_name()
        for table in self._tables:
            self._kept.keep(self._connection, f"{table}-{name}", f"FROM {table}")
        return name

    def _keep(self, stays: dict[Mark, str], lost: dict[str, set[str]]) -> None:
        rows = [(layer, document, mark) for (document, mark), layer in stays.items()]
        rows += [(layer, document, "") for layer, documents in lost.items() for document in sorted(documents)]
        columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
        self._connection.execute("CREATE TABLE lines (layer VARCHAR, document_id VARCHAR, mark VARCHAR)")
        self._connection.execute("INSERT INTO lines SELECT unnest(?), unnest(?), unnest(?)", columns)
        self._kept.keep(self._connection, "lines", "FROM lines")
        self._connection.execute("DROP TABLE lines")
