"""From bytes to text: byte order mark, then what is declared, then UTF-8, then Windows-1252 or Mac Roman for stray bytes.

Guessing libraries are not used: charset detection turned Windows-1252 news into Central European letters, while news in English
is UTF-8, Windows-1252 or Mac Roman in practice. Nothing is replaced without a warning.
"""

import codecs
import re
from dataclasses import dataclass

from extractor.readers.base import ReadError

# The longer marks first: the mark of UTF-32 LE begins with that of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file; it is read when its name ends in .pdf"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a rich text document; it is read when its name ends in .rtf"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
)
# Bytes that are no UTF-8 come out of "surrogateescape" as U+DC80..U+DCFF; here is what Windows-1252 means by them.
_STRAY_BYTES = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
# The same bytes in Mac Roman, which old programs on Apple's computers write; and what shows which of the two they are: quotation
# marks at the edges of words and an apostrophe within one, letters with accents that would be marks or capitals within a word.
_MAC_BYTES = {0xDC00 + byte: bytes([byte]).decode("mac_roman") for byte in range(0x80, 0x100)}
_MAC = re.compile(
    rb"[A-Za-z]\xd5[a-z]{1,2}\b|(?<![A-Za-z])[\xd2\xd4](?=[A-Za-z])[^\xd2\xd3\xd4]{1,2000}(?<=[A-Za-z.,!?])[\xd3\xd5](?![A-Za-z])"
    rb"|(?<=[a-z])[\x88\x8a\x8e-\x90\x9f](?=[a-z\s.,;:\"]|$)"
)
_WINDOWS = re.compile(
    rb"(?:^|(?<=[\s(\[]))[\x91\x93](?=[A-Za-z])|(?<=[A-Za-z.,!?])\x94(?=[\s.,;:)\]]|$)|[A-Za-z]\x92[a-z]{1,2}\b|\s[\x96\x97]\s"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_SURROGATE_PAIRS = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\x80-\x84\x86-\x9f\ufffd]")
_CHARSETS = re.compile(
    r"ascii|utf-(?:8|8-sig|16|16-[bl]e|32|32-[bl]e)|iso8859-\d+|cp\d+|koi8-\w|mac-\w+|shift_jis\w*|euc_\w+|gb\w+|big5\w*|johab|tis-620|"
    r"iso2022_\w+|hz|kz1048|ptcp154|viscii"
)
_SAMPLE = 65536
MAC = "mac-roman"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without byte order mark, line ends as they were, free of lone surrogates."""

    text: str
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """Return the text of an input.

    Raises:
        ReadError: ``not_text`` for binary data, ``encoding`` for text in a character set that was not declared and is neither
            UTF-8, UTF-16 nor Windows-1252.
    """
    marked, length = marked_encoding(data)
    if marked:
        return _decode_strictly(data[length:], marked)
    check_is_text(data[:_SAMPLE])
    wide = unmarked_utf16(data)
    if wide:
        return _decode_strictly(data, wide)
    return decode_line(data, declared=declared, whole=True)


def decode_line(data: bytes, *, declared: str = "", whole: bool = False) -> Decoded:
    """Return the text of bytes that should be UTF-8 or ``declared``; stray bytes are read as Windows-1252, or as Mac Roman where
    they look like it, with a warning.

    Raises:
        ReadError: ``encoding`` when so much is stray that the text must be in another character set.
    """
    name = known_charset(declared) if declared else ""
    if name not in {"", "utf-8", "ascii"} and (decoded := _decode_declared(data, name)):
        return decoded
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode_stray(data, whole=whole)


def known_charset(name: str) -> str:
    """Return Python's name of a character set; empty for other names and for what is none (``rot13``, ``idna``, ``utf-7``)."""
    try:
        known = codecs.lookup(name.strip()).name if name.strip() else ""
    except (LookupError, ValueError):
        return ""
    return known if _CHARSETS.fullmatch(known) else ""


