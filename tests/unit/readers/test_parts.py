"""Texts that are longer than any article come in parts, without a character lost."""

import pytest

from extractor.articles import RawDocument
from extractor.readers import parts
from extractor.readers.parts import in_parts


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LONGEST", 50)
    monkeypatch.setattr(parts, "PART", 30)


def test_an_article_is_left_alone() -> None:
    document = RawDocument("a.txt", "The dam is safe.\n\n" * 2)
    assert list(in_parts(document)) == [document]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("The dam is safe.\n\nIt leaks.\n\n" * 3, "\n\n"),
        ("The dam is safe.\nIt leaks.\n" * 3, "\n"),
        ("The dam is safe, she said. " * 3, " "),
        ("x" * 100, "x"),
    ],
)
def test_a_longer_text_is_cut_where_it_does_least_harm(text: str, ends: str) -> None:
    found = list(in_parts(RawDocument("a.txt", text, warnings=("repaired",))))
    assert "".join(part.text for part in found) == text
    assert [part.record for part in found] == [str(number) for number in range(1, len(found) + 1)]
    assert all(part.text.endswith(ends) and len(part.text) <= 30 for part in found)
    warning = f"part 1 of {len(found)} of a text that is too long for one document"
    assert found[0].warnings == ("repaired", warning)
