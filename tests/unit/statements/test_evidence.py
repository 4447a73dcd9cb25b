"""What is seen of a statement, on parses made by hand."""

from dataclasses import replace

import pytest

from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse
from extractor.resources import find_models
from extractor.statements.evidence import Text, evidence, evidence_of_place
from extractor.statements.lexicon import Lexicon, load_lexicon
from extractor.statements.model import LicenceKind, Statement
from tests.parses import THAT_CLAUSE, parse_table


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(find_models())


def statement(parse: Parse, content: tuple[int, int], **parts: object) -> Statement:
    start, end = content
    return Statement(
        "clause",
        ((parse.starts[start], parse.ends[end - 1]),),
        cue=((parse.starts[2], parse.ends[2]),),
        source=((parse.starts[0], parse.ends[1]),),
        cue_head=2,
        cue_lemma="say",
        source_head=1,
        **parts,  # type: ignore[arg-type]
    )


def seen(lexicon: Lexicon, content: tuple[int, int] = (3, 7), *, licence: LicenceKind = "first", **parts: object) -> list[str]:
    parse = parse_table(THAT_CLAUSE)
    text = Text.of(parse, lexicon, (), Layout(), names=parts.pop("names", ()))  # type: ignore[arg-type]
    return evidence(text, statement(parse, content, **parts), licence=licence)


def test_each_is_told_once_and_in_the_same_order(lexicon: Lexicon) -> None:
    told = seen(lexicon)
    assert told == seen(lexicon)
    assert len(told) == len(set(told))


def test_what_a_plain_report_shows(lexicon: Lexicon) -> None:
    assert {
        "any", "rule: clause", "cue: say", "cue is VBD", "source: person", "source with the", "content words: to 4",
        "content begins with that", "content has would", "content ends with its sentence",
    } <= set(seen(lexicon))  # fmt: skip


def test_what_is_left_outside_of_a_content_is_told(lexicon: Lexicon) -> None:
    assert {"left outside: ccomp", "left outside: ccomp, clause"} <= set(seen(lexicon, (3, 5)))
    assert "left outside: ccomp" not in seen(lexicon)


def test_who_or_what_is_told_is_told(lexicon: Lexicon) -> None:
    assert "told: somebody" in seen(lexicon, addressee_head=1)
    assert "told: thing" in seen(lexicon, addressee_head=2)


def test_a_content_that_stops_in_mid_sentence_tells_what_comes_next(lexicon: Lexicon) -> None:
    told = seen(lexicon, (3, 5))
    assert "then AUX" in told
    assert "content ends with its sentence" not in told


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"negated": True}, "cue: negated"),
        ({"names": [(0, 2, "ORG")]}, "source: name of organization"),
    ],
)
def test_facts_of_a_statement(lexicon: Lexicon, parts: dict[str, object], name: str) -> None:
    assert name in seen(lexicon, **parts)
    assert name not in seen(lexicon)


def test_the_place_among_the_others_and_the_licence_are_told(lexicon: Lexicon) -> None:
    quoted = Statement(rule="quote/after", content=((5, 30),))
    assert evidence_of_place(quoted) == []
    assert evidence_of_place(replace(quoted, nested_in=0)) == ["nested", "nested: quote"]
    assert evidence_of_place(replace(quoted, other_rules=("clause",))) == ["rule: another, too"]
    assert not any(name.startswith("licence") for name in seen(lexicon))
    assert {"licence: none", "licence: none, clause"} <= set(seen(lexicon, licence="none"))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("it leaked , and it sank", "content has , CC"),
        ("it leaked , forcing a stop", "content has , VBG"),
        ("it leaked — nobody knew", "content has a break"),
        ("it leaked ( badly ) again", "content has a break"),
    ],
)
def test_where_a_content_may_have_gone_on_too_long_is_told(lexicon: Lexicon, words: str, shown: str) -> None:
    tags = {",": ",", "and": "CC", "forcing": "VBG"}
    table = "The the DET DT det 1\nmayor mayor NOUN NN nsubj 2\nsaid say VERB VBD ROOT 2\n"
    table += "".join(f"{word} {word} X {tags.get(word, 'NN')} dep 2\n" for word in words.split())
    parse = parse_table(table)
    text = Text.of(parse, lexicon, (), Layout(), names=())
    assert shown in evidence(text, statement(parse, (3, len(parse))))
    assert shown not in evidence(text, statement(parse, (3, 5)))
