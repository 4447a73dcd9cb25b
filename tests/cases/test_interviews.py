"""Interviews: whose the questions and the answers are, in the forms that papers give them."""

import pytest

from extractor.api import TextExtractor

INTRODUCTION = """The woman who saved the quay

Ilsa Brandt has run the harbor of Tarnby for nine years. We met her in her office.

"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q: ", "A: "),
        ("Q. ", "A. "),
        ("Question: ", "Answer: "),
        ("The Review: ", "Brandt: "),
        ("Interviewer: ", "Ilsa Brandt: "),
    ],
)
def test_answers_are_those_of_the_person_introduced(text_extractor: TextExtractor, question: str, answer: str) -> None:
    said = (
        "Is the ferry too old?",
        "It is. I would not let my children sail on it.",
        "What does the firm say?",
        "It told me to wait.",
    )
    text = INTRODUCTION + "\n\n".join(label + words for label, words in zip((question, answer) * 2, said, strict=True))
    rows = [row for row in text_extractor.extract(text).statements if row.nested_in is None]
    assert [row.content for row in rows] == list(said)
    assert [row.speaker_name for row in rows[1::2]] == ["Ilsa Brandt"] * 2
    assert all(row.speaker_name != "Ilsa Brandt" for row in rows[::2])


def test_a_question_in_marks_is_not_that_of_who_answers(text_extractor: TextExtractor) -> None:
    text = INTRODUCTION + (
        "“Is the ferry too old?”\n\n“It is. I would not let my children sail on it,” she said.\n\n“What does the firm say?”\n\n"
        "“It told me to wait. I waited for a year.”"
    )
    rows = [row for row in text_extractor.extract(text).statements if row.nested_in is None]
    assert [(row.content[:8], row.speaker_name) for row in rows] == [("It is. I", "Ilsa Brandt"), ("It told ", "Ilsa Brandt")]


def test_what_the_writer_says_leaves_the_answer_to_who_is_met(text_extractor: TextExtractor) -> None:
    text = INTRODUCTION + "“I sell ropes,” she says.\n\n“But who buys ropes?” I ask.\n\n“Sailors, and everybody on the quay.”"
    first, asked, answer = text_extractor.extract(text).statements
    assert (first.speaker_name, answer.speaker_name) == ("Ilsa Brandt", "Ilsa Brandt")
    assert asked.speaker_name != "Ilsa Brandt"


def test_a_question_that_nobody_answers_is_that_of_who_speaks(text_extractor: TextExtractor) -> None:
    text = INTRODUCTION + "“Nobody listens to us,” she says.\n\n“Who will pay for a new ferry?”\n\nThe firm did not comment."
    assert [row.speaker_name for row in text_extractor.extract(text).statements] == ["Ilsa Brandt"] * 2


def test_a_label_with_the_work_of_a_person_opens_a_transcript(text_extractor: TextExtractor) -> None:
    text = (
        "Evening Talk\n\nILSA BRANDT, HOST: Good evening. The ferry sank.\n\nTOM REED, CNW: Good to be here.\n\n"
        "BRANDT: Was it too old?\n\nREED: It was. I said so.\n\nBRANDT: Thank you.\n\nREED: My pleasure."
    )
    rows = [row for row in text_extractor.extract(text).statements if row.nested_in is None]
    assert [row.source_text for row in rows] == ["ILSA BRANDT, HOST", "TOM REED, CNW", "BRANDT", "REED", "BRANDT", "REED"]


def test_initials_before_a_colon_are_those_of_who_was_named(text_extractor: TextExtractor) -> None:
    text = (
        "Tom Brandt talks to Ida Fels\n\nTB: I never left the town. My house is here.\n\nIF: Why did you stay?\n\n"
        "TB: Because of the sea.\n\nIF: Do you miss it?\n\nTB: I do."
    )
    found = text_extractor.extract(text)
    assert [row.speaker_name for row in found.statements] == ["Tom Brandt", "Ida Fels"] * 2 + ["Tom Brandt"]
    assert {entity.name for entity in found.entities if entity.kind == "person"} == {"Tom Brandt", "Ida Fels"}
