"""Repairs of single characters, before offsets are final."""

import re
import unicodedata

from extractor.cleaning.damage import repair_twice_decoded, restore_lost_marks, unescape_entities

_LINE_ENDS = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029](?:(?<=\r)\n)?")
_OTHER_LINE_ENDS = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
_ESCAPES = re.compile("(?:\x1b\\[|\x9b)[0-9;?]{0,32}[ -/]{0,4}[@-~]|\x1b\\][^\x07\x1b\n]{0,256}(?:\x07|\x1b\\\\)")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_GLUED = re.compile(r'(?<=[^\W\d_]{2}):(?=["“][^\W\d_])')  # Whitfield:"We will win."
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Joiners stay: they hold emoji and several scripts together. Between Latin letters they are noise like the others.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]|(?<=[A-Za-z\u00c0-\u024f])[\u200c\u200d](?=[A-Za-z\u00c0-\u024f])")
_MAY_BE_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_C1_LETTERS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}


def clean_characters(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text in Unicode NFC with one kind of line end and space, without invisible characters and entities of HTML,
    and with a space before a quotation that is glued to a colon; what was damaged before is repaired as far as it can be;
    and what needed a warning.

    Quotation marks, ligatures, direction marks and everything visible stay as they are.
    """
    warnings: list[str] = []
    if "&" in text:
        text = unescape_entities(text)
    if not text.isascii():
        text, repaired = repair_twice_decoded(text)
        if repaired:
            warnings.append(f"{repaired} lines had been decoded wrongly before and were repaired")
        text = unicodedata.normalize("NFC", text)
        if _MAY_BE_INVISIBLE.search(text):
            text = _INVISIBLE.sub("", text)
    if _OTHER_LINE_ENDS.search(text):
        text = _LINE_ENDS.sub("\n", text)
    if _CONTROLS.search(text):
        text, escapes = _ESCAPES.subn("", text)
        controls = len(_CONTROLS.findall(text))
        text = _CONTROLS.sub(lambda found: _C1_LETTERS.get(ord(found[0]), ""), text)
        warnings.append(f"{escapes + controls} control characters taken out or read as Windows-1252")
    text, restored = restore_lost_marks(text)
    if restored:
        warnings.append(f"{restored} quotation marks and apostrophes had been lost before and were put in again")
    text = _GLUED.sub(": ", text)
    return _SPACES.sub(" ", text), tuple(warnings)


def line_spans(text: str) -> list[tuple[int, int]]:
    """Return where the lines of a text stand, without their line ends; all kinds of line ends count."""
    spans = []
    start = 0
    for end in _LINE_ENDS.finditer(text):
        spans.append((start, end.start()))
        start = end.end()
    spans.append((start, len(text)))
    return spans
