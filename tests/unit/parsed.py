"""Parses made by hand with tags and relations: ``Lee/NNP/nsubj/+1 left/VBD/ROOT/0 ././punct/-1``."""

from itertools import pairwise

from extractor.analysis.parse import Parse

_POS = {
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
    "PRP": "PRON",
    "PRP$": "PRON",
    "WP": "PRON",
    "DT": "DET",
    "IN": "ADP",
    "JJ": "ADJ",
}
_LEMMAS = {"said": "say", "was": "be", "is": "be", "thanked": "thank"}


def parsed(line: str, names: list[tuple[int, int, str]] | None = None) -> Parse:
    """The parse of a line of ``word/tag/relation/distance of the head``; sentences end with full stops."""
    rows = [token.rsplit("/", 3) for token in line.split()]
    words = [row[0] for row in rows]
    starts, text = [], ""
    for word in words:
        text += " " if text and word not in (".", ",", "'s") else ""
        starts.append(len(text))
        text += word
    edges = [0, *(number + 1 for number, word in enumerate(words) if word == ".")]
    return Parse(
        text=text,
        words=words,
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        lemmas=[_LEMMAS.get(word.lower(), word.lower()) for word in words],
        pos=[_POS.get(row[1], "VERB" if row[1].startswith("V") else "PUNCT") for row in rows],
        tags=[row[1] for row in rows],
        deps=[row[2] for row in rows],
        heads=[number + int(row[3]) for number, row in enumerate(rows)],
        sentences=list(pairwise(edges)),
        names=names or [],
    )
