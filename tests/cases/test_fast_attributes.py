"""What the fast engine keeps of a case holds for each of its tokens: any tag and relation, words that rules name and others."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from spacy.tokens import Doc

from extractor.analysis.fast.attributes import Attributes
from extractor.analysis.pipeline import Pipeline

WALL = "\u2603"


@pytest.mark.filterwarnings("ignore:.W108")  # the walls
@pytest.mark.parametrize("word", ["Ostravas", "raining", "but", "it", "that", "doing", "'s", " \n"])
def test_each_token_by_itself_has_the_answer_of_spacy(nlp: Pipeline, word: str) -> None:
    tagger, parser, ruler, lemmatizer = (nlp.nlp.get_pipe(name) for name in ("tagger", "parser", "attribute_ruler", "lemmatizer"))
    strings = nlp.nlp.vocab.strings
    components: list[Any] = [ruler, lemmatizer]
    tags, relations = list(tagger.labels), ["ROOT", *parser.labels]
    tokens = list(product(range(len(tags)), range(len(relations))))
    numbers, tag_numbers, relation_numbers = (
        np.array(column, np.int32) for column in ([1] * len(tokens), [tag for tag, _ in tokens], [rel for _, rel in tokens])
    )
    with nlp.nlp.memory_zone():
        doc = Doc(
            nlp.nlp.vocab,
            words=[part for _ in tokens for part in (word, WALL)],
            tags=[part for tag, _ in tokens for part in (tags[tag], "")],
            deps=[part for _, relation in tokens for part in (relations[relation], "")],
            heads=list(range(2 * len(tokens))),
        )
        for component in components:
            component(doc)
        expected = [(t.tag_, t.pos_, strings[t.morph.key], t.lemma_, t.dep_) for t in doc if t.i % 2 == 0]
        attributes = Attributes(nlp.nlp, tags, relations)
        found = []
        # Each token is the last of its document, so that no rule sees the one behind it.
        cases = attributes.find(["", word], numbers, tag_numbers, relation_numbers, range(len(tokens)))
        for number, (_, relation) in zip(cases, tokens, strict=True):
            case = attributes.cases[number]
            found.append((*case[:4], case.relation or relations[relation]))
    assert found == expected
