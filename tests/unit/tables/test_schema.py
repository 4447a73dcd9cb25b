"""Types and columns that follow from the records."""

import pytest

from extractor.records import DocumentResult, PersonRow, StatementRow
from extractor.tables.schema import columns, default_literal, duck_type, ordered_fields, split_list, with_default
from extractor.told import LocalEntity


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (str, "VARCHAR"),
        (str | None, "VARCHAR"),
        (list[str], "VARCHAR[]"),
        (dict[str, int], "MAP(VARCHAR, BIGINT)"),
        (bool, "BOOLEAN"),
    ],
)
def test_types(annotation: object, expected: str) -> None:
    assert duck_type(annotation) == expected


def test_nested_records_are_structs() -> None:
    assert duck_type(DocumentResult.model_fields["entities"].annotation).startswith('STRUCT("entity_id" VARCHAR, ')


def test_the_id_and_name_stand_first() -> None:
    names = [name for name, _ in columns(PersonRow)]
    assert names[:4] == ["person_id", "name", "given_name", "family_name"]
    assert names[-1] == "review_status"
    assert [name for name, _ in ordered_fields(StatementRow)] == list(StatementRow.model_fields)


def test_defaults() -> None:
    fields = LocalEntity.model_fields
    assert default_literal(fields["is_outlet"]) == "false"
    assert default_literal(fields["latitude"]) is None
    assert with_default("x", fields["acronym"]) == "coalesce(x, '')"


@pytest.mark.parametrize(
    ("cell", "items"), [("", []), ("a", ["a"]), ("a|b", ["a", "b"]), ("a\\|b|c", ["a|b", "c"]), ("a\\\\|b", ["a\\", "b"])]
)
def test_split_list(cell: str, items: list[str]) -> None:
    assert split_list(cell) == items
