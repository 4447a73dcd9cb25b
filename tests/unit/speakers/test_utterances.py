"""Who utters which stretch of a text."""

from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse, Span
from extractor.mentions.model import DocumentEntities
from extractor.mentions.speech import Speech, Utterance
from extractor.speakers.utterances import find_utterances
from extractor.statements.label_evidence import LabelKnowledge
from extractor.statements.model import Statement
from extractor.statements.quotation_marks import Quotation
from tests.layouts import found, layout
from tests.unit.parsed import parsed

LINE = "``/``/punct/+2 He/PRP/nsubj/+1 left/VBD/ccomp/+3 ''/''/punct/-1 Lee/NNP/nsubj/+1 said/VBD/ROOT/0 ././punct/-1"


def speech(parse: Parse, statement: Statement, *quotations: Span, form: Layout | None = None) -> Speech:
    """Who speaks in a text with one statement."""
    marks = [Quotation(start, end, start, end) for start, end in quotations]
    return find_utterances(parse, form or layout(parse), found(parse, [statement], marks), DocumentEntities(), LabelKnowledge())[
        1
    ]


def test_a_quotation_belongs_to_the_source_of_its_statement() -> None:
    parse = parsed(LINE)
    quotation = (parse.starts[0], parse.ends[3])
    statement = Statement("test", (quotation,), source=((parse.starts[4], parse.ends[4]),), source_head=4)
    heard = speech(parse, statement, quotation)
    assert heard.utterances == (Utterance(0, 4, source=4),)
    assert (set(heard.inside), heard.sources) == ({0, 1, 2, 3}, {4})


def test_a_source_inside_the_quotation_is_not_its_speaker() -> None:
    parse = parsed(LINE)
    quotation = (parse.starts[0], parse.ends[3])
    statement = Statement("test", (quotation,), source=((parse.starts[1], parse.ends[1]),), source_head=1)
    assert speech(parse, statement, quotation).utterances == (Utterance(0, 4),)


def test_a_transcript_without_marks_is_an_utterance() -> None:
    parse = parsed(LINE)
    statement = Statement("test", ((parse.starts[0], parse.ends[3]),), type="direct", source_head=4)
    assert speech(parse, statement).utterances == (Utterance(0, 4, source=4),)


def test_who_is_quoted_within_a_quotation_has_an_utterance_of_their_own() -> None:
    parse = parsed(LINE)
    inner = (parse.starts[1], parse.ends[2])
    statement = Statement("quote/before", (inner,), type="direct", source_head=4, nested_in=0)
    heard = speech(parse, statement, (parse.starts[0], parse.ends[3]))
    assert heard.utterances == (Utterance(1, 3, source=4), Utterance(0, 4))
    assert heard.voice_of(1) == Utterance(1, 3, source=4)


def test_nobody_is_known_to_speak_in_what_is_quoted_within_an_utterance() -> None:
    heard = Speech(utterances=(Utterance(0, 20, source=21),), inner=frozenset(range(5, 12)))
    assert (heard.voice_of(4), heard.voice_of(7), heard.voice_of(21)) == (Utterance(0, 20, source=21), None, None)
