"""The Python interface."""

import gc
import json
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.api import TextExtractor, to_pandas
from extractor.cleaning.splitting import LONGEST_STRETCH
from extractor.errors import InputError, SettingsError
from extractor.records import DocumentResult, tables
from extractor.settings import RunSettings

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
    with pytest.raises(InputError, match="there is no text"):
        text_extractor.extract(" \n")
    with pytest.raises(InputError, match="extract_many takes records"):
        text_extractor.extract({"text": TEXT})  # type: ignore[arg-type]


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
    found = text_extractor.extract("The mayor said that " * 1_000)
    assert len(found.statements) > 500
    assert max(len(row.content) for row in found.statements) <= LONGEST_STRETCH


RECORD = {
    "text": TEXT, "id": "a 1", "title": "Dam is safe", "author": "Bo Lund", "outlet": "Gazette",
    "date": datetime(2026, 3, 4, 10, 20), "url": "https://example.org/dam",
}  # fmt: skip
GERMAN = "Der Bürgermeister sagte am Montag, dass der Damm sicher ist und niemand das Dorf verlassen muss, wie er betonte."


def test_a_record_is_an_article_with_its_facts(text_extractor: TextExtractor) -> None:
    (found,) = text_extractor.extract_many([RECORD])
    told = found.document
    assert (told.record, told.title, told.author, told.outlet) == ("a 1", "Dam is safe", "Bo Lund", "Gazette")
    assert (told.published_at, told.url) == ("2026-03-04T10:20", "https://example.org/dam")
    assert [row.time_start for row in found.statements if row.cue_text == "said"] == ["2026-03-02"]


def test_what_is_wrong_with_one_costs_no_other_its_result(text_extractor: TextExtractor) -> None:
    circle: dict[str, object] = {"text": TEXT}
    circle["self"] = circle
    given: list[Any] = [TEXT, " \n", None, 7, b"bytes", {"foo": 1}, {"text": float("nan")}, circle, GERMAN, RECORD]
    found = list(text_extractor.extract_many(given))
    codes = ["", "empty", "record", "record", "record", "record", "empty", "record", "language", ""]
    assert [each.errors[0].code if each.errors else "" for each in found] == codes
    assert [len(each.statements) for each in found] == [2, *[0] * 8, 2]
    assert [each.document.status for each in found[1:3]] == ["skipped", "error"]


def test_another_language_is_told_and_skipped_as_a_run_does(text_extractor: TextExtractor) -> None:
    found = text_extractor.extract(GERMAN)
    assert (found.document.status, found.document.language) == ("skipped", "de")
    assert found.warnings == [error.message for error in found.errors] == ["the language is 'de', not 'en'"]
    stage = text_extractor.stage
    taken = TextExtractor(replace(stage, settings=RunSettings(language=""))).extract(GERMAN)
    assert (taken.document.status, taken.warnings, taken.errors) == ("ok", ["the language is 'de', not 'en'"], [])


def test_texts_are_known_by_what_they_hold(text_extractor: TextExtractor) -> None:
    one, other, again = text_extractor.extract_many([TEXT, TEXT + " No.", TEXT])
    assert len({each.document.document_id for each in (one, other, again)}) == 3  # a copy is a document of its own
    assert text_extractor.extract(TEXT) == one
    assert text_extractor.extract(TEXT, title="Dam") != text_extractor.extract(TEXT, title="Dams")
    both = to_pandas([one, one, text_extractor.extract(TEXT + " No.")])["documents"]
    assert len(both) == 2
    first, second = ({**RECORD, "text": text} for text in (TEXT, TEXT + " No."))
    with pytest.raises(InputError, match="'a 1'"):
        to_pandas([*text_extractor.extract_many([first]), *text_extractor.extract_many([second])])


def test_results_become_plain_values(text_extractor: TextExtractor) -> None:
    found = text_extractor.extract(TEXT)
    plain = found.to_dict()
    assert json.loads(found.to_json()) == plain
    assert DocumentResult.model_validate(plain) == found.result
    assert [row["speaker_name"] for row in plain["statements"]] == ["Ana Ruiz", "Ana Ruiz"]
    assert pickle.loads(pickle.dumps(found)) == found


def test_a_failed_text_is_a_row_of_the_frames(text_extractor: TextExtractor) -> None:
    tables_of_both = to_pandas(list(text_extractor.extract_many([TEXT, GERMAN])))
    assert tables_of_both["documents"]["status"].tolist().count("skipped") == 1
    assert tables_of_both["errors"]["code"].tolist() == ["language"]


def test_threads_share_an_extractor(text_extractor: TextExtractor) -> None:
    texts = [TEXT.replace("dam", f"dam of number {number}") for number in range(12)]
    alone = [text_extractor.extract(text) for text in texts]
    text_extractor.extractor.recent.forget()
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(text_extractor.extract, texts)) == alone


def test_garbage_is_collected_as_before(text_extractor: TextExtractor) -> None:
    assert gc.isenabled()
    next(text_extractor.extract_many([TEXT]))
    assert gc.isenabled()


def test_an_unknown_setting_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    with pytest.raises(SettingsError, match=r"unknown setting 'wrkers'; did you mean 'workers'\?"):
        extractor.run([tmp_path / "a.txt"], out=tmp_path / "out", wrkers=2)
    with pytest.raises(extractor.ExtractorError, match=r"workers: .*greater than or equal to 0"):
        extractor.run([tmp_path / "a.txt"], out=tmp_path / "out", workers=-1)
    with pytest.raises(SettingsError, match="min_confidence"):
        extractor.load(min_confidence=2)
    assert not (tmp_path / "out").exists()


def test_the_package_lists_what_it_offers_and_nothing_else() -> None:
    assert dir(extractor) == ["ExtractorError", "__version__", "load", "run", "to_pandas"]


def test_the_earlier_names_still_work_and_say_the_new_one(text_extractor: TextExtractor) -> None:
    found = text_extractor.extract("Mayor Ana Ruiz said the dam is safe.")
    with pytest.warns(DeprecationWarning, match="to_pandas"):
        tables = found.frames()
    with pytest.warns(DeprecationWarning, match="to_pandas"):
        assert extractor.frames([found]).keys() == tables.keys()
