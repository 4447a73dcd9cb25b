"""RTF, OpenDocument, EPUB, subtitles, web archives of Safari, SQLite, RIS and files called .doc."""

import bz2
import io
import lzma
import plistlib
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts_nexis import nexis_docx, nexis_rtf, nexis_text
from written import CHOIR, TOWER

from extractor.articles import Failure, RawDocument
from extractor.readers.base import Source
from extractor.readers.read import read_source
from extractor.readers.rtftext import rtf_lines

ReadBytes = Callable[..., list[RawDocument | Failure]]
TITLE, *TEXTS = (TOWER.title, *TOWER.paragraphs)


def the_document(items: list[RawDocument | Failure]) -> RawDocument:
    (document,) = items
    assert isinstance(document, RawDocument), document
    return document


def the_failure(items: list[RawDocument | Failure]) -> Failure:
    (failure,) = items
    assert isinstance(failure, Failure), failure
    return failure


def rtf(body: str) -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset204 Cyr;}}{\*\generator X;}" + body + "}").encode("cp1252")


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (r"One {\b two} three.\par Four.", ["One two three.", "Four."]),
        (r"\'93Yes,\'94 he said \emdash  twice\~a day.", ["“Yes,” he said — twice\u00a0a day."]),
        (r"K\u337?v\u225?ri and S\u248\'3flvberg", ["Kővári and Sølvberg"]),
        (r"{\uc2 a\u228 xyb}", ["aäb"]),
        (r"\u-10179?\u-8704? up", ["\U0001f600 up"]),
        (r"{\header Page 1\par}{\footnote A note.}{\*\bkmkstart x}{\pict 8950}Text{\*\unknown no} goes on", ["Text goes on"]),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}} behind", ["link behind"]),
        (r"{\v hidden}shown", ["shown"]),
        (r"{\f1 \'cf\'f0} Latin \'e9", ["Пр Latin é"]),
        (r"\trowd HD\cell Title\cell\row After\par", ["HD", "Title", "", "After"]),
        (r"a\bin5 }}{{{b", ["ab"]),
        (r"\{braces\} and \\ and \-soft\_hard", ["{braces} and \\ and soft-hard"]),
    ],
)
def test_the_text_of_rich_text(body: str, lines: list[str]) -> None:
    assert [line.text for line in rtf_lines(rtf(body))] == lines


def test_a_paragraph_that_is_all_bold_or_large_is_a_headline() -> None:
    body = r"{\b Bold}\par{\fs36 Large}\par Some {\b bold}\par{\pard\outlinelevel0 Level\par}\pard Plain\par"
    assert [line.heading for line in rtf_lines(rtf(body))] == [True, True, False, True, False]


def test_one_article_of_rich_text(read: ReadBytes) -> None:
    paragraphs = "".join(rf"\pard {text}\par" for text in ("By Ellen Voss", "The crane stays.", "It is old."))
    document = the_document(read("rtf", rtf(rf"{{\info{{\title Other}}}}{{\b The crane stays up}}\par{paragraphs}")))
    assert (document.title, document.input_format, document.blocks[0].kind) == ("The crane stays up", "rtf", "title")
    assert document.text == "The crane stays up\n\nBy Ellen Voss\n\nThe crane stays.\n\nIt is old."


@pytest.mark.parametrize(
    "body",
    [
        "{" * 200_000,
        "}" * 200_000,
        r"{\pict " + "89" * 500_000,
        r"\bin4000000000 x",
        r"\u99999999999 x",
        r"\fs-999999999 y",
        "\\'",
        "\\",
    ],
    ids=["deep", "closed", "picture", "length", "number", "size", "half", "backslash"],
)
def test_hostile_rich_text_ends(read: ReadBytes, body: str) -> None:
    (item,) = read("rtf", rtf(f"The crane stays.\\par {body}"))
    assert isinstance(item, RawDocument)
    assert item.text.startswith("The crane stays.")


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_as_rich_text_give_lines(data: bytes) -> None:
    assert all(isinstance(line.text, str) for line in rtf_lines(b"{\\rtf1 " + data))


def test_what_is_no_rich_text_is_an_error(read: ReadBytes) -> None:
    assert the_failure(read("rtf", b"plain words")).code == "parse"
    assert the_failure(read("rtf", rtf(""))).code == "empty"


NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "style", "meta")
)


def odt(body: str, *, meta: str = "", more: dict[str, str] | None = None) -> bytes:
    styles = (
        '<style:style style:name="P7" style:parent-style-name="Title"/>'
        '<style:style style:name="Q1" style:parent-style-name="Quotations"/>'
    )
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>"
        f"{body}</office:text></office:body></office:document-content>"
    )
    properties = (
        f'<office:document-meta {NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>{meta}</office:meta>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("meta.xml", f"{properties}</office:document-meta>")
        for name, text in (more or {}).items():
            archive.writestr(name, text)
    return stream.getvalue()


def test_an_opendocument_text(read: ReadBytes) -> None:
    body = (
        "<text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>"
        '<text:p text:style-name="P7">A crane stays up</text:p><text:h>Below</text:h>'
        "<text:p>The<text:s text:c='2'/>crane <text:span>st</text:span>ays"
        "<office:annotation><text:p>Why?</text:p></office:annotation>."
        "<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note> It is old.</text:p>"
        '<text:p text:style-name="Q1">A quotation.</text:p>'
        "<text:list><text:list-item><text:p>A point.</text:p></text:list-item></text:list>"
    )
    meta = "<dc:title>Other</dc:title><meta:initial-creator>Ellen Voss</meta:initial-creator><dc:creator>Desk</dc:creator>"
    document = the_document(read("odt", odt(body, meta=meta)))
    assert (document.title, document.author) == ("A crane stays up", "Ellen Voss")
    assert document.text.split("\n\n") == [
        "A crane stays up",
        "Below",
        "The  crane stays. It is old.",
        "A quotation.",
        "A point.",
    ]
    assert [block.kind for block in document.blocks] == ["title", "heading", "paragraph", "quote", "paragraph"]


def test_opendocument_texts_that_cannot_be_read(read: ReadBytes) -> None:
    locked = odt("<text:p>x</text:p>", more={"META-INF/manifest.xml": "<m:encryption-data/>"})
    assert the_failure(read("odt", locked)).code == "encrypted"
    assert the_failure(read("odt", odt("<text:p/>"))).code == "empty"
    assert the_failure(read("odt", b"PK\x03\x04 broken")).code == "parse"
    bomb = odt("<text:p>" + "a" * 3_000_000 + "</text:p>")
    assert the_failure(read("odt", bomb, max_bytes=1 << 20)).code == "too_large"


def epub(pages: dict[str, str], *, metadata: str = "") -> bytes:
    items = "".join(f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages))
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("OEBPS/book.opf", package)
        for name, page in pages.items():
            archive.writestr(
                f"OEBPS/{name}", f"<?xml version='1.0'?><html><head><title>{name}</title></head><body>{page}</body></html>"
            )
    return stream.getvalue()


def test_a_book_of_articles(read: ReadBytes) -> None:
    bar = '<div class="calibre_navbar"><a href="x">Next section</a></div>'
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXTS)
    choir = "".join(f"<p>{paragraph} It was a long and cold evening.</p>" for paragraph in CHOIR.paragraphs)
    pages = {
        "cover.xhtml": "<img src='x.png'/>",
        "toc.xhtml": f"<h1>Contents</h1><ul><li><a href='a.xhtml'>{TITLE} and many other stories of the week</a></li></ul>" * 9,
        "a.xhtml": f"{bar}<h1>{TITLE}</h1><p class='byline'>By Ellen Voss</p>{text}",
        "b.xhtml": f"<h2>{CHOIR.title}</h2>{choir}{bar}",
    }
    metadata = "<dc:title>Weekly</dc:title><dc:creator>calibre</dc:creator><dc:date>2021-03-09T00:00:00+00:00</dc:date>"
    metadata += "<dc:language>en</dc:language>"
    first, second = read("epub", epub(pages, metadata=metadata))
    assert isinstance(first, RawDocument)
    assert isinstance(second, RawDocument)
    assert (first.title, first.author, first.outlet) == (TITLE, "Ellen Voss", "Weekly")
    assert (second.title, second.author, second.record, second.language) == (CHOIR.title, "", "OEBPS/b.xhtml", "en")
    assert first.text.endswith(TEXTS[-1])
    assert "Next section" not in first.text + second.text


