import pytest

from extractor.statements import control
from extractor.statements.attachment import correct_attachment
from extractor.statements.lexicon import Lexicon
from tests.parses import THAT_CLAUSE, parse_table

COORDINATED = """
He       he       PRON  PRP  nsubj  1
said     say      VERB  VBD  ROOT   1
{noun}     {noun}     NOUN  NN   nsubj  3
{fall}   fall     VERB  {tag} ccomp 1
and      and      CCONJ CC   cc     3
added    add      VERB  VBD  conj   3
that     that     SCONJ IN   mark   8
she      she      PRON  PRP  nsubj  8
left     leave    VERB  VBD  ccomp  5
.        .        PUNCT .    punct  1
"""

PARTICIPLE = """
She      she      PRON  PRP  nsubj  1
said     say      VERB  VBD  ROOT   1
he       he       PRON  PRP  nsubj  3
left     leave    VERB  VBD  ccomp  1
,        ,        PUNCT ,    punct  3
adding   add      VERB  VBG  advcl  3
that     that     SCONJ IN   mark   8
they     they     PRON  PRP  nsubj  8
stayed   stay     VERB  VBD  ccomp  5
.        .        PUNCT .    punct  1
"""
BESIDE_INFINITIVE = """
She      she      PRON  PRP  nsubj  1
urged    urge     VERB  VBD  ROOT   1
them     they     PRON  PRP  dobj   1
to       to       PART  TO   aux    4
leave    leave    VERB  VB   xcomp  1
and      and      CCONJ CC   cc     4
closed   close    VERB  {tag} conj   4
doors    door     NOUN  NNS  dobj   6
.        .        PUNCT .    punct  1
"""
VERB_IN_NAME = """
Poe      Poe      PROPN NNP  nsubj  1
backs    back     {pos}  {tag}  compound 2
Reka     Reka     PROPN NNP  nsubj  4
,        ,        PUNCT ,    punct  2
warns    warn     VERB  VBZ  ROOT   4
Brandt   Brandt   PROPN NNP  dobj   4
"""
OF_A_NOUN = """
She      she      PRON  PRP  nsubj  1
rejected reject   VERB  VBD  ROOT   1
claims   claim    NOUN  NNS  dobj   1
that     that     SCONJ IN   mark   5
Roe      Roe      PROPN NNP  nsubj  5
lied     lie      VERB  VBD  acl    2
{mark}   ,        PUNCT ,    punct  5
arguing  argue    VERB  VBG  advcl  5
he       he       PRON  PRP  nsubj  9
knew     know     VERB  VBD  ccomp  7
"""
PHRASAL = """
She      she      PRON  PRP  nsubj  1
laid     lay      VERB  VBD  ROOT   1
out      out      ADP   RP   prt    1
plans    plan     NOUN  NNS  dobj   1
.        .        PUNCT .    punct  1
"""


def test_a_second_cue_goes_with_the_first(lexicon: Lexicon) -> None:
    parse = correct_attachment(parse_table(COORDINATED.format(noun="mayor", fall="fall", tag="VBP")), lexicon)
    assert (parse.heads[5], parse.heads[4]) == (1, 1)


def test_a_verb_of_the_same_tense_stays_where_it_is(lexicon: Lexicon) -> None:
    parse = parse_table(COORDINATED.format(noun="mayor", fall="fell", tag="VBD"))
    assert correct_attachment(parse, lexicon).heads == parse.heads


def test_a_thing_does_not_add_anything(lexicon: Lexicon) -> None:
    parse = correct_attachment(parse_table(COORDINATED.format(noun="harbor", fall="fell", tag="VBD")), lexicon)
    assert parse.heads[5] == 1


def test_a_participle_behind_a_comma_goes_with_the_speaker(lexicon: Lexicon) -> None:
    parse = correct_attachment(parse_table(PARTICIPLE), lexicon)
    assert parse.heads[5] == 1


@pytest.mark.parametrize(("mark", "head"), [(",", 1), ("“", 5)])
def test_a_participle_behind_the_clause_of_a_noun_goes_with_the_cue_above(lexicon: Lexicon, mark: str, head: int) -> None:
    parse = correct_attachment(parse_table(OF_A_NOUN.format(mark=mark)), lexicon)
    assert parse.heads[7] == head


def test_a_verb_and_its_particle_are_one_cue(lexicon: Lexicon) -> None:
    parse = correct_attachment(parse_table(PHRASAL), lexicon)
    assert parse.lemmas[1] == "lay out"


def test_a_parse_without_coordinated_cues_is_left_alone(lexicon: Lexicon) -> None:
    parse = parse_table(THAT_CLAUSE)
    assert correct_attachment(parse, lexicon).heads == parse.heads


@pytest.mark.parametrize(("tag", "head"), [("VBD", 1), ("VB", 4)])
def test_a_verb_beside_an_infinitive_goes_with_the_verb_of_its_form(lexicon: Lexicon, tag: str, head: int) -> None:
    parse = correct_attachment(parse_table(BESIDE_INFINITIVE.format(tag=tag)), lexicon)
    assert parse.heads[6] == parse.heads[5] == head


@pytest.mark.parametrize(("pos", "tag", "subject"), [("VERB", "VBZ", 0), ("NOUN", "NNS", 2)])
def test_a_verb_in_a_name_is_a_verb_before_the_other(lexicon: Lexicon, pos: str, tag: str, subject: int) -> None:
    parse = correct_attachment(parse_table(VERB_IN_NAME.format(pos=pos, tag=tag)), lexicon)
    assert control.subject(parse, 4) == subject
    assert parse.deps[2] == ("dobj" if subject == 0 else "nsubj")


QUOTED = """
He       he       PRON  PRP  nsubj  1
said     say      VERB  VBD  ROOT   1
{mark}   {mark}   PUNCT ``   punct  4
Lee      Lee      PROPN NNP  nsubj  4
goes     go       VERB  VBZ  ccomp  1
and      and      CCONJ CC   cc     4
claims   claim    VERB  VBZ  conj   1
so       so       ADV   RB   advmod 6
.        .        PUNCT .    punct  1
"""


@pytest.mark.parametrize(("mark", "head"), [("“", 4), (",", 1)])
def test_a_verb_in_a_quotation_goes_with_the_verb_there(lexicon: Lexicon, mark: str, head: int) -> None:
    assert correct_attachment(parse_table(QUOTED.format(mark=mark)), lexicon).heads[6] == head
