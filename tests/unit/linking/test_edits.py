"""The files that users edit: decisions on entities, and their own table of entities."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import InputError
from extractor.linking.edits import ACTIONS, KINDS, Decision, append_decisions, is_id, read_decisions
from extractor.linking.registry import Entry, read_registry

CELL = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(st.sampled_from(ACTIONS), st.sampled_from(KINDS), CELL, CELL), max_size=5))
def test_what_is_appended_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str, str]]) -> None:
    path = tmp_path_factory.mktemp("decisions") / "entities.csv"
    made = [
        Decision(action, kind, entity, "" if action == "drop" else value, "why", line)  # type: ignore[arg-type]
        for line, (action, kind, entity, value) in enumerate(rows, 2)
    ]
    for decision in made:
        append_decisions(path, [decision])
    assert not made or read_decisions(path) == made


def test_files_of_spreadsheets_are_read(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    path.write_bytes(
        "\ufeffaction,kind,entity,value\r\n rename , person,  Ana  Kova , Ann Kova\r\n,,,\r\ndrop,place,C2I,".encode()
    )
    assert read_decisions(path) == [
        Decision("rename", "person", "Ana Kova", "Ann Kova", line=2),
        Decision("drop", "place", "C2I", line=4),
    ]
    append_decisions(path, [Decision("drop", "place", "Ostburg")])
    assert len(read_decisions(path)) == 3


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("marry,person,Ana,Bo", "action 'marry' is none of"),
        ("merge,people,Ana,Bo", "kind 'people' is none of"),
        ("merge,person,,Bo", "no entity"),
        ("merge,person,Ana,", "merge needs a value"),
        ("drop,person,Ana,Bo", "drop takes no value"),
    ],
)
def test_faults_are_reported_with_their_lines(tmp_path: Path, row: str, fault: str) -> None:
    path = tmp_path / "entities.csv"
    path.write_text(f"action,kind,entity,value\ndrop,place,Lund,\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"entities.csv, line 3: {fault}"):
        read_decisions(path)


@pytest.mark.parametrize("content", [b"action,kind,entity\n", b"\xff\xfe\xff", b""], ids=["column", "encoding", "empty"])
def test_what_is_no_table_of_decisions(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "entities.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"entities\.csv"):
        read_decisions(path)


def test_references() -> None:
    assert is_id("p_abcdefghijklmnopqrstuvwxyz")
    assert not is_id("Ana Kova")


def test_registry(tmp_path: Path) -> None:
    path = tmp_path / "known.csv"
    path.write_text("name,kind,external_id,aliases\nAna Kova,person,Q1,Annie Kova| A. Kova\nLund,place,Q2,\n", encoding="utf-8")
    assert read_registry(path) == [
        Entry("Ana Kova", "person", "Q1", ("Annie Kova", "A. Kova")),
        Entry("Lund", "place", "Q2"),
    ]
    path.write_text("name,kind,external_id\nLund,city,Q2\n,place,Q2\nLund,place,\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_registry(path)
    assert [line.partition(", ")[2] for line in str(caught.value).splitlines()] == [
        "line 2: kind 'city' is none of person, organization, place",
        "line 3: no name",
        "line 4: no external_id",
    ]
