"""Reading the evaluation format."""

import json
from pathlib import Path

import pytest

from extractor.errors import InputError
from extractor.evaluation.gold import AnnotatedDocument, AnnotatedStatement, check_predictions, read_annotations

GOOD = {"doc_id": "a", "text": "It rains.", "statements": [{"content": [[0, 8]], "speaker": "Ana"}]}


def _write(path: Path, *lines: object) -> Path:
    file = path / "gold.jsonl"
    file.write_text("".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines), "utf-8")
    return file


def test_documents_by_id_in_order(tmp_path: Path) -> None:
    corpus = read_annotations(_write(tmp_path, {**GOOD, "doc_id": "b"}, "\n", GOOD))
    assert list(corpus) == ["b", "a"]
    assert corpus["a"].statements[0].speaker == ["Ana"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["{"], "line 1"),
        (["[1]"], "line 1: document"),
        ([{**GOOD, "statements": [{"content": [[0, 99]]}]}], "span 0-99 does not lie in the text of 'a'"),
        ([{**GOOD, "statements": [{"content": "x"}]}], "line 1: statements.0.content"),
        ([GOOD, GOOD], "line 2: doc_id 'a' stands in the file twice"),
        (["\n"], "no document"),
    ],
)
def test_mistakes_name_the_line(tmp_path: Path, lines: list[object], message: str) -> None:
    with pytest.raises(InputError, match=message.replace("(", r"\(")):
        read_annotations(_write(tmp_path, *lines))


def test_missing_file() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_annotations(Path("nowhere.jsonl"))


def test_predictions_must_fit_the_gold(tmp_path: Path) -> None:
    gold = read_annotations(_write(tmp_path, GOOD))
    check_predictions(gold, [AnnotatedDocument(doc_id="a", statements=[AnnotatedStatement(content=[(0, 9)])])])
    with pytest.raises(InputError, match="does not lie in the text"):
        check_predictions(gold, [AnnotatedDocument(doc_id="a", statements=[AnnotatedStatement(content=[(0, 10)])])])
    with pytest.raises(InputError, match="gold file lacks"):
        check_predictions(gold, [AnnotatedDocument(doc_id="b")])


def test_lines_read_back() -> None:
    document = AnnotatedDocument(doc_id="é", statements=[AnnotatedStatement(content=[(0, 4)], speaker=["Ana"], rule="clause")])
    line = document.as_line()
    assert json.loads(line)["statements"] == [{"content": [[0, 4]], "speaker": "Ana", "rule": "clause"}]
    assert AnnotatedDocument.model_validate_json(line) == document


def test_null_says_nothing_and_a_speaker_may_be_one_name_or_several(tmp_path: Path) -> None:
    speakers = ["Ana", None, ["Ana", "Bo"], []]
    statements = [{"content": [[0, 8]], "cue": None, "speaker": speaker, "type": None, "act": None} for speaker in speakers]
    corpus = read_annotations(_write(tmp_path, {"doc_id": 7, "text": "It rains.", "statements": statements, "entities": None}))
    assert [statement.speaker for statement in corpus["7"].statements] == [["Ana"], [], ["Ana", "Bo"], []]
    assert corpus["7"].entities == []


def test_only_what_is_needed_is_read(tmp_path: Path) -> None:
    path = _write(tmp_path, {**GOOD, "statements": "none", "entities": [{"start": 0, "end": 2, "label": "X"}], "ignore": 3})
    with pytest.raises(InputError, match="line 1"):
        read_annotations(path)
    assert read_annotations(path, only=frozenset({"doc_id", "text"}))["a"].text == "It rains."
    assert read_annotations(path, only=frozenset({"doc_id", "text", "entities"}))["a"].entities[0].end == 2
