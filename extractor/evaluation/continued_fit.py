"""Sentences that go on with a statement, as annotated, and what is seen of each: what ``continued_weights.csv`` is fitted on."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from extractor.api import TextExtractor
from extractor.articles import Article, RawDocument
from extractor.cleaning.clean import clean
from extractor.document.continuing import continuations
from extractor.document.pipeline import read
from extractor.errors import InputError
from extractor.evaluation.gold import Corpus, Span
from extractor.evaluation.statement_fit import Judged, Option

# How strongly a weight is held to what was written by hand, in observations.
HELD = 8.0
_MARK = re.compile(r"\[\[|\]\]")


def annotated_continuations(path: Path, gold: Corpus) -> dict[str, tuple[str, list[Span]]]:
    """Return texts by id, each with the code points of its sentences that go on with a statement.

    The file has articles with such sentences between ``[[`` and ``]]``, and a table ``gold`` of sentences of the articles of
    ``gold``, in which all others are the narrator's.

    Raises:
        InputError: a sentence is not in its article.
    """
    file = tomllib.loads(path.read_text("utf-8"))
    found = {article["id"]: _unmarked(article["text"]) for article in file["article"]}
    for doc_id, document in gold.items():
        spans = []
        for sentence in file["gold"].get(doc_id, ()):
            start = document.text.find(sentence)
            if start < 0:
                raise InputError(f"{path}: {doc_id}: not in the article: {sentence}")
            spans.append((start, start + len(sentence)))
        found[doc_id] = (document.text, spans)
    return found


def _unmarked(marked: str) -> tuple[str, list[Span]]:
    """Return a text without its marks, and what stood between them."""
    places: list[int] = []
    text = ""
    end = 0
    for mark in _MARK.finditer(marked):
        text += marked[end : mark.start()]
        places.append(len(text))
        end = mark.end()
    return text + marked[end:], list(zip(places[::2], places[1::2], strict=True))


def _in_both_layouts(texts: Mapping[str, tuple[str, list[Span]]]) -> Iterator[tuple[str, tuple[str, list[Span]]]]:
    """Yield each text as it is, and as one that has lost its paragraphs behind the headline."""
    for doc_id, (text, spans) in texts.items():
        yield doc_id, (text, spans)
        head, gap, rest = text.lstrip("\n").partition("\n\n")
        start = len(text) - len(head + gap + rest)
        yield doc_id, (text[:start] + head + gap + rest.replace("\n", " "), spans)


def judged_continuations(texts: Mapping[str, tuple[str, list[Span]]], nlp: TextExtractor) -> Iterator[Judged]:
    """Yield the sentences that may continue a statement, with what is seen of them and whether they do."""
    rules = nlp.extractor.rules
    for doc_id, (text, spans) in _in_both_layouts(texts):
        article = clean(RawDocument(source_path=doc_id, text=text), patterns=nlp.furniture, trace=True)
        if not isinstance(article, Article) or article.origins is None:
            continue
        findings = read(article, nlp.extractor.parse(article), rules)
        parse = findings.found.parse
        for each in continuations(findings, rules):
            start, end = article.origins.given_span(parse.starts[each.start], parse.ends[each.end - 1])
            shared = sum(min(end, stop) - max(start, first) for first, stop in spans if first < end and start < stop)
            yield Judged(doc_id, [Option(each.evidence, 2 * shared >= end - start)])
