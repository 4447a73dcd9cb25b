"""Spellings that mean the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.entities.spelling import fold


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Aleksandar Vučić", "aleksandar vucic"),
        ("U.S.", "us"),
        ("O'Neill", "oneill"),
        ("O’Neill", "oneill"),
        ("Łukasz Øst-Strøm", "lukasz ost strom"),
        ("AT&T", "at&t"),
        ("  The   Hague ", "the hague"),
        ("", ""),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text(max_size=40))
def test_fold_is_stable(name: str) -> None:
    assert fold(fold(name)) == fold(name)
