import re

import pytest

from extractor.analysis.parse import Parse
from extractor.statements.lexicon import Lexicon
from extractor.statements.marked_text import Attribution, begins, has_words, mark_tokens, sentence_start, zone_after, zone_before
from extractor.statements.quotation_cues import neighbour
from extractor.statements.quotation_marks import find_quotations
from extractor.statements.quotations import attribute_quotations
from tests.layouts import layout
from tests.parses import QUOTED, parse_table

BEFORE = """
She      she      PRON  PRP  nsubj  1
said     say      VERB  VBD  ROOT   1
:        :        PUNCT :    punct  1
“        “        PUNCT ``   punct  5
Nobody   nobody   PRON  NN   nsubj  5
slept    sleep    VERB  VBD  ccomp  1
.        .        PUNCT .    punct  1
”        ”        PUNCT ''   punct  1
"""
SPLIT = """
“        “        PUNCT ``   punct  5
Today    today    NOUN  NN   npadvmod 8
,        ,        PUNCT ,    punct  5
”        ”        PUNCT ''   punct  5
she      she      PRON  PRP  nsubj  5
said     say      VERB  VBD  ROOT   5
,        ,        PUNCT ,    punct  5
“        “        PUNCT ``   punct  5
we       we       PRON  PRP  nsubj  9
won      win      VERB  VBD  ccomp  5
.        .        PUNCT .    punct  5
”        ”        PUNCT ''   punct  5
"""
MIXED = """
The      the      DET   DT   det    1
law      law      NOUN  NN   nsubj  2
is       be       AUX   VBZ  ccomp  9
“        “        PUNCT ``   punct  5
a        a        DET   DT   det    5
gift     gift     NOUN  NN   attr   2
,        ,        PUNCT ,    punct  9
”        ”        PUNCT ''   punct  9
she      she      PRON  PRP  nsubj  9
said     say      VERB  VBD  ROOT   9
.        .        PUNCT .    punct  9
"""
TRANSCRIPT = """
PETROV   PETROV   PROPN NNP  ROOT   0
:        :        PUNCT :    punct  0
“        “        PUNCT ``   punct  5
I        I        PRON  PRP  nsubj  4
left     leave    VERB  VBD  acl    0
.        .        PUNCT .    punct  0
”        ”        PUNCT ''   punct  0
"""
SCARE = """
The      the      DET   DT   det    3
“        “        PUNCT ``   punct  3
green    green    ADJ   JJ   amod   4
”        ”        PUNCT ''   punct  4
plan     plan     NOUN  NN   nsubj  5
died     die      VERB  VBD  ROOT   5
.        .        PUNCT .    punct  5
"""
TWO_PARAGRAPHS = """
“        “        PUNCT ``   punct  3
We       we       PRON  PRP  nsubj  3
will     will     AUX   MD   aux    3
win      win      VERB  VB   ccomp  7
,        ,        PUNCT ,    punct  7
”        ”        PUNCT ''   punct  7
she      she      PRON  PRP  nsubj  7
said     say      VERB  VBD  ROOT   7
.        .        PUNCT .    punct  7

\\n       \\n      SPACE _SP  dep    1
“        “        PUNCT ``   punct  3
Go       go       VERB  VB   ROOT   2
!        !        PUNCT .    punct  2
”        ”        PUNCT ''   punct  2
"""


def attribute(parse: Parse, lexicon: Lexicon) -> list[Attribution]:
    """The attributions of a parse whose lines are its paragraphs."""
    paragraphs = [match.span() for match in re.finditer(r"[^\n]+", parse.text)]
    return attribute_quotations(mark_tokens(parse, find_quotations(parse.text), layout(parse, paragraphs)), lexicon)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(QUOTED, ("quote/after", (0, 1), 7, 6), id="after, and continued"),
        pytest.param(BEFORE, ("quote/before", (0,), 1, 0), id="before"),
        pytest.param(SPLIT, ("quote/after", (0, 1), 5, 4), id="split"),
        pytest.param(MIXED, ("quote/after-mixed", (0,), 9, 8), id="mixed"),
        pytest.param(TRANSCRIPT, ("quote/colon", (0,), 1, 0), id="colon"),
    ],
)
def test_one_attribution(lexicon: Lexicon, table: str, expected: tuple[str, tuple[int, ...], int, int]) -> None:
    (found,) = attribute(parse_table(table), lexicon)
    assert (found.rule, found.quoted, found.cue, found.source) == expected


def test_words_in_scare_quotes_are_not_attributed(lexicon: Lexicon) -> None:
    assert attribute(parse_table(SCARE), lexicon) == []


def test_a_mixed_content_starts_with_its_sentence(lexicon: Lexicon) -> None:
    (found,) = attribute(parse_table(MIXED), lexicon)
    assert found.start == 0


def test_the_next_paragraph_is_not_continued(lexicon: Lexicon) -> None:
    (found,) = attribute(parse_table(TWO_PARAGRAPHS), lexicon)
    assert found.quoted == (0,)


def test_a_verb_that_introduces_no_quotations_is_no_cue(lexicon: Lexicon) -> None:
    assert attribute(parse_table(BEFORE.replace("said     say ", "ate      eat ")), lexicon) == []


def test_tokens_against_marks() -> None:
    parse = parse_table(QUOTED)
    marked = mark_tokens(parse, find_quotations(parse.text), layout(parse))
    assert (marked.first, marked.last) == ([0, 12], [5, 17])
    assert [token for token in range(len(parse)) if marked.inside[token] < 0] == [6, 7, 8, 9, 10, 11]
    assert (list(zone_after(marked, 0)), list(zone_before(marked, 1))) == ([6, 7, 8, 9, 10], [])
    assert (begins(marked, 0), begins(marked, 1)) == (True, True)
    assert (marked.final_mark(0), marked.final_mark(1)) == (",", ".")
    assert [marked.ends_sentence(token) for token in (5, 11, 17)] == [False, True, True]


def test_where_the_sentence_of_a_quotation_starts() -> None:
    parse = parse_table(MIXED)
    marked = mark_tokens(parse, find_quotations(parse.text), layout(parse))
    assert sentence_start(marked, 0) == (0, (0,))
    assert not begins(marked, 0)


def test_marks_around_nothing_have_no_words() -> None:
    parse = parse_table(QUOTED)
    marked = mark_tokens(parse, find_quotations(parse.text), layout(parse))
    assert has_words(marked, 0)
    empty = parse_table("“ “ PUNCT `` punct 1\n… … PUNCT . ROOT 1\n” ” PUNCT '' punct 1")
    assert not has_words(mark_tokens(empty, find_quotations(empty.text), layout(empty)), 0)


def test_a_noun_that_heads_its_own_sentence_can_be_the_source_beside_the_cue() -> None:
    parse = parse_table("""
said     say      VERB  VBD  ROOT   0

Rome     Rome     PROPN NNP  ROOT   0
.        .        PUNCT .    punct  0
""")
    assert neighbour(parse, 0, [0, 1]) == 1
    assert neighbour(parse, 2, [1, 2]) == 1
