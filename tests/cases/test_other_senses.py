"""Sentences in which a cue has another sense: it reports nothing, and the sentence makes no statement."""

import pytest

from extractor.analysis.pipeline import Pipeline
from extractor.resources import find_models
from extractor.statements.lexicon import load_lexicon
from extractor.statements.senses import load_senses
from tests.layouts import statements_of

LEXICON = load_lexicon(find_models())
SENTENCES = sorted(
    {(sense.about, text) for senses in load_senses(find_models()).values() for sense in senses for text in sense.no}
)
SPOKEN = [
    "Senator Roe attacked the mayor over the budget.",
    "He conceded that he had been wrong.",
    "Critics attacked her record.",
    "She recalled a quarrel with her brother.",
    "Police questioned the decision.",
]


def cues(nlp: Pipeline, text: str) -> list[str]:
    (parse,) = nlp.parse([(text, [0])])
    return [text[start:end] for each in statements_of(parse, LEXICON, [(0, len(text))]) for start, end in each.cue]


@pytest.mark.parametrize(("about", "text"), SENTENCES)
def test_another_sense_is_no_statement(nlp: Pipeline, about: str, text: str) -> None:
    assert cues(nlp, text) == [], about


@pytest.mark.parametrize("text", SPOKEN)
def test_the_sense_of_a_statement_is_one(nlp: Pipeline, text: str) -> None:
    assert len(cues(nlp, text)) == 1
