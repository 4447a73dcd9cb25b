"""Links between the entities of documents: decided by block, with what users decided, and kept for the next time."""

import csv
from pathlib import Path

import duckdb

from extractor.kept import Kept
from extractor.linking.blocks import KEPT, add_known
from extractor.linking.clusters import link
from extractor.linking.collect import SPELLED, collect_units
from extractor.linking.names import Knowledge
from extractor.linking.review import Review, Reviewed, review_clusters

NO_REVIEW = Review()


def make_links(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    knowledge: Knowledge,
    review: Review = NO_REVIEW,
    kept: Kept | None = None,
) -> list[str]:
    """Link the staged entities and apply what users decided; return what could not be done.

    Makes the tables ``members`` (document_id, local_id, unit), ``units`` (unit, entity_id), ``candidates`` (entity_id,
    candidate_id) and ``facts`` (entity_id, field, value), by way of files in the folder. Where users decided nothing, only blocks
    are linked that are not what they were when ``kept`` was filled.
    """
    kept = kept or Kept(None)
    kept.load(connection, "spelled", SPELLED)
    for name, spec in KEPT.items():
        kept.load(connection, name, spec, empty=bool(review))
    clusters = link(collect_units(connection, knowledge), knowledge)
    entities, notes = review_clusters(clusters, review) if review else (map(Reviewed.of, clusters), [])
    files = {name: folder / f"{name}.csv" for name in ("units", "candidates", "facts")}
    with (
        files["units"].open("w", encoding="utf-8") as units,
        files["candidates"].open("w", encoding="utf-8") as candidates,
        files["facts"].open("w", encoding="utf-8", newline="") as file,
    ):
        facts = csv.writer(file)
        for entity in entities:
            units.writelines(f"{unit.number},{entity.entity_id}\n" for unit in entity.units)
            candidates.writelines(f"{entity.entity_id},{candidate}\n" for candidate in dict.fromkeys(entity.candidates))
            if review:
                facts.writerows((entity.entity_id, *fact) for fact in entity.facts())
    _load(connection, "units", files["units"], unit="BIGINT", entity_id="VARCHAR")
    _load(connection, "candidates", files["candidates"], entity_id="VARCHAR", candidate_id="VARCHAR")
    _load(connection, "facts", files["facts"], quote='"', entity_id="VARCHAR", field="VARCHAR", value="VARCHAR")
    add_known(connection)
    for name in ("spelled", *KEPT):
        if name == "spelled" or not review:
            kept.keep(connection, name, f"FROM {name}")
        connection.execute(f"DROP TABLE {name}")
    return notes


def _load(connection: duckdb.DuckDBPyConnection, table: str, path: Path, *, quote: str = "", **columns: str) -> None:
    """Make a table of a CSV file without header."""
    spec = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    options = f"auto_detect = false, delim = ',', quote = '{quote}', escape = '{quote}', header = false, columns = {{{spec}}}"
    connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv(?, {options})", [str(path)])
