"""The examples of ``contents.toml`` on the default pipeline: what the words of a content do, and at whom they are directed."""

import pytest

from extractor.api import TextExtractor
from extractor.resources import find_models

EXAMPLES = find_models().toml("en/contents.toml")["example"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"])
def test_what_the_words_do(text_extractor: TextExtractor, example: dict[str, str]) -> None:
    result = text_extractor.extract(example["text"])
    statement = result.statements[0]
    names = {entity.entity_id: entity.name for entity in result.entities}
    assert statement.content_act == example["act"]
    if "target" in example:
        assert statement.target_text == example["target"]
    if "entity" in example:
        assert names.get(statement.target_id or "", "") == example["entity"]
