"""One parse of a text that was analysed in pieces."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.analysis.parse import Parse


def join_parses(text: str, pieces: Sequence[tuple[int, Parse]]) -> Parse:
    """Return the parse of ``text``; each piece comes with the code point at which it begins. Text between pieces has no tokens.

    Words are those of ``text``, also where the analysed text had another case or other white space.
    """
    if len(pieces) == 1 and pieces[0][0] == 0 and len(pieces[0][1].text) == len(text):
        parse = pieces[0][1]
        return parse if parse.text == text else parse.of_text(text)
    joined = _Lists()
    for offset, parse in pieces:
        first = len(joined.words)
        joined.words += [text[start + offset : end + offset] for start, end in zip(parse.starts, parse.ends, strict=True)]
        joined.starts += [start + offset for start in parse.starts]
        joined.ends += [end + offset for end in parse.ends]
        joined.lemmas += parse.lemmas
        joined.pos += parse.pos
        joined.tags += parse.tags
        joined.deps += parse.deps
        joined.heads += [head + first for head in parse.heads]
        joined.sentences += [(start + first, end + first) for start, end in parse.sentences]
        joined.names += [(start + first, end + first, label) for start, end, label in parse.names]
    return Parse(text, **vars(joined))


@dataclass
class _Lists:
    """The lists of a parse while they grow."""

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)
