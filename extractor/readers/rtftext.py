"""The text of rich text (RTF), by a tokenizer of its own: libraries for it give one string, without what is a headline.

A document is groups in braces, control words (``\\par``), symbols (``\\'e9``) and text. Groups of destinations that are no text
(fonts, pictures, headers, fields' instructions) are passed over. Nothing is nested in Python: depth is a list on the heap.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from extractor.readers.collections.base import Line
from extractor.readers.decode import known_charset

# Text, a control word with its number and the one space after it, a hexadecimal byte, a symbol, or a brace.
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
_NORMAL = 24


@dataclass(slots=True)
class _State:
    """What a group inherits from the one around it."""

    skip: bool = False
    bold: bool = False
    hidden: bool = False
    size: int = _NORMAL
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
    reading = _Reading(_fonts(data[:_FONTS_WITHIN]))
    position, end = 0, len(data)
    while position < end:
        found = _TOKEN.match(data, position)
        if found is None:
            position += 1
            continue
        position = found.end()
        match found.lastgroup:
            case "brace":
                reading.read_brace(opens=found["brace"] == b"{")
            case "text":
                reading.read_text(found["text"])
            case "hex":
                reading.read_byte(int(found["hex"], 16))
            case "word" | "number" | "symbol":
                name, number = found["symbol"] or found["word"], int(found["number"]) if found["number"] else None
                if name == b"bin":
                    position += max(0, number or 0)
                if reading.read_control(name, number):
                    yield reading.paragraph.take()
    last = reading.paragraph.take()
    if last.text.strip():
        yield last


class _Reading:
    """What holds at one place of a document: the state of the group, those around it, and the paragraph in the making."""

    def __init__(self, fonts: Mapping[int, str]) -> None:
        self.fonts = fonts
        self.state = _State()
        self.paragraph = _Paragraph()
        self._around: list[_State] = []
        self._charset = "cp1252"
        self._left_out = 0  # characters that are there in place of the Unicode character before them
        self._begins = False

    def read_brace(self, *, opens: bool) -> None:
        """Begin a group that inherits the state, or return to the state around it."""
        self._left_out, self._begins = 0, opens
        if not opens:
            self.state = self._around.pop() if self._around else _State()
        elif len(self._around) < _DEEPEST:
            self._around.append(replace(self.state))

    def read_text(self, text: bytes) -> None:
        """Add text to the paragraph, without what is left out."""
        self._begins = False
        left_out = min(self._left_out, len(text))
        self._left_out -= left_out
        if left_out < len(text) and self._is_shown:
            self.paragraph.add_bytes(text[left_out:], self.state, self.state.charset or self._charset)

    def read_byte(self, value: int) -> None:
        """Add a byte of the group's character set."""
        self.read_text(bytes([value]))

    def read_control(self, name: bytes, number: int | None) -> bool:
        """Obey a control word or symbol; true when a paragraph, line or cell ends."""
        state, opens = self.state, self._begins
        self._begins = False
        if name == b"*":
            state.skip = state.skip or opens
        elif opens and name in _SKIPPED:
            state.skip = True
        elif name == b"ansicpg":
            self._charset = known_charset(f"cp{number}") or self._charset
        elif name == b"uc":
            state.fallback = max(0, min(number or 0, 8))
        elif state.skip:
            return False
        elif name == b"u" and number is not None:
            if self._is_shown:
                self.paragraph.add(_character(number, self.paragraph), state)
            self._left_out = state.fallback
        elif name in _BREAKS:
            self._left_out = 0
            return True
        elif name in _CHARACTERS:
            if self._left_out:
                self._left_out -= 1
            elif self._is_shown:
                self.paragraph.add(_CHARACTERS[name], state)
        else:
            self._set(name, number)
        return False

    def _set(self, name: bytes, number: int | None) -> None:
        """Note how the text that follows looks."""
        state = self.state
        match name:
            case b"b":
                state.bold = number != 0
            case b"v":
                state.hidden = number != 0
            case b"deleted":
                state.skip = number != 0
            case b"fs":
                state.size = number or _NORMAL
            case b"f":
                state.charset = self.fonts.get(number or 0, "")
            case b"plain":
                state.bold, state.hidden, state.size = False, False, _NORMAL
            case b"pard":
                self.paragraph.level = False
            case b"outlinelevel":
                self.paragraph.level = number == 0

    @property
    def _is_shown(self) -> bool:
        return not (self.state.skip or self.state.hidden)


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
