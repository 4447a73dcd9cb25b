"""Where the cleaned text stands in the text that was read."""

# What cleaning takes out next to white space: marks of quoted lines, invisible and control characters.
_INVISIBLE = ">\u00ad\u200b\u200c\u200d\u2060\ufeff\x7f\x81\x8d\x8f\x90\x9d"
_TAKEN_OUT = frozenset(map(chr, [*range(0x09), *range(0x0E, 0x1C), *map(ord, _INVISIBLE)]))


def align(cleaned: str, given: str) -> list[int]:
    """Return for each code point of a cleaned text its place in the given one, ascending.

    Cleaning changes and removes white space, takes characters out and repairs others. Repaired characters are those between two
    stretches that agree, within a word.
    """
    places: list[int] = []
    here = there = 0
    while here < len(cleaned):
        mark = cleaned[here]
        while there < len(given) and given[there] != mark and _may_go(mark, given[there]):
            there += 1
        if there < len(given) and (given[there] == mark or (mark.isspace() and given[there].isspace())):
            places.append(there)
            here, there = here + 1, there + 1
        elif mark.isspace():  # between words that the given text does not part
            places.append(max(there - 1, 0))
            here += 1
        else:
            length, gone = _word(cleaned, here), _word(given, there)
            last = max(there + gone - 1, 0)
            places += [min(there + step, last) for step in range(length - 1)] + [last]
            here, there = here + length, there + gone
    return places


def _may_go(mark: str, other: str) -> bool:
    return other in _TAKEN_OUT or (other.isspace() and not mark.isspace())


def _word(text: str, start: int) -> int:
    end = start
    while end < len(text) and not text[end].isspace():
        end += 1
    return end - start
