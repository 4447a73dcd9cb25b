"""Parses made by hand: ``The [ORG White House] denied_VERB it .``: spaces, names in brackets, ``_`` and part of speech."""

import re
from itertools import pairwise

from extractor.analysis.parse import Parse

_CLOSING = re.compile(r"[.,;:!?)\]]|['’]s?|%")
_TAGGED = re.compile(r"(?P<word>.+)_(?P<pos>[A-Z]{3,5})(?:>(?P<dep>\w+)(?P<head>[+-]\d+))?")


def marked(line: str) -> Parse:
    """The parse of a line. ``word_POS>dep+2`` also gives the relation and the distance of the head; ``/`` is a line end.

    Without a part of speech a word in capitals is PROPN, a mark PUNCT, all else NOUN.
    """
    words, pos, deps, heads, names, opened = [], [], [], [], [], []
    starts, text = [], ""
    for piece in line.split():
        if piece.startswith("[") and piece[1:].isupper() and len(piece) > 2:
            opened.append((len(words), piece[1:]))
            continue
        closes = len(piece) - len(piece.rstrip("]")) if opened else 0
        token = piece[: len(piece) - closes] if closes else piece
        if token:
            found = _TAGGED.fullmatch(token)
            word = found["word"] if found else token
            word = "\n" if word == "/" else word
            if text and not _CLOSING.fullmatch(word) and not text.endswith(("(", "\n")) and word != "\n":
                text += " "
            starts.append(len(text))
            text += word
            words.append(word)
            pos.append(found["pos"] if found else _guess(word))
            deps.append((found and found["dep"]) or "dep")
            heads.append(len(words) - 1 + int((found and found["head"]) or 0))
        for _ in range(closes):
            start, label = opened.pop()
            names.append((start, len(words), label))
    return Parse(
        text=text,
        words=words,
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        lemmas=[_lemma(word, tag) for word, tag in zip(words, pos, strict=True)],
        pos=pos,
        tags=[""] * len(words),
        deps=deps,
        heads=heads,
        sentences=_sentences(words),
        names=sorted(names),
    )


def _guess(word: str) -> str:
    if word == "\n":
        return "SPACE"
    if word in ("'s", "’s"):
        return "PART"
    if not any(letter.isalnum() for letter in word):
        return "PUNCT"
    if word.lower() in ("the", "a", "an"):
        return "DET"
    if word.lower() in ("of", "in", "at", "for", "to", "by", "with", "outside"):
        return "ADP"
    if word.lower() in ("and", "or"):
        return "CCONJ"
    return "NUM" if word.isdecimal() else "PROPN" if word[0].isupper() else "NOUN"


def _lemma(word: str, pos: str) -> str:
    lemmas = {"said": "say", "says": "say", "explains": "explain", "recalled": "recall", "denied": "deny", "is": "be"}
    return lemmas.get(word.lower(), word if pos == "PROPN" else word.lower())


def _sentences(words: list[str]) -> list[tuple[int, int]]:
    edges = [0, *(number + 1 for number, word in enumerate(words) if word in (".", "\n"))]
    edges = edges if edges[-1] == len(words) else [*edges, len(words)]
    return [(start, end) for start, end in pairwise(edges) if start < end]
