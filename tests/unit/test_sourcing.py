"""Which statements count as sourced: the same in Python and in SQL."""

import duckdb
import pytest

from extractor.sourcing import is_sourced, sourced_sql


@pytest.mark.parametrize(
    ("form", "act", "confidence", "source", "nested", "sourced"),
    [
        ("quotation", "say", 0.3, "", False, True),
        ("clause", "believe", 0.3, "x", False, True),
        ("clause", "decide", 0.9, "x", False, False),
        ("infinitive", "intend", 0.9, "x", False, False),
        ("infinitive", "promise", 0.6, "x", False, True),
        ("phrase", "demand", 0.6, "x", False, True),
        ("phrase", "demand", 0.6, "", False, False),
        ("phrase", "say", 0.8, "x", False, True),
        ("phrase", "say", 0.6, "x", False, False),
        ("clause", "say", 0.9, "x", True, False),
    ],
)
def test_sourced(form: str, act: str, confidence: float, source: str, *, nested: bool, sourced: bool) -> None:
    found = is_sourced(content_form=form, act=act, confidence=confidence, has_source=bool(source), nested=nested)
    assert found is sourced
    holder = "'s'" if nested else "NULL"
    row = f"SELECT '{form}' content_form, '{act}' act, {confidence} confidence, '{source}' source_text, {holder} nested_in"
    assert duckdb.connect().execute(f"SELECT {sourced_sql('s')} FROM ({row}) s").fetchone() == (sourced,)
