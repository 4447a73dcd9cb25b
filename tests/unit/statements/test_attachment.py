from extractor.statements.attachment import correct
from extractor.statements.lexicon import Lexicon
from tests.parses import THAT_CLAUSE, parse_table

COORDINATED = """
He       he       PRON  PRP  nsubj  1
said     say      VERB  VBD  ROOT   1
taxes    tax      NOUN  NNS  nsubj  3
{fall}   fall     VERB  {tag} ccomp 1
and      and      CCONJ CC   cc     3
added    add      VERB  VBD  conj   3
that     that     SCONJ IN   mark   8
she      she      PRON  PRP  nsubj  8
left     leave    VERB  VBD  ccomp  5
.        .        PUNCT .    punct  1
"""


def test_a_second_cue_goes_with_the_first(lexicon: Lexicon) -> None:
    parse = correct(parse_table(COORDINATED.format(fall="fall", tag="VBP")), lexicon)
    assert (parse.heads[5], parse.heads[4]) == (1, 1)


def test_a_verb_of_the_same_tense_stays_where_it_is(lexicon: Lexicon) -> None:
    parse = parse_table(COORDINATED.format(fall="fell", tag="VBD"))
    assert correct(parse, lexicon).heads == parse.heads


def test_a_parse_without_coordinated_cues_is_left_alone(lexicon: Lexicon) -> None:
    parse = parse_table(THAT_CLAUSE)
    assert correct(parse, lexicon).heads == parse.heads
