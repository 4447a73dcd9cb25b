"""Hostile inputs through reading and cleaning: everything is accounted for once, quickly, and nothing else is opened."""

import gzip
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.articles import Article, Failure
from extractor.cleaning.clean import clean
from extractor.cleaning.furniture import load_furniture
from extractor.readers.find import find_inputs
from extractor.readers.markdown import plain
from extractor.readers.read import read_source
from extractor.resources import find_models
from extractor.running.tasks import source_hash

QUOTE = "Plan number 7 will go ahead in May"
TEXT = (
    "Council approves plan\n\nThe council of Tarnby voted on Tuesday.\n\n"
    f"“{QUOTE},” said Anna Kovac, the mayor.\n\n%s\n\nWork begins soon.\n"
)


def outcomes(folder: Path) -> dict[tuple[str, str], Article | Failure]:
    """Path below the folder and record -> article or failure; a pair that comes twice fails the test."""
    patterns = load_furniture(find_models())
    found: dict[tuple[str, str], Article | Failure] = {}
    for source in find_inputs([str(folder)]):
        for item in [source] if isinstance(source, Failure) else read_source(source):
            result = item if isinstance(item, Failure) else clean(item, patterns=patterns)
            key = (result.source_path.removeprefix(f"{folder.name}/"), result.record)
            assert key not in found
            found[key] = result
    return found


def test_every_input_ends_in_exactly_one_row(tmp_path: Path) -> None:
    files = {
        "plain.txt": (TEXT % "").encode(),
        "empty.txt": b"",
        "blank.txt": b" \n\t\n",
        "picture.txt": b"\x89PNG\r\n\x1a\n\0\0\0",
        "noise.html": bytes(range(256)) * 40,
        "utf16.txt": (TEXT % "").encode("utf-16"),
        "stray.txt": (TEXT % "caf").encode() + b"\xe9",
        "cyrillic.txt": ("Мэр города сказал, что план принят. " * 9).encode("cp1251"),
        "page.html": b"<html><body><article><p>" + (TEXT % "").encode() + b"</p></article></body></html>",
        "deep.html": b"<html><body>" + b"<div>" * 9000 + b"text" + b"</div>" * 9000,
        "feed.jsonl": b'{"id": "a", "text": "The ferry sails."}\n{not json\n[]\n{"id": "a", "text": "Again."}\n',
        "table.csv": b"name,country\nAnna,Norway\n",
        "settings.json": b'{"output": "/tmp/escape"}',
        "gold.jsonl": b'{"doc_id": "1", "text": "The ferry sails.", "entities": []}\n',
        "bomb.txt.gz": gzip.compress(b"\0" * 30_000_000),
        "cut.txt.gz": gzip.compress((TEXT % "").encode())[:-20],
        "story.txt.gz": gzip.compress((TEXT % "").encode()),
        "click.py": b"raise SystemExit('code of the input was run')",
        ".hidden.txt": b"x",
        "README.md": b"About this folder.",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "secret.txt").symlink_to("/etc/passwd")
    found = outcomes(tmp_path)
    codes = {"#".join(filter(None, key)): item.code if isinstance(item, Failure) else "ok" for key, item in found.items()}
    assert codes == {
        ".hidden.txt": "hidden",
        "README.md": "not_article",
        "blank.txt": "empty",
        "bomb.txt.gz": "not_text",
        "click.py": "unsupported",
        "cut.txt.gz": "parse",
        "cyrillic.txt": "encoding",
        "deep.html": "html_depth",
        "empty.txt": "empty",
        "feed.jsonl#2": "parse",
        "feed.jsonl#3": "record",
        "feed.jsonl#a": "ok",
        "feed.jsonl#a#2": "ok",
        "gold.jsonl": "not_article",
        "loop.txt": "link",
        "noise.html": "not_text",
        "page.html": "ok",
        "picture.txt": "not_text",
        "pipe.txt": "not_regular",
        "plain.txt": "ok",
        "secret.txt": "link",
        "settings.json": "not_article",
        "story.txt.gz": "ok",
        "stray.txt": "ok",
        "table.csv": "columns",
        "utf16.txt": "ok",
    }
    quoted = Counter(item.text.count(QUOTE) for item in found.values() if isinstance(item, Article) and "Tarnby" in item.text)
    assert quoted == {1: 5}


