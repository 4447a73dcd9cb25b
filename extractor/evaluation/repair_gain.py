"""What each rule that repairs names is worth: F1 of the names on gold annotation with and without it."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.analysis.layout import find_layout
from extractor.analysis.parse import Parse
from extractor.api import TextExtractor
from extractor.articles import Article, RawDocument
from extractor.cleaning.clean import clean
from extractor.document.pipeline import repaired_names
from extractor.document.rules import Rules
from extractor.entities.repair import Repair, repairs
from extractor.evaluation.entities import score_entities
from extractor.evaluation.gold import AnnotatedDocument, AnnotatedEntity, Corpus
from extractor.evaluation.predictions import given_place
from extractor.mentions.chains import find_entities

# What stands in place of a rule in the first two rows.
MODEL_ALONE, ALL_RULES = "(model alone)", "(all rules)"


@dataclass(frozen=True, slots=True)
class RepairGain:
    """A rule, how many names of all corpora it makes, changes or drops, and what F1 loses without it, in per cent, by corpus.

    The first two rows hold F1 itself, without any rule and with all.
    """

    rule: str
    changed: int
    gains: dict[str, float]


_Spans = frozenset[tuple[int, int, str]]


def measure_repairs(corpora: Mapping[str, Corpus], nlp: TextExtractor) -> list[RepairGain]:
    """The gain of every rule on every corpus, in the order of the rules.

    Spans are compared without articles, titles and possessives; a rule that only helps another counts for what both do.
    """
    parsed = {name: _parse(corpus, nlp) for name, corpus in corpora.items()}
    every = repairs()

    def figures(rules: Sequence[Repair]) -> tuple[dict[str, float], dict[str, dict[str, _Spans]]]:
        found = {name: _spans(documents, nlp.extractor.rules, rules) for name, documents in parsed.items()}
        return {name: 100 * _f1(corpora[name], spans) for name, spans in found.items()}, found

    full, kept = figures(every)
    rows = [RepairGain(MODEL_ALONE, 0, figures(())[0]), RepairGain(ALL_RULES, 0, full)]
    for rule in every:
        without, found = figures([other for other in every if other is not rule])
        changed = sum(len(kept[name][doc_id] ^ spans) for name, documents in found.items() for doc_id, spans in documents.items())
        rows.append(RepairGain(rule.id, changed, {name: full[name] - without[name] for name in corpora}))
    return rows


def write_repair_gains(path: Path, rows: Iterable[RepairGain]) -> None:
    """Write the rows as CSV: rule, changed, and a column for each corpus."""
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["rule", "changed", *rows[0].gains])
        writer.writerows([row.rule, row.changed, *(round(gain, 2) for gain in row.gains.values())] for row in rows)


def _parse(corpus: Corpus, nlp: TextExtractor) -> list[tuple[str, Article, Parse]]:
    raws = ((doc_id, RawDocument(source_path=doc_id, text=document.text)) for doc_id, document in corpus.items())
    cleaned = ((doc_id, clean(raw, patterns=nlp.furniture, trace=True)) for doc_id, raw in raws)
    return [(doc_id, article, nlp.extractor.parse(article)) for doc_id, article in cleaned if isinstance(article, Article)]


def _spans(parsed: Iterable[tuple[str, Article, Parse]], rules: Rules, chosen: Sequence[Repair]) -> dict[str, _Spans]:
    found = {}
    for doc_id, article, parse in parsed:
        names = repaired_names(parse, find_layout(article, parse), rules, repairs=chosen)
        mentions = find_entities(parse, names, rules.gazetteer, rules.name_knowledge).mentions
        labels = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
        place = given_place(article.origins)
        found[doc_id] = frozenset(
            (*place(parse.starts[mention.start], parse.ends[mention.end - 1]), labels[mention.kind])
            for mention in mentions
            if mention.kind in labels
        )
    return found


def _f1(gold: Corpus, found: Mapping[str, _Spans]) -> float:
    predicted = {
        doc_id: AnnotatedDocument(
            doc_id=doc_id, entities=[AnnotatedEntity(start=start, end=end, label=label) for start, end, label in sorted(spans)]
        )
        for doc_id, spans in found.items()
    }
    return score_entities(gold, predicted, rules=("edges",)).rules["edges"]["all"].f1
