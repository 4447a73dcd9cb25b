"""Family names that are likely one with a letter wrong: "Schneiderman" and "Scheiderman", "Janzen" and "Jensen"."""

import re

# A shorter name with another letter is more often another name ("Obama", "Osama").
_SHORTEST = 6
_SHORTEST_WRITTEN_OUT = 4
# Letters with marks as they are written without them: "Đorđević" and "Djordjevic", "Müller" and "Mueller".
_WRITTEN_OUT = re.compile(r"(?<=d)j|(?<=[aou])e|(?<=a)a")
_ALIKE = str.maketrans(dict.fromkeys("eiouy", "a") | {"z": "s", "c": "k", "q": "k", "w": "v", "f": "v"})


def is_misspelt(one: str, other: str) -> bool:
    """Return whether two folded names differ by one letter left out, added, changed or swapped, or sound alike letter by
    letter; their first and last letters are the same."""
    if (
        min(len(one), len(other)) > _SHORTEST_WRITTEN_OUT
        and _WRITTEN_OUT.sub("", one) == _WRITTEN_OUT.sub("", other)
        and one != other
    ):
        return True
    if one == other or one[:1] != other[:1] or one[-1:] != other[-1:] or min(len(one), len(other)) < _SHORTEST:
        return False
    if len(one) == len(other) and one.translate(_ALIKE) == other.translate(_ALIKE):
        return True
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next(number for number, letter in enumerate(f"{short} ") if letter != long[number])
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    swapped = short[same : same + 2] == long[same : same + 2][::-1] and short[same + 2 :] == long[same + 2 :]
    return swapped or short[same + 1 :] == long[same + 1 :]
