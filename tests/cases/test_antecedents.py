"""What "they" may stand for, on the default pipeline: candidates, and the annotation that their weights are fitted on."""

import json
from pathlib import Path

import pytest

from extractor.api import TextExtractor
from extractor.evaluation.antecedent_fit import judged_antecedents
from extractor.evaluation.statement_fit import Judged

TEXT = "Guards of the mine met Omar Vell and his sister in the yard. They were angry."


def judged(tmp_path: Path, nlp: TextExtractor, meant: str) -> list[Judged]:
    places = [(TEXT.index(words), TEXT.index(words) + len(words)) for words in (meant, "They")]
    mentions = [{"start": start, "end": end, "entity_id": "them"} for start, end in places]
    mentions.append({"start": TEXT.index("the yard"), "end": TEXT.index("the yard") + 8, "entity_id": "yard"})
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"doc_id": "d", "text": TEXT, "mentions": mentions}) + "\n", "utf-8")
    return list(judged_antecedents([path], nlp))


@pytest.mark.parametrize("meant", ["Guards of the mine", "Omar Vell and his sister"])
def test_the_candidates_that_mean_the_same_are_right(tmp_path: Path, text_extractor: TextExtractor, meant: str) -> None:
    (they,) = judged(tmp_path, text_extractor, meant)
    assert [option.is_right for option in they.options] == [meant != "Guards of the mine", meant == "Guards of the mine"]


def test_evidence_says_how_a_candidate_stands(tmp_path: Path, text_extractor: TextExtractor) -> None:
    (they,) = judged(tmp_path, text_extractor, "Guards of the mine")
    siblings, guards = (option.evidence for option in they.options)
    assert {"joined", "is object", "nearest"} <= set(siblings)
    assert {"for people", "is subject", "nearest subject", "both subjects", "opens its sentence"} <= set(guards)
