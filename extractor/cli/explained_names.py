"""Everything that may be a name with the evidence for and against it, for ``extractor explain --names``."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.cleaning.structure import squeeze

if TYPE_CHECKING:
    from extractor.analysis.parse import Parse
    from extractor.articles import Article
    from extractor.document.rules import Rules


def name_lines(article: "Article", parse: "Parse", rules: "Rules") -> Iterator[str]:
    """Yield what may be a name with place and label, the sums by label, and what makes up the highest, the weightiest first."""
    from extractor.document.explain import considered
    from extractor.entities.weights import LABELS

    weights = rules.namer.weights
    for candidate in considered(article, parse, rules):
        column = LABELS.index(candidate.label)
        parts = [(weights.weight(evidence, column), evidence) for evidence in candidate.evidence]
        parts.append((candidate.pooled[column], "other places of the same words"))
        parts = sorted((part for part in parts if round(part[0], 1)), key=lambda part: -abs(part[0]))
        place = f"{parse.starts[candidate.start]}-{parse.ends[candidate.end - 1]}"
        yield squeeze(f"{parse.span_text(candidate.start, candidate.end)} {place}")
        yield f"  taken      {'no' if candidate.name is None else candidate.name.label}"
        yield f"  offered    {candidate.source}"
        yield f"  sums       {' '.join(f'{label} {value:.1f}' for label, value in zip(LABELS, candidate.sums, strict=True))}"
        yield f"  {candidate.label:10} {'; '.join(f'{evidence} {weight:+.1f}' for weight, evidence in parts)}"
        yield ""


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
