import pytest

from extractor.analysis import grammar
from extractor.statements import control, named_steps
from extractor.statements.words import WordClasses
from tests.parses import ACCUSED, INSERTED, THAT_CLAUSE, parse_table

COORDINATED = """
She      she      PRON  PRP  nsubj  1
left     leave    VERB  VBD  ROOT   1
and      and      CCONJ CC   cc     1
said     say      VERB  VBD  conj   1
so       so       ADV   RB   advmod 3
.        .        PUNCT .    punct  1
"""
CONTROLLED = """
They     they     PRON  PRP  nsubj  1
urged    urge     VERB  VBD  ROOT   1
him      he       PRON  PRP  dobj   1
to       to       PART  TO   aux    4
say      say      VERB  VB   xcomp  1
yes      yes      INTJ  UH   intj   4
.        .        PUNCT .    punct  1
"""
PARTICIPLE = """
A        a        DET   DT   det    1
letter   letter   NOUN  NN   nsubj  4
saying   say      VERB  VBG  acl    1
no       no       INTJ  UH   intj   2
came     come     VERB  VBD  ROOT   4
.        .        PUNCT .    punct  4
"""
EFFORT = """
His      his      PRON  PRP$ poss   1
decision decision NOUN  NN   nsubj  4
to       to       PART  TO   aux    3
leave    leave    VERB  VB   acl    1
hurt     hurt     VERB  VBD  ROOT   4
.        .        PUNCT .    punct  4
"""
REDUCED = """
a          a         DET   DT   det   1
move       move      NOUN  NN   ROOT  1
confirmed  confirm   VERB  VBN  acl   1
by         by        ADP   IN   agent 2
Rome       Rome      PROPN NNP  pobj  3
"""


def test_child_is_the_first_with_one_of_the_labels() -> None:
    parse = parse_table(THAT_CLAUSE)
    assert grammar.child(parse, 2, "ccomp", "nsubj") == 1
    assert grammar.child(parse, 2, "ccomp") == 6
    assert grammar.child(parse, 2, "dobj") is None


@pytest.mark.parametrize(
    ("table", "verb", "passive"),
    [(ACCUSED, 4, True), (ACCUSED, 9, False), (THAT_CLAUSE, 2, False), (THAT_CLAUSE, 6, False), (REDUCED, 2, True)],
)
def test_voice(table: str, verb: int, passive: bool) -> None:
    assert control.is_passive(parse_table(table), verb) is passive


@pytest.mark.parametrize(
    ("table", "verb", "subject"),
    [
        pytest.param(THAT_CLAUSE, 2, 1, id="own"),
        pytest.param(THAT_CLAUSE, 6, 4, id="own, in the content"),
        pytest.param(COORDINATED, 3, 0, id="shared by coordination"),
        pytest.param(PARTICIPLE, 2, 1, id="noun that a participle modifies"),
        pytest.param(EFFORT, 3, 0, id="possessor of the noun of an infinitive"),
        pytest.param(CONTROLLED, 4, 0, id="subject of the governor without object control"),
        pytest.param(REDUCED, 2, None, id="none"),
    ],
)
def test_subject(table: str, verb: int, subject: int | None) -> None:
    assert control.subject(parse_table(table), verb) == subject


def test_object_control_gives_the_object_as_subject() -> None:
    assert control.subject(parse_table(CONTROLLED), 4, WordClasses(object_control=frozenset({"urge"}))) == 2


def test_own_subject_is_not_shared() -> None:
    assert grammar.own_subject(parse_table(COORDINATED), 3) is None


@pytest.mark.parametrize(("table", "token", "agent"), [(ACCUSED, 4, 7), (REDUCED, 2, 4), (THAT_CLAUSE, 2, None)])
def test_agent(table: str, token: int, agent: int | None) -> None:
    assert grammar.agent(parse_table(table), token) == agent


@pytest.mark.parametrize(
    ("table", "verb", "group"), [(ACCUSED, 4, (2, 4)), (THAT_CLAUSE, 2, (2, 2)), (INSERTED, 7, (6, 7)), (INSERTED, 4, (4, 4))]
)
def test_verb_group(table: str, verb: int, group: tuple[int, int]) -> None:
    assert grammar.verb_group(parse_table(table), verb) == group


def test_the_verb_group_takes_adverbs_and_a_particle() -> None:
    parse = parse_table("""
        They       they       PRON PRP nsubj  4
        have       have       AUX  VBP aux    4
        never      never      ADV  RB  neg    4
        openly     openly     ADV  RB  advmod 4
        pointed    point      VERB VBN ROOT   4
        out        out        ADP  RP  prt    4
        errors     error      NOUN NNS dobj   4
    """)
    assert grammar.verb_group(parse, 4) == (1, 5)


def test_any_number_of_verbs_and_adjectives_may_be_joined() -> None:
    told = ["He he PRON PRP nsubjpass 2", "was be AUX VBD auxpass 2", "told tell VERB VBN ROOT 2"]
    parse = parse_table("\n".join(told + [f"told tell VERB VBN conj {row}" for row in range(2, 3000)]))
    assert control.is_passive(parse, len(parse) - 1)
    sure = ["He he PRON PRP nsubj 1", "was be AUX VBD ROOT 1", "sure sure ADJ JJ acomp 1"]
    parse = parse_table("\n".join(sure + [f"sure sure ADJ JJ conj {row}" for row in range(2, 3000)]))
    assert named_steps.subject(parse, len(parse) - 1, WordClasses()) == 0
