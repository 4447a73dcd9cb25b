"""Scores of pronouns and names of speakers."""

import pytest

from extractor.evaluation.gold import AnnotatedDocument, AnnotatedPronoun, Corpus
from extractor.evaluation.speakers import score_pronouns, share_a_name

TEXT = "She left. He said they knew. It rained."


def corpus(*pronouns: tuple[str, dict[str, object]]) -> Corpus:
    found = [
        AnnotatedPronoun.model_validate({"start": TEXT.index(word), "end": TEXT.index(word) + len(word), **more})
        for word, more in pronouns
    ]
    return {"d": AnnotatedDocument(doc_id="d", text=TEXT, pronouns=found)}


GOLD = corpus(
    ("She", {"names": ["Hale", "Dora Hale"], "pronoun_class": "he/she"}),
    ("He", {"names": ["Lind"], "pronoun_class": "he/she", "speaker": True}),
    ("they", {"names": ["Norland Rail"], "pronoun_class": "they"}),
    ("It", {"names": [], "resolvable": False}),
)


def test_shares_of_answered_and_of_all() -> None:
    figures = score_pronouns(
        GOLD, corpus(("She", {"name": "Dora Hale"}), ("He", {"name": "Tom Brandt"}), ("It", {"name": "Oslo"}))
    )
    assert {group: (row.precision, row.recall, row.predicted, row.gold) for group, row in figures.items()} == {
        "all": (0.5, pytest.approx(1 / 3), 2, 3),
        "class:he/she": (0.5, 0.5, 2, 2),
        "source": (0.0, 0.0, 1, 1),
        "class:they": (0.0, 0.0, 0, 1),
    }


def test_no_answer_and_no_pronouns() -> None:
    assert score_pronouns(GOLD, {})["all"].recall == 0.0
    assert score_pronouns(corpus(), {}) == {}


@pytest.mark.parametrize(
    ("some", "others", "one"),
    [
        (["Hale"], ["Dora Hale"], True),
        (["The Norland Times"], ["Norland Times"], True),
        (["Ann Hale"], ["Dora Hale"], False),
        (["Lind", "Dora Hale"], ["Hale"], True),
        (["the"], ["Hale"], False),
        ([], ["Hale"], False),
    ],
)
def test_one_name_holds_the_other(some: list[str], others: list[str], one: bool) -> None:
    assert share_a_name(some, others) is one
