"""The text of rich text (RTF), by a tokenizer of its own: libraries for it give one string, without what is a headline.

A document is groups in braces, control words (``\\par``), symbols (``\\'e9``) and text. Groups of destinations that are no text
(fonts, pictures, headers, fields' instructions) are passed over. Nothing is nested in Python: depth is a list on the heap.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.readers.collections.base import Line
from extractor.readers.decode import known_charset

# Text, a control word with its number and the one space behind it, a hexadecimal byte, a symbol, or a brace.
_TOKEN = re.compile(
    rb"(?P<text>[^\\{}\r\n\x00]+)|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<hex>[0-9a-fA-F]{2})|"
    rb"\\(?P<symbol>[^a-zA-Z])|(?P<brace>[{}])|(?P<nothing>[\r\n\x00]+)"
)
_SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf footnote annotation "
    b"atnid atnauthor atrfstart atrfend fldinst object objdata themedata datastore listtable listoverridetable rsidtbl generator "
    b"xmlnstbl latentstyles filetbl revtbl nonshppict shpinst datafield private tc xe rxe bkmkstart bkmkend".split()
)
_CHARACTERS = {
    b"tab": "\t", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"emspace": " ", b"enspace": " ", b"qmspace": " ", b"~": "\u00a0", b"_": "-", b"-": "", b"{": "{", b"}": "}",
    b"\\": "\\",
}  # fmt: skip
_BREAKS = frozenset({b"par", b"line", b"sect", b"page", b"cell", b"row", b"nestcell", b"nestrow", b"column", b"\n", b"\r"})
_CHARSETS = {0: "cp1252", 77: "mac-roman", 128: "shift_jis", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
             163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"}  # fmt: skip
_FONT = re.compile(rb"\\f(\d{1,5})\b[^{};\\]{0,40}(?:\\[a-z]+-?\d{0,6} ?){0,6}?\\fcharset(\d{1,3})")
_TITLE = re.compile(rb"\{\\info.{0,2000}?\{\\title ([^{}\\]{1,500})\}", re.DOTALL)
_FONTS_WITHIN = 1 << 18
# Half points; a paragraph set larger than this, all of it, is a headline, as is one that is bold.
_LARGE = 27
_DEEPEST = 100_000


@dataclass(slots=True)
class _State:
    """What a group inherits from the one around it."""

    skip: bool = False
    bold: bool = False
    hidden: bool = False
    size: int = 24
    fallback: int = 1
    charset: str = ""


@dataclass(slots=True)
class _Paragraph:
    """The paragraph in the making; bytes wait until a character of them is complete."""

    parts: list[str] = field(default_factory=list)
    waiting: bytearray = field(default_factory=bytearray)
    charset: str = "cp1252"
    shown: int = 0
    bold: int = 0
    level: bool = False

    def add(self, text: str, state: _State) -> None:
        self.settle()
        self.parts.append(text)
        self._weigh(text, state)

    def add_bytes(self, data: bytes, state: _State, charset: str) -> None:
        if charset != self.charset:
            self.settle()
            self.charset = charset
        self.waiting += data
        self._weigh(data.decode("latin-1"), state)

    def _weigh(self, text: str, state: _State) -> None:
        count = len(text) - text.count(" ")
        self.shown += count
        self.bold += count * (state.bold or state.size >= _LARGE)

    def settle(self) -> None:
        if self.waiting:
            self.parts.append(self.waiting.decode(self.charset, "replace"))
            self.waiting.clear()

    def take(self) -> Line:
        """Return the paragraph as a line, and a new one begun."""
        self.settle()
        line = Line("".join(self.parts), heading=self.level or (self.shown > 0 and self.bold == self.shown), whole=True)
        self.parts, self.shown, self.bold = [], 0, 0
        return line


def rtf_lines(data: bytes) -> Iterator[Line]:
    """Yield the paragraphs, and the lines and cells within them, one by one; what is damaged is passed over."""
    fonts = _fonts(data[:_FONTS_WITHIN])
    default = "cp1252"
    state, stack, paragraph = _State(), list[_State](), _Paragraph()
    left_out = 0  # characters that stand in place of the Unicode character before them
    position, end, begins = 0, len(data), False
    while position < end:
        found = _TOKEN.match(data, position)
        if found is None:
            position += 1
            continue
        position = found.end()
        kind = found.lastgroup
        if kind == "nothing":
            continue
        if kind == "brace":
            left_out = 0
            if found["brace"] == b"{":
                if len(stack) < _DEEPEST:
                    stack.append(_State(state.skip, state.bold, state.hidden, state.size, state.fallback, state.charset))
                begins = True
            else:
                state, begins = (stack.pop() if stack else _State()), False
            continue
        opens, begins = begins, False
        if kind == "text":
            text = found["text"]
            if left_out:
                text, left_out = text[left_out:], max(0, left_out - len(text))
            if text and not (state.skip or state.hidden):
                paragraph.add_bytes(text, state, state.charset or default)
            continue
        if kind == "hex":
            if left_out:
                left_out -= 1
            elif not (state.skip or state.hidden):
                paragraph.add_bytes(bytes([int(found["hex"], 16)]), state, state.charset or default)
            continue
        name = found["symbol"] if found["symbol"] is not None else found["word"] or found["number"] or b""
        number = int(found["number"]) if found["number"] else None
        if name == b"*":
            state.skip = state.skip or opens
        elif opens and name in _SKIPPED:
            state.skip = True
        elif name == b"bin":
            position += max(0, number or 0)
        elif name == b"ansicpg":
            default = known_charset(f"cp{number}") or default
        elif name == b"uc":
            state.fallback = max(0, min(number or 0, 8))
        elif state.skip:
            continue
        elif name == b"u" and number is not None:
            if not state.hidden:
                paragraph.add(_character(number, paragraph), state)
            left_out = state.fallback
        elif name in _BREAKS:
            left_out = 0
            yield paragraph.take()
        elif name in _CHARACTERS:
            if left_out:
                left_out -= 1
            elif not state.hidden:
                paragraph.add(_CHARACTERS[name], state)
        elif name == b"b":
            state.bold = number != 0
        elif name == b"v":
            state.hidden = number != 0
        elif name == b"fs":
            state.size = number or 24
        elif name == b"f":
            state.charset = fonts.get(number or 0, "")
        elif name == b"plain":
            state.bold, state.hidden, state.size = False, False, 24
        elif name == b"pard":
            paragraph.level = False
        elif name == b"outlinelevel":
            paragraph.level = number == 0
        elif name == b"deleted":
            state.skip = number != 0
    last = paragraph.take()
    if last.text.strip():
        yield last


def _character(number: int, paragraph: _Paragraph) -> str:
    """Return the character of a signed number of 16 bits; two halves of one become that one."""
    code = number & 0xFFFF if -0x8000 <= number <= 0xFFFF else number
    if not 0 < code <= 0x10FFFF:
        return "\ufffd"
    before = paragraph.parts[-1][-1:] if paragraph.parts and not paragraph.waiting else ""
    if 0xDC00 <= code <= 0xDFFF and "\ud800" <= before <= "\udbff":
        paragraph.parts[-1] = paragraph.parts[-1][:-1]
        return chr(0x10000 + ((ord(before) - 0xD800) << 10) + (code - 0xDC00))
    return chr(code)


def _fonts(data: bytes) -> dict[int, str]:
    """Return the character set of each font that names one."""
    return {int(number): _CHARSETS.get(int(charset), "") for number, charset in _FONT.findall(data)}


def rtf_title(data: bytes) -> str:
    """Return the title of the document's properties, where it is plain text."""
    found = _TITLE.search(data[:_FONTS_WITHIN])
    return " ".join(found[1].decode("cp1252", "replace").split()) if found else ""
