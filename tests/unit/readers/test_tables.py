"""Workbooks, Parquet files and feeds: one article a row or entry."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import duckdb
import openpyxl
import pytest
from files_read import codes, read_file

from extractor.articles import Failure, RawDocument

ReadBytes = Callable[..., list[RawDocument | Failure]]


def make_xlsx(*sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet() if number else book.worksheets[0]
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def documents(items: list[RawDocument | Failure]) -> list[RawDocument]:
    return [item for item in items if isinstance(item, RawDocument)]


def test_workbook_rows(read: ReadBytes) -> None:
    data = make_xlsx(
        [
            ["Our articles"],
            [],
            ["Headline", "Body", "Date", "Id"],
            ["Ferry", "The ferry sails.", date(2024, 3, 5), 7],
            [None, None],
        ],
        [["remark", "colour"], ["nothing", "red"]],
        [["text", "published"], ["It is late.", datetime(2024, 3, 5, 10, 30)], ["", None]],
    )
    items = read("xlsx", data)
    assert codes(items) == ["ok", "ok"]
    first, second = documents(items)
    assert (first.text, first.title, first.published_at, first.record) == ("The ferry sails.", "Ferry", "2024-03-05", "7")
    assert (second.text, second.published_at, second.record) == ("It is late.", "2024-03-05T10:30", "2")


def test_workbook_formulas_are_not_worked_out(read: ReadBytes) -> None:
    data = make_xlsx([["text"], ['=HYPERLINK("http://example.org")']])
    assert codes(read("xlsx", data)) == []


def test_workbooks_that_cannot_be_read(read: ReadBytes) -> None:
    data = make_xlsx([["text"], ["The ferry sails."]])
    assert codes(read("xlsx", b"")) == ["parse"]
    assert codes(read("xlsx", data[: len(data) // 2])) == ["parse"]
    assert codes(read("xlsx", make_xlsx([]))) == ["columns"]
    assert codes(read("xlsx", make_xlsx([["a", "b"], ["x", "y"]]), named=False)) == ["columns"]


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return buffer.getvalue()


def test_workbooks_that_are_bombs(read: ReadBytes) -> None:
    data = make_xlsx([["text"], ["The ferry sails."]])
    assert codes(read("xlsx", _with_part(data, "xl/styles.xml", b" " * (20 << 20)))) == ["bomb"]
    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"ha" * 50) for n in range(9))
    row = b'<row><c t="inlineStr"><is><t>&e8;</t></is></c></row>'
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    laughs = b"<!DOCTYPE w [" + entities + b']><worksheet xmlns="' + space + b'"><sheetData>' + row + b"</sheetData></worksheet>"
    assert codes(read("xlsx", _with_part(data, "xl/worksheets/sheet1.xml", laughs))) == ["parse"]


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    path = tmp_path / "in [1].parquet"
    rows = """SELECT * FROM (VALUES
        ('The ferry sails.', 'Ferry', TIMESTAMP '2024-03-05 10:30:00', {'name': 'Ana Ruiz'}, 1, [0.1, 0.2]),
        (NULL, 'None', NULL, NULL, 2, NULL), (repeat('x', 5000), 'Long', NULL, NULL, 3, NULL)
    ) t(body, headline, published_at, author, id, vector)"""
    duckdb.connect().execute(f"COPY ({rows}) TO '{path}' (FORMAT parquet)")
    return path


def test_parquet_rows(parquet: Path) -> None:
    items = read_file(parquet, max_bytes=4096)
    assert codes(items) == ["ok", "empty", "too_large"]
    (first,) = documents(items)
    assert (first.text, first.title, first.author, first.record) == ("The ferry sails.", "Ferry", "Ana Ruiz", "1")
    assert first.published_at == "2024-03-05 10:30:00"


def test_parquet_files_that_cannot_be_read(parquet: Path, read: ReadBytes) -> None:
    data = parquet.read_bytes()
    assert codes(read("parquet", data)) == ["ok", "empty", "ok"]
    assert codes(read("parquet", b"")) == ["parse"]
    (cut,) = read("parquet", data[:-20])
    assert isinstance(cut, Failure)
    assert (cut.code, "SELECT" in cut.message) == ("parse", False)
    assert codes(read("parquet", data[:50] + b"\xff" * 40 + data[90:])) in (["parse"], ["ok", "record", "parse"])
    assert codes(read("parquet", data, text_field="nothing")) == ["columns"]


RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Post</title><language>en-us</language>
<item><title>Ferry delayed</title><link>https://post.example/1</link><guid>g1</guid><dc:creator>Ana Ruiz</dc:creator>
<pubDate>Tue, 05 Mar 2024 10:30:00 GMT</pubDate><description>Short ...</description>
<content:encoded><![CDATA[<p>The ferry was delayed.</p><blockquote>We regret it.</blockquote>]]></content:encoded></item>
<item><title>Next</title><description>The mayor &amp;amp; the crew said ...</description>
<author>bo@post.example (Bo Lund)</author></item>
<item><title>Nothing</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour Post</title>
<entry><id>tag:1</id><title>Ferry delayed</title><link rel="self" href="https://post.example/feed/1"/>
<link href="https://post.example/1"/><published>2024-03-05T10:30:00Z</published><author><name>Ana Ruiz</name></author>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>The ferry was delayed.</p><p>It sails on Monday.</p></div></content>
</entry></feed>"""


