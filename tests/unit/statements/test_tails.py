import pytest

from extractor.statements.lexicon import Lexicon
from tests.layouts import statements_of
from tests.parses import parse_table

RADIO = """
{opening}
The      the      DET   DT   det    {minister}
minister minister NOUN  NN   nsubj  {verb}
will     will     AUX   MD   aux    {verb}
come     come     VERB  VB   ccomp  {root}
,        ,        PUNCT ,    punct  {root}
state    state    NOUN  NN   compound {radio}
radio    radio    NOUN  NN   compound {root}
reports  report   NOUN  NNS  ROOT   {root}
.        .        PUNCT .    punct  {root}
"""


def _table(opening: str = "") -> str:
    shift = len(opening.splitlines())
    rows = {name: number + shift for name, number in (("minister", 1), ("verb", 3), ("radio", 6), ("root", 7))}
    return RADIO.format(opening=opening, **rows)


def test_a_noun_that_is_a_verb_at_the_end_reports_the_sentence(lexicon: Lexicon) -> None:
    parse = parse_table(_table())
    (statement,) = statements_of(parse, lexicon)
    parts = [parse.text[start:end] for spans in (statement.content, statement.source, statement.cue) for start, end in spans]
    assert (statement.rule, parts) == ("clause/tail", ["The minister will come", "state radio", "reports"])


@pytest.mark.parametrize("opening", ["When     when     SCONJ WRB  advmod 4", "As       as       SCONJ IN   mark   4"])
def test_a_clause_that_needs_another_is_not_reported(lexicon: Lexicon, opening: str) -> None:
    parse = parse_table(_table(opening))
    assert statements_of(parse, lexicon) == []
