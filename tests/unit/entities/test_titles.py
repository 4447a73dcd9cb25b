import pytest

from extractor.entities.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("words", "length", "kind"),
    [
        ("mr. lee", 1, "honorific"),
        ("secretary of state lee", 3, "executive"),
        ("lt. gen. lee", 2, "military"),
        ("vice president lee", 2, "executive"),
    ],
)
def test_longest_title_at(gazetteer: Gazetteer, words: str, length: int, kind: str) -> None:
    tokens = words.split()
    title = gazetteer.titles.at(tokens, 0, len(tokens))
    assert title is not None
    assert (len(title.tokens), title.kind) == (length, kind)
    assert gazetteer.titles.ending_at(tokens, len(tokens) - 1) == title


def test_no_title(gazetteer: Gazetteer) -> None:
    assert gazetteer.titles.at(["lee", "mr."], 0, 2) is None
    assert gazetteer.titles.ending_at(["mr.", "lee"], 2) is None


def test_gender_of_titles(gazetteer: Gazetteer) -> None:
    mrs, doctor = (gazetteer.titles.at([word], 0, 1) for word in ("mrs.", "dr."))
    assert mrs is not None
    assert doctor is not None
    assert (mrs.gender, doctor.gender) == ("f", "")
