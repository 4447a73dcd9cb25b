import re

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.analysis.parse import Parse
from extractor.statements.lexicon import Lexicon
from extractor.statements.model import Span, Statement
from extractor.statements.paths import LABELS
from tests.layouts import statements_of
from tests.parses import ACCUSED, INSERTED, QUOTED, THAT_CLAUSE, parse_table

_WORDS = {
    "VERB": ["said", "accused", "wants", "reported", "told", "according", "called", "seems"],
    "NOUN": ["claim", "minister", "hope", "Monday", "statement"],
    "ADJ": ["sure", "critical"],
    "PRON": ["she", "who", "that", "nobody", "It"],
    "PROPN": ["Gashi", "PETROV", "Rome"],
    "ADP": ["of", "by", "to", "as", "for"],
    "PART": ["to", "n't"],
    "AUX": ["was", "will", "be"],
    "CCONJ": ["and", "but"],
    "SCONJ": ["that", "if", "as"],
    "ADV": ["reportedly", "never"],
    "PUNCT": ["“", "”", '"', "'", ",", ".", ":", "—", "?", "(", "«", "»"],
    "SPACE": ["\n", "\n\n", " "],
}
_LEMMAS = {
    "said": "say", "accused": "accuse", "wants": "want", "reported": "report", "told": "tell", "called": "call", "seems": "seem",
    "according": "accord", "was": "be",
}  # fmt: skip
_TAGS = ["VBD", "VBZ", "VBG", "VBN", "VB", "NN", "NNP", "IN", "TO", "MD", "."]
_LABELS = sorted(LABELS)


SLEEPLESS = """
“        “        PUNCT ``   punct  4
No       no       DET   DT   det    3
wise     wise     ADJ   JJ   amod   3
one      one      NOUN  NN   nsubj  4
sleeps   sleep    VERB  VBZ  ROOT   4
.        .        PUNCT .    punct  4
”        ”        PUNCT ''   punct  4
"""
"""“No wise one sleeps.”"""


@st.composite
def parses(draw: st.DrawFn) -> Parse:
    """Any words with any labels and any trees: what a parser should never yield, and might."""
    sentences = draw(st.lists(st.integers(1, 12), min_size=0, max_size=4))
    words, pos, tags, deps, heads, starts, ranges = [], [], [], [], [], [], []
    text = draw(st.sampled_from(["", " ", "\n"]))
    for length in sentences:
        first = len(words)
        order = draw(st.permutations(range(first, first + length)))
        for place in range(length):
            part = draw(st.sampled_from(sorted(_WORDS)))
            word = draw(st.sampled_from(_WORDS[part]))
            starts.append(len(text))
            text += word + draw(st.sampled_from(["", " "]))
            words.append(word)
            pos.append(part)
            tags.append(draw(st.sampled_from(_TAGS)))
            deps.append(draw(st.sampled_from(_LABELS)))
            rank = order.index(first + place)
            heads.append(order[draw(st.integers(0, rank - 1))] if rank else first + place)
        ranges.append((first, first + length))
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    lemmas = [_LEMMAS.get(word, word) for word in words]
    return Parse(text, words, starts, ends, lemmas, pos, tags, deps, heads, ranges)


def spans(statement: Statement) -> list[Span]:
    """All spans of a statement."""
    single = [statement.target, statement.addressee, statement.time]
    return [*statement.content, *statement.cue, *statement.source, *(span for span in single if span is not None)]


@settings(max_examples=150)
@given(parses(), st.booleans())
def test_any_parse_gives_statements_with_true_offsets(lexicon: Lexicon, parse: Parse, headline: bool) -> None:
    paragraphs = [match.span() for match in re.finditer(r"[^\n]+", parse.text)]
    title_end = paragraphs[0][1] if headline and paragraphs else 0
    found = statements_of(parse, lexicon, paragraphs, title_end=title_end)
    for number, each in enumerate(found):
        assert each.content
        assert all(0 <= start < end <= len(parse.text) for start, end in spans(each))
        assert list(each.content) == sorted(each.content)
        assert each.nested_in is None or each.nested_in != number
        assert each.nested_in is None or 0 <= each.nested_in < len(found)
        assert all(0 <= head < len(parse) for head in (each.cue_head, each.source_head) if head is not None)


def found_in(table: str, lexicon: Lexicon) -> list[dict[str, list[str]]]:
    """The parts of all statements as text."""
    parse = parse_table(table)
    statements = statements_of(parse, lexicon)
    return [
        {part: [parse.text[start:end] for start, end in getattr(each, part)] for part in ("source", "cue", "content")}
        for each in statements
    ]


def test_a_clause(lexicon: Lexicon) -> None:
    assert found_in(THAT_CLAUSE, lexicon) == [{"source": ["The minister"], "cue": ["said"], "content": ["that taxes would fall"]}]


def test_an_inserted_attribution(lexicon: Lexicon) -> None:
    assert found_in(INSERTED, lexicon) == [{"source": ["she"], "cue": ["said"], "content": ["The strike", "will end today"]}]


def test_a_quotation_in_two_pieces_is_one_statement(lexicon: Lexicon) -> None:
    assert found_in(QUOTED, lexicon) == [{"source": ["she"], "cue": ["told"], "content": ["“We will win,”", "“No one sleeps.”"]}]


def test_an_accusation_tells_who_is_accused(lexicon: Lexicon) -> None:
    parse = parse_table(ACCUSED)
    (found,) = statements_of(parse, lexicon)
    assert found.target is not None
    assert parse.text[slice(*found.target)] == "Mr. Gashi"
    assert [parse.text[start:end] for start, end in found.source] == ["his brother"]


def test_a_floating_quotation_has_the_source_before_it(lexicon: Lexicon) -> None:
    parse = parse_table(THAT_CLAUSE + SLEEPLESS)
    first, second = statements_of(parse, lexicon)
    assert (second.rule, second.source, second.cue) == ("quote/floating", first.source, ())


def test_no_text_no_statements(lexicon: Lexicon) -> None:
    assert statements_of(Parse("", [], [], [], [], [], [], [], [], []), lexicon, paragraphs=[]) == []
