import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.articles import RawDocument
from extractor.readers.base import ReadError, Source
from extractor.readers.decode import decode, replace_surrogates
from extractor.readers.find import find_inputs
from extractor.readers.read import read_source

TEXT = "The mayor of Tärnby said: “The ferry costs €5.” Nobody in the café believed her.\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_left_out(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + TEXT.encode(encoding), declared="cp1252")
    assert (decoded.text, decoded.encoding, decoded.warnings) == (TEXT, encoding, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised_by_its_zeros(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


def test_utf8_needs_no_warning() -> None:
    decoded = decode(TEXT.encode())
    assert (decoded.text, decoded.encoding, decoded.warnings) == (TEXT, "utf-8", ())


def test_windows_1252_is_read_with_a_warning() -> None:
    decoded = decode(TEXT.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (TEXT, "cp1252")
    assert len(decoded.warnings) == 1


def test_one_stray_byte_leaves_the_rest_as_utf8() -> None:
    decoded = decode("Ærø’s ferry".encode() + b" and Fan\xf8\x92s")
    assert (decoded.text, decoded.encoding) == ("Ærø’s ferry and Fanø’s", "utf-8")
    assert decoded.warnings == ("2 bytes were not UTF-8 and were read as Windows-1252",)


def test_a_declared_charset_is_used() -> None:
    text = "Żółw powiedział, że łódź płynie. " * 5
    assert decode(text.encode("iso-8859-2"), declared="ISO-8859-2").text == text


def test_a_declaration_that_the_bytes_disprove_is_ignored_with_a_warning() -> None:
    decoded = decode(TEXT.encode(), declared="iso-8859-1")
    assert decoded.text == TEXT
    assert decoded.warnings == ("declared as iso8859-1, but is UTF-8",)


def test_latin_1_means_windows_1252_as_in_browsers() -> None:
    assert decode("“Yes”".encode("cp1252"), declared="latin-1").text == "“Yes”"


@pytest.mark.parametrize(
    "declared", ["utf-16", "no-such-charset", "x" * 300, "utf-8", "rot13", "undefined", "idna", "utf-7", "base64", "a\0b"]
)
def test_an_impossible_declaration_does_no_harm(declared: str) -> None:
    assert decode(TEXT.encode(), declared=declared).text == TEXT


def test_a_text_that_ends_inside_a_character_loses_only_that_character() -> None:
    decoded = decode(TEXT.encode() + "“".encode()[:2])
    assert decoded.text == TEXT
    assert decoded.warnings == ("the text ends inside a character, which was left out",)


def test_surrogate_pairs_coded_as_utf8_are_joined() -> None:
    assert decode(b"News \xed\xa0\xbd\xed\xb8\x80 today").text == "News 😀 today"


def test_another_character_set_is_reported_not_guessed() -> None:
    with pytest.raises(ReadError, match="--encoding") as caught:
        decode(("Мэр города сказал, что план принят. " * 5).encode("cp1251"))
    assert caught.value.code == "encoding"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"\x89PNG\r\n",
        b"PK\x03\x04",
        b"\x00" * 500,
        bytes(range(256)) * 20,
        b"SQLite format 3\x00",
        b"\x1f\x8b\x08",
    ],
    ids=["pdf", "png", "zip", "zeros", "all bytes", "sqlite", "gzip"],
)
def test_binary_data_is_not_text(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data)
    assert caught.value.code == "not_text"


def test_surrogates_are_replaced_one_for_one() -> None:
    assert replace_surrogates("a\ud800b") == ("a\ufffdb", ("1 lone surrogates replaced by U+FFFD",))
    assert replace_surrogates("plain ä") == ("plain ä", ())


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_an_error(data: bytes) -> None:
    outcome = "ok"
    try:
        decode(data).text.encode("utf-8")
    except ReadError as error:
        outcome = error.code
    assert outcome in {"ok", "not_text", "encoding"}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_comes_back_unchanged(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"\xef\xbb\xbf", b"BZh", b"PAR1", b"%PDF-", b"GIF8", b"{\\rtf", b"7z")):
        assert decode(data).text == text


MAC_TEXT = "“The café is shut,” said Zoë Núñez. She doesn’t want “a naïve” plan — it’s ‘old’."


def test_mac_roman_is_told_from_windows() -> None:
    mac = decode(MAC_TEXT.encode("mac_roman"))
    assert (mac.text, mac.encoding, len(mac.warnings)) == (MAC_TEXT, "mac-roman", 1)
    assert "Mac Roman" in mac.warnings[0]
    windows = decode(MAC_TEXT.encode("cp1252"))
    assert (windows.text, windows.encoding) == (MAC_TEXT, "cp1252")


@pytest.mark.parametrize(
    "text", ["Òran Mór", "CAFÉ NOIR in Évian – Öl", "São Paulo’s “Água”", "Œuvre, Žižek and Šibenik", "50 £ or 20 €"]
)
def test_windows_letters_stay(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("text", ["The café", "The mayor of Bogotá, José Lund", "“No,” he said", "it’s late"])
def test_short_lines_of_mac_roman(text: str) -> None:
    assert decode(text.encode("mac_roman")).text == text


def test_lines_behind_one_of_mac_roman_are_mac_roman(tmp_path: Path) -> None:
    table = 'title,text\nCafé,"“The café is shut,” she said."\nRodríguez,Rodríguez said it.\n'
    (tmp_path / "a.csv").write_bytes(table.encode("mac_roman"))
    (source,) = find_inputs([str(tmp_path)])
    assert isinstance(source, Source)
    documents = [item for item in read_source(source) if isinstance(item, RawDocument)]
    assert [document.title for document in documents] == ["Café", "Rodríguez"]
    assert [document.text for document in documents] == ["“The café is shut,” she said.", "Rodríguez said it."]
