"""Articles of the same text share one parse: no rule may change it, and each article has the result that it has alone."""

from copy import deepcopy
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from extractor.analysis.parse import Parse
from extractor.api import TextExtractor
from extractor.articles import Article, RawDocument
from extractor.cleaning.clean import clean
from extractor.document.pipeline import extract, read

ARTICLES = sorted((Path(__file__).parents[2] / "corpus" / "articles").glob("*.md"))[:12]


def articles(extractor: TextExtractor) -> list[Article]:
    raws = [RawDocument(path.name, path.read_text(encoding="utf-8")) for path in ARTICLES]
    cleaned = [clean(raw, patterns=extractor.furniture) for raw in raws]
    found = [article for article in cleaned if isinstance(article, Article)]
    assert len(found) == len(ARTICLES)
    return found


def values(parse: Parse) -> dict[str, Any]:
    return {field.name: getattr(parse, field.name) for field in fields(parse) if not field.name.startswith("_")}


def test_no_rule_changes_a_parse(text_extractor: TextExtractor) -> None:
    extractor = text_extractor.extractor
    found = articles(text_extractor)
    for article, parse in zip(found, extractor.parse_many(found), strict=True):
        before = deepcopy(values(parse))
        extract(article, parse, extractor.rules)
        extract(article, parse, extractor.rules, given=[])
        assert values(parse) == before


def test_a_trace_finds_what_is_found_without(text_extractor: TextExtractor) -> None:
    extractor = text_extractor.extractor
    found = articles(text_extractor)
    for article, parse in zip(found, extractor.parse_many(found), strict=True):
        plain, traced = (read(article, parse, extractor.rules, trace=trace) for trace in (False, True))
        assert traced.found.statements == plain.found.statements
        assert (traced.entities, traced.speakers) == (plain.entities, plain.speakers)
        assert traced.found.misses
        assert not plain.found.misses


def test_repeated_articles_have_the_results_that_they_have_alone(text_extractor: TextExtractor) -> None:
    extractor = text_extractor.extractor
    first, second, *_ = articles(text_extractor)
    # The same wire copy under another name and of another outlet.
    copy = replace(first, document_id="copy", source_path="wire/copy.txt", outlet="The Ostrava Ledger", author="Ilsabe Quandt")
    expected = []
    for article in (first, second, copy):
        extractor.recent.forget()
        expected.append(extractor.extract(article))
    extractor.recent.forget()
    assert list(extractor.extract_many([first, second, copy])) == expected
    assert list(extractor.extract_many([copy, first])) == [expected[2], expected[0]]
    assert expected[0].statements
