"""Which statements count as sourced: the same in Python and in SQL."""

import duckdb
import pytest

from extractor.sourcing import is_sourced, sourced_sql


@pytest.mark.parametrize(
    ("form", "act", "confidence", "nested", "sourced"),
    [
        ("quotation", "say", 0.3, False, True),
        ("clause", "believe", 0.3, False, True),
        ("clause", "decide", 0.9, False, False),
        ("infinitive", "intend", 0.9, False, False),
        ("infinitive", "promise", 0.3, False, True),
        ("phrase", "demand", 0.3, False, True),
        ("phrase", "say", 0.7, False, True),
        ("phrase", "say", 0.4, False, False),
        ("clause", "say", 0.9, True, False),
    ],
)
def test_sourced(form: str, act: str, confidence: float, *, nested: bool, sourced: bool) -> None:
    assert is_sourced(content_form=form, act=act, confidence=confidence, nested=nested) is sourced
    row = f"SELECT '{form}' AS content_form, '{act}' AS act, {confidence} AS confidence, {'1' if nested else 'NULL'} AS nested_in"
    assert duckdb.connect().execute(f"SELECT {sourced_sql('s')} FROM ({row}) s").fetchone() == (sourced,)
