from dataclasses import replace

import pytest

from extractor.analysis.parse import Parse
from extractor.statements.frames import Match, find_source, try_frames
from extractor.statements.lexicon import Cue, Frame, Lexicon, Licence, Slot
from extractor.statements.model import Miss
from extractor.statements.words import WordClasses
from tests.parses import ACCUSED, INSERTED, THAT_CLAUSE, parse_table

CLAUSE = Frame(
    id="clause", cue="VERB", voice="active", source=("@subject",), slots=(Slot(part="content", path=("ccomp",), side="after"),)
)
INVERTED = replace(CLAUSE, id="inverted", slots=(Slot(part="content", path=("ccomp",), side="before"),))
HOST = replace(CLAUSE, id="inserted", slots=(Slot(part="content", path=("@host",)),))
ACCUSE = Frame(
    id="accuse",
    cue="VERB",
    voice="passive",
    source=("agent,prep:by", "pobj"),
    source_optional=True,
    slots=(Slot(part="target content", path=("nsubjpass",)), Slot(part="content", path=("prep", "pcomp"), side="after")),
)
TOLD = """
She      she      PRON  PRP  nsubj  1
told     tell     VERB  VBD  ROOT   1
him      he       PRON  PRP  dobj   1
it       it       PRON  PRP  nsubj  4
rained   rain     VERB  VBD  ccomp  1
.        .        PUNCT .    punct  1
"""


def cue(*frames: Frame, prepositions: str = "") -> Cue:
    """A cue that licenses the frames."""
    licences = tuple(Licence(frame, frozenset(prepositions.split())) for frame in frames)
    return Cue("say", frames[0].cue, "say", "assertion", "neutral", quotes=False, licences=licences)


def match_cue(parse: Parse, token: int, entry: Cue, words: WordClasses) -> Match | None:
    """What the first frame that holds finds."""
    found = next(try_frames(parse, token, entry, words), None)
    assert not isinstance(found, Miss)
    return found


def test_a_match_tells_content_and_source(lexicon: Lexicon) -> None:
    found = match_cue(parse_table(THAT_CLAUSE), 2, cue(CLAUSE), lexicon.words)
    assert found is not None
    assert (found.frame.id, found.source, [head for head, _ in found.contents]) == ("clause", 1, [6])


def test_the_first_licence_that_holds_is_taken(lexicon: Lexicon) -> None:
    found = match_cue(parse_table(THAT_CLAUSE), 2, cue(INVERTED, HOST, CLAUSE), lexicon.words)
    assert found is not None
    assert found.frame.id == "clause"


def test_the_side_of_the_content_counts(lexicon: Lexicon) -> None:
    assert match_cue(parse_table(THAT_CLAUSE), 2, cue(INVERTED), lexicon.words) is None


def test_the_host_is_the_clause_around(lexicon: Lexicon) -> None:
    found = match_cue(parse_table(INSERTED), 4, cue(HOST), lexicon.words)
    assert found is not None
    assert (found.source, [head for head, _ in found.contents]) == (3, [7])


def test_a_passive_has_agent_target_and_content(lexicon: Lexicon) -> None:
    found = match_cue(parse_table(ACCUSED), 4, cue(ACCUSE, prepositions="of"), lexicon.words)
    assert found is not None
    assert (found.source, found.target, [head for head, _ in found.contents]) == (7, 1, [1, 9])


def test_another_preposition_than_the_licensed_one_does_not_do(lexicon: Lexicon) -> None:
    assert match_cue(parse_table(ACCUSED), 4, cue(ACCUSE, prepositions="with"), lexicon.words) is None


def test_the_voice_must_fit(lexicon: Lexicon) -> None:
    assert match_cue(parse_table(ACCUSED), 4, cue(CLAUSE), lexicon.words) is None
    assert match_cue(parse_table(THAT_CLAUSE), 2, cue(ACCUSE), lexicon.words) is None


def test_an_optional_slot_may_stay_empty(lexicon: Lexicon) -> None:
    addressee = Slot(part="addressee", path=("dobj",), optional=True)
    frame = replace(CLAUSE, slots=(*CLAUSE.slots, addressee))
    told = match_cue(parse_table(TOLD), 1, cue(frame), lexicon.words)
    said = match_cue(parse_table(THAT_CLAUSE), 2, cue(frame), lexicon.words)
    assert told is not None
    assert said is not None
    assert (told.addressee, said.addressee) == (2, None)


def test_a_trace_names_what_is_missing(lexicon: Lexicon) -> None:
    found = list(try_frames(parse_table(THAT_CLAUSE), 2, cue(ACCUSE, INVERTED, CLAUSE), lexicon.words, trace=True))
    assert found[:2] == [Miss("accuse", 2, "voice passive"), Miss("inverted", 2, "content: ccomp")]
    assert isinstance(found[2], Match)
    assert found[2].parts() == (("content", 6), ("source", 1))


def test_a_source_that_may_be_missing(lexicon: Lexicon) -> None:
    parse = parse_table("""
        It        it       PRON  PRP nsubjpass 2
        was       be       AUX   VBD auxpass   2
        said      say      VERB  VBN ROOT      2
        she       she      PRON  PRP nsubj     4
        left      leave    VERB  VBD ccomp     2
    """)
    frame = Frame(
        id="passive",
        cue="VERB",
        voice="passive",
        source=("agent,prep:by", "pobj"),
        source_optional=True,
        slots=(Slot(part="content", path=("ccomp",)),),
    )
    strict = replace(frame, source_optional=False)
    found = match_cue(parse, 2, cue(frame), lexicon.words)
    assert found is not None
    assert found.source is None
    assert match_cue(parse, 2, cue(strict), lexicon.words) is None


HOLDERS = """
Her      her      PRON  PRP$ poss   1
claim    claim    NOUN  NN   nsubj  4
and      and      CCONJ CC   cc     1
theirs   theirs   PRON  PRP  conj   1
fell     fall     VERB  VBD  ROOT   4

The      the      DET   DT   det    1
claim    claim    NOUN  NN   nsubj  4
by       by       ADP   IN   prep   1
Rome     Rome     PROPN NNP  pobj   2
fell     fall     VERB  VBD  ROOT   4

Rome     Rome     PROPN NNP  nsubj  1
made     make     VERB  VBD  ROOT   1
a        a        DET   DT   det    3
claim    claim    NOUN  NN   dobj   1

She      she      PRON  PRP  nsubj  1
was      be       AUX   VBD  ROOT   1
sure     sure     ADJ   JJ   acomp  1
"""


@pytest.mark.parametrize(
    ("token", "where", "source"),
    [
        pytest.param(1, "@holder", 0, id="possessor"),
        pytest.param(6, "@holder", 8, id="by-phrase"),
        pytest.param(13, "@holder", 10, id="subject of the light verb"),
        pytest.param(16, "@subject", 14, id="subject of the copula"),
        pytest.param(16, "@antecedent", None, id="no antecedent"),
        pytest.param(6, "agent,prep:by > pobj", 8, id="path"),
        pytest.param(16, "agent > pobj or @subject", 14, id="the second path"),
    ],
)
def test_find_source(lexicon: Lexicon, token: int, where: str, source: int | None) -> None:
    frame = replace(CLAUSE, source=tuple(tuple(path.split(" > ")) for path in where.split(" or ")))
    assert frame.written_source == where
    assert find_source(parse_table(HOLDERS), token, frame, lexicon.words) == source
