"""Differences between two parses."""

from dataclasses import replace

from extractor.analysis.comparison import Difference, differences
from extractor.analysis.parse import Parse

PARSE = Parse(
    text="Ann left",
    words=["Ann", "left"],
    starts=[0, 4],
    ends=[3, 8],
    lemmas=["Ann", "leave"],
    pos=["PROPN", "VERB"],
    tags=["NNP", "VBD"],
    deps=["nsubj", "ROOT"],
    heads=[1, 1],
    sentences=[(0, 2)],
    names=[(0, 1, "PERSON")],
)


def test_equal_parses_do_not_differ() -> None:
    assert differences(0, PARSE, replace(PARSE)) == []


def test_each_value_is_named() -> None:
    other = replace(PARSE, lemmas=["Ann", "left"], names=[])
    assert differences(3, other, PARSE) == [
        Difference(3, "lemmas", 1, "'left'", "'leave'"),
        Difference(3, "names", 0, "", "(0, 1, 'PERSON')"),
    ]
