"""A folder of inputs that nobody wants, and what may become of each of them."""

import gzip
import io
import json
import os
import socket
import zipfile
from pathlib import Path

SAID = "Ana Kova said: the dam is safe"
_OK, _NOT, _ANY = frozenset({"ok"}), frozenset({"error", "skipped"}), frozenset({"ok", "error", "skipped"})
Accepted = dict[str, frozenset[str]]


def make_hostile(folder: Path) -> Accepted:
    """Write the inputs; path below the folder -> states that it may end in."""
    accepted: Accepted = {}
    for name, (data, states) in (_encodings() | _characters() | _tables() | _lines() | _pages() | _packed()).items():
        (folder / name).write_bytes(data)
        accepted[name] = states
    return accepted | _names(folder) | _no_files(folder)


def _encodings() -> dict[str, tuple[bytes, frozenset[str]]]:
    text = f"{SAID}. Über die Brücke.\n" * 4
    mixed = f"{SAID}. Brücke\n".encode() + "Bo Lund said: über\n".encode("cp1252") + "Cy Mora said: ja\n".encode("utf-16-le")
    return {
        "utf16le.txt": (text.encode("utf-16-le"), _ANY),
        "utf16be.txt": (text.encode("utf-16-be"), _ANY),
        "utf32le.txt": (text.encode("utf-32-le"), _ANY),
        "utf32.txt": (text.encode("utf-32"), _OK),
        "odd_utf16.txt": (text.encode("utf-16")[:-1], _ANY),
        "utf7.txt": (text.encode("utf-7"), _OK),
        "mixed.txt": (mixed, _ANY),
        "ebcdic.txt": (text.encode("cp500"), _ANY),
        "two_marks.txt": (b"\xef\xbb\xbf\xef\xbb\xbf" + SAID.encode(), _OK),
        "overlong.txt": (SAID.encode() + b" \xc0\xaf\xe0\x80\xaf\xf4\x90\x80\x80 end", _ANY),
        "surrogates.txt": (SAID.encode() + b" \xed\xa0\x80 end", _ANY),
    }


def _characters() -> dict[str, tuple[bytes, frozenset[str]]]:
    texts = {
        "nul.txt": SAID.replace(" ", "\0 ", 1),
        "controls.txt": SAID + "".join(map(chr, range(1, 32))),
        "combining.txt": SAID + "\u0301" * 100_000,
        "combining_each.txt": "".join(f"{letter}\u0301\u0327" for letter in SAID * 400),
        "zero_width.txt": "\u200b".join(SAID * 300),
        "right_to_left.txt": f"\u202e{SAID}\u202c \u2067\u05d0\u05d1\u2069" * 300,
        "tags.txt": SAID + "".join(chr(0xE0000 + ord(letter)) for letter in "hidden") * 3000,
        "private.txt": SAID + "\ue000\U000f0000\U0010ffff" * 3000,
        "emoji.txt": SAID + "👩‍👩‍👧‍👦🏳️‍🌈" * 5000,
        "spaces.txt": "\u3000\u2003\u00a0\u2028\u2029\x85\v\f" * 20_000 + SAID,
        "punctuation.txt": "!?;:,.-" * 150_000 + "\n\n" + SAID,
        "brackets.txt": "([{<«„" * 30_000 + SAID,
        "one_line.txt": f"{SAID} and " * 20_000,
        "line_ends.txt": "\r\n\r\n\r" * 60_000 + SAID,
        "formulas.txt": "=cmd|'/c calc'!A0 said: +1\n@SUM(A1) said: -2\n" + SAID,
        "markup.txt": "Ana</script><script>alert(1)</script> Kova said: <img src=x onerror=alert(2)>\n" + SAID,
        "escapes.txt": "\x1b]0;owned\x07\x1b[2J" + SAID,
    }
    return {name: (text.encode("utf-8", "surrogatepass"), _ANY) for name, text in texts.items()}


