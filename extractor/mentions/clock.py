"""How much text lies between two places, for whoever is read of at one and meant at the other."""

from collections.abc import Mapping

from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse
from extractor.mentions.speech import Speech


def times_of(parse: Parse, layout: Layout, speech: Speech, place: Mapping[str, float]) -> list[float]:
    """Return the time by token: a sentence counts 1, or less when most of it stands inside quotation marks."""
    times: list[float] = []
    now, quoted, paragraph = 0.0, place["quoted_sentence"], place["paragraph"]
    breaks, inside = frozenset(start for start, _ in layout.blocks), bytearray(len(parse))
    for token in speech.inside:
        inside[token] = 1
    for start, end in parse.sentences:
        if start in breaks and not inside[start]:
            now += paragraph
        times += [now] * (end - start)
        now += quoted if inside.count(1, start, end) > 0.7 * (end - start) else 1.0
    return times
