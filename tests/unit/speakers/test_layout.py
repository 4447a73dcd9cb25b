"""Who utters which stretch of a text."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.articles import Block
from extractor.mentions.discourse import Utterance
from extractor.mentions.model import DocumentEntities
from extractor.speakers.layout import find_layout, token_range
from extractor.statements.model import Statement
from tests.unit.marked import marked
from tests.unit.parsed import parsed

LINE = "``/``/punct/+2 He/PRP/nsubj/+1 left/VBD/ccomp/+3 ''/''/punct/-1 Lee/NNP/nsubj/+1 said/VBD/ROOT/0 ././punct/-1"


@given(st.integers(0, 40), st.integers(0, 40))
def test_tokens_of_a_range_lie_in_it(one: int, other: int) -> None:
    parse = marked("Ann left / / Tom stayed , she said .")
    span = (min(one, other), max(one, other))
    start, end = token_range(parse, span)
    assert 0 <= start <= len(parse)
    assert end <= len(parse)
    assert all(parse.ends[token] > span[0] for token in range(start, end))
    assert all(parse.starts[token] < span[1] for token in range(start, end))
    if start < end:
        assert "SPACE" not in (parse.pos[start], parse.pos[end - 1])


def test_a_quotation_belongs_to_the_source_of_its_statement() -> None:
    parse = parsed(LINE)
    quotation = (parse.starts[0], parse.ends[3])
    statement = Statement("test", [quotation], source=[(parse.starts[4], parse.ends[4])], source_head=4)
    layout = find_layout(
        parse, [statement], DocumentEntities(), quotations=[quotation], blocks=[Block(0, len(parse.text), "title")]
    )
    assert layout.utterances == [Utterance(0, 4, source=4)]
    assert (set(layout.inside), layout.sources, layout.title_end) == ({0, 1, 2, 3}, {4}, 7)


def test_a_source_inside_the_quotation_is_not_its_speaker() -> None:
    parse = parsed(LINE)
    quotation = (parse.starts[0], parse.ends[3])
    statement = Statement("test", [quotation], source=[(parse.starts[1], parse.ends[1])], source_head=1)
    assert find_layout(parse, [statement], DocumentEntities(), quotations=[quotation]).utterances == [Utterance(0, 4)]


def test_a_transcript_without_marks_is_an_utterance() -> None:
    parse = parsed(LINE)
    statement = Statement("test", [(parse.starts[0], parse.ends[3])], type="direct", source_head=4)
    assert find_layout(parse, [statement], DocumentEntities()).utterances == [Utterance(0, 4, source=4)]
