"""Every example sentence of ``models/en/examples`` on the default pipeline: one test a sentence."""

import re

import pytest

from extractor.analysis.pipeline import Pipeline
from extractor.resources import find_models
from extractor.statements.examples import Example, load_examples
from extractor.statements.lexicon import load_lexicon
from extractor.statements.model import Statement
from tests.examples import differences
from tests.layouts import statements_of

EXAMPLES = load_examples(find_models())


def _parameter(number: int, example: Example) -> object:
    opening = " ".join(re.findall(r"\w+", example.text)[:6])
    marks = [pytest.mark.xfail(strict=True, reason=example.fails)] if example.fails else []
    return pytest.param(example, id=f"{example.rule}-{example.kind}-{number}-{opening}", marks=marks)


@pytest.fixture(scope="module")
def found(nlp: Pipeline) -> dict[tuple[str, bool], list[Statement]]:
    """The statements of all example sentences, analysed in one go."""
    lexicon = load_lexicon(find_models())
    examples = list({(example.text, example.title): example for example in EXAMPLES}.values())
    parses = nlp.parse((example.text, [start for start, _ in example.paragraphs()]) for example in examples)
    return {
        (example.text, example.title): statements_of(parse, lexicon, example.paragraphs(), title_end=example.title_end())
        for example, parse in zip(examples, parses, strict=True)
    }


@pytest.mark.parametrize("example", [_parameter(number, example) for number, example in enumerate(EXAMPLES)])
def test_example(example: Example, found: dict[tuple[str, bool], list[Statement]]) -> None:
    assert differences(example, found[example.text, example.title]) == []
