"""Paths of frames: where they lead, and how mistakes in them are told."""

import pytest

from extractor.statements.named_steps import NAMED_STEPS
from extractor.statements.paths import follow, read_path
from extractor.statements.words import WordClasses
from tests.parses import THAT_CLAUSE, parse_table

WORDS = WordClasses(surveys=frozenset({"poll"}))
POLL = """
In       in       ADP   IN   prep   5
a        a        DET   DT   det    2
poll     poll     NOUN  NN   pobj   0
,        ,        PUNCT ,    punct  5
Petrov   Petrov   PROPN NNP  nsubj  5
leads    lead     VERB  VBZ  ROOT   5
"""
MADE = """
She      she      PRON  PRP  nsubj  1
made     make     VERB  VBD  ROOT   1
clear    clear    ADJ   JJ   acomp  1
that     that     SCONJ IN   mark   5
he       he       PRON  PRP  nsubj  5
left     leave    VERB  VBD  ccomp  1
"""


@pytest.mark.parametrize(
    ("table", "token", "path", "reached"),
    [
        (THAT_CLAUSE, 2, ["ccomp"], [6]),
        (THAT_CLAUSE, 2, ["ccomp", "nsubj|aux"], [4, 5]),
        (THAT_CLAUSE, 2, ["ccomp", "mark:that|whether"], [3]),
        (THAT_CLAUSE, 2, ["ccomp", "mark:if"], []),
        (THAT_CLAUSE, 2, ["dobj"], []),
        (THAT_CLAUSE, 2, ["ccomp,nsubj"], [1, 6]),
        (THAT_CLAUSE, 6, ["^ccomp"], [2]),
        (THAT_CLAUSE, 6, ["^nsubj"], []),
        (THAT_CLAUSE, 2, ["^ROOT"], []),
        (THAT_CLAUSE, 6, ["^ccomp", "@subject"], [1]),
        (MADE, 2, ["^acomp[lemma make]", "@subject"], [0]),
        (MADE, 2, ["^acomp[lemma do]", "@subject"], []),
        (POLL, 0, ["pobj[lemma in surveys]"], [2]),
        (POLL, 0, ["pobj[lemma not in surveys]"], []),
        (POLL, 0, ["pobj[lemma not in surveys],pobj[det]"], [2]),
        (POLL, 0, ["pobj[!det|poss]"], []),
        (POLL, 0, ["pobj[det][tag NN|NNP]"], [2]),
        (POLL, 0, ["pobj[tag NNS]"], []),
        (POLL, 0, [".[first]", "pobj"], [2]),
        (POLL, 4, [".[first]"], []),
        (POLL, 0, [".[head-label ROOT][head-pos VERB]", "pobj"], [2]),
        (POLL, 2, [".[head-label ROOT]"], []),
    ],
)
def test_where_a_path_leads(table: str, token: int, path: list[str], reached: list[int]) -> None:
    assert follow(parse_table(table), token, read_path(path, NAMED_STEPS), WORDS) == reached


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ("cccomp", "unknown dependency label 'cccomp'"),
        ("^up", "unknown dependency label 'up'"),
        ("@object", "no step has the name '@object'"),
        ("pobj[lemma in verbs]", "no word class 'verbs'"),
        ("pobj[colour red]", "unknown attribute 'colour'"),
        ("pobj[!sub]", "unknown dependency label 'sub'"),
        ("pobj[poss", "cannot be read"),
    ],
)
def test_a_wrong_step_is_told(step: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_path([step], NAMED_STEPS)