def _tables() -> dict[str, tuple[bytes, frozenset[str]]]:
    row = f'"{SAID}"\n'
    return {
        "huge_cell.csv": ((f'id,text\n1,"{"x " * 3_000_000}{SAID}"\n2,{row}').encode(), _ANY),
        "open_quote.csv": ((f'id,text\n1,"never closed {SAID}\n' + f"2,{row}" * 50).encode(), _ANY),
        "same_headers.csv": ((f"text,text,id,id\n{row.strip()},b,1,2\n").encode(), _ANY),
        "wide.csv": ((",".join(["text", *(f"c{n}" for n in range(20_000))]) + "\n" + SAID + "," * 20_000 + "\n").encode(), _ANY),
        "ragged.csv": ((f"id,text\n1\n2,{row.strip()},x,y\n\n,,,\n3,{row}").encode(), _ANY),
        "nul.csv": ((f"id,text\n1\0,{row}").encode(), _ANY),
        "header.csv": (b"id,text\n", _NOT),
        "formula_id.csv": ((f"id,text\n=1+1,{row}").encode(), _OK),
        "tabs.tsv": ((f'id\ttext\n1\t"{SAID}\n2\t{SAID}\n').encode(), _ANY),
    }


def _lines() -> dict[str, tuple[bytes, frozenset[str]]]:
    good = json.dumps({"id": "good", "text": SAID})
    bad = {
        "nested.jsonl": '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}",
        "nested_objects.jsonl": '{"a":' * 50_000 + "1" + "}" * 50_000,
        "huge_number.jsonl": '{"text": ' + "9" * 100_000 + "}",
        "nan.jsonl": '{"text": NaN, "id": Infinity}',
        "same_keys.jsonl": '{"text": "one", "text": "Bo Lund said: two", "id": 1, "id": 2}',
        "surrogates.jsonl": '{"id": "\\ud800", "text": "Bo Lund said: \\udfff\\ud800 end"}',
        "kinds.jsonl": '{"text": ["a"]}\n{"text": null}\n{"text": {"a": 1}}\n{"text": true}\nnull\n3\n"text"\n',
        "ids.jsonl": '{"id": "../../etc/passwd", "text": "Bo Lund said: u"}\n{"id": "\\u0000\\u202e", "text": "Bo Lund said: x"}',
        "same_ids.jsonl": '{"id": "good", "text": "Bo Lund said: one"}\n{"id": "good#2", "text": "Bo Lund said: two"}',
        "comment.jsonl": "// a comment",
        "cut.jsonl": '{"text": "Bo Lund sai',
        "dates.jsonl": '{"text": "Bo Lund said: x", "date": "99999-99-99T99:99"}\n{"text": "Bo Lund said: y", "date": 1e400}',
    }
    files = {name: ((f"{good}\n{text}\n{good}\n").encode(), _ANY) for name, text in bad.items()}
    whole = json.dumps([{"text": SAID}] * 3).encode()
    return files | {
        "array.json": (whole, _ANY),
        "deep.json": (b"[" * 200_000, _NOT),
        "returns.jsonl": (good.encode() + b"\r" + good.encode(), _ANY),
    }


def _pages() -> dict[str, tuple[bytes, frozenset[str]]]:
    body = f"<p>{SAID}.</p>" * 3
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "lol">{lol}]><a>&l9;</a>'
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return {
        "nested.html": (("<div>" * 100_000 + body).encode(), _ANY),
        "attributes.html": (("<p " + " ".join(f"a{n}=1" for n in range(50_000)) + f">{SAID}</p>").encode(), _ANY),
        "open.html": (("<html><body>" + "<b><i>" * 5000 + body).encode(), _ANY),
        "comment.html": (("<html><body><!--" + body).encode(), _ANY),
        "tables.html": (("<table><tr><td>" * 3000 + body).encode(), _ANY),
        "laughs.html": (laughs.encode(), _ANY),
        "laughs.xml": (laughs.encode(), _ANY),
        "outside.html": (f"{outside}<html><body><p>&x;</p>{body}".encode(), _ANY),
        "outside.xml": (f"{outside}<rss><channel><item><title>&x;</title></item></channel></rss>".encode(), _ANY),
        "charset.html": (f'<meta charset="nosuch"><p>{SAID}</p>'.encode(), _ANY),
        "refresh.html": (f'<meta http-equiv=refresh content="0;url=http://example.invalid/">{body}'.encode(), _ANY),
    }


