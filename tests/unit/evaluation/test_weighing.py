"""Weights of evidence, fitted to annotation and held to what was written by hand."""

from pathlib import Path

import numpy as np
import pytest

from extractor.entities.gazetteer import load_gazetteer
from extractor.entities.naming import Namer
from extractor.entities.view import View
from extractor.entities.weights import as_weights, load_name_weights
from extractor.errors import ResourceError
from extractor.evaluation.gold import AnnotatedDocument, AnnotatedEntity
from extractor.evaluation.regression import minimize
from extractor.evaluation.weighing import Example, fit, make_example, read_priors, write_weights
from extractor.resources import Models, find_models
from tests.unit.marked import marked

_LISTS = load_gazetteer(find_models())
_PRIORS = {"model: PERSON": {"PERSON": 2.0}, "model: nothing": {"NONE": 1.0}}
_NAMER = Namer(_LISTS, as_weights(_PRIORS))


def _example(line: str, *labels: str, **more: object) -> Example:
    parse = marked(line)
    names = [(parse.starts[start], parse.ends[end - 1]) for start, end, _ in parse.names]
    entities = [AnnotatedEntity(start=first, end=last, label=label) for (first, last), label in zip(names, labels, strict=True)]
    document = AnnotatedDocument.model_validate({"doc_id": "d", "text": parse.text, "entities": entities, **more})
    return make_example(_NAMER, View(parse, _LISTS), document)


def test_what_the_annotation_contradicts_moves_and_the_rest_stays() -> None:
    examples = [_example("the [PERSON Kestrel] board met", "ORG") for _ in range(30)]
    found = fit(_LISTS, examples, _PRIORS, held=1.0).weights
    assert found["model: PERSON"]["PERSON"] < 1.8 < 2 * found["model: PERSON"]["ORG"]
    assert found["model: nothing"]["NONE"] == pytest.approx(1.0, abs=0.2)


def test_strongly_held_weights_hardly_move() -> None:
    examples = [_example("the [PERSON Kestrel] board met", "ORG") for _ in range(30)]
    assert fit(_LISTS, examples, _PRIORS, held=1e6).weights["model: PERSON"]["PERSON"] == pytest.approx(2.0, abs=0.01)


def test_rare_evidence_has_no_weight_but_that_of_the_hand() -> None:
    found = fit(_LISTS, [_example("the [PERSON Kestrel] board met", "ORG")], _PRIORS)
    assert set(found.weights) == set(_PRIORS)
    assert found.observations["model: PERSON"] == 1


def test_the_same_examples_give_the_same_weights() -> None:
    examples = [_example("with [PERSON Ann Tarnby] in [GPE Norway]", "PERSON", "PLACE") for _ in range(6)]
    assert fit(_LISTS, examples, _PRIORS).weights == fit(_LISTS, examples, _PRIORS).weights


def test_only_names_that_touch_the_annotation_count_in_partly_annotated_texts() -> None:
    whole = _example("with [PERSON Ann Tarnby] and [PERSON Kestrel] there", "PERSON", "NORP")
    part = _example("with [PERSON Ann Tarnby] and [PERSON Kestrel] there", "PERSON", "NORP", eval_span=[0, 15])
    assert whole.targets.any(axis=1).sum() > part.targets.any(axis=1).sum() > 0


def test_written_weights_are_read_again(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    examples = [_example("with [PERSON Ann Tarnby] there", "PERSON") for _ in range(6)]
    found = fit(_LISTS, examples, _PRIORS)
    write_weights(tmp_path / "en" / "name_weights.csv", found, _PRIORS)
    models = Models(tmp_path)
    assert read_priors(models) == _PRIORS
    weights = load_name_weights(models)
    assert weights.weight("model: PERSON", 0) == pytest.approx(
        found.weights["model: PERSON"]["PERSON"] - found.weights["model: PERSON"]["NONE"], abs=0.02
    )
    assert weights.weight("never seen", 0) == 0.0


@pytest.mark.parametrize("row", ["x,PERSONS,1,1,0", "x,PERSON,much,1,0"])
def test_a_mistake_in_the_weights_is_told_with_its_place(tmp_path: Path, row: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "name_weights.csv").write_text(f"evidence,label,weight,prior,observations\n{row}\n", "utf-8")
    with pytest.raises(ResourceError, match=r"name_weights\.csv, line 2"):
        load_name_weights(Models(tmp_path))


def test_the_lowest_point_is_found() -> None:
    def valley(point: np.ndarray) -> tuple[float, np.ndarray]:
        gone = point - np.array([3.0, -1.0])
        return float(gone[0] ** 2 + 10 * gone[1] ** 2), np.array([2 * gone[0], 20 * gone[1]])

    assert minimize(valley, np.zeros(2)) == pytest.approx([3.0, -1.0], abs=1e-4)
