"""Why a name means a place, for ``extractor explain --places``."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.analysis.parse import Parse
    from extractor.articles import Article
    from extractor.document.rules import Rules
    from extractor.entities.gazetteer_entry import GazetteerEntry
    from extractor.mentions.locations import PlaceGrouping
    from extractor.mentions.place_choice import Choice

# Differences that weigh less are left out.
_WEAKEST = 0.05


def place_lines(article: "Article", parse: "Parse", rules: "Rules") -> Iterator[str]:
    """Yield for each name the place that was taken with its evidence, and what the next likely one has less of."""
    from extractor.document.explain import weighed_places

    grouping = weighed_places(article, parse, rules)
    for name, choice in _choices(grouping):
        yield name
        if choice.entry is None:
            yield f"  taken      none; at least {grouping.lists.weights['least']:.1f} is needed"
        for label, (entry, _) in zip(_labels(choice), choice.ranked, strict=False):
            evidence = grouping.chooser.evidence(choice.named, entry)
            yield f"  {label:10} {_place(entry, grouping)} {sum(weight for _, weight in evidence):.1f}"
            if label == "next" and choice.entry is not None:
                yield f"  lacks      {_joined(_lacking(grouping, choice))}"
            else:
                yield f"  because    {_joined(evidence)}"
        yield ""


def place_objects(article: "Article", parse: "Parse", rules: "Rules") -> Iterator[dict[str, object]]:
    """Yield the same as objects, with every place that a name may mean."""
    from extractor.document.explain import weighed_places

    grouping = weighed_places(article, parse, rules)
    for name, choice in _choices(grouping):
        yield {
            "name": name,
            "taken": None if choice.entry is None else choice.entry.key,
            "places": [
                {
                    "key": entry.key,
                    "place": _place(entry, grouping),
                    "evidence": {each: round(weight, 2) for each, weight in grouping.chooser.evidence(choice.named, entry)},
                }
                for entry, _ in choice.ranked
            ],
        }


def _choices(grouping: "PlaceGrouping") -> Iterator[tuple[str, "Choice"]]:
    """Yield the choices in the order of the text, each with the name as it stands there."""
    seen = set()
    for mention in grouping.mentions:
        key, choice = grouping.choice_of(mention)
        if choice is not None and key not in seen:
            seen.add(key)
            yield mention.text, choice


def _labels(choice: "Choice") -> tuple[str, str]:
    return ("taken", "next") if choice.entry is not None else ("nearest", "next")


def _place(entry: "GazetteerEntry", grouping: "PlaceGrouping") -> str:
    region = grouping.gazetteer.divisions.get(entry.first_level)
    inside = [region.name] if region is not None and region.name not in entry.name else []
    return f"{', '.join([entry.name, *inside, entry.country])} ({entry.subkind}, {entry.key})"


def _lacking(grouping: "PlaceGrouping", choice: "Choice") -> list[tuple[str, float]]:
    """Return what the place that was taken has more of than the next one, the weightiest first."""
    first, second = (dict(grouping.chooser.evidence(choice.named, entry)) for entry, _ in choice.ranked[:2])
    more = [(name, first[name] - second.get(name, 0.0)) for name in first]
    return sorted((each for each in more if each[1] > _WEAKEST), key=lambda each: -each[1])


def _joined(evidence: list[tuple[str, float]]) -> str:
    return "; ".join(f"{name} {weight:+.1f}" for name, weight in evidence)
