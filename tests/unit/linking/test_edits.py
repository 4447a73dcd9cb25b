"""The files that users edit: decisions on entities, and their own table of entities."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import InputError
from extractor.linking.edits import ACTIONS, KINDS, Decision, append_decisions, is_id, read_decisions, with_name
from extractor.linking.registry import Entry, read_registry

CELL = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(st.sampled_from(ACTIONS), st.sampled_from(KINDS), CELL, CELL), max_size=5))
def test_what_is_appended_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str, str]]) -> None:
    path = tmp_path_factory.mktemp("decisions") / "entities.csv"
    fine = [row for row in rows if row[0] not in ("role", "title") or row[1] == "person"]
    meant = {"drop": "", "country": "NO", "kind": "place"}
    made = [
        Decision(action, kind, entity, meant.get(action, value), "why", line)  # type: ignore[arg-type]
        for line, (action, kind, entity, value) in enumerate(fine, 2)
    ]
    for decision in made:
        append_decisions(path, [decision])
    assert not made or read_decisions(path) == made


def test_a_name_may_stand_beside_an_id(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    entity = f"p_{'a' * 26}"
    append_decisions(path, [Decision("merge", "person", with_name(entity, "Ann; Lee"), "Bo Hale; the younger")])
    (read,) = read_decisions(path)
    assert (read.entity, read.value) == (entity, "Bo Hale; the younger")
    assert "; Ann; Lee" in path.read_text("utf-8")


@pytest.mark.parametrize(
    "line", ["country,person,Ann Lee,Norway", "kind,person,Ann Lee,firm", "title,place,Orlen,Dr.", "apart,person,Ann Lee,"]
)
def test_what_no_column_can_hold_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "entities.csv"
    path.write_text(f"action,kind,entity,value\n{line}\n", "utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_decisions(path)


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
