"""The examples of ``contents.toml`` on the default pipeline: what the words of a content do, and what they stand for."""

import time

import pytest

from extractor.api import TextExtractor
from extractor.resources import find_models

EXAMPLES = find_models().toml("en/contents.toml")["example"]
DOING = [example for example in EXAMPLES if "act" in example]
STANDING = [example for example in EXAMPLES if "resolved" in example]
PUBLISHED = "2026-03-05"


@pytest.mark.parametrize("example", DOING, ids=lambda example: example["text"])
def test_what_the_words_do(text_extractor: TextExtractor, example: dict[str, str]) -> None:
    result = text_extractor.extract(example["text"])
    statement = result.statements[0]
    names = {entity.entity_id: entity.name for entity in result.entities}
    assert statement.content_act == example["act"]
    if "target" in example:
        assert statement.target_text == example["target"]
    if "entity" in example:
        assert names.get(statement.target_id or "", "") == example["entity"]


@pytest.mark.parametrize("example", STANDING, ids=lambda example: example["text"])
def test_what_the_words_stand_for(text_extractor: TextExtractor, example: dict[str, str]) -> None:
    result = text_extractor.extract(example["text"], published_at=PUBLISHED)
    assert result.statements[0].content_resolved == example["resolved"]
    for reference in result.references:
        if reference.antecedent_start is not None and reference.rule != "speaker and others":
            words = example["text"][reference.antecedent_start : reference.antecedent_end]
            assert words == reference.means or {"his", "her"} & set(words.split())  # "Ann Lee's car" for "her car"


@pytest.mark.parametrize(
    "text", ["Mara Dey asked which of the guards she should meet.", "What Omar Vell told was a mistake, Mara Dey said."]
)
def test_a_word_that_asks_is_no_addressee(text_extractor: TextExtractor, text: str) -> None:
    assert [statement.addressee_text for statement in text_extractor.extract(text).statements if statement.addressee_text] == []


def test_a_line_without_end_takes_linear_time(text_extractor: TextExtractor) -> None:
    line = "Mayor Ana Ruiz said the dam was safe and sound "
    text_extractor.extract(line)
    start = time.process_time()
    assert len(text_extractor.extract(line * 400).statements) > 300
    assert time.process_time() - start < 15  # once 20 times as long
