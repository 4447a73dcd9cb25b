"""Rows that are made without a check of their types are those that the check would let pass."""

import pickle

import pytest
from pydantic import BaseModel

from extractor.records import EntityRow, MentionRow, PersonRow, StatementRow, StatementSpanRow, tables
from extractor.row import Row

SPAN = {"statement_id": "s_1", "part": "cue", "position": 0, "start": 3, "end": 7, "text": "said"}


def test_a_trusted_row_equals_a_checked_one() -> None:
    trusted, checked = StatementSpanRow.trusted(**SPAN), StatementSpanRow.model_validate(SPAN)
    assert trusted == checked
    assert trusted.model_dump_json() == checked.model_dump_json()


def test_fields_stand_in_their_order_with_their_defaults() -> None:
    given = {"kind": "person", "form": "name", "text": "Ann", "end": 3, "start": 0, "document_id": "d_1", "mention_id": "m_1"}
    trusted, checked = MentionRow.trusted(**given), MentionRow.model_validate(given)
    assert list(trusted.model_dump()) == list(MentionRow.model_fields)
    assert trusted.model_dump_json(exclude_defaults=True) == checked.model_dump_json(exclude_defaults=True)
    assert trusted.model_copy(update={"origin": "given"}) != trusted


def test_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError, match="spans"):
        StatementSpanRow.trusted(**SPAN, spans=[])


def test_a_field_that_is_missing_is_refused() -> None:
    with pytest.raises(TypeError, match="statement_id"):
        StatementSpanRow.trusted(part="cue", position=0, start=3, end=7, text="said")
    with pytest.raises(TypeError, match="speaker_candidates"):  # a list has no default that rows could share
        StatementRow.trusted(statement_id="s_1", document_id="d_1", type="direct", act="say", content="No.", rule_id="clause")


def test_rows_of_a_subclass_have_its_fields() -> None:
    assert EntityRow.trusted(name="Ann Hale", aliases=[]).name == "Ann Hale"
    lists: dict[str, list[str]] = {"aliases": [], "roles": [], "pronouns": [], "nationality": []}
    assert PersonRow.trusted(name="Ann Hale", person_id="p_1", **lists).person_id == "p_1"


def test_a_trusted_row_is_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        StatementSpanRow.trusted(**SPAN).text = "denied"


def test_a_trusted_row_is_set_as_a_whole() -> None:
    """All that this release of pydantic keeps of a model is set: a further slot would need its value, too."""
    state = {"__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"}
    assert set(BaseModel.__slots__) == state
    checked = StatementSpanRow.model_validate(SPAN)
    assert set(checked.__getstate__()) == state
    assert StatementSpanRow.trusted(**SPAN).__getstate__() == checked.__getstate__()


@pytest.mark.parametrize("row", [table.row for table in tables()])
def test_no_record_has_what_only_its_validator_would_make(row: type[Row]) -> None:
    assert not row.__private_attributes__
    assert row.model_post_init is BaseModel.model_post_init


def test_a_trusted_row_can_be_copied_hashed_and_sent() -> None:
    trusted, checked = StatementSpanRow.trusted(**SPAN), StatementSpanRow.model_validate(SPAN)
    assert pickle.loads(pickle.dumps(trusted)) == checked
    assert hash(trusted) == hash(checked)
    assert trusted.model_copy(update={"text": "denied"}) == StatementSpanRow.trusted(**SPAN | {"text": "denied"})