PATHOLOGICAL = {
    "open quotation marks": "“He said the " * 1500,
    "a run of quotation marks": '"' * 20_000,
    "a run of dots": "." * 50_000,
    "one word": "x" * 200_000,
    "digits": "1" * 200_000,
    "capitalised words": "Anna Kovac Peter Lindholm " * 1500,
    "names of a byline": "By " + "Anna Kovac, " * 3000,
    "spaces": " " * 200_000 + "end",
    "near-empty lines": "\t\n" * 20_000 + "end",
    "quoted lines": "> a\n" * 20_000,
    "short lines": "By Jane Roe\n" * 20_000,
    "brackets": "(Photo by " * 5_000,
    "combining marks": "a" + "\u0301" * 2_000,
    "commas": ", " * 20_000,
    "dates": "May 3, " * 10_000,
    "escapes": "\x1b[" * 20_000,
    "mojibake": "Ã¤â€™" * 5_000,
}


@pytest.mark.parametrize("extra", PATHOLOGICAL.values(), ids=PATHOLOGICAL.keys())
def test_pathological_texts_are_cleaned_quickly_and_keep_their_quote(tmp_path: Path, extra: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT % extra)
    start = time.process_time()
    (article,) = outcomes(tmp_path).values()
    assert time.process_time() - start < 3
    assert isinstance(article, Article)
    assert article.text.count(QUOTE) == 1


@pytest.mark.parametrize("seed", ["*a", "_a_ ", "[a](", "![", "`a", "<a ", "<!--", "~~a", "\\*", "[a][", "**a*"])
def test_inline_markdown_takes_linear_time(seed: str) -> None:
    start = time.process_time()
    plain(seed * (20_000 // len(seed)))
    assert time.process_time() - start < 2


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter; the folders of pytest are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user")
def test_what_may_not_be_read_is_reported(open_folder: Path) -> None:
    folder = open_folder / "in"
    (folder / "locked").mkdir(parents=True)
    for name in ("a.txt", "no.txt", "locked/b.txt"):
        (folder / name).write_text(TEXT % "")
    (folder / "no.txt").chmod(0)
    (folder / "locked").chmod(0)
    code = (
        "import os, sys; from extractor.readers.find import find_inputs; from extractor.readers.read import read_source\n"
        "import extractor.readers.base as base; base.readers(); os.chdir(sys.argv[1]); os.seteuid(65534)\n"
        "for s in find_inputs(['in']):\n"
        "    for item in read_source(s) if hasattr(s, 'path') else [s]:\n"
        "        print(item.source_path, getattr(item, 'code', 'ok'))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(open_folder)], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:-1] == ["in/a.txt ok", "in/no.txt permission", "in/locked permission"]


def replaced_by(path: Path, what: str) -> None:
    path.unlink()
    if what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")


@pytest.mark.parametrize("what", ["endless device", "pipe", "folder"])
def test_an_input_that_is_replaced_between_listing_and_reading_is_not_read(tmp_path: Path, what: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT % "")
    (source,) = find_inputs([str(tmp_path)])
    assert not isinstance(source, Failure)
    assert source_hash(source)
    replaced_by(path, what)
    assert source_hash(source) == ""
    (item,) = read_source(source)
    assert isinstance(item, Failure)
    assert item.code in {"link", "not_regular", "io"}


PAGE = "<html><head>%s</head><body><article><p>The council of Tarnby voted on Tuesday, it said.</p>%s</article></body></html>"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<style>" + "/*" * 200_000 + "</style>", ""),
        ("<style>" + ".a{display:none" * 50_000 + "</style>", ""),
        (
            "<style>" + "".join(f".c{n},.d{n}{{display:none}}" for n in range(20_000)) + "</style>",
            "<p class='c1 x'>a</p>" * 5_000,
        ),
        ("", "<p>said<!-- --> he" * 10_000),
        ("", "<p style='display:none'>" * 20_000),
        ("", "<i style='display :  none'>" * 200 + "x" * 1_000_000),
        ("", f"<p style='{'left:-' * 100_000}'>x</p>"),
    ],
    ids=["comments", "open rules", "many rules", "many comments", "hidden paragraphs", "hidden in hidden", "a long style"],
)
def test_what_a_page_hides_is_found_quickly(tmp_path: Path, head: str, body: str) -> None:
    (tmp_path / "a.html").write_text(PAGE % (head, body))
    start = time.process_time()
    (article,) = outcomes(tmp_path).values()
    assert time.process_time() - start < 5
    assert isinstance(article, Article)
    assert "voted on Tuesday" in article.text
