"""CoNLL-U Plus, brat, Prodigy, Label Studio, spaCy, ATAP and gold, by their libraries or the rules of their documentation."""

import ast
import csv
import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import conllu
import pytest
import spacy
from sample_articles import DAM, FORMULA
from spacy.tokens import DocBin

from extractor.evaluation.gold import read_annotations
from extractor.evaluation.outputs import read_output
from extractor.exports.base import ExportOptions
from extractor.exports.export import Exported, export
from extractor.exports.formats.quotations import export_gold
from extractor.exports.selection import selected

Export = Callable[..., Exported]
_FIRST = "The dam 🏞 is safe,"


def test_conll_is_read_with_its_columns(write: Export) -> None:
    sentences = conllu.parse(Path(write("conll").target).read_text("utf-8"))
    assert list(sentences[0][0]) == ["id", "form", "extractor:name", "extractor:part", "misc"]
    assert sentences[0].metadata["newdoc id"].startswith("d_")
    tokens = [token for sentence in sentences for token in sentence]
    for token in tokens:
        start, end = int(token["misc"]["start"]), int(token["misc"]["end"])
        assert token["form"] in (DAM[start:end], FORMULA[start:end])
    parts = [(token["form"], token["extractor:part"]) for token in tokens]
    assert ("said", "B-cue:1") in parts
    assert parts[parts.index(("The", "B-content:1")) + 1] == ("dam", "I-content:1")
    # A word of two parts has both: the target lies in the content.
    assert ("Ruiz", "B-content:2|B-target:2") in parts
    names = [token["extractor:name"].partition(":")[0] for token in tokens if token["form"] in ("Ana", "Ruiz", "Oslo")]
    assert names == ["B-person", "I-person", "B-place", "B-person"]


def _brat(folder: Path) -> dict[str, list[tuple[str, ...]]]:
    """Annotation files read strictly by brat's documentation: unknown lines, wrong offsets and dangling ids are errors."""
    conf = (folder / "annotation.conf").read_text("utf-8")
    sections = dict(re.findall(r"^\[(\w+)\]\n(.*?)(?=^\[|\Z)", conf, re.MULTILINE | re.DOTALL))
    types = {line.split("\t")[0] for name in ("entities", "events") for line in sections[name].split("\n") if line}
    values = {
        line.split("\t")[0]: re.findall(r"Value:(\S+)", line)[0].split("|") if "Value" in line else []
        for line in sections["attributes"].split("\n")
        if line
    }
    found: dict[str, list[tuple[str, ...]]] = {}
    for path in folder.glob("*.ann"):
        text, bound, events = path.with_suffix(".txt").read_text("utf-8"), dict[str, str](), list[tuple[str, ...]]()
        seen = set[str]()
        for line in path.read_text("utf-8").split("\n")[:-1]:
            key, *fields = line.split("\t")
            assert key not in seen, "ids are unique"
            seen.add(key)
            if key[0] == "T":
                head, words = fields
                kind, _, places = head.partition(" ")
                assert kind in types
                spans = [tuple(map(int, place.split(" "))) for place in places.split(";")]
                assert words == " ".join(text[start:end] for start, end in spans)
                assert all(left[1] <= right[0] for left, right in pairwise(spans))
                bound[key] = f"{kind}={words}"
            elif key[0] == "E":
                arguments = [argument.split(":") for argument in fields[0].split(" ")]
                assert arguments[0][0] == "Statement"
                events.append(tuple(bound[target] for _, target in arguments))
            elif key[0] == "A":
                name, target, *value = fields[0].split(" ")
                assert target in seen
                assert values[name] == [] or value[0] in values[name]
            else:
                assert key[0] == "#"
                assert fields[0].split(" ")[1] in bound
        found[path.stem.rpartition("-")[0]] = events
    return found


def test_brat_reads_what_is_written(write: Export) -> None:
    found = _brat(Path(write("brat").target))
    assert found["dam"][0] == ("Statement=said", f"Content={_FIRST} Nobody has to leave.", "Source=Mayor Ana Ruiz")
    assert found["dam"][1][-1] == "Target=Ruiz"
    assert found["formula"] == [("Statement=wrote", "Content==1+1 is two", "Source=Bo Lund")]


def test_prodigy_spans_fit_their_tokens(write: Export) -> None:
    tasks = [json.loads(line) for line in Path(write("prodigy").target).read_text("utf-8").splitlines()]
    assert [task["text"] for task in tasks] == [DAM, FORMULA]
    for task in tasks:
        for number, token in enumerate(task["tokens"]):
            assert token["id"] == number
            assert task["text"][token["start"] : token["end"]] == token["text"]
            assert token["ws"] == task["text"][token["end"] : token["end"] + 1].isspace()
        for span in task["spans"]:
            assert span["start"] == task["tokens"][span["token_start"]]["start"]
            assert span["end"] == task["tokens"][span["token_end"]]["end"]
    spans = [(span["label"], DAM[span["start"] : span["end"]]) for span in tasks[0]["spans"]]
    assert ("CONTENT", _FIRST) in spans
    assert ("CUE", "accused") in spans


