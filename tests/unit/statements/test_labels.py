import re

import pytest

from extractor.statements.engine import find_statements
from extractor.statements.lexicon import Lexicon
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


def labelled(names: list[str], lexicon: Lexicon, *, headline: bool = False) -> list[tuple[str, str, str]]:
    """Rule, source and content of the statements of turns with these labels, one a line."""
    blocks = [TURN.format(name=name).strip() for name in names]
    parse = parse_table(f"\n\n{LINE_END}\n\n".join(blocks))
    paragraphs = [match.span() for match in re.finditer(r"[^\n]+", parse.text)]
    found = find_statements(parse, lexicon, paragraphs=paragraphs, title_end=paragraphs[0][1] if headline else 0)
    return [(each.rule, parse.text[slice(*each.source[0])], parse.text[slice(*each.content[0])]) for each in found]


def test_a_name_in_capitals_speaks(lexicon: Lexicon) -> None:
    assert labelled(["PETROV"], lexicon) == [("label/transcript", "PETROV", "I left very early.")]


def test_names_in_mixed_case_speak_when_there_are_two(lexicon: Lexicon) -> None:
    assert labelled(["Petrov"], lexicon) == []
    assert [source for _, source, _ in labelled(["Petrov", "Gashi"], lexicon)] == ["Petrov", "Gashi"]


def test_a_headline_names_its_speaker(lexicon: Lexicon) -> None:
    assert labelled(["Petrov"], lexicon, headline=True) == [("label/title", "Petrov", "I left very early.")]


@pytest.mark.parametrize("name", ["WARNING", "Video", "Update"])
def test_some_words_are_no_speakers(lexicon: Lexicon, name: str) -> None:
    assert labelled([name, name], lexicon) == []
