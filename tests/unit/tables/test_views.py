"""The wide sheet of statements: names beside ids, one kind of missing value, the same rows in DuckDB and SQLite."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from published import publish_tables
from sample_articles import Annotator

from extractor.exports.selection import selected
from extractor.records import DocumentRow, StatementEntityRow, StatementRow
from extractor.tables.views import FLAT_COLUMNS, FLAT_NAME, READ_COLUMNS, flat_description

TEXT = "Ana Ruiz told Bo Lund that Oslo and Bergen agree. Two officials accused them of haste. Ruiz and Lund said no."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Annotator("a.txt", TEXT)
    ruiz, lund = made.entity("person", "Ana Ruiz"), made.entity("person", "Bo Lund")
    for town in ("Oslo", "Bergen"):
        made.entity("place", town)
    ruiz_speaks = {"speaker_status": "named", "speaker_id": ruiz, "speaker_name": "Ana Ruiz", "speaker_kind": "person"}
    told = {"content": ["Oslo and Bergen agree"], "cue": ["told"], "source": ["Ana Ruiz"]}
    made.statement("clause", told, addressee_id=lund, addressee_text="Bo Lund", **ruiz_speaks)
    officials = {"speaker_status": "anonymous", "speaker_name": "Two officials", "speaker_kind": "anonymous"}
    accused = {"content": ["haste"], "cue": ["accused"], "source": ["Two officials"], "target": ["them"]}
    made.statement("accuse-of", accused, act="accuse", target_text="them", **officials)
    both = {"speaker_status": "named", "speaker_name": "Ruiz and Lund", "speaker_kind": "group"}
    made.statement("clause", {"content": ["no"], "cue": ["said"], "source": ["Ruiz and Lund"]}, **both)
    mentions = [row for row in made.result.mentions if row.kind == "place"]
    made.result.statement_entities.extend(
        StatementEntityRow(
            statement_id=made.result.statements[0].statement_id,
            entity_id=str(row.entity_id),
            mention_id=row.mention_id,
            relation="about",
        )
        for row in mentions
    )
    root = tmp_path_factory.mktemp("views")
    publish_tables([made.result], root / "out", parts=root / "parts")
    return root / "out"


def _rows(folder: Path) -> list[dict[str, Any]]:
    with selected(folder) as connection:
        cursor = connection.execute(f"SELECT * FROM {FLAT_NAME}")
        return [dict(zip(FLAT_COLUMNS, row, strict=True)) for row in cursor.fetchall()]


def test_names_and_descriptions_are_never_in_one_column(folder: Path) -> None:
    said = [(row["speaker"], row["speaker_description"], row["target"], row["target_text"]) for row in _rows(folder)]
    assert said == [("Ana Ruiz", None, None, None), (None, "Two officials", None, "them"), (None, "Ruiz and Lund", None, None)]


def test_whom_a_content_is_about_stands_there_by_name(folder: Path) -> None:
    first, *others = _rows(folder)
    assert (first["about"], first["addressee"], first["addressee_text"]) == ("Bergen; Oslo", "Bo Lund", "Bo Lund")
    assert [row["about"] for row in others] == [None, None]


def test_there_is_one_kind_of_missing_value(folder: Path) -> None:
    rows = _rows(folder)
    assert all(value != "" for row in rows for value in row.values())
    assert {rows[0][name] for name in ("date", "outlet", "title", "url", "role", "time_text", "copy_of", "via")} == {None}


def test_sqlite_has_the_same_rows(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "extractor.sqlite")) as connection:
        rows = connection.execute(f"SELECT * FROM {FLAT_NAME}").fetchall()
    assert [dict(zip(FLAT_COLUMNS, row, strict=True)) for row in rows] == _rows(folder)


def test_the_columns_for_reading_come_first_and_all_are_explained() -> None:
    assert FLAT_COLUMNS[: len(READ_COLUMNS)] == READ_COLUMNS
    assert all(map(flat_description, FLAT_COLUMNS))
    assert set(FLAT_COLUMNS) >= {name for name in StatementRow.model_fields if name.startswith("is_")}
    assert not {"text", "text_sha256"} & (set(FLAT_COLUMNS) & DocumentRow.model_fields.keys())