def check_is_text(sample: bytes) -> None:
    """Refuse the beginning of a file that is no text, whatever its name says.

    Raises:
        ReadError: ``not_text``.
    """
    if marked_encoding(sample)[0]:
        return
    for signature, what in _SIGNATURES:
        if sample.startswith(signature):
            raise ReadError("not_text", f"not text but {what}")
    if sample.count(0) > max(8, len(sample) // 200) and not unmarked_utf16(sample):
        raise ReadError("not_text", "not text: too many zero bytes")


def marked_encoding(start: bytes) -> tuple[str, int]:
    """Return the encoding that a byte order mark names, empty without one, and the length of the mark."""
    return next(((name, len(mark)) for mark, name in _MARKS if start.startswith(mark)), ("", 0))


def replace_surrogates(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text with each lone surrogate as U+FFFD (same length), and a warning when there was one.

    A lone surrogate stops spaCy, DuckDB and every writer of UTF-8.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        replaced, count = _SURROGATES.subn("\ufffd", text)
        return replaced, (f"{count} lone surrogates replaced by U+FFFD",)
    return text, ()


def _decode_strictly(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace")
    warnings: tuple[str, ...] = ()
    if "\ufffd" in text:
        count = text.count("\ufffd") - data.count("\ufffd".encode(name))
        if count > max(3, len(text) // 50):
            raise ReadError("encoding", f"the byte order mark says {name}, but {count} characters are not {name}")
        if count > 0:
            warnings = (f"{count} broken characters of {name} replaced by U+FFFD",)
    _check_controls(text)
    return Decoded(text, name, warnings)


def _decode_declared(data: bytes, name: str) -> Decoded | None:
    """Return the text by the declared charset; None when the bytes show that the declaration is wrong."""
    if name.startswith(("utf-16", "utf-32")):
        return None  # the declaration itself could be read as ASCII
    if not data.isascii() and _is_utf8(data):
        return Decoded(data.decode("utf-8"), "utf-8", (f"declared as {name}, but is UTF-8",))
    if name in {"iso8859-1", "latin-1"}:
        name = "cp1252"  # as every browser does
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    _check_controls(text)
    return Decoded(text, name)


def _decode_stray(data: bytes, *, whole: bool) -> Decoded:
    data = _SURROGATE_PAIRS.sub(_join_surrogates, data)
    warnings = []
    if whole and (cut := _cut_end(data)):
        data = data[:-cut]
        warnings.append("the text ends inside a character, which was left out")
    raw = data.decode("utf-8", "surrogateescape")
    stray = len(_SURROGATES.findall(raw))
    is_mac = bool(stray) and len(_MAC.findall(data)) > len(_WINDOWS.findall(data))
    text = raw.translate(_MAC_BYTES if is_mac else _STRAY_BYTES)
    _check_controls(text)
    letters = sum(map(str.isalpha, text))
    if stray > 20 and stray > letters * 0.3:
        raise ReadError("encoding", "neither UTF-8 nor Windows-1252: name the character set with --encoding")
    if stray:
        warnings.append(f"{stray} bytes were not UTF-8 and were read as {'Mac Roman' if is_mac else 'Windows-1252'}")
    only_stray = stray and sum(character > "\x7f" for character in raw) == stray
    return Decoded(text, (MAC if is_mac else "cp1252") if only_stray else "utf-8", tuple(warnings))


def _join_surrogates(pair: re.Match[bytes]) -> bytes:
    return pair[0].decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16").encode()


def _check_controls(text: str) -> None:
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > max(8, len(sample) // 30):
        raise ReadError("not_text", "not text: too many control characters")


def _cut_end(data: bytes) -> int:
    """Return the number of bytes at the end that begin a UTF-8 character without ending it."""
    for size in (1, 2, 3):
        tail = data[-size:]
        if len(tail) == size and tail[0] >= 0xC2:
            needed = 2 if tail[0] < 0xE0 else 3 if tail[0] < 0xF0 else 4
            return size if size < needed and tail[0] < 0xF5 and size > 1 else 0
        if not tail or not 0x80 <= tail[0] < 0xC0:
            return 0
    return 0


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def unmarked_utf16(data: bytes) -> str:
    """Return UTF-16 without a mark: English text has a zero in every second byte."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 8 or len(data) % 2:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.05 else ""
