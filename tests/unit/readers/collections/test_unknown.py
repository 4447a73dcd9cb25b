"""Texts in no layout that is known: when they look like many articles, and parting them where the user says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from written import CHOIR, TOWER, docx_file

from extractor.articles import Failure, RawDocument
from extractor.errors import InputError
from extractor.readers.collections.unknown import MANY, count_articles
from extractor.readers.find import find_inputs
from extractor.settings import ReadOptions

ReadBytes = Callable[..., list[RawDocument | Failure]]
ONE = f"{TOWER.title}\nBy Ellen Voss\n\n" + "\n\n".join(TOWER.paragraphs)
OTHER = f"{CHOIR.title}\nBy Piet Aarden\n\n" + "\n\n".join(CHOIR.paragraphs + TOWER.paragraphs[1:])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"{ONE}\n\n==========\n\n{OTHER}", 2),
        (f"{ONE}\n\n{OTHER}\n\n{ONE}", 3),
        (f"A title\nMarch 5, 2024\n\n{ONE}\n\nAnother\n8 March 2024\n\n{OTHER}", 2),
        (ONE, 1),
        ("\n\n".join(TOWER.paragraphs), 1),
        (f"{ONE}\n\n==========\n\nShare this story", 1),
        (f"{TOWER.title}\nBy Ellen Voss\nBy Piet Aarden\n\n" + "\n\n".join(TOWER.paragraphs), 1),
        ("By then the crane had fallen.\n\n" * 30, 1),
        ("", 0),
    ],
)
def test_how_many_articles_a_text_seems_to_hold(text: str, count: int) -> None:
    assert count_articles(text) == count


def test_a_text_that_looks_like_many_has_a_warning(read: ReadBytes) -> None:
    (many,) = read("txt", f"{ONE}\n\n==========\n\n{OTHER}")
    (one,) = read("txt", ONE)
    assert isinstance(many, RawDocument)
    assert isinstance(one, RawDocument)
    assert many.warnings == (f"{MANY} 2 articles in one text: --split-at REGEX parts them",)
    assert one.warnings == ()


def test_a_text_is_parted_where_the_user_says(read: ReadBytes) -> None:
    text = f"{ONE}\n\n==========\n\n{OTHER}"
    first, second = read("txt", text, split_at="^=+$")
    assert isinstance(first, RawDocument)
    assert isinstance(second, RawDocument)
    assert first.text == "\n\n".join([TOWER.title, "By Ellen Voss", *TOWER.paragraphs])
    assert second.text.startswith(f"{CHOIR.title}\n\nBy Piet Aarden")
    assert [(item.record, item.warnings) for item in (first, second)] == [("1", ()), ("2", ())]


def test_what_a_pattern_leaves_of_a_line_stays(read: ReadBytes) -> None:
    items = read("txt", "No. 1 The crane\nIt stays.\nNo. 2 The choir\nIt goes.\n", split_at=r"^No\. \d+ ")
    assert [item.text for item in items if isinstance(item, RawDocument)] == ["The crane\n\nIt stays.", "The choir\n\nIt goes."]


def test_a_word_document_is_parted_too(read: ReadBytes) -> None:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("The crane stays.", "***", "The choir goes."))
    items = read("docx", docx_file(body), split_at=r"^\*+$")
    assert [item.text for item in items if isinstance(item, RawDocument)] == ["The crane stays.", "The choir goes."]


def test_a_pattern_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="split-at"):
        list(find_inputs([str(tmp_path)], options=ReadOptions(split_at="(")))
