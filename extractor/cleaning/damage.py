"""Texts that other programs damaged before: characters written as entities, text decoded wrongly, marks that were lost."""

import re
from html import unescape
from html.entities import html5

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# "&amp;amp;#8217;" was escaped three times.
_MOST_ESCAPES = 3

# A stretch that is likely to have been decoded as Windows-1252 although it was UTF-8: a lead byte and what follows it. And what
# became of quotation marks, dashes and letters with accents that were decoded as Mac Roman, Windows-1251 or code page 437.
_FOLLOWING = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_TWICE_DECODED = re.compile(f"[ÃÂâåÐÑð][{_FOLLOWING}]|‚Ä[ôúùìîò¶¢]|√[©®±≥∫∂ºª≠¢†ß]|â€|вЂ|ΓÇ|├[\u00a0-\u00ff⌐║▒│╢╗]")
# The byte 9D, the end of a closing quotation mark, is no letter of Windows-1252; many programs drop it or write a question mark.
_CUT_QUOTE = re.compile(f"â€(?:[\x9d\ufffd]|\\?(?=\\s|$)|(?![{_FOLLOWING}]))")

# A question mark, or U+FFFD, is what became of marks that a character set lacks.
_LOST_APOSTROPHE = re.compile(r"(?<![/.\w-])([A-Za-z]{1,40})[?\ufffd](?=(?:s|t|re|ve|ll|d|m)\b(?![=&/]))")
_LOST_QUOTES = re.compile(
    r"(?<!\S)(?P<opening>[?\ufffd])(?=[A-Z])|(?:(?<=[,.!?…])[?\ufffd]|(?<=\w)\ufffd)(?=\s|$)|(?<!\S)\ufffd(?=\w)",
)


def unescape_entities(text: str) -> str:
    """Return the text with characters in place of entities of HTML ("&#8217;", "&nbsp;"), also where they were escaped again."""
    for _ in range(_MOST_ESCAPES):
        if "&" not in text:
            break
        before, text = text, _ENTITY.sub(_character, text)
        if text == before:
            break
    return text


def repair_twice_decoded(text: str) -> tuple[str, int]:
    """Return the text with lines repaired that were UTF-8 and decoded as something else, and the number of these lines."""
    if not _TWICE_DECODED.search(text):
        return text, 0
    import ftfy

    # Only the encoding is repaired: by default ftfy makes curly quotation marks straight and takes ligatures apart.
    config = ftfy.TextFixerConfig(
        uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False, normalization=None, unescape_html=False
    )
    lines = text.splitlines(keepends=True)
    repaired = [
        ftfy.fix_encoding(_CUT_QUOTE.sub("â€\x9d", line), config) if _TWICE_DECODED.search(line) else line for line in lines
    ]
    return "".join(repaired), sum(before != after for before, after in zip(lines, repaired, strict=True))


def restore_lost_marks(text: str) -> tuple[str, int]:
    """Return the text with apostrophes and quotation marks where a question mark or U+FFFD stands for them, and their number.

    Quotation marks are put only where they open and close by turns in a line.
    """
    if "?" not in text and "\ufffd" not in text:
        return text, 0
    text, count = _LOST_APOSTROPHE.subn(r"\1’", text)
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        found = list(_LOST_QUOTES.finditer(line)) if "?" in line or "\ufffd" in line else []
        opens = [match["opening"] is not None or not line[: match.start()][-1:].strip() for match in found]
        if found and len(found) % 2 == 0 and opens == [True, False] * (len(found) // 2):
            pieces = list(line)
            for match, opening in zip(found, opens, strict=True):
                pieces[match.start()] = "“" if opening else "”"
            lines[number] = "".join(pieces)
            count += len(found)
    return "".join(lines), count


def _character(found: re.Match[str]) -> str:
    entity = found[0]
    return unescape(entity) if entity[1] == "#" else html5.get(entity[1:], entity)
