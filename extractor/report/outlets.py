"""Outlets for the page: each under one name, whose voices it carries, who is quoted most."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

import duckdb

from extractor.entities.gazetteer import OUTLET_COLUMNS
from extractor.entities.spelling import fold
from extractor.report.database import named_rows
from extractor.resources import Models

LISTED, _MOST_QUOTED = 30, 3


def name_outlets(connection: duckdb.DuckDBPyConnection, models: Models) -> None:
    """Make the temporary table ``report_outlets``: each outlet as articles spell it, and the one name it is shown under."""
    counts = dict(connection.execute("SELECT outlet, count(*) FROM documents WHERE outlet <> '' GROUP BY 1").fetchall())
    connection.execute("CREATE OR REPLACE TEMP TABLE report_outlets (spelled VARCHAR, outlet VARCHAR)")
    if counts:
        rows = sorted(one_names(counts, known_outlets(models)).items())
        connection.executemany("INSERT INTO report_outlets VALUES (?, ?)", rows)


def known_outlets(models: Models) -> dict[str, str]:
    """Return the key of every name in ``models/en/outlets.csv`` -> the name that stands first there."""
    known: dict[str, str] = {}
    for row in models.table("en/outlets.csv", *OUTLET_COLUMNS):
        for spelled in (row["name"], row["acronym"], *row["aliases"].split("|")):
            if spelled:
                known.setdefault(_key(spelled), row["name"])
    return known


def one_names(counts: Mapping[str, int], known: Mapping[str, str]) -> dict[str, str]:
    """Give each spelling the known name of its outlet, or else the spelling of the same letters that most articles have."""
    alike: dict[str, Counter[str]] = defaultdict(Counter)
    for spelled, count in counts.items():
        alike[_key(spelled)][spelled] += count
    most = {key: min(spellings, key=lambda each: (-spellings[each], each)) for key, spellings in alike.items()}
    return {spelled: known.get(_key(spelled)) or most[_key(spelled)] for spelled in counts}


def _key(name: str) -> str:
    """Return letters and digits of a name, without "the", "www." and the like: what two spellings of one outlet share."""
    words = fold(name).removeprefix("the ").removeprefix("www.").removesuffix(" news")
    return "".join(letter for letter in words if letter.isalnum()) or name


def read_outlets(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the outlets with the most statements; none where no outlet is known."""
    return named_rows(
        connection,
        """
        WITH speakers AS (
            SELECT outlet, list(name ORDER BY place) AS names FROM (
                SELECT s.outlet, n.name, row_number() OVER (PARTITION BY s.outlet ORDER BY count(*) DESC, n.name, n.id) AS place
                FROM report_said s JOIN report_names n ON n.id = s.speaker_key GROUP BY s.outlet, n.name, n.id
            ) WHERE place <= ? GROUP BY outlet
        )
        SELECT said.outlet, count(DISTINCT document_id) AS articles, count(*) AS statements,
            count(*) FILTER (NOT contains(speaker_key, ':')) / count(*) AS named,
            count(*) FILTER (starts_with(speaker_key, 'words:')) / count(*) AS unnamed,
            count(*) FILTER (starts_with(speaker_key, 'open:')) / count(*) AS open,
            count(*) FILTER (type <> 'indirect') / count(*) AS quoted, coalesce(any_value(speakers.names), []) AS speakers
        FROM report_said said LEFT JOIN speakers USING (outlet) WHERE said.outlet <> '' GROUP BY said.outlet
        ORDER BY count(*) DESC, said.outlet LIMIT ?
        """,
        _MOST_QUOTED,
        LISTED,
    )
