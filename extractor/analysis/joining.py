"""One parse of a text that was analysed in pieces."""

from collections.abc import Sequence

from extractor.analysis.parse import Parse


def join_parses(text: str, pieces: Sequence[tuple[int, Parse]]) -> Parse:
    """The parse of ``text``; each piece comes with the code point at which it begins. Text between pieces has no tokens.

    Words are those of ``text``, also where the analysed text had another case or other white space.
    """
    if len(pieces) == 1 and pieces[0][0] == 0 and pieces[0][1].text == text:
        return pieces[0][1]
    joined = Parse(text, [], [], [], [], [], [], [], [], [], [])
    for offset, parse in pieces:
        first = len(joined)
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
    return joined
