"""The outer form of an article."""

from dataclasses import replace

import pytest

from extractor.analysis.layout import find_layout, sentence_starts
from extractor.articles import Article, Block, BlockKind
from tests.unit.marked import marked


def article(*parts: tuple[str, BlockKind], dateline: str = "") -> Article:
    """An article whose blocks are these lines."""
    blocks, offset = [], 0
    for line, kind in parts:
        blocks.append(Block(offset, offset + len(line), kind))
        offset += len(line) + 1
    return Article("d", "a.txt", "\n".join(line for line, _ in parts), tuple(blocks), dateline=dateline)


PARTS: tuple[tuple[str, BlockKind], ...] = (
    ("Harbor news", "title"),
    ("Ann Lee", "byline"),
    ("RIVERTON The bridge is shut .", "paragraph"),
    ("Read more", "furniture"),
    ("What now", "heading"),
    ("MS. HALE : It rained .", "paragraph"),
)


def test_what_may_hold_statements_in_code_points_and_tokens() -> None:
    parse = marked(" / ".join(line for line, _ in PARTS))
    text = parse.text
    found = Article(
        "d", "a.txt", text,
        tuple(
            Block(text.index(words), text.index(words) + len(words), kind)
            for words, kind in (
                ("Harbor news", "title"), ("Ann Lee", "byline"), ("RIVERTON The bridge is shut.", "paragraph"),
                ("Read more", "furniture"), ("What now", "heading"), ("MS. HALE: It rained.", "paragraph"),
            )
        ),
        dateline="RIVERTON",
    )  # fmt: skip
    layout = find_layout(found, parse)
    assert [text[start:end] for start, end in layout.paragraphs] == [
        "Harbor news",
        "The bridge is shut.",
        "What now",
        "MS. HALE: It rained.",
    ]
    assert [text[start:end] for start, end in layout.headings] == ["What now"]
    assert (text[: layout.title_end], parse.span_text(0, layout.title_tokens)) == ("Harbor news", "Harbor news")
    assert [parse.span_text(*block) for block in layout.blocks] == [
        "Harbor news",
        "Ann Lee",
        "RIVERTON The bridge is shut.",
        "What now",
        "MS. HALE: It rained.",
    ]
    assert [parse.span_text(*block) for block in layout.furniture] == ["Read more"]


def test_without_a_headline_it_ends_at_once() -> None:
    parse = marked("It rained .")
    layout = find_layout(Article("d", "a.txt", parse.text, (Block(0, len(parse.text)),)), parse)
    assert (layout.title_end, layout.title_tokens) == (0, 0)


def test_sentences_start_with_blocks_behind_datelines_and_behind_labels() -> None:
    found = article(*PARTS, dateline="RIVERTON")
    starts = [found.text[start:].split()[0] for start in sentence_starts(found)]
    assert starts == ["Harbor", "Ann", "RIVERTON", "The", "Read", "What", "MS."]
    labelled = article(("MS. HALE: It rained.", "paragraph"))
    assert [labelled.text[start:].split()[0] for start in sentence_starts(labelled)] == ["MS.", "It"]


@pytest.mark.parametrize("line", ["“RIVERTON: it rained.", "HALE: “It rained.”", "it: rained"])
def test_words_before_a_colon_that_start_no_sentence_behind_it(line: str) -> None:
    assert sentence_starts(article((line, "paragraph"))) == [0]


def test_the_dateline_is_cut_off_once() -> None:
    found = article(("OSLO - It rained.", "paragraph"), ("OSLO is wet.", "paragraph"), dateline="OSLO")
    parse = marked("OSLO - It rained . / OSLO is wet .")
    assert [found.text[start:end] for start, end in find_layout(found, parse).paragraphs] == ["It rained.", "OSLO is wet."]


def test_the_words_of_the_address_are_known() -> None:
    found = replace(article(("It rained.", "paragraph")), url="https://example.org/2024/Mayor-Ann_L%C3%A9e-resigns/?page=1")
    assert find_layout(found, marked("It rained .")).address == {"mayor", "ann", "lée", "resigns"}


def test_the_network_x_may_end_a_sentence() -> None:
    found = article(("She wrote on X. Malcolm X. Hale agreed on X. “No,” he said.", "paragraph"))
    assert [found.text[start:].split()[0] for start in sentence_starts(found)] == ["She", "Malcolm", "“No,”"]
