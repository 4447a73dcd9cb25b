"""What the corrections of parses change in the parses of the default pipeline, and what they must leave alone."""

import pytest

from extractor.analysis.parse import Parse
from extractor.analysis.pipeline import Pipeline
from extractor.api import TextExtractor
from extractor.resources import find_models
from extractor.statements.attachment import correct_attachment
from extractor.statements.lexicon import Lexicon, load_lexicon

RIGHT = [
    # Clauses whose subject is "there" or stands behind the verb.
    "He said there continues to be doubt.",
    "She said there appears to be a fault in the crane.",
    "Brandt said there seems to be no plan.",
    "Officials said there remains a risk that the dam breaks.",
    "She said here begins the old quarter.",
    "She warned that only then begins the work.",
    "Lind told the court there remains doubt.",
    "On Monday there continues to be doubt, he said.",
    "The company told staff there continues to be a risk.",
    # Subjects that are where they belong.
    "The mayor, speaking on Friday, said the fees would rise.",
    "The man arrested on Friday says he is innocent.",
    "Doctors who treated the mayor say he is well.",
    "The report published on Monday shows fees rose.",
    "On Monday, the mayor of Tarnby, Ilsa Brandt, said the fees would rise.",
    "In Tarnby, said the mayor, nobody is poor.",
    "The firm promised to pay, reports the Sorrel Times.",
    "“It is late,” she said, adds the paper.",
    "After the vote, asked whether she would go on, Brandt said no.",
    # Two nouns in a row that are two things.
    "The woman Brandt married said he lied.",
    "The report Brandt wrote says fees rose.",
    "Critics Lind ignored said the dam would break.",
    "On Monday the company Lind said it would close.",
    # Second verbs that go with the clause.
    "She said the harbour grew and added jobs.",
    "She said the firm grew and announced a bonus.",
    "He said the union met on Monday and decided to strike.",
    "He said the minister came and promised help.",
    "She said Lind called her and apologised.",
    "He said he wanted to stay and hoped to win.",
    "He told reporters the captain had left and denied everything.",
    "She urged the firm to pay and to explain.",
    # That-clauses of nouns.
    "He pointed to a report in the paper that the fees were low.",
    "She spoke of the fear in the town that the dam would break.",
    "Brandt said of the plan that failed that it was good.",
]
WRONG = [
    ("Voters interviewed at the fair say they will stay.", "say", "nsubj", "Voters"),
    ("People told of the plan say it failed.", "say", "nsubj", "People"),
    ("She said the harbour has grown and added that it is deep.", "said", "conj", "added"),
    ("The mayor asked them to leave and closed the door.", "asked", "conj", "closed"),
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(find_models())


def parsed(nlp: Pipeline, text: str) -> Parse:
    return next(nlp.parse([(text, [0])]))


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_parse_stays(nlp: Pipeline, lexicon: Lexicon, text: str) -> None:
    parse = parsed(nlp, text)
    corrected = correct_attachment(parse, lexicon)
    assert (corrected.heads, corrected.deps) == (parse.heads, parse.deps)


@pytest.mark.parametrize(("text", "arc"), [(text, arc) for text, *arc in WRONG])
def test_a_wrong_parse_is_put_right(nlp: Pipeline, lexicon: Lexicon, text: str, arc: list[str]) -> None:
    parse = parsed(nlp, text)
    corrected = correct_attachment(parse, lexicon)
    assert (corrected.heads, corrected.deps) != (parse.heads, parse.deps)
    token = corrected.words.index(arc[2])
    assert [corrected.words[corrected.heads[token]], corrected.deps[token], corrected.words[token]] == arc


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("He said there continues to be doubt.", "He", "there continues to be doubt"),
        ("Ilsa Brandt said there appears to be a fault.", "Ilsa Brandt", "there appears to be a fault"),
    ],
)
def test_what_there_is_is_said(text_extractor: TextExtractor, text: str, source: str, content: str) -> None:
    rows = [(row.source_text, row.content) for row in text_extractor.extract(text).statements]
    assert (source, content) in rows
