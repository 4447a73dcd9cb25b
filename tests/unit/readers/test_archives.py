"""ZIP, tar and web archives: members and captures as records, nothing written, nothing unbounded."""

import gzip
import io
import json
import struct
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType
from files_read import read_file

from extractor.articles import Deferred, Failure, RawDocument
from extractor.readers import packed
from extractor.readers.base import Source
from extractor.readers.read import read_items

ReadBytes = Callable[..., list[RawDocument | Failure]]
TEXT = b"The ferry sails on Monday, the mayor said.\n"
PAGE = (
    b"<html><body><article><h1>Ferry</h1><p>The ferry was delayed again on Monday, the mayor of Lund said.</p></article></body>"
)
LINES = b'{"id": "x", "text": "one"}\n{"text": "two"}\n{broken\n'
MEMBERS = {
    "news/a.txt": TEXT,
    "news/b.html": PAGE,
    "news/c.jsonl": LINES,
    "news/d.txt.gz": gzip.compress(TEXT, mtime=0),
    "news/empty.txt": b"",
    "news/picture.png": b"\x89PNG",
    "README.md": b"about",
    "__MACOSX/a.txt": b"x",
    "inner.zip": b"PK",
    "inner.tar.gz": b"\x1f\x8b",
    "bad.txt.gz": b"\x1f\x8bnothing",
}
EXPECTED = {
    "news/a.txt": "ok",
    "news/b.html": "ok",
    "news/c.jsonl#x": "ok",
    "news/c.jsonl#2": "ok",
    "news/c.jsonl#3": "parse",
    "news/d.txt.gz": "ok",
    "news/empty.txt": "empty",
    "news/picture.png": "unsupported",
    "README.md": "not_article",
    "__MACOSX/a.txt": "hidden",
    "inner.zip": "nested",
    "inner.tar.gz": "nested",
    "bad.txt.gz": "parse",
}


LEADING_OUT = ["../../etc/evil.txt", "/abs.txt", "c:\\\\evil.txt", "a/../../b.txt"]


