"""What each "they" of annotated texts may stand for, and what it does: what ``antecedent_weights.csv`` is fitted on."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.api import TextExtractor
from extractor.articles import Article, RawDocument
from extractor.cleaning.clean import clean
from extractor.contents.antecedents import candidates
from extractor.document.pipeline import read
from extractor.document.rules import view_of
from extractor.evaluation.statement_fit import Judged, Option

# How strongly a weight is held to what was written by hand, in observations.
HELD = 32.0


def judged_antecedents(paths: Sequence[Path], nlp: TextExtractor) -> Iterator[Judged]:
    """Yield the candidates of each "they" of files in JSON Lines, with what is seen of them and whether they are meant.

    A line has ``doc_id``, ``text`` and ``mentions``: phrases with ``start``, ``end`` (``np_start`` and ``np_end`` with all their
    modifiers) and the ``entity_id`` that phrases share which mean the same.
    """
    for path in paths:
        for line in filter(str.strip, path.read_text("utf-8").splitlines()):
            yield from _judged(json.loads(line), nlp)


def _judged(document: dict[str, Any], nlp: TextExtractor) -> Iterator[Judged]:
    article = clean(RawDocument(source_path=document["doc_id"], text=document["text"]), patterns=nlp.furniture, trace=True)
    if not isinstance(article, Article) or article.origins is None:
        return
    rules = nlp.extractor.rules
    findings = read(article, nlp.extractor.parse(article), rules)
    parse = findings.parse
    view = view_of(article, parse, findings.entities, findings.speech, rules)
    at = _smallest(document["mentions"])
    meant = [at.get(article.origins.given_span(start, end)[0]) for start, end in zip(parse.starts, parse.ends, strict=True)]
    for token in sorted(view.plurals):
        options = [
            Option(each.evidence, meant[token] is not None and meant[each.head] == meant[token])
            for each in candidates(view, token)
        ]
        if options:
            yield Judged(document["doc_id"], options)


def _smallest(mentions: Sequence[dict[str, Any]]) -> dict[int, str]:
    """Return what each code point belongs to: the shortest phrase that holds it."""
    spans = [(each.get("np_start", each["start"]), each.get("np_end", each["end"]), each["entity_id"]) for each in mentions]
    spans.sort(key=lambda span: span[0] - span[1])
    return {point: entity for start, end, entity in spans for point in range(start, end)}
