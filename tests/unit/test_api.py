"""The Python interface."""

import subprocess
import sys
from pathlib import Path

import pytest

import extractor
from extractor.api import TextExtractor, to_pandas
from extractor.cleaning.splitting import LONGEST_STRETCH
from extractor.errors import InputError
from extractor.records import tables

TEXT = "“The dam is safe,” Mayor Ana Ruiz said on Monday. She denied that it leaks."


def test_importing_is_light() -> None:
    code = "import extractor, sys; print(any(name in sys.modules for name in ('spacy', 'pydantic', 'numpy', 'pandas', 'duckdb')))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_extract(text_extractor: TextExtractor) -> None:
    found = text_extractor.extract(TEXT, published_at="2026-03-04")
    assert [(row.speaker_name, row.cue_text) for row in found.statements] == [("Ana Ruiz", "said"), ("Ana Ruiz", "denied")]
    assert [entity.name for entity in found.entities] == ["Ana Ruiz"]
    assert all(found.document.text[row.start : row.end] == row.text for row in [*found.mentions, *found.spans])


def test_extract_many_keeps_the_order(text_extractor: TextExtractor) -> None:
    texts = [TEXT, "Nothing.", TEXT.replace("Ana Ruiz", "Ida Brandt")]
    names = [{row.speaker_name for row in found.statements} for found in text_extractor.extract_many(texts)]
    assert names == [{"Ana Ruiz"}, set(), {"Ida Brandt"}]


def test_empty_text_is_an_input_error(text_extractor: TextExtractor) -> None:
    with pytest.raises(InputError):
        text_extractor.extract(" \n")


def test_frames_are_the_tables(text_extractor: TextExtractor) -> None:
    found = list(text_extractor.extract_many([TEXT, TEXT.replace("dam", "bridge")]))
    tables_of_both = to_pandas(found)
    for table in tables():
        if table.name in tables_of_both:
            assert set(tables_of_both[table.name].columns) == set(table.row.model_fields)
    people, statements = tables_of_both["people"], tables_of_both["statements"]
    assert list(people["name"]) == ["Ana Ruiz"]
    assert set(statements["speaker_id"]) == set(people["person_id"])
    assert len(found[0].to_pandas()["statements"]) == 2


def test_a_sentence_without_end_does_not_grow_with_its_square(text_extractor: TextExtractor) -> None:
    found = text_extractor.extract("The mayor said that " * 2_000)
    assert len(found.statements) > 1_000
    assert max(len(row.content) for row in found.statements) <= LONGEST_STRETCH


def test_run_takes_settings_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    with pytest.raises(ValueError, match="modell"):
        extractor.run([tmp_path / "a.txt"], out=tmp_path / "out", modell="sm")


def test_the_earlier_names_still_work_and_say_the_new_one(text_extractor: TextExtractor) -> None:
    found = text_extractor.extract("Mayor Ana Ruiz said the dam is safe.")
    with pytest.warns(DeprecationWarning, match="to_pandas"):
        tables = found.frames()
    with pytest.warns(DeprecationWarning, match="to_pandas"):
        assert extractor.frames([found]).keys() == tables.keys()