def test_label_studio_tasks_fit_their_setup(write: Export) -> None:
    made = Path(write("labelstudio").target)
    setup = ElementTree.fromstring((made / "labeling.xml").read_text("utf-8"))
    controls = {tag.attrib["name"]: {child.attrib["value"] for child in tag} for tag in setup if tag.tag in ("Labels", "Choices")}
    (text,) = setup.findall("Text")
    for task in json.loads((made / "tasks.json").read_text("utf-8")):
        assert text.attrib["value"] == "$text"
        regions = set()
        for item in task["predictions"][0]["result"]:
            if item["type"] == "relation":
                assert {item["from_id"], item["to_id"]} <= regions
                continue
            regions.add(item["id"])
            value = item["value"]
            assert item["to_name"] == text.attrib["name"]
            assert set(value[item["type"]]) <= controls[item["from_name"]]
            assert task["data"]["text"][value["start"] : value["end"]] == value["text"]


def test_spacy_reads_names_and_span_groups(write: Export) -> None:
    docs = list(DocBin().from_disk(write("docbin").target).get_docs(spacy.blank("en").vocab))
    assert [doc.text for doc in docs] == [DAM, FORMULA]
    assert [(ent.text, ent.label_) for ent in docs[0].ents] == [
        ("Ana Ruiz", "PERSON"), ("Oslo", "GPE"), ("Harbour Board", "ORG"), ("Ruiz", "PERSON"), ("Gazette", "ORG"),
    ]  # fmt: skip
    contents = docs[0].spans["statements"]
    assert [(span.text, span.label_) for span in contents][:2] == [(_FIRST, "direct"), ("Nobody\nhas to leave.", "direct")]
    assert contents[0].id_ == docs[0].spans["statement_cues"][0].id_
    assert docs[0].user_data["title"] == "Mayor denies leak"


def test_atap_columns(write: Export) -> None:
    with Path(write("atap").target).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [
        "text_id", "text_name", "quote_id", "quote", "quote_index", "quote_entities", "speaker", "speaker_index",
        "speaker_entities", "verb", "verb_index", "quote_token_count", "quote_type", "is_floating_quote",
    ]  # fmt: skip
    for row in rows:
        text = DAM if row["text_name"] == "dam" else FORMULA
        for name in ("quote", "speaker", "verb"):
            assert text[slice(*ast.literal_eval(row[f"{name}_index"]))] == row[name]
    assert [row["quote_type"] for row in rows] == ["QCQSV", "SVC", "SVC", "SVC"]
    assert ast.literal_eval(rows[1]["quote_entities"]) == [("Ruiz", "PERSON")]


def test_without_review_gold_is_a_draft_that_evaluation_reads(folder: Path, write: Export) -> None:
    exported = write("gold", out="gold.jsonl")
    assert "not yet gold" in exported.notes[0]
    gold = read_annotations(Path(exported.target))
    assert list(gold) == ["dam", "formula"]
    assert gold["dam"].text == DAM
    statement = gold["dam"].statements[1]
    assert (statement.act, statement.speaker, [DAM[slice(*span)] for span in statement.target]) == (
        "accuse",
        ["Harbour Board"],
        ["Ruiz"],
    )
    oslo = next(entity for entity in gold["dam"].entities if DAM[entity.start : entity.end] == "Oslo")
    assert (oslo.label, oslo.lat, oslo.country, oslo.place_type) == ("PLACE", 59.9, "NO", "city")
    assert [len(document.statements) for document in read_output(folder, gold).values()] == [3, 1]


def test_gold_is_what_reviewers_checked_completely(folder: Path, tmp_path: Path) -> None:
    with selected(folder) as tables:
        checked = "* REPLACE (source_path = 'news/dam.txt' AS review_complete)"
        tables.execute(f"CREATE OR REPLACE VIEW documents AS SELECT {checked} FROM run.documents")
        tables.execute("UPDATE statements SET review_status = CASE WHEN act = 'accuse' THEN 'accepted' ELSE 'rejected' END")
        notes = export_gold.write(tables, str(tmp_path / "gold.jsonl"), ExportOptions())
    gold = read_annotations(tmp_path / "gold.jsonl")
    assert notes == ["1 articles that reviewers checked completely"]
    assert [(name, [each.act for each in document.statements]) for name, document in gold.items()] == [("dam", ["accuse"])]


@pytest.mark.parametrize("name", ["conll", "brat", "prodigy", "labelstudio", "docbin", "atap"])
def test_nothing_found_is_no_error(empty: Path, tmp_path: Path, name: str) -> None:
    assert export(empty, name, out=str(tmp_path / "made")).notes == ()
    assert (tmp_path / "made").exists()
