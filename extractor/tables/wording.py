"""Whether two contents say the same in other words: precise rather than complete."""

import re

from extractor.tables.rewording import Meanings

_NOT_KEY = re.compile(r"[\W_]+")
# Words of the shortest part that is taken for a quotation cut short.
_FEWEST_PART = 6
# Words of the shortest answer that repeats an accusation.
_FEWEST_REPEATED = 3
_NEGATIONS = frozenset(["no", "not", "never", "nothing", "nobody", "none", "neither", "nor", "without", "cannot", "t"])
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been but by for from had has have he her his i in is it its of on or our she so that the their "
        "them there they this to was we were will with would you your",
    )
)
# What a denial is called to be about when it repeats nothing of the accusation.
_ACCUSATION = frozenset(
    re.findall(
        r"\w+",
        "accusation accusations allegation allegations charge charges claim claims wrongdoing involvement responsibility it "
        "them this",
    )
)
# What somebody declines to speak about who says nothing at all.
_MATTER = frozenset(
    re.findall(
        r"\w+",
        "any anything case details detail dispute further investigation issue lawsuit litigation matter media more press "
        "proceedings publicly question questions report reporters request requests specifics story whether",
    )
)
_SPEAKING = frozenset(["answer", "comment", "discuss", "elaborate", "respond", "say", "speak", "talk"])
_STEM, _SHORTEST = 5, 4


def content_key(text: str) -> str:
    """Return the letters and digits of a content in lower case, as in the column of that name."""
    return _NOT_KEY.sub(" ", text.lower()).strip()


def change(before: str, after: str, meanings: Meanings) -> str:
    """Return how a content (as ``content_key``) became another: same, shortened, extended or reworded; empty where it did not."""
    if before == after:
        return "same"
    if _holds(before, after):
        return "shortened"
    if _holds(after, before):
        return "extended"
    return "reworded" if meanings.is_reworded(before, after) else ""


def answers(answer: str, accusation: str, least: int, share: float) -> bool:
    """Return whether a denial or confirmation speaks of an accusation: it names no more than "the allegations", or repeats at
    least so many words of it, and this share of them.

    A word is enough for a denial. People confirm much, and that somebody who is accused confirms something with the same word is
    chance more often than not.
    """
    words = answer.split()
    if set(words) <= _ACCUSATION | _SMALL | _NEGATIONS | {"any", "all", "those", "these"}:
        return bool(set(words) & _ACCUSATION)
    repeated = len(words) >= _FEWEST_REPEATED and f" {answer} " in f" {accusation} "
    charged = _stems(accusation.split())
    return repeated or len(_stems(words) & charged) >= max(least, share * len(charged))


def is_negated(content: str) -> bool:
    """Return whether a content says that something is not so: "I never sold it"."""
    return _negated(content.split()) % 2 == 1


def declines(content: str) -> bool:
    """Return whether somebody who declines "to comment on the case" declines to speak."""
    words = content.split()
    return len(words) > 1 and words[0] == "to" and words[1] in _SPEAKING


def says_nothing(content: str) -> bool:
    """Return whether who declines to speak does so at all: "to comment further", not "to say that the mayor was right"."""
    return set(content.split()[2:]) <= _ACCUSATION | _SMALL | _MATTER


def _holds(whole: str, part: str) -> bool:
    """Return whether the part stands in the whole word for word, and is long enough not to do so by chance."""
    return part.count(" ") + 1 >= _FEWEST_PART and f" {part} " in f" {whole} "


def _negated(words: list[str]) -> int:
    return sum(word in _NEGATIONS for word in words)


def _stems(words: list[str]) -> set[str]:
    """Return the beginnings of the longer words: "bribes" and "bribery" have one."""
    return {word[:_STEM] for word in words if len(word) >= _SHORTEST and word not in _SMALL | _ACCUSATION}
