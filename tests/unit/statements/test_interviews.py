"""Which texts are interviews without labels, what is asked there and what answered."""

import re

import pytest

from extractor.statements.interviews import ANSWER, QUESTION, find_interview
from extractor.statements.lexicon import Lexicon
from extractor.statements.marked_text import mark_tokens
from extractor.statements.quotation_marks import find_quotations
from tests.layouts import layout
from tests.unit.marked import marked

TITLE = "Talk with [PERSON Ann Lee]"
ASK, ANSWERED = "Why did you leave ?", "I left because my work was done , I think ."
TURNS = (ASK, ANSWERED) * 3


def turns(lexicon: Lexicon, *paragraphs: str) -> list[tuple[str, str, str]]:
    """Rule, source and content of the questions and answers; the first paragraph is the headline."""
    parse = marked(" / ".join(paragraphs))
    spans = [match.span() for match in re.finditer(r"[^\n]+", parse.text)]
    quotations = find_quotations(parse.text, spans)
    text = mark_tokens(parse, quotations, layout(parse, spans, spans[0][1]))
    return [
        (
            each.rule,
            "".join(parse.text[slice(*span)] for span in each.source),
            parse.text[each.content[0][0] : each.content[-1][1]],
        )
        for each in find_interview(text, lexicon, parse.names, ())
    ]


def counts(lexicon: Lexicon, *paragraphs: str) -> tuple[int, int]:
    rules = [rule for rule, _, _ in turns(lexicon, *paragraphs)]
    return rules.count(QUESTION), rules.count(ANSWER)


def test_questions_and_answers(lexicon: Lexicon) -> None:
    found = turns(lexicon, TITLE, *TURNS)
    assert found[0] == (QUESTION, "", "Why did you leave?")
    assert found[3] == (ANSWER, "Ann Lee", "I left because my work was done, I think.")
    assert len(found) == 6


@pytest.mark.parametrize(
    "paragraphs",
    [
        (TITLE, ANSWERED, ANSWERED, ANSWERED),
        (TITLE, ASK, ANSWERED, ANSWERED),
        (TITLE, ASK, ASK, ASK, "He left ."),
        ("Talk", *TURNS),
        (TITLE, *TURNS, "“ I left because it was done , all of it , and my boat was too small for the work . ”"),
        (TITLE, *(word for _ in range(3) for word in (ASK, "[PERSON Lee] says that I left , and my work and me with it ."))),
    ],
    ids=[
        "no question",
        "one question, no word of an interview",
        "no first person",
        "nobody named",
        "in marks",
        "named in answers",
    ],
)
def test_other_texts(lexicon: Lexicon, paragraphs: tuple[str, ...]) -> None:
    assert turns(lexicon, *paragraphs) == []


def test_one_question_is_enough_where_the_title_says_interview(lexicon: Lexicon) -> None:
    assert counts(lexicon, "Interview with [PERSON Ann Lee]", ASK, ANSWERED, ANSWERED) == (1, 1)


def test_what_turns_to_somebody_is_a_question_without_a_mark(lexicon: Lexicon) -> None:
    assert counts(lexicon, TITLE, "I heard that you left in May .", ANSWERED, *TURNS) == (4, 4)
    assert counts(lexicon, TITLE, ASK, ANSWERED, "That must make you sad .", ANSWERED, *TURNS) == (5, 5)
    assert counts(lexicon, TITLE, ASK, ANSWERED, "I tell you .", ANSWERED, *TURNS) == (4, 4)


def test_what_comes_after_the_last_answer_is_no_part_of_it(lexicon: Lexicon) -> None:
    assert turns(lexicon, TITLE, *TURNS, "The crew of the boat left .")[-1][2] == "I left because my work was done, I think."


@pytest.mark.parametrize(
    "line",
    [
        "[PERSON Tom Lind] met her in May .",
        "[PERSON Tom Lind] met [PERSON Ann Lee] in May .",
        "[PERSON Ann Lee] sat down with [PERSON Tom Lind] .",
        "By [PERSON Tom Lind]",
        "She talks to [PERSON Tom Lind] .",
    ],
)
def test_who_asks_is_not_asked(lexicon: Lexicon, line: str) -> None:
    sources = {rule: source for rule, source, _ in turns(lexicon, TITLE, line, *TURNS)}
    assert sources == {QUESTION: "Tom Lind", ANSWER: "Ann Lee"}


def test_answers_in_marks_need_no_name(lexicon: Lexicon) -> None:
    found = turns(lexicon, "Talk", *(word for _ in range(3) for word in (ASK, "“ It was done . ”")))
    assert [(rule, source) for rule, source, _ in found] == [(QUESTION, "")] * 3 + [(ANSWER, "")] * 3
