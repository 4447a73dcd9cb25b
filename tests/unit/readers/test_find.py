import os
import socket
from pathlib import Path

import pytest

from extractor.articles import Failure
from extractor.errors import InputError
from extractor.readers.base import Source
from extractor.readers.find import find_inputs
from extractor.settings import ReadOptions


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")


def found(*inputs: Path | str, **options: str) -> dict[str, str]:
    """Path in the tables -> ``ok`` or the code of the failure, in the order found."""
    items = find_inputs([str(path) for path in inputs], options=ReadOptions(**options))
    return {item.source_path: item.code if isinstance(item, Failure) else "ok" for item in items}


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    make(tmp_path / "news", "b.txt", "a/z.html", "a/c.md", "c.csv.gz")
    assert list(found(tmp_path / "news")) == ["news/b.txt", "news/c.csv.gz", "news/a/c.md", "news/a/z.html"]


def test_the_path_in_the_tables_does_not_depend_on_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "news", "a/b.txt")
    expected = {"news/a/b.txt": "ok"}
    assert found(tmp_path / "news") == expected
    monkeypatch.chdir(tmp_path)
    assert found("news") == found("./news/") == expected
    monkeypatch.chdir(tmp_path / "news")
    assert found(".") == expected


def test_a_file_is_shown_by_its_name_and_names_that_collide_by_their_folders(tmp_path: Path) -> None:
    make(tmp_path, "x/a.txt", "y/a.txt", "y/b.txt")
    assert list(found(tmp_path / "x/a.txt", tmp_path / "y/a.txt", tmp_path / "y/b.txt")) == ["b.txt", "x/a.txt", "y/a.txt"]


def test_an_input_given_twice_or_below_another_is_found_once(tmp_path: Path) -> None:
    make(tmp_path / "news", "a/b.txt", "c.txt")
    assert found(tmp_path / "news", tmp_path / "news/a", tmp_path / "news/c.txt", tmp_path / "news") == {
        "news/c.txt": "ok",
        "news/a/b.txt": "ok",
    }


def test_the_order_of_inputs_does_not_matter(tmp_path: Path) -> None:
    make(tmp_path, "x/a.txt", "y/a.txt", "z/n/a.txt")
    inputs = [tmp_path / "x", tmp_path / "y/a.txt", tmp_path / "z/n"]
    assert list(found(*inputs).items()) == list(found(*inputs[::-1]).items())


def test_globs_are_expanded(tmp_path: Path) -> None:
    make(tmp_path, "a1.txt", "a2.txt", "b.txt")
    assert list(found(tmp_path / "a*.txt")) == ["a1.txt", "a2.txt"]


