"""The gold corpus: up to date, every span where it should be, and the compiler's errors."""

import importlib.util
import json
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

CORPUS = Path(__file__).parents[2] / "corpus"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compile_gold", CORPUS / "compile_gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


gold = _load()
RECORDS: list[dict[str, Any]] = [json.loads(line) for line in (CORPUS / "gold.jsonl").read_text("utf-8").splitlines()]


def test_gold_file_is_what_the_annotations_say() -> None:
    assert (CORPUS / "gold.jsonl").read_text("utf-8") == gold.render()


@pytest.mark.parametrize("record", RECORDS, ids=[record["doc_id"] for record in RECORDS])
def test_spans_are_whole_words_of_the_article(record: dict[str, Any]) -> None:
    text = record["text"]
    article = next(path for path in (CORPUS / "articles").iterdir() if path.stem == record["doc_id"])
    assert text == article.read_bytes().decode("utf-8")
    parts = ("content", "cue", "source", "target", "addressee")
    spans = [span for statement in record["statements"] for part in parts for span in statement.get(part, [])]
    spans += [[item["start"], item["end"]] for item in record["entities"] + record["pronouns"]] + record["ignore"]
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not (text[start - 1 : start].isalnum() and text[start].isalnum()), text[start - 10 : end]
        assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum()), text[start : end + 10]


def test_entities_do_not_overlap() -> None:
    for record in RECORDS:
        entities = record["entities"]
        assert all(left["end"] <= right["start"] for left, right in pairwise(entities))


def test_speakers_are_entities_of_the_article() -> None:
    for record in RECORDS:
        names = {record["text"][item["start"] : item["end"]] for item in record["entities"]}
        assert {s["speaker"] for s in record["statements"] if s["speaker"]} <= names


TEXT = "Ida Brandt said the port was safe. She said the port was open.\n“Go,” she said. “Now.”\nBrandt Street is closed."


def _article(tmp_path: Path, text: str, annotation: str) -> dict[str, Any]:
    article, toml = tmp_path / "x.txt", tmp_path / "x.toml"
    article.write_text(text, "utf-8", newline="\n")
    toml.write_text(annotation, "utf-8")
    record: dict[str, Any] = gold.compile_article(article, toml)
    return record


HEAD = '[[entity]]\nid = "ida-brandt"\nname = "Ida Brandt"\nlabel = "PERSON"\n'


def test_split_content_and_pronoun(tmp_path: Path) -> None:
    statement = '[[statement]]\ncontent = ["Go", "Now"]\ncue = "said"\nsource = "she"\nspeaker = "Ida Brandt"\ntype = "direct"\n'
    record = _article(tmp_path, TEXT, HEAD + statement)
    [found] = record["statements"]
    assert [TEXT[start:end] for start, end in found["content"]] == ["Go", "Now"]
    assert [pronoun["entity_id"] for pronoun in record["pronouns"]] == ["ida-brandt"]


@pytest.mark.parametrize(
    ("annotation", "message"),
    [
        ('[[statement]]\ncontent = "the harbour"\n', "not found"),
        ('[[statement]]\ncontent = "the port"\n', "found 2 times"),
        ('[[statement]]\ncontent = "the port was safe"\ncue = "said"\n', "found 2 times"),
        (
            '[[statement]]\ncontent = "the port was safe"\ncue = "Brandt |said|"\nsource = "Ida Brandt said"\n',
            "overlap",
        ),
        ('[[statement]]\ncontent = ["Now", "Go"]\ntype = "direct"\n', "order"),
        ('[[statement]]\ncontent = "the port was safe"\nspeaker = "Ada"\n', "no entity"),
        ('[[statement]]\ncontent = "the port was safe"\nact = "shout"\n', "none of"),
        ('[[statement]]\ncontent = "the port was safe"\ntype = "direct"\n', "no quotation mark"),
        ('[[statement]]\ncontent = ["Go", "Now"]\n', "between quotation marks"),
        ('[[statement]]\ncontent = "the port was safe"\nque = "said"\n', "unknown key"),
        (HEAD + 'forms = ["Ada"]\n', "never stands"),
        (HEAD + HEAD.replace("ida-brandt", "other"), "same name"),
    ],
)
def test_wrong_annotations_are_errors(tmp_path: Path, annotation: str, message: str) -> None:
    with pytest.raises(gold.GoldError, match=message):
        _article(tmp_path, TEXT, annotation)


OUTER = '[[statement]]\ncontent = ["Go", "Now"]\ncue = "she |said|. “Now"\ntype = "direct"\n'
INNER = '[[statement]]\ncontent = "Go"\ntype = "direct"\n'


def test_nested_statements_are_marked(tmp_path: Path) -> None:
    record = _article(tmp_path, TEXT, OUTER + INNER + "nested = true\n")
    pieces = {len(statement["content"]): statement.get("nested", False) for statement in record["statements"]}
    assert pieces == {1: True, 2: False}
    with pytest.raises(gold.GoldError, match="not marked as nested"):
        _article(tmp_path, TEXT, OUTER + INNER)
    with pytest.raises(gold.GoldError, match="lies in no other content"):
        _article(tmp_path, TEXT, OUTER + "nested = true\n")


def test_exceptions_and_context_of_forms(tmp_path: Path) -> None:
    text = "Ida Brandt left Brandt Street. Brandt and Jon Brandt went home."
    annotation = HEAD + 'forms = ["Brandt"]\nexcept = ["|Brandt| Street", "Jon |Brandt|"]\n'
    record = _article(tmp_path, text, annotation)
    assert [text[item["start"] : item["end"]] for item in record["entities"]] == ["Ida Brandt", "Brandt"]
    annotation = HEAD + 'forms = ["|Brandt| and"]\n'
    assert [item["start"] for item in _article(tmp_path, text, annotation)["entities"]] == [0, 31]


def test_names_in_ignored_stretches_are_optional(tmp_path: Path) -> None:
    text = "READ ALSO: Ida Brandt speaks\nIda Brandt left."
    record = _article(tmp_path, text, 'ignore = ["READ ALSO: Ida Brandt speaks"]\n' + HEAD)
    assert [item.get("optional", False) for item in record["entities"]] == [True, False]
