"""Every example of ``models/en/roles.toml`` on the default pipeline: what the text says somebody is."""

from typing import Any

import pytest

from extractor.api import TextExtractor
from extractor.resources import find_models

EXAMPLES = find_models().toml("en/roles.toml")["example"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{example['person']}-{example['text'][:40]}" for example in EXAMPLES])
def test_roles(text_extractor: TextExtractor, example: dict[str, Any]) -> None:
    found = text_extractor.extract(example["text"])
    people = {entity.name: entity for entity in found.entities if entity.kind == "person"}
    assert example["person"] in people, sorted(people)
    assert [role.text for role in people[example["person"]].roles] == example["roles"]
