import pytest

from extractor.records import ContentForm
from extractor.statements.forms import content_form
from extractor.statements.model import Candidate
from tests.parses import parse_table

CLAUSE = """
that     that    SCONJ IN  mark 2
taxes    tax     NOUN  NNS nsubj 2
fell     fall    VERB  VBD ccomp 2
"""
MODAL = """
prices   price   NOUN  NNS nsubj 2
could    could   AUX   MD  aux 2
rise     rise    VERB  VB  ccomp 2
"""
SMALL_CLAUSE = """
the      the     DET   DT  det 1
roof     roof    NOUN  NN  nsubj 2
leaking  leak    VERB  VBG ccomp 2
"""
INFINITIVE = """
to       to      PART  TO  aux 1
leave    leave   VERB  VB  xcomp 1
"""
INFINITIVE_WITH_SUBJECT = """
them     they    PRON  PRP nsubj 2
to       to      PART  TO  aux 2
leave    leave   VERB  VB  ccomp 2
"""
NOUN = """
the      the     DET   DT  det 1
roof     roof    NOUN  NN  dobj 1
that     that    PRON  WDT nsubj 3
leaks    leak    VERB  VBZ relcl 1
"""
GERUND = """
leaving  leave   VERB  VBG pcomp 0
early    early   ADV   RB  advmod 0
"""


@pytest.mark.parametrize(
    ("table", "is_quoted", "form"),
    [
        pytest.param(CLAUSE, False, "clause", id="finite verb"),
        pytest.param(CLAUSE, True, "quotation", id="quoted as a whole"),
        pytest.param(MODAL, False, "clause", id="modal"),
        pytest.param(SMALL_CLAUSE, False, "clause", id="subject without a finite verb"),
        pytest.param(INFINITIVE, False, "infinitive", id="infinitive"),
        pytest.param(INFINITIVE_WITH_SUBJECT, False, "infinitive", id="infinitive with a subject"),
        pytest.param(NOUN, False, "phrase", id="the verb of a relative clause is not the highest word"),
        pytest.param(GERUND, False, "phrase", id="gerund"),
    ],
)
def test_the_highest_word_decides(table: str, is_quoted: bool, form: ContentForm) -> None:
    parse = parse_table(table)
    assert content_form(parse, Candidate("clause", ((0, len(parse.text)),)), is_quoted=is_quoted) == form


def test_that_opens_a_clause_however_the_rest_is_read() -> None:
    parse = parse_table("that that SCONJ IN mark 1\nroof roof NOUN NN ccomp 1")
    assert content_form(parse, Candidate("clause", ((0, len(parse.text)),)), is_quoted=False) == "clause"
