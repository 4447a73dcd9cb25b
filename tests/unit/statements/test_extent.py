import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.statements import extent
from extractor.statements.lexicon import Lexicon
from extractor.statements.quotation_marks import find_quotations
from tests.parses import ACCUSED, INSERTED, THAT_CLAUSE, parse_table
from tests.unit.statements.test_frames import match_cue

FINAL = """
Taxes    tax      NOUN  NNS  nsubj  2
will     will     AUX   MD   aux    2
fall     fall     VERB  VB   ccomp  6
,        ,        PUNCT ,    punct  6
the      the      DET   DT   det    5
minister minister NOUN  NN   nsubj  6
said     say      VERB  VBD  ROOT   6
.        .        PUNCT .    punct  6
"""
APPOSITION = """
Ana      Ana      PROPN NNP  compound 1
Kova     Kova     PROPN NNP  nsubj    6
,        ,        PUNCT ,    punct    1
the      the      DET   DT   det      4
mayor    mayor    NOUN  NN   appos    1
,        ,        PUNCT ,    punct    1
said     say      VERB  VBD  ROOT     6
nothing  nothing  PRON  NN   dobj     6
.        .        PUNCT .    punct    6
"""

ASIDE = """
She      she      PRON  PRP  nsubj  1
said     say      VERB  VBD  ROOT   1
he       he       PRON  PRP  nsubj  3
met      meet     VERB  VBD  ccomp  1
Roe      Roe      PROPN NNP  dobj   3
,        ,        PUNCT ,    punct  4
who      who      PRON  WP   nsubj  7
left     leave    VERB  VBD  relcl  4
.        .        PUNCT .    punct  1
"""
BRACKET = """
He       he       PRON  PRP  nsubj  1
left     leave    VERB  VBD  ROOT   1
(        (        PUNCT -LRB- punct 3
late     late     ADV   RB   advmod 1
)        )        PUNCT -RRB- punct 3
"""
DATELINE = """
BERN     BERN     PROPN NNP  dep    5
(        (        PUNCT -LRB- punct 2
AP       AP       PROPN NNP  appos  0
)        )        PUNCT -RRB- punct 2
-        -        PUNCT :    punct  5
Roe      Roe      PROPN NNP  nsubj  6
spoke    speak    VERB  VBD  ROOT   6
"""


def contents(table: str, token: int, lemma: str, lexicon: Lexicon) -> list[str]:
    """The content ranges of the cue as text."""
    parse = parse_table(table)
    entry = lexicon.get("VERB", lemma)
    assert entry is not None
    match = match_cue(parse, token, entry, lexicon.words)
    assert match is not None
    return [parse.span_text(first, last + 1) for first, last in extent.content_ranges(parse, match, lexicon.words, {})]


def test_that_belongs_to_the_content_and_the_full_stop_does_not(lexicon: Lexicon) -> None:
    assert contents(THAT_CLAUSE, 2, "say", lexicon) == ["that taxes would fall"]


def test_a_content_around_its_cue_has_two_pieces(lexicon: Lexicon) -> None:
    assert contents(INSERTED, 4, "say", lexicon) == ["The strike", "will end today"]


def test_a_content_before_its_cue_ends_at_the_comma(lexicon: Lexicon) -> None:
    assert contents(FINAL, 6, "say", lexicon) == ["Taxes will fall"]


def test_a_relative_clause_behind_the_last_comma_is_left_out(lexicon: Lexicon) -> None:
    assert contents(ASIDE, 1, "say", lexicon) == ["he met Roe"]


@pytest.mark.parametrize(("span", "trimmed"), [((0, 3), (0, 4)), ((0, 2), (0, 1)), ((0, 4), (0, 4))])
def test_brackets_are_whole_or_left_out(span: tuple[int, int], trimmed: tuple[int, int]) -> None:
    assert extent.trim(parse_table(BRACKET), span) == trimmed


@pytest.mark.parametrize("depth", [1, 2, 5_000])
def test_any_number_of_brackets_that_stay_open(depth: int) -> None:
    rows = ["He he PRON PRP nsubj 1", "left leave VERB VBD ROOT 1"]
    parse = parse_table("\n".join(rows + ["( ( PUNCT -LRB- punct 1", "late late ADV RB advmod 1"] * depth))
    assert extent.trim(parse, (0, len(parse) - 1)) == (0, 1)
    assert extent.trim(parse, (2, len(parse) - 1)) == (3, 3)


def test_a_dateline_is_no_source() -> None:
    assert extent.source_range(parse_table(DATELINE), 5, 6) == (5, 5)


def test_the_source_holds_its_apposition() -> None:
    parse = parse_table(APPOSITION)
    first, last = extent.source_range(parse, 1, 6)
    assert parse.span_text(first, last + 1) == "Ana Kova, the mayor"


def test_a_source_behind_its_cue() -> None:
    parse = parse_table(ACCUSED)
    assert extent.source_range(parse, 7, 4) == (6, 7)


@pytest.mark.parametrize(("span", "trimmed"), [((2, 5), (3, 4)), ((2, 2), None), ((0, 9), (0, 8))])
def test_trim_takes_punctuation_off_the_edges(span: tuple[int, int], trimmed: tuple[int, int] | None) -> None:
    assert extent.trim(parse_table(INSERTED), span) == trimmed


def test_offsets_of_a_range() -> None:
    parse = parse_table(THAT_CLAUSE)
    start, end = extent.to_span(parse, (3, 6))
    assert parse.text[start:end] == "that taxes would fall"


TEXT = "He said “we won” and left."


@pytest.mark.parametrize(
    ("part", "cue", "fitted"),
    [
        pytest.param("won” and", "said", "“we won” and", id="begins inside: the whole quotation"),
        pytest.param("said “we", "He", "said “we won”", id="ends inside behind the cue: the whole quotation"),
        pytest.param("“we won", "said", "“we won”", id="the closing mark belongs to it"),
        pytest.param("He said “we won” and", "won", "we won", id="a cue inside keeps its content inside"),
    ],
)
def test_marks_decide_the_extent(part: str, cue: str, fitted: str) -> None:
    start = TEXT.index(part)
    found = extent.fit_quotations(TEXT, [(start, start + len(part))], find_quotations(TEXT), TEXT.index(cue))
    assert [TEXT[begin:end] for begin, end in found] == [fitted]


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1])))


@given(SPANS)
def test_a_union_is_ordered_without_overlap_and_covers_the_same(spans: list[tuple[int, int]]) -> None:
    merged = extent.union(spans)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(merged))
    assert {at for span in merged for at in range(*span)} == {at for span in spans for at in range(*span)}


EXAM = """
She      she      PRON  PRP  nsubj  1
said     say      VERB  VBD  ROOT   1
it       it       PRON  PRP  nsubj  3
was      be       AUX   VBD  ccomp  1
hard     hard     ADJ   JJ   acomp  3
,        ,        PUNCT ,    punct  1
{joint}  {joint}  CCONJ CC   cc     1
taught   teach    VERB  VBD  conj   1
them     they     PRON  PRP  dobj   7
.        .        PUNCT .    punct  1
"""


@pytest.mark.parametrize(("joint", "content"), [("but", "it was hard, but taught them"), ("and", "it was hard")])
def test_a_clause_that_goes_on_with_but_is_content_too(lexicon: Lexicon, joint: str, content: str) -> None:
    assert contents(EXAM.format(joint=joint), 1, "say", lexicon) == [content]
