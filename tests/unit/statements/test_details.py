import pytest

from extractor.statements.details import describe, statement_type
from extractor.statements.lexicon import Lexicon
from extractor.statements.model import Candidate, Statement
from extractor.statements.quotation_marks import find_quotations
from tests.layouts import statements_of
from tests.parses import ACCUSED, QUOTED, THAT_CLAUSE, parse_table


def only(table: str, lexicon: Lexicon) -> tuple[str, Statement]:
    """The text of the table and the one statement in it."""
    parse = parse_table(table)
    (found,) = statements_of(parse, lexicon)
    return parse.text, found


def reported(rows: str, cue: int) -> str:
    """A table with the rows before "that taxes fell", whose cue is row ``cue``."""
    at = len(rows.strip().splitlines())
    return (
        rows.strip()
        + f"""
that      that      SCONJ IN   mark   {at + 2}
taxes     tax       NOUN  NNS  nsubj  {at + 2}
fell      fall      VERB  VBD  ccomp  {cue}
.         .         PUNCT .    punct  {cue}
"""
    )


PLAIN = reported("She she PRON PRP nsubj 1\nsaid say VERB VBD ROOT 1", 1)
NEVER = reported("She she PRON PRP nsubj 2\nnever never ADV RB neg 2\nsaid say VERB VBD ROOT 2", 2)
NOBODY = reported("Nobody nobody PRON NN nsubj 1\nsaid say VERB VBD ROOT 1", 1)
NO_DOCTOR = reported("No no DET DT det 1\ndoctor doctor NOUN NN nsubj 2\nsays say VERB VBZ ROOT 2", 2)
REPORTEDLY = reported("She she PRON PRP nsubj 2\nreportedly reportedly ADV RB advmod 2\nsaid say VERB VBD ROOT 2", 2)
MIGHT = reported("She she PRON PRP nsubj 2\nmight might AUX MD aux 2\nsay say VERB VB ROOT 2", 2)
WILL = reported("She she PRON PRP nsubj 2\nwill will AUX MD aux 2\nsay say VERB VB ROOT 2", 2)
IF = reported("If if SCONJ IN mark 2\nshe she PRON PRP nsubj 2\nsays say VERB VBZ ROOT 2", 2)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(PLAIN, (False, False, False, "past"), id="plain"),
        pytest.param(NEVER, (True, False, False, "past"), id="never"),
        pytest.param(NOBODY, (True, False, False, "past"), id="nobody"),
        pytest.param(NO_DOCTOR, (True, False, False, "present"), id="no doctor"),
        pytest.param(REPORTEDLY, (False, True, False, "past"), id="reportedly"),
        pytest.param(MIGHT, (False, True, False, ""), id="might"),
        pytest.param(WILL, (False, False, False, "future"), id="will"),
        pytest.param(IF, (False, False, True, "present"), id="if"),
    ],
)
def test_polarity_and_tense(lexicon: Lexicon, table: str, expected: tuple[bool, bool, bool, str]) -> None:
    _, found = only(table, lexicon)
    assert (found.negated, found.hedged, found.conditional, found.tense) == expected


def test_a_negation_in_the_content_is_none_of_the_cue(lexicon: Lexicon) -> None:
    _, found = only(PLAIN.replace("taxes     tax       NOUN  NNS", "nobody    nobody    PRON  NN "), lexicon)
    assert not found.negated


def test_addressee_and_time(lexicon: Lexicon) -> None:
    parse = parse_table(QUOTED)
    (found,) = statements_of(parse, lexicon)
    assert found.addressee is not None
    assert found.time is not None
    assert parse.text[slice(*found.addressee)] == "reporters"
    assert parse.text[slice(*found.time)] == "on Monday"


@pytest.mark.parametrize(("table", "act"), [(THAT_CLAUSE, "say"), (ACCUSED, "accuse")])
def test_the_act_is_that_of_the_cue(lexicon: Lexicon, table: str, act: str) -> None:
    assert only(table, lexicon)[1].act == act


def test_a_question_mark_makes_a_plain_cue_a_question(lexicon: Lexicon) -> None:
    parse = parse_table(THAT_CLAUSE)
    candidate = Candidate(rule="clause", content=((18, 37),), cue_head=2, cue_lemma="say")
    parse.text = parse.text[:36] + "?"
    assert describe(parse, candidate, lexicon, []).act == "question"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("“we won”", "direct"),
        ("said “we won”", "mixed"),
        ("He said", "indirect"),
        ("we won", "direct"),
        ("” and left", "indirect"),
    ],
)
def test_type_follows_from_the_marks(content: str, expected: str) -> None:
    text = "He said “we won” and left."
    start = text.index(content)
    assert statement_type(text, [(start, start + len(content))], find_quotations(text)) == expected


def test_pieces_in_and_out_of_marks_are_mixed() -> None:
    text = "He said “we won” and left."
    assert statement_type(text, [(9, 15), (21, 25)], find_quotations(text)) == "mixed"