def _packed() -> dict[str, tuple[bytes, frozenset[str]]]:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"\0" * 30_000_000)
    twice = gzip.compress(gzip.compress(SAID.encode()))
    return {
        "gzip.txt": (gzip.compress(b"x" * 200_000_000), _NOT),
        "zip.txt": (zipped.getvalue(), _NOT),
        "bomb.txt.gz": (gzip.compress(b"word " * 20_000_000), _NOT),
        "twice.txt.gz": (twice, _NOT),
        "two_members.txt.gz": (gzip.compress(SAID.encode()) + gzip.compress(b" and more"), _OK),
        "trailing.txt.gz": (gzip.compress(SAID.encode()) + b"junk", _ANY),
        "not.txt.gz": (SAID.encode(), _ANY),
    }


def _names(folder: Path) -> Accepted:
    names = {
        b"new\nline.txt": "new\nline.txt", b"tab\there.txt": "tab\there.txt", b"invalid\xff\xfe.txt": "invalid\\xff\\xfe.txt",
        "\u202etxt.exe.txt".encode(): "\u202etxt.exe.txt", "𐍈𝒳👍.txt".encode(): "𐍈𝒳👍.txt",
        b"a" * 246 + b".txt": "a" * 246 + ".txt",
        b"-rf.txt": "-rf.txt", b"=1+1.txt": "=1+1.txt", b"%s%n{0}$HOME`id`.txt": "%s%n{0}$HOME`id`.txt", b"a#b.txt": "a#b.txt",
        b" .txt": " .txt", b"UPPER.TXT": "UPPER.TXT", b"\x1b[31mred.txt": "\x1b[31mred.txt", b'quote".txt': 'quote".txt',
        "cafe\u0301.txt".encode(): "cafe\u0301.txt", "caf\u00e9.txt".encode(): "caf\u00e9.txt",
    }  # fmt: skip
    for name in names:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(SAID, encoding="utf-8")
    return dict.fromkeys(names.values(), _OK)


def _no_files(folder: Path) -> Accepted:
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(folder)  # the path of a socket may have 107 bytes
        listening.bind("socket.txt")
        os.chdir(here)
    links = {"loop.txt": "loop.txt", "dangling.txt": "nothing", "passwd.txt": "/etc/passwd", "up": "..", "zero.txt": "/dev/zero"}
    for name, target in links.items():
        (folder / name).symlink_to(target)
    (folder / "folder.txt").mkdir()
    (folder / "folder.txt" / "inside.txt").write_text(SAID, encoding="utf-8")
    deep = folder / "deep" / Path(*("d" * 20 for _ in range(60)))
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text(SAID, encoding="utf-8")
    with (folder / "sparse.txt").open("wb") as file:
        file.truncate(10 << 30)
    with (folder / "sparse.jsonl").open("wb") as file:
        file.write(json.dumps({"text": SAID}).encode() + b"\n")
        file.truncate(1 << 30)
    not_read = dict.fromkeys(["pipe.txt", "socket.txt", *links, "folder.txt", "sparse.txt"], _NOT)
    ok = dict.fromkeys(["folder.txt/inside.txt", f"{deep.relative_to(folder)}/a.txt"], _OK)
    return not_read | ok | {"sparse.jsonl": _ANY}
