import time
from pathlib import Path

import pytest

from extractor.cleaning.furniture import Furniture, load_furniture
from extractor.errors import InputError, ResourceError
from extractor.resources import Models, find_models

ENTRIES = find_models().toml("en/furniture.toml")["furniture"]
YES = [(entry["id"], line) for entry in ENTRIES for line in entry["yes"]]
NO = [(entry["id"], line) for entry in ENTRIES for line in entry["no"]]


def is_furniture(patterns: Furniture, line: str) -> bool:
    return patterns.is_line(line) or patterns.tail_start(line) < len(line) or patterns.end_line(line) is not None


@pytest.mark.parametrize(("entry", "line"), YES)
def test_furniture(patterns: Furniture, entry: str, line: str) -> None:
    assert is_furniture(patterns, line), entry


@pytest.mark.parametrize(("entry", "line"), NO)
def test_sentences_that_mention_the_same_words_stay(patterns: Furniture, entry: str, line: str) -> None:
    assert not is_furniture(patterns, line), entry


@pytest.mark.parametrize(
    "line",
    [
        "No.",
        "Yes",
        "Why?",
        "He agreed.",
        "Kosovo",
        "Labour 12, Greens 4",
        "Q: Will you share it?",
        "“Share it,” she said.",
        "Home Secretary resigns",
        "Advertising boss quits",
        "AP Møller buys rival",
        "Photo finish in Tarnby",
        "Subscribe, she told them.",
        "The end",
        "Print",
        "Copyright bill passes",
        "Read my lips",
        "Video shows mayor with gun",
        "Live: votes are counted",
        "Tags of the gang were everywhere.",
    ],
)
def test_short_lines_are_not_removed_for_being_short(patterns: Furniture, line: str) -> None:
    assert is_furniture(patterns, line) == (line == "Print")


def test_a_tail_is_cut_where_it_begins(patterns: Furniture) -> None:
    text = "The vote is on Monday, she said. (Reporting by Jane Roe; Editing by John Doe)"
    assert text[: patterns.tail_start(text)] == "The vote is on Monday, she said. "


@pytest.mark.parametrize(
    "seed",
    [
        "read also ",
        "share on facebook ",
        "all rights reserved ",
        "(photo by ",
        "© 2024 ",
        "- AFP ",
        "A+ ",
        "12 shares ",
        "sign up for ",
        "([-—",
        "a/",
        "A. ",
        "reuters via ",
    ],
)
def test_near_matches_take_linear_time(patterns: Furniture, seed: str) -> None:
    line = (seed * 10_000)[:10_000]
    start = time.process_time()
    for length in (120, 500, 10_000):
        is_furniture(patterns, line[:length] + "!")
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('id = "x"\nlines = ["a"]\nyes = ["a"]', "needs id, yes and no"),
        ('id = "x"\nlines = ["("]\nyes = ["a"]\nno = ["b"]', "not valid"),
        ('id = "x"\nline = ["a"]\nyes = ["a"]\nno = ["b"]', r"unknown keys: \['line'\]"),
    ],
)
def test_a_bad_entry_is_named(tmp_path: Path, entry: str, message: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en/furniture.toml").write_text(f"[[furniture]]\n{entry}\n")
    with pytest.raises(ResourceError, match=message):
        load_furniture(Models(tmp_path))


def test_patterns_of_the_user_are_added() -> None:
    patterns = load_furniture(find_models(), more=["READ ALSO:.*"])
    assert patterns.is_line("Read also: the dam in pictures")
    assert not patterns.is_line("They read also: the dam in pictures")
    with pytest.raises(InputError, match="no regular expression"):
        load_furniture(find_models(), more=["("])