def test_a_book_without_prose_is_an_error(read: ReadBytes) -> None:
    assert the_failure(read("epub", epub({"a.xhtml": "<p>Cover</p>"}))).code == "no_articles"
    assert the_failure(read("epub", b"no zip")).code == "parse"


SRT = "1\n00:00:01,000 --> 00:00:03,000\n{\\an8}<i>ELLEN VOSS: Will the crane</i>\n\n2\n00:00:03,000 --> 00:00:05,000\nfall?\n\n"
SRT += "3\n00:00:05,000 --> 00:00:07,000\n>> No. It\n4\n00:00:07,000 --> 00:00:09,000\n- Why?\n- It is &amp; stays old.\n"


def test_subtitles_become_turns(read: ReadBytes) -> None:
    document = the_document(read("subtitles", SRT))
    assert document.text.split("\n\n") == ["ELLEN VOSS: Will the crane fall?", "No. It", "Why?", "It is & stays old."]


def test_voices_of_web_subtitles(read: ReadBytes) -> None:
    text = (
        "WEBVTT - Interview\n\nSTYLE\n::cue { color: red }\n\nNOTE made by hand\n\n1\n00:01.000 --> 00:02.000 align:start\n"
        "<v Ellen Voss>Will it <c.loud>fall</c>?\n\n00:02.000 --> 00:03.000\n<v Ellen Voss>Tell us.\n\n"
        "00:03.000 --> 00:04.000\n<v.first Imre>No.</v>\n"
    )
    assert the_document(read("subtitles", text)).text == "Ellen Voss: Will it fall? Tell us.\n\nImre: No."


def test_rolling_captions_stand_once(read: ReadBytes) -> None:
    cues = [("the crane will", ""), ("the crane will", "stay until spring"), ("stay until spring", "they said.")]
    text = "\n\n".join(f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\n{a}\n{b}".strip() for n, (a, b) in enumerate(cues))
    assert the_document(read("subtitles", "WEBVTT\n\n" + text)).text == "the crane will stay until spring they said."


def test_files_without_cues_are_an_error(read: ReadBytes) -> None:
    assert the_failure(read("subtitles", "Just words.\n")).code == "parse"


def test_a_page_saved_by_safari(read: ReadBytes) -> None:
    text = "".join(f"<p>{text}</p>" for text in TEXTS)
    page = f"<html><head><meta property='og:title' content='{TITLE}'></head><body><article>{text}</article></body></html>"
    main = {
        "WebResourceData": page.encode(),
        "WebResourceURL": "https://post.example/crane",
        "WebResourceTextEncodingName": "UTF-8",
    }
    document = the_document(read("webarchive", plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)))
    assert (document.title, document.url, document.input_format) == (TITLE, "https://post.example/crane", "webarchive")
    assert TEXTS[-1] in document.text
    assert the_failure(read("webarchive", b"bplist00 broken")).code == "parse"


def database(path: Path, *statements: str) -> bytes:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    return path.read_bytes()


def test_rows_of_a_database(read: ReadBytes, tmp_path: Path) -> None:
    data = database(
        tmp_path / "a.db",
        "CREATE TABLE news (id INTEGER PRIMARY KEY, title TEXT, content TEXT, source TEXT, published TEXT)",
        "CREATE TABLE log (id INTEGER, text TEXT)",
        "CREATE VIEW copies AS SELECT * FROM news",
        "INSERT INTO news VALUES (5, 'A crane stays up', 'The crane stays.', 'Quarry Bay Journal', '2021-03-09')",
        "INSERT INTO news VALUES (6, 'Nothing', NULL, 'Quarry Bay Journal', '2021-03-09')",
        "INSERT INTO log VALUES (1, 'opened the file')",
    )
    document, failure = read("sqlite", data)
    assert isinstance(document, RawDocument)
    assert (document.record, document.title, document.outlet, document.text) == (
        "5", "A crane stays up", "Quarry Bay Journal", "The crane stays.",
    )  # fmt: skip
    assert isinstance(failure, Failure)
    assert (failure.record, failure.code) == ("6", "empty")


