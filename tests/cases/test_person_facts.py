"""The examples of ``persons.toml`` on the default pipeline: what a text says of a person in so many words."""

import pytest

from extractor.api import TextExtractor
from extractor.resources import find_models

EXAMPLES = find_models().toml("en/persons.toml")["example"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"])
def test_what_is_told(text_extractor: TextExtractor, example: dict[str, str]) -> None:
    result = text_extractor.extract(example["text"]).result
    (person,) = [entity.entity_id for entity in result.entities if entity.name == example["person"]]
    told = [row for row in result.person_facts if row.person_id == person]
    assert sorted(f"{row.fact} {row.value}" for row in told) == example["facts"]
    assert all(example["text"][row.start : row.end] == row.text for row in told)
