"""From what the steps found to records: offsets, texts, and which entity has to do with which statement."""

from dataclasses import replace

import pytest

from extractor.analysis.layout import find_layout
from extractor.articles import Article, Block
from extractor.contents.model import Content, Target
from extractor.contents.times import Calendar
from extractor.document.rows import Findings, make_result
from extractor.mentions.model import DocumentEntities, Entity, Mention
from extractor.mentions.speech import Speech
from extractor.records import DocumentResult
from extractor.resources import find_models
from extractor.running.check import check_result
from extractor.speakers.model import Speaker
from extractor.statements.model import Statement
from tests.layouts import found
from tests.unit.marked import marked

TITLE = "Harbor news"
TEXT = "[ORG Tarnby Post] reported that Ann Lee told Bo Hale : “ Norrail left on Monday , ” and went . Norrail slept"
CALENDAR = Calendar.load(find_models())


def made(**changes: object) -> DocumentResult:
    """The records of a text in which a newspaper reports what Ann Lee told Bo Hale; ``changes`` are those of her statement."""
    parse = marked(f"{TITLE} / {TEXT}")
    text = parse.text
    paragraph = text.index("Tarnby")

    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    def token(word: str) -> int:
        return parse.words.index(word)

    names = {"Tarnby Post": "organization", "Ann Lee": "person", "Bo Hale": "person", "Norrail": "organization"}
    mentions = []
    for number, (name, kind) in enumerate(names.items()):
        start = token(name.split()[0])
        mentions.append(Mention(start, start + len(name.split()), "X", kind, "name", number))  # type: ignore[arg-type]
    last = len(parse.words) - 1 - parse.words[::-1].index("Norrail")
    mentions.append(Mention(last, last + 1, "X", "organization", "name", 3))
    document = DocumentEntities(tuple(mentions), tuple(Entity(kind, name) for name, kind in names.items()))  # type: ignore[arg-type]
    quotation = (text.index("“"), text.index("”") + 1)
    report = Statement(
        "clause",
        ((text.index("that Ann"), text.index(" and went")),),
        (span("reported"),),
        (span("Tarnby Post"),),
        token("reported"),
    )
    told = Statement(
        "quote/before",
        (quotation,),
        (span("told"),),
        (span("Ann Lee"),),
        cue_head=token("told"),
        type="direct",
        addressee=span("Bo Hale"),
        addressee_head=token("Hale"),
        time=span("Monday"),
        tense="past",
        nested_in=0,
        other_rules=("clause", "object", "clause"),
    )
    statements = [report, replace(told, **changes)]
    speakers = [
        Speaker("organization", "named", "Tarnby Post", 0, 0),
        Speaker("person", "named", "Ann Lee", 1, 1, candidates=(1, 2)),
    ]
    article = Article("d", "a.txt", text, (Block(0, len(TITLE), "title"), Block(paragraph, len(text))), published_at="2026-03-12")
    contents = [Content(), Content(target=Target(span("Norrail"), token("Norrail"), 3))]
    findings = Findings(
        article, parse, find_layout(article, parse), found(parse, statements), document, Speech(), speakers, contents
    )
    result = make_result(findings, CALENDAR)
    check_result(result, "d")
    return result


def related(result: DocumentResult, statement: int) -> dict[str, list[str]]:
    """Texts of the mentions that have to do with a statement, by what they have to do with it."""
    texts = {row.mention_id: row.text for row in result.mentions}
    rows: dict[str, list[str]] = {}
    for row in result.statement_entities:
        if row.statement_id == result.statements[statement].statement_id:
            rows.setdefault(row.relation, []).append(texts[row.mention_id])
    return rows


def test_who_says_it_to_whom_about_whom_and_who_passes_it_on() -> None:
    result = made()
    assert related(result, 1) == {
        "speaker": ["Ann Lee"],
        "addressee": ["Bo Hale"],
        "target": ["Norrail"],
        "about": ["Norrail"],
        "via": ["Tarnby Post"],
    }
    outer, inner = result.statements
    assert (inner.nested_in, inner.via_id, outer.nested_in, outer.via_id) == (outer.statement_id, "e0", None, None)
    assert (inner.speaker_id, inner.addressee_id, inner.target_id) == ("e1", "e2", "e3")
    assert inner.speaker_candidates == ["e1", "e2"]


def test_a_content_is_about_all_that_it_names_once() -> None:
    assert related(made(), 0)["about"] == ["Ann Lee", "Bo Hale", "Norrail"]


def test_a_statement_on_its_own_comes_from_nobody_else() -> None:
    result = made(nested_in=None)
    assert result.statements[1].via_id is None
    assert result.statements[1].nested_in is None
    assert "via" not in related(result, 1)


def test_marks_around_a_direct_quotation_are_not_stored() -> None:
    direct, mixed = made(), made(type="mixed")
    assert direct.statements[1].content == "Norrail left on Monday,"
    assert mixed.statements[1].content == "“ Norrail left on Monday, ”"
    assert direct.statements[1].content_key == mixed.statements[1].content_key == "norrail left on monday"
    assert [row.text for row in direct.statement_spans if row.part == "content"][1] == "Norrail left on Monday,"


def test_the_id_of_a_statement_is_that_of_its_spans() -> None:
    assert made().statements[1].statement_id == made(type="mixed", rule="quote/after").statements[1].statement_id
    assert made().statements[1].statement_id != made(cue=()).statements[1].statement_id


def test_pieces_of_a_content_are_told_apart() -> None:
    start = made().statements[1].prefix
    assert start.endswith("told Bo Hale: “ ")
    text = made().document.text
    pieces = ((text.index("Norrail"), text.index(" left")), (text.index("on Monday"), text.index(", ”")))
    assert made(content=pieces, type="indirect").statements[1].content == "Norrail ... on Monday"


def test_time_and_place_in_the_article() -> None:
    outer, inner = made().statements
    assert (inner.time_text, inner.time_start, inner.time_precision) == ("Monday", "2026-03-09", "day")
    assert (outer.time_text, outer.time_start) == ("", "")
    assert (inner.paragraph_index, inner.in_title, inner.sentence_index) == (1, False, 1)
    assert inner.other_rules == ["clause", "object"]


def test_entities_count_how_they_are_written() -> None:
    result = made()
    assert [(entity.entity_id, entity.aliases) for entity in result.entities] == [
        ("e0", {"Tarnby Post": 1}),
        ("e1", {"Ann Lee": 1}),
        ("e2", {"Bo Hale": 1}),
        ("e3", {"Norrail": 2}),
    ]


@pytest.mark.parametrize(("start", "in_title"), [(0, True), (2, False)])
def test_mentions_in_the_headline(start: int, in_title: bool) -> None:
    parse = marked(f"Tarnby / {TEXT}")
    article = Article("d", "a.txt", parse.text, (Block(0, 6, "title"), Block(7, len(parse.text))))
    document = DocumentEntities((Mention(start, start + 1, "X", "place", "name", 0),), (Entity("place", "Tarnby"),))
    findings = Findings(article, parse, find_layout(article, parse), found(parse, []), document, Speech(), [], [])
    (row,) = make_result(findings, CALENDAR).mentions
    assert (row.text, row.in_title) == ("Tarnby", in_title)
