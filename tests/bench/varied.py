"""Invented names without end, some of them frequent and most of them rare, as in news."""

import random

_STARTS, _MIDDLES, _ENDS = (
    words.split()
    for words in (
        "Al Bar Cor Dan El Far Gor Hal Ing Jor Kel Lun Mor Nor Ost Pel Ros Sal Tor Ver",
        "a e i o u an en in on ar er or al el il",
        "berg dale ford gate holm ick land man ner ov ridge sen ski son stein ton vic well wick wood",
    )
)
# Exponent and scale of the distribution: the higher, the fewer names make up most mentions.
_SHAPE, _SCALE = 0.8, 20


def word(number: int) -> str:
    """The name with this number; different numbers give different names."""
    number, end = divmod(number, len(_ENDS))
    number, start = divmod(number, len(_STARTS))
    middle: list[str] = []
    while number:
        number, part = divmod(number - 1, len(_MIDDLES))
        middle.append(_MIDDLES[part])
    return f"{_STARTS[start]}{'r'.join(middle)}{_ENDS[end]}"


def surname(chance: random.Random) -> str:
    """A name drawn so that few are frequent and new ones never stop coming."""
    return word(int(_SCALE * (chance.paretovariate(_SHAPE) - 1)) % 10**9)
