"""Participles between commas that the parser takes for the verb."""

import pytest

from extractor.statements.lexicon import Lexicon
from extractor.statements.participles import with_participles
from tests.unit.parsed import parsed


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        (
            "Lee/NNP/nsubj/+2 ,/,/punct/-1 ask/VBD/ROOT/0 why/WRB/advmod/-1 ,/,/punct/-2 said/VBD/conj/-3 so/RB/advmod/-1",
            [5, 0, 0],
        ),
        (
            "Lee/NNP/nsubj/+2 ,/,/punct/-1 sang/VBD/ROOT/0 why/WRB/advmod/-1 ,/,/punct/-2 said/VBD/conj/-3 so/RB/advmod/-1",
            [2, 0, 2],
        ),
        ("Lee/NNP/nsubj/+1 ask/VBD/ROOT/0 why/WRB/advmod/-1 ,/,/punct/-2 said/VBD/conj/-3 so/RB/advmod/-1", [1, 1, 1]),
        (
            "Lee/NNP/nsubj/+2 ,/,/punct/-1 ask/VBD/ROOT/0 him/PRP/dobj/-1 ,/,/punct/-2 said/VBD/conj/-3 so/RB/advmod/-1",
            [2, 0, 2],
        ),
        (
            "Lee/NNP/nsubj/+2 ,/,/punct/-1 ask/VBD/ROOT/0 why/WRB/advmod/-1 and/CC/cc/-2 said/VBD/conj/-3 so/RB/advmod/-1",
            [2, 0, 2],
        ),
    ],
)
def test_who_is_asked_between_commas_says_what_follows(lexicon: Lexicon, line: str, heads: list[int]) -> None:
    parse = with_participles(parsed(f"{line} ././punct/-1"), lexicon)
    assert list(parse.heads[:3]) == heads


def test_a_preposition_keeps_the_name_that_a_participle_follows(lexicon: Lexicon) -> None:
    line = "Hale/NNP/nsubj/+1 wrote/VBD/ROOT/0 to/IN/prep/-1 Lee/NNP/nsubj/+1 asking/VBG/advcl/-3 why/WRB/advmod/-1 ././punct/-5"
    parse = with_participles(parsed(line), lexicon)
    assert (parse.heads[3], parse.deps[3]) == (2, "pobj")
