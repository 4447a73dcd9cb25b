"""Sentences without a cue that go on with a statement."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from extractor.analysis.pipeline import Pipeline
from extractor.api import TextExtractor
from extractor.document.extractor import Extractor
from extractor.resources import find_models


@pytest.fixture(scope="module")
def continued(nlp: Pipeline, text_extractor: TextExtractor) -> Callable[[str], list[tuple[str, str]]]:
    stage = replace(text_extractor.stage, extractor=Extractor(find_models(), nlp, continued=True))

    def run(text: str) -> list[tuple[str, str]]:
        rows = [row for row in TextExtractor(stage).extract(text).statements if row.type == "continued"]
        assert all(row.inferred and not row.cue_text and row.rule_id == "continued" for row in rows)
        return [(row.content, row.speaker_name) for row in rows]

    return run


def test_a_report_goes_on(continued: Callable[[str], list[tuple[str, str]]]) -> None:
    text = (
        "Most wells in the valley are dry, according to a report by the Harlow Institute. They were dug before 1950. "
        "Deeper wells would cost two million dollars.\n\nThe valley has four villages."
    )
    assert continued(text) == [
        ("They were dug before 1950.", "Harlow Institute"),
        ("Deeper wells would cost two million dollars.", "Harlow Institute"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tom Brandt said the wells were dry. Brandt was elected in 2019.",
        "Tom Brandt said the wells were dry.\n\nOn Tuesday two hundred people marched through Tarnby.",
        "Tom Brandt said the wells were dry. Anna Lind disagreed.",
        "“The wells are dry,” Tom Brandt said.\n\nThe room went quiet.",
        "Tom Brandt wants to close the wells. They are dry.",
    ],
)
def test_the_narrator_goes_on(continued: Callable[[str], list[tuple[str, str]]], text: str) -> None:
    assert continued(text) == []


def test_only_who_asks_gets_them(text_extractor: TextExtractor) -> None:
    text = "Most wells are dry, according to a report by the Harlow Institute. They were dug before 1950."
    assert [row.type for row in text_extractor.extract(text).statements] == ["indirect"]


def test_every_point_of_a_list_goes_on_with_its_introduction(continued: Callable[[str], list[tuple[str, str]]]) -> None:
    text = (
        "A report by the Harlow Institute says that the wells are dry. Among the findings of the report:\n\n"
        "- Most wells were dug before 1950. Their walls are cracked. Nobody has looked after them. The water is brown.\n\n"
        "- Deeper wells would cost two million dollars."
    )
    assert ("- Deeper wells would cost two million dollars.", "Harlow Institute") in continued(text)


def test_an_example_goes_on(continued: Callable[[str], list[tuple[str, str]]]) -> None:
    text = "Tom Brandt said many wells are dry. For example, those of two farms in the valley have no water in summer."
    assert [speaker for _, speaker in continued(text)] == ["Tom Brandt"]


def test_a_list_goes_on_with_the_document_that_introduces_it(continued: Callable[[str], list[tuple[str, str]]]) -> None:
    assert continued(
        """The Harlow Institute looked at rents. Flats are small, its report says. Half of all tenants live alone, according to
census data.

The report proposes three changes:

- Rents should follow wages.

- Owners should pay for repairs."""
    ) == [
        ("- Rents should follow wages.", "Harlow Institute"),
        ("- Owners should pay for repairs.", "Harlow Institute"),
    ]