def test_databases_without_articles(read: ReadBytes, tmp_path: Path) -> None:
    data = database(tmp_path / "a.db", "CREATE TABLE tweet (id TEXT, embedded TEXT)")
    assert the_failure(read("sqlite", data)).code == "columns"
    assert the_failure(read("sqlite", data[:4096] + b"\xff" * 4096, named=False)).status in {"error", "skipped"}
    assert the_failure(read("sqlite", b"no database")).code == "unsupported"


def test_a_damaged_database_is_an_error(read: ReadBytes, tmp_path: Path) -> None:
    rows = [f"INSERT INTO news VALUES ('{n}', '{'The crane stays. ' * 40}')" for n in range(60)]
    data = database(tmp_path / "a.db", "CREATE TABLE news (title TEXT, content TEXT)", *rows)
    damaged = data[:8192] + bytes(len(data) - 8192)
    assert any(isinstance(item, Failure) and item.code in {"parse", "columns"} for item in read("sqlite", damaged))


def test_references_with_texts(read: ReadBytes) -> None:
    record = "TY  - NEWS\nTI  - {title}\nAU  - Voss, Ellen\nT2  - Quarry Bay Journal\nDA  - 2021/03/09/\n{text}ER  - \n\n"
    data = record.format(title="With", text="AB  - The crane stays.\n  It is old.\n") + record.format(title="Without", text="")
    document, failure = read("ris", data)
    assert isinstance(document, RawDocument)
    assert (document.title, document.author, document.published_at) == ("With", "Ellen Voss", "2021-03-09")
    assert document.text == "The crane stays.\n\nIt is old."
    assert isinstance(failure, Failure)
    assert failure.code == "empty"
    assert the_failure(read("ris", "Some words.")).code == "parse"


def test_files_called_doc_are_read_as_what_they_are(read: ReadBytes) -> None:
    failure = the_failure(read("doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)))
    assert (failure.code, ".docx" in failure.message) == ("unsupported", True)
    assert the_document(read("doc", rtf(r"The crane stays.\par"))).text == "The crane stays."
    assert len(read("doc", nexis_rtf([TOWER, CHOIR]))) == 2
    assert the_document(read("doc", b"<html><body><p>The crane stays, they said.</p></body></html>")).input_format == "html"


@pytest.mark.parametrize("pack", [bz2.compress, lzma.compress], ids=["bz2", "xz"])
def test_packed_files(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    name = {"compress": "a.txt"}[pack.__name__]
    ending = ".bz2" if pack is bz2.compress else ".xz"
    path = tmp_path / (name + ending)
    for data, code in (
        (pack(b"The crane stays."), ""),
        (pack(b"The crane stays." * 500)[:-9], "parse"),
        (b"not packed", "parse"),
    ):
        path.write_bytes(data)
        (item,) = read_source(Source(str(path), path.name, "txt", packed=True, size=len(data)))
        assert getattr(item, "code", "") == code
    path.write_bytes(pack(b"a" * (60 << 20)))
    (item,) = read_source(Source(str(path), path.name, "txt", packed=True, size=path.stat().st_size))
    assert isinstance(item, Failure)
    assert item.code == "bomb"


def test_zstandard(tmp_path: Path) -> None:
    zstd = pytest.importorskip("backports.zstd")
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zstd.compress(b'{"text": "The crane stays."}\n' * 3))
    assert len(list(read_source(Source(str(path), path.name, "jsonl", packed=True)))) == 3
    path.write_bytes(path.read_bytes()[:-5])
    *_, last = read_source(Source(str(path), path.name, "jsonl", packed=True))
    assert isinstance(last, Failure)
    assert last.code == "parse"


def test_exports_in_an_archive_give_all_their_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("nexis.txt", nexis_text([TOWER, CHOIR]))
        archive.writestr("nexis.docx", nexis_docx([TOWER, CHOIR]))
        archive.writestr("one.txt", "The crane stays.")
    items = list(read_source(Source(str(path), "a.zip", "zip", size=path.stat().st_size)))
    assert [item.record for item in items] == ["nexis.txt#1", "nexis.txt#2", "nexis.docx#1", "nexis.docx#2", "one.txt"]
