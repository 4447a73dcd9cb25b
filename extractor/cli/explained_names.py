"""Everything that may be a name with the evidence for and against it, for ``extractor explain --names``."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extractor.cleaning.structure import squeeze

if TYPE_CHECKING:
    from extractor.analysis.parse import Parse
    from extractor.articles import Article
    from extractor.document.rules import Rules
    from extractor.entities.naming import Candidate

# Kinds of words that stand beside a candidate, where the name of the evidence is no word of the text.
_KINDS = "(?:noun|possessive|number|bracket|demonym|adjective|particle|direction|yearly|epithet|honours|title|age)$"
# How evidence is put in words where its name is short; other evidence is shown by its name.
_WORDS = (
    (re.compile(r"words: (\d)"), r"how often \1-word candidates are names"),
    (re.compile(r"model: nothing"), "the model sees no name here"),
    (re.compile(r"model: inside (\w+)"), r"the model sees a longer name (\1)"),
    (re.compile(r"model: around (\w+)"), r"the model sees a shorter name (\1)"),
    (re.compile(r"model: across (\w+)"), r"the model cuts the name (\1) elsewhere"),
    (re.compile(r"model: ([A-Z_]+)"), r"the model says \1"),
    (re.compile(r"before: capital"), "a word with a capital stands before it"),
    (re.compile(r"behind: capital"), "a word with a capital stands behind it"),
    (re.compile(rf"before: (?!{_KINDS})([a-z]+|\W+|’s|'s)"), r"“\1” stands before it"),
    (re.compile(rf"behind: (?!{_KINDS})([a-z]+|\W+|’s|'s)"), r"“\1” stands behind it"),
    (re.compile(r"does"), "it is a subject"),
    (re.compile(r"refers: (\w+)"), r"“\1” follows"),
    (re.compile(r"elsewhere: mostly (\w+)"), r"\1 in most places of the text"),
    (re.compile(r"elsewhere: again"), "it stands in several places"),
)


def name_lines(article: "Article", parse: "Parse", rules: "Rules") -> Iterator[str]:
    """Yield what may be a name with place and label, why it is none, the sums by label, and what speaks for and against the
    highest, the weightiest first."""
    from extractor.document.explain import considered
    from extractor.entities.weights import LABELS

    weights, candidates = rules.namer.weights, considered(article, parse, rules)
    taken = [candidate for candidate in candidates if candidate.name is not None]
    for candidate in candidates:
        column = LABELS.index(candidate.label)
        parts = [(weights.weight(evidence, column), in_words(evidence)) for evidence in candidate.evidence]
        parts.append((candidate.pooled[column], "other places of the same words"))
        parts = sorted((part for part in parts if round(part[0], 1)), key=lambda part: -abs(part[0]))
        place = f"{parse.starts[candidate.start]}-{parse.ends[candidate.end - 1]}"
        yield squeeze(f"{parse.span_text(candidate.start, candidate.end)} {place}")
        yield f"  taken      {_outcome(candidate, taken, parse)}"
        yield f"  offered    {candidate.source}"
        yield f"  sums       {' '.join(f'{label} {value:.1f}' for label, value in zip(LABELS, candidate.sums, strict=True))}"
        for title, sign in (("for", 1), ("against", -1)):
            told = "; ".join(f"{evidence} {weight:+.1f}" for weight, evidence in parts if weight * sign > 0)
            yield f"  {f'{title} {candidate.label}':14} {told or 'nothing'}"
        yield ""


def in_words(evidence: str) -> str:
    """Return evidence as a reader understands it."""
    for pattern, words in _WORDS:
        if found := pattern.fullmatch(evidence):
            return found.expand(words)
    return evidence


def _outcome(candidate: "Candidate", taken: Sequence["Candidate"], parse: "Parse") -> str:
    """Tell the label of a name, or why it is none: another name stands there, or more speaks against it than for it."""
    if candidate.name is not None:
        return candidate.name.label
    for other in taken:
        if other.start < candidate.end and candidate.start < other.end:
            longer = other.start <= candidate.start and candidate.end <= other.end
            name = squeeze(parse.span_text(other.start, other.end))
            return f"no: {'part of' if longer else 'less likely than'} {name}"
    return "no: more speaks against it than for it"


def name_objects(article: "Article", parse: "Parse", rules: "Rules") -> Iterator[dict[str, object]]:
    """Yield the same as objects, with the names of all evidence."""
    from extractor.document.explain import considered
    from extractor.entities.weights import LABELS

    for candidate in considered(article, parse, rules):
        yield {
            "start": parse.starts[candidate.start],
            "end": parse.ends[candidate.end - 1],
            "text": parse.span_text(candidate.start, candidate.end),
            "taken": None if candidate.name is None else candidate.name.label,
            "source": candidate.source,
            "sums": dict(zip(LABELS, candidate.sums, strict=True)),
            "pooled": dict(zip(LABELS, candidate.pooled, strict=True)),
            "evidence": list(candidate.evidence),
        }
