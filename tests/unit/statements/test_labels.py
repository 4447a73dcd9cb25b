import re

import pytest

from extractor.errors import ResourceError
from extractor.resources import Models
from extractor.statements.find import find_statements
from extractor.statements.label_evidence import LabelKnowledge
from extractor.statements.lexicon import Lexicon
from tests.layouts import layout
from tests.parses import parse_table

TURN = """
{name}   {name}   PROPN NNP  dep    3
:        :        PUNCT :    punct  3
I        I        PRON  PRP  nsubj  3
left     leave    VERB  VBD  ROOT   3
very     very     ADV   RB   advmod 5
early    early    ADV   RB   advmod 3
.        .        PUNCT .    punct  3
"""
LINE_END = "\\n \\n SPACE _SP dep 0"


def labelled(
    names: list[str], lexicon: Lexicon, *, headline: bool = False, known: tuple[tuple[int, int, str], ...] = ()
) -> list[tuple[str, str, str]]:
    """Rule, source and content of the statements of turns with these labels, one a line; ``known`` are names by their tokens."""
    blocks = [TURN.format(name=name).strip() for name in names]
    parse = parse_table(f"\n\n{LINE_END}\n\n".join(blocks))
    paragraphs = [match.span() for match in re.finditer(r"[^\n]+", parse.text)]
    title_end = paragraphs[0][1] if headline else 0
    found = find_statements(parse, layout(parse, paragraphs, title_end), lexicon, names=known).statements
    return [(each.rule, parse.text[slice(*each.source[0])], parse.text[slice(*each.content[0])]) for each in found]


FIRST, SECOND, THIRD = ((number * 8, number * 8 + 1) for number in range(3))  # tokens of the labels


def test_a_person_in_capitals_speaks(lexicon: Lexicon) -> None:
    speaks = [("label/transcript", "GASHI", "I left very early.")]
    assert labelled(["42", "GASHI"], lexicon, known=((*SECOND, "PERSON"),)) == speaks
    assert labelled(["42", "GASHI"], lexicon, known=((*SECOND, "GPE"),)) == []


def test_a_single_label_in_capitals_at_the_top_is_a_dateline(lexicon: Lexicon) -> None:
    assert labelled(["GASHI"], lexicon, known=((*FIRST, "PERSON"),)) == []


def test_names_in_mixed_case_speak_in_turn(lexicon: Lexicon) -> None:
    assert labelled(["Petrov"], lexicon) == []
    people = ((*FIRST, "PERSON"), (*SECOND, "PERSON"))
    assert [source for _, source, _ in labelled(["Petrov", "Gashi"], lexicon, known=people)] == ["Petrov", "Gashi"]
    assert [source for _, source, _ in labelled(["Petrov", "Gashi", "Petrov"], lexicon)] == ["Petrov", "Petrov"]


def test_a_headline_names_its_speaker(lexicon: Lexicon) -> None:
    assert labelled(["Petrov"], lexicon, headline=True) == [("label/title", "Petrov", "I left very early.")]


def test_a_headline_before_a_turn_is_a_turn(lexicon: Lexicon) -> None:
    people = ((*FIRST, "PERSON"), (*SECOND, "PERSON"))
    assert [rule for rule, *_ in labelled(["PETROV", "GASHI"], lexicon, headline=True, known=people)] == ["label/transcript"] * 2


@pytest.mark.parametrize("name", ["WARNING", "Video", "Update"])
def test_some_words_are_no_speakers(lexicon: Lexicon, name: str) -> None:
    assert labelled([name, name], lexicon, known=((*FIRST, "PERSON"), (*SECOND, "PERSON"))) == []


def test_weights_are_all_there(models: Models) -> None:
    file = models.root / "en" / "labels.toml"
    file.write_text(file.read_text("utf-8").replace("[weights.known]", "[weights.renown]"), "utf-8")
    with pytest.raises(ResourceError, match="known, renown"):
        LabelKnowledge.load(models)
