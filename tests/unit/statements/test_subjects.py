import pytest

from extractor.statements.lexicon import Lexicon
from extractor.statements.subjects import with_subjects
from tests.parses import THAT_CLAUSE, parse_table

PARTICIPLE = """
People   people   NOUN  NNS  nsubj  1
briefed  brief    VERB  VBD  ROOT   1
today    today    NOUN  NN   npadvmod 1
say      say      VERB  VBP  ccomp  1
it       it       PRON  PRP  nsubj  5
broke    break    VERB  VBD  ccomp  3
.        .        PUNCT .    punct  1
"""
CRITICIZED = """
She      she      PRON  PRP  nsubj  1
slammed  slam     VERB  VBD  ROOT   1
him      he       PRON  PRP  dobj   1
said     say      VERB  VBD  ccomp  1
he       he       PRON  PRP  nsubj  5
lied     lie      VERB  VBD  ccomp  3
.        .        PUNCT .    punct  1
"""
PHRASE = """
In       in       ADP   IN   prep   5
Ferrow   Ferrow   PROPN NNP  pobj   0
,        ,        PUNCT ,    punct  1
Ms.      Ms.      PROPN NNP  compound 4
Roe      Roe      PROPN NNP  appos  1
said     say      VERB  VBD  ROOT   5
it       it       PRON  PRP  nsubj  7
broke    break    VERB  VBD  ccomp  5
.        .        PUNCT .    punct  5
"""
LABELLED = """
Roe      Roe      PROPN NNP  {label} 1
said     say      VERB  VBD  ROOT   1
it       it       PRON  PRP  nsubj  3
broke    break    VERB  VBD  ccomp  1
.        .        PUNCT .    punct  1
"""


def test_a_participle_gives_its_subject_to_the_cue(lexicon: Lexicon) -> None:
    parse = with_subjects(parse_table(PARTICIPLE), lexicon)
    assert (parse.heads[0], parse.deps[0], parse.heads[1], parse.deps[1]) == (3, "nsubj", 0, "acl")
    assert parse.heads[3] == 3
    assert parse.edges[1][0] == 2


def test_a_verb_with_an_object_shares_its_subject(lexicon: Lexicon) -> None:
    parse = with_subjects(parse_table(CRITICIZED), lexicon)
    assert (parse.deps[3], parse.heads[0]) == ("conj", 1)


def test_the_name_behind_a_leading_phrase_is_the_subject(lexicon: Lexicon) -> None:
    parse = with_subjects(parse_table(PHRASE), lexicon)
    assert (parse.heads[4], parse.deps[4]) == (5, "nsubj")


@pytest.mark.parametrize("label", ["npadvmod", "advmod", "dep"])
def test_a_noun_with_another_label_is_the_subject(lexicon: Lexicon, label: str) -> None:
    assert with_subjects(parse_table(LABELLED.format(label=label)), lexicon).deps[0] == "nsubj"


def test_a_parse_with_subjects_stays_as_it_is(lexicon: Lexicon) -> None:
    parse = parse_table(THAT_CLAUSE)
    assert with_subjects(parse, lexicon) is parse


INVERTED = """
The      the      DET   DT   det    1
ferry    ferry    NOUN  NN   nsubj  2
sank     sink     VERB  VBD  dep    4
,        ,        PUNCT ,    punct  4
said     say      VERB  VBD  ROOT   4
a        a        DET   DT   det    6
crew     crew     NOUN  NN   dobj   4
.        .        PUNCT .    punct  4
"""


def test_words_before_a_comma_are_no_subject_of_what_follows(lexicon: Lexicon) -> None:
    parse = parse_table(INVERTED)
    assert with_subjects(parse, lexicon) is parse
