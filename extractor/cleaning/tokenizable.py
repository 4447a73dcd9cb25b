"""The text as the tokenizer reads it best; all offsets stay.

spaCy's tokenizer takes off one punctuation mark after another and looks at all that is left each time: the time for a run of
marks without a space grows with its square (2,000 marks 0.5 s, 4,000 marks 2 s, 20,000 about a minute).
"""

import re
from functools import partial

LONGEST_RUN = 64
LONGEST_WORD = 5000
_RUN = re.compile(rf"(?:[^\w\s]|_){{{LONGEST_RUN + 1},}}")
_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")

_OTHER_APOSTROPHES = "‘`´ʼ′"
_APOSTROPHE = re.compile(rf"(?<=[^\W\d_])[{_OTHER_APOSTROPHES}](?=(?:s|t|re|ve|ll|d|m)\b)")
_PLURAL_POSSESSIVE = re.compile(r"(?<=[^\W\d_]s)’(?= \w)")

_STRAIGHT = str.maketrans("“”„‟", '""""')
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,1000})(?<=\S)\1(?!\*)")

_LETTER = re.compile(r"^([QA])\.(?= \S)", re.MULTILINE)
_CREDIT = re.compile(r"(?<=[.!?…][\"”'’])( ?)[-–—―](?=[^\W\d_a-z])")


def break_runs(text: str) -> str:
    """Return a text of the same length in which no run of marks is longer than 64 and no word longer than 5,000 characters.

    Single characters are replaced by spaces, so every offset stays true. It is meant for the tokenizer only: what is stored and
    shown is the text itself.
    """
    for pattern, limit in ((_RUN, LONGEST_RUN), (_WORD, LONGEST_WORD)):
        if pattern.search(text):
            text = pattern.sub(partial(_with_spaces, limit=limit), text)
    return text


def turn_apostrophes(text: str) -> str:
    """Return a text of the same length with the apostrophe that the tokenizer knows, for others within words ("Trump‘s",
    "don´t").

    A curved one after an s becomes a straight one ("Texas’ plan"), which the model takes for a possessive and not for the end of
    a quotation, unless a quotation with single marks is open in its line. It is meant for the tokenizer only, as above.
    """
    if "s’" in text:
        text = _PLURAL_POSSESSIVE.sub(_straight, text)
    if not any(mark in text for mark in _OTHER_APOSTROPHES):
        return text
    return _APOSTROPHE.sub("’", text)


def _straight(found: re.Match[str]) -> str:
    line = found.string.rfind("\n", 0, found.start()) + 1
    return "’" if "‘" in found.string[line : found.start()] else "'"


def turn_quotation_marks(text: str) -> str:
    """Return a text of the same length with straight marks for curly ones: the analysis shall not depend on how an outlet sets
    them.

    It is meant for the tokenizer only, as above.
    """
    return text.translate(_STRAIGHT)


def hide_emphasis(text: str) -> str:
    """Return a text of the same length without the asterisks that make words bold or italic ("**Q: Why?**", "*The Gazette*").

    It is meant for the tokenizer only, as above.
    """
    if "*" not in text:
        return text
    return _EMPHASIS.sub(lambda found: f"{' ' * len(found[1])}{found[2]}{' ' * len(found[1])}", text)


def turn_letters(text: str) -> str:
    """Return a text of the same length with a colon for the full stop behind the letters of questions and answers ("Q. Why? A.
    No.").

    It is meant for the tokenizer only, as above; both letters must open lines.
    """
    letters = {found[1] for found in _LETTER.finditer(text)}
    return _LETTER.sub(r"\1:", text) if len(letters) > 1 else text


def part_credits(text: str) -> str:
    """Return a text of the same length without the dash that is glued between a closing quotation mark and a name (“We
    won.”—Ann Lee).

    It is meant for the tokenizer only, as above.
    """
    return _CREDIT.sub(r"\1 ", text)


def _with_spaces(found: re.Match[str], *, limit: int) -> str:
    run = found[0]
    pieces = [run[start : start + limit] for start in range(0, len(run), limit + 1)]
    broken = " ".join(pieces)
    return broken.ljust(len(run))
