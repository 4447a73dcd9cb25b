"""Articles of the same text share one parse: no rule may change it, and each article has the result that it has alone."""

from copy import deepcopy
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from extractor.analysis.parse import Parse
from extractor.api import TextExtractor
from extractor.articles import Article, RawDocument
from extractor.cleaning.clean import clean

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
    read = articles(text_extractor)
    for article, parse in zip(read, extractor.parse_many(read), strict=True):
        before = deepcopy(values(parse))
        extractor.rules.apply(article, parse)
        extractor.rules.apply(article, parse, names=[])
        assert values(parse) == before


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