def test_what_is_not_there_is_reported(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    missing = str(tmp_path / "missing")
    assert found(tmp_path / "a.txt", missing, tmp_path / "*.html") == {
        "a.txt": "ok",
        missing: "not_found",
        str(tmp_path / "*.html"): "not_found",
    }


def test_what_is_no_article_by_its_name_is_skipped(tmp_path: Path) -> None:
    make(
        tmp_path / "in",
        ".hidden.txt",
        "_SUCCESS",
        "README.md",
        "LICENSE",
        "CHANGELOG.txt",
        "a.ppt",
        "noext",
        "a.txt",
        ".git/b.txt",
    )
    assert found(tmp_path / "in") == {
        "in/.git": "hidden",
        "in/.hidden.txt": "hidden",
        "in/CHANGELOG.txt": "not_article",
        "in/LICENSE": "unsupported",
        "in/README.md": "not_article",
        "in/_SUCCESS": "hidden",
        "in/a.ppt": "unsupported",
        "in/a.txt": "ok",
        "in/noext": "unsupported",
    }


def test_a_headline_may_begin_with_any_word(tmp_path: Path) -> None:
    titles = {
        *(
            "Authors ask for more.html",
            "Changes at the quay.txt",
            "Licence to fish.txt",
            "Robots will sail.md",
            "Notice of strike.txt",
        ),
        *(
            "licence_fee_will_rise.txt",
            "Requirements for boats.txt",
            "authors-win.txt",
            "copying_is_wrong.txt",
            "Citation needed.txt",
        ),
        *("_No_ says the mayor.html", "_Success at last.txt"),
    }
    make(tmp_path / "in", *titles, "_Spring/boats.txt")
    names = ("Authors", "CHANGES.md", "robots.txt", "requirements-dev.txt", "README_first.txt", "License.txt")
    make(tmp_path / "in", *names, "_temporary/boats.txt", "_SUCCESS", "__MACOSX/boats.txt", "_metadata")
    items = found(tmp_path / "in")
    assert {name for name, code in items.items() if code == "ok"} == {f"in/{title}" for title in (*titles, "_Spring/boats.txt")}
    assert set(items.values()) == {"ok", "hidden", "not_article", "unsupported"}


def test_a_path_that_is_too_long_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "in", "a.txt")
    monkeypatch.chdir(tmp_path / "in")
    for _ in range(24):
        Path("d" * 200).mkdir()
        monkeypatch.chdir("d" * 200)
    Path("deep.txt").write_text("text")
    assert sorted(found("deep.txt", tmp_path / "in").values()) == ["io", "io", "ok"]
    monkeypatch.chdir(tmp_path)
    assert sorted(found(tmp_path / "in", "e/" * 2400, "e" * 4800).values()) == ["io", "not_found", "not_found", "ok"]


def test_a_named_file_is_taken_whatever_its_name(tmp_path: Path) -> None:
    make(tmp_path, "README.md", "article", "log.pdf")
    sources = [
        source for source in find_inputs([str(tmp_path / "README.md"), str(tmp_path / "article")]) if isinstance(source, Source)
    ]
    assert [(source.source_path, source.format) for source in sources] == [("README.md", "md"), ("article", "txt")]


def test_the_format_can_be_forced(tmp_path: Path) -> None:
    make(tmp_path, "dump.txt")
    sources = list(find_inputs([str(tmp_path / "dump.txt"), "-"], options=ReadOptions(input_format="jsonl")))
    assert [source.format for source in sources if isinstance(source, Source)] == ["jsonl", "jsonl"]
    with pytest.raises(InputError, match="no reader 'xyz'"):
        list(find_inputs(["-"], options=ReadOptions(input_format="xyz")))
    with pytest.raises(InputError, match="no character set 'rot13'"):
        list(find_inputs(["-"], options=ReadOptions(encoding="rot13")))


def test_links_pipes_and_sockets_are_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "outside/secret.txt", "in/a.txt")
    folder = tmp_path / "in"
    (folder / "out.txt").symlink_to(tmp_path / "outside/secret.txt")
    (folder / "up").symlink_to(tmp_path)
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    (folder / "like.txt").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(folder)  # socket paths are short
        server.bind("s.txt")
    assert found(folder) == {
        "in/a.txt": "ok",
        "in/like.txt": "not_regular",
        "in/loop.txt": "link",
        "in/out.txt": "link",
        "in/pipe.txt": "not_regular",
        "in/s.txt": "not_regular",
        "in/up": "link",
        "in/zero.txt": "link",
    }


def test_a_folder_that_may_not_be_entered_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "in", "a.txt", "locked/b.txt")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert found(tmp_path / "in") == {"in/a.txt": "ok", "in/locked": "permission"}


def test_names_that_are_not_utf8_are_escaped(tmp_path: Path) -> None:
    make(tmp_path / "in", "line\nbreak.txt")
    Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/caf\xe9.txt")).write_text("text")
    assert list(found(tmp_path / "in")) == ["in/caf\\xe9.txt", "in/line\nbreak.txt"]


def test_a_folder_can_be_left_out(tmp_path: Path) -> None:
    make(tmp_path / "in", "a.txt", "out/b.txt")
    items = find_inputs([str(tmp_path / "in")], exclude=[tmp_path / "in/out"])
    assert [item.source_path for item in items] == ["in/a.txt"]
