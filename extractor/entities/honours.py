"""Letters behind a name in the parse: of "Ann Lee KC said" the name speaks, not the letters."""

from collections.abc import Collection, Iterable

from extractor.analysis.grammar import head_of
from extractor.analysis.parse import Parse
from extractor.entities.names import Name


def hang_honours(parse: Parse, names: Iterable[Name], honours: Collection[str]) -> Parse:
    """Return the parse with ``honours`` hung on the names of persons before them, the same object when there are none."""
    heads: dict[int, int] = {}
    deps: dict[int, str] = {}
    for name in names:
        end = name.end
        while end < len(parse) and parse.words[end] in honours:
            end += 1
        head = name.end - 1
        letters = parse.heads[head_of(parse, name.start, name.end)]
        if name.label != "PERSON" or not name.end <= letters < end:
            continue
        above = parse.heads[letters]
        heads |= dict.fromkeys((child for child in parse.children[letters]), head)
        heads |= {head: head if above == letters else above, letters: head}
        deps |= {head: parse.deps[letters], letters: "appos"}
    return parse.corrected(heads=heads, deps=deps) if heads else parse
