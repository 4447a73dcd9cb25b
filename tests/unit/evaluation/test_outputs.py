"""The tables of a run against gold texts."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.api import TextExtractor
from extractor.errors import InputError
from extractor.evaluation.gold import AnnotatedDocument
from extractor.evaluation.outputs import Alignment, read_output
from extractor.linking.links import make_links
from extractor.linking.names import load_knowledge
from extractor.resources import find_models
from extractor.running.parts import Key, encode
from extractor.tables.build import build_tables
from extractor.tables.staging import database, stage_results
from extractor.writers.base import writers

GOLD = "A+ A-\n\n“The dam is safe,” Mayor\u00a0Ana Ruiz  said.\n\nShe denied that it leaks."


def test_words_are_found_behind_what_was_removed() -> None:
    alignment = Alignment("“The dam is safe,” Mayor Ana Ruiz said.", GOLD)
    (source,) = alignment.spans([(19, 33)])
    assert GOLD[slice(*source)] == "Mayor\u00a0Ana Ruiz"
    assert alignment.spans([(0, 1), (3, 3)]) == []


@given(st.lists(st.sampled_from(["dam", "is", "safe", "she", "said"]), min_size=1, max_size=12), st.data())
def test_equal_texts_map_to_themselves(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for first, last in Alignment(text, text).spans([(start, end)]):
        assert first <= start or text[start:first].strip() == ""
        assert last >= end or text[last:end].strip() == ""


@pytest.fixture
def output(tmp_path: Path, text_extractor: TextExtractor) -> Path:
    (found,) = text_extractor.extract_many([{"id": "1", "text": GOLD}])
    part = tmp_path / "part.jsonl"
    part.write_bytes(encode(Key(found.document.document_id, "", "", ""), found.result))
    with database(tmp_path / "work") as connection:
        stage_results(connection, [part], tmp_path / "work")
        make_links(connection, tmp_path / "work", load_knowledge(find_models()))
        build_tables(connection, tmp_path / "work")
        writers()["parquet"].write(connection, tmp_path)
    return tmp_path


def test_a_run_in_the_evaluation_format(output: Path) -> None:
    found = read_output(output, {"1": AnnotatedDocument(doc_id="1", text=GOLD)})["1"]
    assert [[GOLD[slice(*span)] for span in row.content] for row in found.statements] == [["The dam is safe"], ["that it leaks"]]
    assert [GOLD[slice(*row.source[0])] for row in found.statements] == ["Mayor\u00a0Ana Ruiz", "She"]
    assert {name for row in found.statements for name in row.speaker} == {"Ana Ruiz"}
    assert [(GOLD[row.start : row.end], row.label) for row in found.entities] == [("Ana Ruiz", "PERSON")]
    assert json.loads(found.as_line())["doc_id"] == "1"


def test_another_run_is_an_input_error(output: Path) -> None:
    with pytest.raises(InputError, match="no document whose record or file name"):
        read_output(output, {"x": AnnotatedDocument(doc_id="x", text=GOLD)})