def test_rss(read: ReadBytes) -> None:
    items = read("feed", RSS)
    assert codes(items) == ["ok", "ok", "empty"]
    first, second = documents(items)
    assert [(block.kind, first.text[block.start : block.end]) for block in first.blocks] == [
        ("paragraph", "The ferry was delayed."),
        ("quote", "We regret it."),
    ]
    assert (first.record, first.url, first.author, first.outlet) == ("g1", "https://post.example/1", "Ana Ruiz", "Harbour Post")
    assert first.published_at == "Tue, 05 Mar 2024 10:30:00 GMT"
    assert (second.text, second.author) == ("The mayor & the crew said ...", "Bo Lund")
    assert second.warnings == ("teaser: the feed gives the beginning of the text only",)


def test_atom(read: ReadBytes) -> None:
    (document,) = documents(read("feed", ATOM))
    assert document.text == "The ferry was delayed.\n\nIt sails on Monday."
    assert (document.url, document.author, document.published_at) == (
        "https://post.example/1",
        "Ana Ruiz",
        "2024-03-05T10:30:00Z",
    )


def test_feeds_that_are_broken(read: ReadBytes) -> None:
    assert codes(read("feed", b"")) == ["parse"]
    assert codes(read("feed", "no XML")) == ["parse"]
    assert codes(read("feed", b"\0")) == ["parse"]
    assert codes(read("feed", "<html><body>x</body></html>")) == ["not_article"]
    assert codes(read("feed", "<rss><channel><title>x</title></channel></rss>")) == []
    (document,) = documents(read("feed", RSS.partition("<item><title>Next")[0]))
    assert document.warnings[0].startswith("broken XML, repaired:")


def test_entities_of_a_feed_are_not_unfolded(read: ReadBytes) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(9))
    secret = '<!ENTITY secret SYSTEM "file:///etc/hostname">'
    body = "<rss><channel><item><description>The mayor &e8; said &secret; so.</description></item></channel></rss>"
    items = read("feed", f"<!DOCTYPE rss [{entities}{secret}]>{body}")
    assert all(len(document.text) < 100 for document in documents(items))
    assert codes(items) in (["ok"], ["empty"], ["parse"])


def test_notes_above_the_header_of_a_table(read: ReadBytes) -> None:
    table = 'Your search: crane\n\n"Results, sorted",2\nTitle,Abstract,pubtitle\nCrane,"The crane stays, they said.",Echo\n'
    (document,) = documents(read("csv", table))
    assert (document.title, document.outlet, document.text) == ("Crane", "Echo", "The crane stays, they said.")
    assert codes(read("csv", "Just words, and more.\nOther words.\n")) == ["columns"]


def make_xls(rows: list[list[str]]) -> bytes:
    """An old workbook with one sheet of texts: records of BIFF8 in a compound file of 512-byte sectors."""

    def record(kind: int, data: bytes) -> bytes:
        return kind.to_bytes(2, "little") + len(data).to_bytes(2, "little") + data

    def numbers(*values: int) -> bytes:
        return b"".join(value.to_bytes(2, "little") for value in values)

    opened, end = numbers(0x600, 5, 0x0DBB, 0x07CC) + bytes(8), record(0x0A, b"")
    cells = b"".join(
        record(0x0204, numbers(row, column, 0, len(text)) + b"\x01" + text.encode("utf-16-le"))
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
    )
    name = b"Sheet"
    start = len(record(0x809, opened)) + len(record(0x85, bytes(8) + name)) + len(end)
    sheet = record(0x85, start.to_bytes(4, "little") + numbers(0) + bytes([len(name), 0]) + name)
    start = len(record(0x809, opened)) + len(sheet) + len(end)
    sheet = record(0x85, start.to_bytes(4, "little") + numbers(0) + bytes([len(name), 0]) + name)
    book = record(0x809, opened) + sheet + end + record(0x809, numbers(0x600, 0x10, 0x0DBB, 0x07CC) + bytes(8)) + cells + end
    book = book.ljust(max(4096, -(-len(book) // 512) * 512), b"\0")
    sectors = len(book) // 512
    chain = [*range(1, sectors), 0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFD]
    fat = b"".join(number.to_bytes(4, "little") for number in chain).ljust(512, b"\xff")

    def entry(title: str, kind: int, child: int, first: int, size: int) -> bytes:
        text = title.encode("utf-16-le") + b"\0\0"
        links = b"\xff" * 8 + child.to_bytes(4, "little")
        return (
            text.ljust(64, b"\0")
            + numbers(len(text))
            + bytes([kind, 1])
            + links
            + bytes(36)
            + first.to_bytes(4, "little")
            + size.to_bytes(8, "little")
        )

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 0, len(book)) + bytes(256)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + numbers(0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += b"".join(value.to_bytes(4, "little") for value in (1, sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, sectors + 1))
    return head.ljust(512, b"\xff") + book + directory + fat


def test_rows_of_an_old_workbook(read: ReadBytes) -> None:
    rows = [["My search"], [], ["Title", "Abstract", "Authors", "pubdate", "pubtitle"]]
    rows.append(["Crane stays", "The crane stays, they said.", "Voss, Ellen", "Mar 9, 2021", "Echo"])
    (document,) = documents(read("xls", make_xls(rows)))
    assert (document.title, document.outlet, document.published_at) == ("Crane stays", "Echo", "Mar 9, 2021")
    assert document.text == "The crane stays, they said."
    assert codes(read("xls", make_xls([["Name"], ["Anna"]]))) == ["columns"]


def test_other_files_called_xls(read: ReadBytes) -> None:
    assert len(documents(read("xls", "title\ttext\nCrane\tThe crane stays.\n"))) == 1
    assert len(documents(read("xls", make_xlsx([["title", "text"], ["Crane", "The crane stays."]])))) == 1
    assert codes(read("xls", b"\xd0\xcf\x11\xe0" + bytes(5000))) == ["parse"]
