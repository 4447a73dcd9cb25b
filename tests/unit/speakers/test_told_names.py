"""Names by their place: labels of transcripts and the author's line."""

from dataclasses import replace

import pytest

from extractor.articles import Block
from extractor.entities.gazetteer import load_gazetteer
from extractor.entities.names import Name
from extractor.entities.titles import load_titles
from extractor.mentions.model import DocumentEntities, Entity, Mention
from extractor.resources import find_models
from extractor.speakers.told_names import add_told_names, author_of, write_small
from extractor.statements.model import Statement
from tests.unit.marked import marked

NOUNS = ("chair", "moderator", "unknown")
TURN = ": I_PRON agree_VERB ."


def voices(label: str, rest: str = "", *, names: list[tuple[int, int, str]] | None = None) -> list[tuple[str, str, str]]:
    """Text, label and origin of the names of a turn with this label."""
    parse = marked(f"{label} {TURN} {rest}")
    end = parse.text.index(":")
    statement = Statement("label/transcript", ((end + 1, len(parse.text)),), source=((0, end),), source_head=0)
    found = add_told_names(parse, [Name(*name) for name in names or []], [statement], load_titles(find_models()), nouns=NOUNS)
    return [(parse.span_text(name.start, name.end), name.label, name.origin) for name in found]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("HALE", "HALE"),
        ("MS. HALE", "HALE"),
        ("Dora HALE", "Dora HALE"),
        ("REP. HALE ( Norland )", "HALE"),
        ("HALE , Minister for Water", "HALE"),
    ],
)
def test_the_name_in_a_label_is_a_person(label: str, name: str) -> None:
    assert voices(label) == [(name, "PERSON", "label")]


@pytest.mark.parametrize("label", ["Q", "THE_DET CHAIR", "MODERATOR"])
def test_descriptions_and_letters_are_no_names(label: str) -> None:
    assert voices(label) == []


@pytest.mark.parametrize(
    ("label", "names", "kept"),
    [
        ("UNKNOWN CHAIR", [(0, 2, "PERSON")], []),
        ("HALE , CHAIR", [(0, 1, "PERSON"), (2, 3, "ORG")], [("HALE", "PERSON", "label")]),
        ("TARNBY CHAIR UNION", [(0, 3, "ORG")], [("TARNBY CHAIR UNION", "ORG", "model")]),
    ],
)
def test_words_for_people_are_no_names_in_labels(
    label: str, names: list[tuple[int, int, str]], kept: list[tuple[str, str, str]]
) -> None:
    assert voices(label, names=names) == kept


def test_a_label_without_title_keeps_the_name_that_it_has() -> None:
    assert voices("LUND", names=[(0, 1, "GPE")]) == [("LUND", "GPE", "model")]


def test_a_title_or_the_text_makes_it_a_person() -> None:
    assert voices("MS. LUND", names=[(1, 2, "GPE")])[0][1:] == ("PERSON", "label")
    assert voices("LUND", "Dora Lund left_VERB .", names=[(0, 1, "GPE"), (5, 7, "PERSON")])[0][1:] == ("PERSON", "label")


def test_a_known_source_of_two_statements_is_one_name() -> None:
    models = find_models()
    parse = marked("Reuters reported_VERB it and denied_VERB that .")
    statements = [Statement("clause", ((17, 19),), source=((0, 7),), source_head=0) for _ in range(2)]
    names = add_told_names(parse, [], statements, load_titles(models), gazetteer=load_gazetteer(models))
    assert names == [Name(0, 1, "ORG", "source")]


def test_a_known_source_may_end_behind_its_head() -> None:
    models = find_models()
    parse = marked("No. 10 denied_VERB that .")
    statement = Statement("object", ((14, 18),), source=((0, 6),), source_head=0)
    names = add_told_names(parse, [], [statement], load_titles(models), gazetteer=load_gazetteer(models))
    assert names == [Name(0, 2, "ORG", "source")]


@pytest.mark.parametrize(("author", "found"), [("JANE ROE", True), ("JANE ROE; TOM LIND", False), ("Roe", False)])
def test_the_author_is_named_above_the_text(author: str, found: bool) -> None:
    parse = marked(f"The bin / {author} / I_PRON have_VERB a bin .")
    start = parse.text.index(author)
    names = add_told_names(
        parse, [], [], load_titles(find_models()), blocks=[Block(start, start + len(author), "byline")], author=author
    )
    assert [parse.span_text(name.start, name.end) for name in names] == ([author] if found else [])


def test_names_in_capitals_are_written_small() -> None:
    mention = Mention(0, 2, "PERSON", "person", "name", 0, origin="byline")
    entities = (Entity("person", "JANE ROE", given_name="JANE", family_name="ROE"),)
    document = write_small(DocumentEntities((mention,), entities))
    assert (document.entities[0].name, document.entities[0].family_name, author_of(document)) == ("Jane Roe", "Roe", 0)
    document = write_small(DocumentEntities((replace(mention, origin="model"),), entities))
    assert document.entities[0].name == "JANE ROE"