def make_zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def make_tar(members: dict[str, bytes], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def outcome(items: list[RawDocument | Failure]) -> dict[str, str]:
    assert len({item.record for item in items}) == len(items)
    return {item.record: item.code if isinstance(item, Failure) else "ok" for item in items}


def test_members_of_a_zip_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(make_zip(MEMBERS))
    items = read_file(path)
    assert outcome(items) == EXPECTED
    (page,) = [item for item in items if item.record == "news/b.html"]
    assert isinstance(page, RawDocument)
    assert (page.source_path, page.title, page.input_format) == ("a.zip", "Ferry", "html")
    assert sorted(child.name for child in tmp_path.iterdir()) == ["a.zip"]


@pytest.mark.parametrize(
    ("name", "mode"), [("a.tar", "w"), ("a.tgz", "w:gz"), ("a.tar.gz", "w:gz"), ("a.tar.bz2", "w:bz2"), ("a.tar.xz", "w:xz")]
)
def test_members_of_a_tar_archive(tmp_path: Path, name: str, mode: str) -> None:
    path = tmp_path / name
    path.write_bytes(make_tar(MEMBERS, mode))
    assert outcome(read_file(path)) == EXPECTED


@pytest.mark.parametrize("name", LEADING_OUT)
def test_archives_with_paths_that_lead_out(read: ReadBytes, name: str) -> None:
    """A ZIP archive tells beforehand, so nothing of it is read; a tar archive is streamed, so the member is refused."""
    members = {"a.txt": TEXT, name: TEXT}
    assert outcome(read("zip", make_zip(members))) == {"": "path"}
    assert outcome(read("tar", make_tar(members))) == {"a.txt": "ok", name: "path"}


def test_the_same_name_twice(read: ReadBytes) -> None:
    data = make_tar({"a.txt": TEXT})[:1024] + make_tar({"a.txt": TEXT})
    assert outcome(read("tar", data)) == {"a.txt": "ok", "a.txt#2": "ok"}


def test_links_and_devices_are_not_followed(read: ReadBytes) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, kind in (
            ("a.txt", tarfile.SYMTYPE),
            ("b.txt", tarfile.LNKTYPE),
            ("c.txt", tarfile.CHRTYPE),
            ("d", tarfile.DIRTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/hostname"
            archive.addfile(info)
    assert outcome(read("tar", buffer.getvalue())) == {"a.txt": "link", "b.txt": "link", "c.txt": "not_regular"}
    linked = zipfile.ZipInfo("a.txt")
    linked.external_attr = 0o120777 << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        zipped.writestr(linked, "/etc/hostname")
    assert outcome(read("zip", buffer.getvalue())) == {"a.txt": "link"}


def test_bombs(read: ReadBytes) -> None:
    zeros = bytes(20 << 20)
    assert outcome(read("zip", make_zip({"a.txt": zeros, "b.txt": TEXT}))) == {"a.txt": "bomb", "b.txt": "ok"}
    packed = {"a.txt.gz": gzip.compress(zeros, mtime=0), "b.txt": TEXT}
    assert outcome(read("zip", make_zip(packed), max_bytes=1 << 20)) == {"a.txt.gz": "too_large", "b.txt": "ok"}
    assert outcome(read("tar", make_tar({"a.txt": zeros, "b.txt": TEXT}), max_bytes=1 << 20)) == {
        "a.txt": "too_large",
        "b.txt": "ok",
    }


def test_many_entries_for_the_same_bytes(read: ReadBytes) -> None:
    zipped = make_zip({"a.txt": bytes(6 << 20)})
    directory, end = zipped.index(b"PK\x01\x02"), zipped.index(b"PK\x05\x06")
    entry, count = zipped[directory:end], 40
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, directory, 0)
    states = outcome(read("zip", zipped[:directory] + entry * count + tail))
    assert len(states) == count
    assert list(states.values()).count("bomb") == count - 2


@pytest.mark.parametrize("mode", ["w:bz2", "w:xz"])
def test_many_members_that_are_nearly_nothing(read: ReadBytes, mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "_HARMLESS", packed._HARMLESS // 8)
    data = make_tar({f"{number}.txt": b"word " * (1 << 17) for number in range(9)} | {"last.txt": TEXT}, mode)
    states = outcome(read("tar", data))
    assert list(states.values()) == ["ok"] * 3 + ["bomb"] * 6 + ["ok"]


@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz"])
def test_a_packed_archive_is_unpacked_a_portion_at_a_time(read: ReadBytes, mode: str) -> None:
    data = make_tar({"a.txt": bytes(60 << 20), "b.txt": TEXT}, mode)
    begin = time.process_time()
    assert outcome(read("tar", data, max_bytes=1 << 20)) == {"a.txt": "too_large", "b.txt": "ok"}
    assert time.process_time() - begin < 10


def test_a_member_that_is_said_to_be_larger_than_the_archive(read: ReadBytes) -> None:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in ("a.bin", "b.txt"):
            info = tarfile.TarInfo(name)
            info.size, info.pax_headers = 5, {"size": str(10**15)}
            archive.addfile(info, io.BytesIO(b"ABCDE"))
    begin = time.process_time()
    assert outcome(read("tar", data.getvalue())) == {"a.bin": "unsupported", "": "parse"}
    assert time.process_time() - begin < 2


def test_archives_that_are_broken_or_empty(tmp_path: Path, read: ReadBytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(make_zip({}))
    assert outcome(read_file(path)) == {"": "empty"}
    data = make_zip({"a.txt": TEXT * 50, "b.txt": TEXT})
    assert outcome(read("zip", data[:-30])) == {"": "parse"}
    place = data.index(b"a.txt") + 10
    damaged = data[:place] + b"\xff\xff\xff" + data[place + 3 :]
    assert outcome(read("zip", damaged)) == {"a.txt": "parse", "b.txt": "ok"}
    tar = make_tar({"a.txt": TEXT, "b.txt": TEXT * 100})
    assert outcome(read("tar", tar[:2048])) == {"a.txt": "ok", "b.txt": "parse", "": "parse"}
    assert outcome(read("tar", b"no tar archive at all")) == {"": "parse"}
    assert outcome(read("tar", b"")) in ({"": "parse"}, {})


def test_a_member_of_many_records_whose_sum_is_wrong(read: ReadBytes) -> None:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("a.jsonl", LINES)
    data = zipped.getvalue().replace(b"one", b"0ne")
    assert outcome(read("zip", data)) == {"a.jsonl": "parse"}


def test_locked_members(read: ReadBytes) -> None:
    data = bytearray(make_zip({"a.txt": TEXT}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert outcome(read("zip", bytes(data))) == {"a.txt": "encrypted"}


def test_members_are_parsed_when_they_are_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(make_zip({"a.txt": TEXT, "b.txt": TEXT, "c.txt": TEXT + b"x"}))
    items = list(read_items(Source(str(path), "a.zip", "zip")))
    assert all(isinstance(item, Deferred) for item in items)
    first, second, third = (item.content for item in items if isinstance(item, Deferred))
    assert first == second != third


def capture(url: str, body: bytes, *, status: str = "200 OK", kind: str = "text/html", more: str = "", number: int = 0) -> bytes:
    record = WarcRecord()
    record.init_headers(WarcRecordType.response, f"uuid:{number:08}-0000-0000-0000-000000000000".encode())
    record.headers.append("WARC-Target-URI", url)
    record.headers.append("Content-Type", "application/http; msgtype=response")
    record.set_bytes_content(f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body)
    buffer = io.BytesIO()
    record.write(buffer)
    return buffer.getvalue()


def other(kind: WarcRecordType, *, url: str = "https://post.example/9") -> bytes:
    record = WarcRecord()
    record.init_headers(kind)
    record.headers.append("WARC-Target-URI", url)
    record.headers.append("Content-Type", "text/plain")
    record.set_bytes_content(TEXT)
    buffer = io.BytesIO()
    record.write(buffer)
    return buffer.getvalue()


def test_captures_of_a_web_archive(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE, mtime=0)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    path = tmp_path / "news.warc.gz"
    parts = [
        other(WarcRecordType.warcinfo),
        other(WarcRecordType.request),
        capture("https://post.example/1", PAGE, number=1),
        capture("https://post.example/2", packed, more="Content-Encoding: gzip\r\n", number=2),
        capture("https://post.example/3", chunked, more="Transfer-Encoding: chunked\r\n", number=3),
        capture("https://post.example/4", b"", status="404 Not Found", number=4),
        capture("https://post.example/5", b"\x89PNG", kind="image/png", number=5),
        capture(
            "https://post.example/6",
            "<p>Das Schiff fährt.</p><p>Später.</p>".encode("koi8-r", "replace"),
            kind="text/html; charset=koi8-r",
            number=6,
        ),
        capture("https://post.example/6", PAGE, number=1),
        other(WarcRecordType.conversion),
        other(WarcRecordType.resource, url="metadata://gnu.org/software/wget/warc/wget.log"),
    ]
    path.write_bytes(b"".join(gzip.compress(part, mtime=0) for part in parts))
    items = read_file(path)
    tail = "-0000-0000-0000-000000000000"
    assert [item.code if isinstance(item, Failure) else "ok" for item in items] == (
        ["ok", "ok", "ok", "http_status", "not_article", "ok", "ok", "ok"]
    )
    assert [item.record for item in items[:7]] == [*(f"{n:08}{tail}" for n in range(1, 7)), f"00000001{tail}#2"]
    documents = [item for item in items if isinstance(item, RawDocument)]
    assert documents[0].text == documents[1].text == documents[2].text
    assert documents[0].url == "https://post.example/1"
    assert (documents[3].encoding, documents[5].input_format) == ("koi8-r", "txt")


def test_web_archives_that_are_broken(read: ReadBytes) -> None:
    data = capture("https://post.example/1", PAGE, number=1) + capture("https://post.example/2", PAGE * 50, number=2)
    items = read("warc", data, max_bytes=4096)
    assert [item.code if isinstance(item, Failure) else "ok" for item in items] == ["ok", "too_large"]
    cut = read("warc", data[:1500])
    assert [item.code if isinstance(item, Failure) else "ok" for item in cut][:1] == ["ok"]
    assert len(cut) == 2
    assert outcome(read("warc", b"no web archive")) == {"": "parse"}
    assert outcome(read("warc", b"")) == {"": "parse"}
    bad = capture("https://post.example/1", b"no gzip", more="Content-Encoding: gzip\r\n", number=1)
    bad = bad.replace(b"no gzip", b"\x1f\x8b gzi")
    assert [item.code if isinstance(item, Failure) else "ok" for item in read("warc", bad + data)] == ["parse", "ok", "ok"]


def test_records_of_an_archive_in_a_line(read: ReadBytes) -> None:
    rows = b"".join(json.dumps({"text": f"Ferry {n}."}).encode() + b"\n" for n in range(1000))
    assert len(read("zip", make_zip({"a.jsonl": rows}))) == 1000
