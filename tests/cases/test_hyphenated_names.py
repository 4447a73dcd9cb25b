"""Names with a small word behind a hyphen are names; Latin names of species are none."""

import pytest

from extractor.api import TextExtractor


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hwang Seo-yun said it was over. Bak Min-ji agreed.", {"Hwang Seo-yun", "Bak Min-ji"}),
        ("Foreign Minister Kwon Tae-gon told reporters he was glad.", {"Kwon Tae-gon"}),
        ("“No,” said Tseng Li-hua. “It is too late.”", {"Tseng Li-hua"}),
        ("Shin Dong-ok, a former prime minister, shaved his head.", {"Shin Dong-ok"}),
        ("Cho Eun-bi, 54, and Yang Mei-ling deny the charge.", {"Cho Eun-bi", "Yang Mei-ling"}),
    ],
)
def test_a_small_word_behind_a_hyphen_ends_a_name(text_extractor: TextExtractor, text: str, names: set[str]) -> None:
    found = text_extractor.extract(text)
    assert {entity.name for entity in found.entities if entity.kind == "person"} == names
    assert {row.speaker_name for row in found.statements} <= names


@pytest.mark.parametrize(
    "text",
    [
        "Researchers sprayed the fields with Beauveria bassiana, a fungus, and counted the beetles.",
        "Farmers lost their potatoes to Phytophthora infestans, the ministry said.",
    ],
)
def test_a_species_is_no_person(text_extractor: TextExtractor, text: str) -> None:
    assert not [entity for entity in text_extractor.extract(text).entities if entity.kind == "person"]
