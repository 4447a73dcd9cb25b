"""Which documents are interviews, and who answers."""

import pytest

from extractor.mentions.model import DocumentEntities, Entity, Mention
from extractor.speakers.interviews import find_interview, label_speakers
from extractor.statements.label_evidence import LabelKnowledge
from extractor.statements.model import Statement
from tests.unit.marked import marked

TITLE = "Talk with Ann Lee"
ASK, ANSWER = "Why did you leave ?", "I left because my work was done , I think ."

LABELS = LabelKnowledge(
    asking=frozenset(("q",)),
    answering=frozenset(("a",)),
    interview=frozenset(("interview", "interviewed")),
    talking=frozenset(("talks", "talked", "spoke")),
)


def interview(*paragraphs: str, quoted: int = 0, named: int = 0, named_last: bool = False) -> tuple[int, int, int] | None:
    """Entity asked, number of questions and of answers; the title names Ann Lee, tokens up to ``quoted`` stand in quotations."""
    parse = marked(" / ".join(paragraphs))
    ends = [*(number for number, word in enumerate(parse.words) if word == "\n"), len(parse)]
    ranges = [(begin + 1, end) for begin, end in zip([-1, *ends], ends, strict=False)]
    places = [(2, 4), *((ends[1] + 1 + place, ends[1] + 2 + place) for place in range(named))]
    if named_last:
        places.append((ranges[-1][0], ranges[-1][0] + 1))
    mentions = (Mention(start, end, "PERSON", "person", "name", 0) for start, end in places)
    document = DocumentEntities(tuple(mentions), (Entity("person", "Ann Lee"),))
    found = find_interview(parse, document, ranges, set(range(quoted)), title_end=ends[0], known=LABELS)
    return (found.asked, len(found.questions), len(found.answers)) if found else None


def test_questions_and_answers() -> None:
    assert interview(TITLE, ASK, ANSWER, ASK, ANSWER, ASK, ANSWER) == (0, 3, 3)


@pytest.mark.parametrize(
    "paragraphs",
    [(TITLE, ANSWER, ANSWER, ANSWER), (TITLE, ASK, ANSWER, ANSWER), (TITLE, ASK, ASK, ASK, "He left .")],
    ids=["no question", "one question, no word of an interview", "no first person"],
)
def test_other_documents(paragraphs: tuple[str, ...]) -> None:
    assert interview(*paragraphs) is None


def test_one_question_is_enough_where_the_title_says_interview() -> None:
    assert interview("Interview with Ann Lee", ASK, ANSWER, ANSWER) == (0, 1, 2)


def test_the_first_question_needs_no_question_mark() -> None:
    first = "I heard that you left in May ."
    assert interview(TITLE, first, ANSWER, ASK, ANSWER, ASK, ANSWER, ASK, ANSWER) == (0, 4, 4)


def test_a_caption_that_names_the_person_is_no_answer() -> None:
    parts = (TITLE, ASK, ANSWER, ASK, ANSWER, ASK, ANSWER)
    assert interview(*parts, "The crew of the boat left .") == (0, 3, 4)
    assert interview(*parts, "Lee left .", named_last=True) == (0, 3, 3)


def test_a_later_question_without_a_mark_says_nothing_of_who_speaks() -> None:
    later = "That must make you sad ."
    assert interview(TITLE, ASK, ANSWER, later, ANSWER, ASK, ANSWER, ASK, ANSWER) == (0, 4, 4)
    assert interview(TITLE, ASK, ANSWER, "I tell you .", ANSWER, ASK, ANSWER, ASK, ANSWER) == (0, 3, 5)


def test_an_article_full_of_quotations_is_none() -> None:
    assert interview(TITLE, ASK, ANSWER, ASK, ANSWER, ASK, ANSWER, quoted=20) is None


def test_answers_do_not_keep_naming_who_answers() -> None:
    assert interview(TITLE, ASK, ANSWER, ASK, ANSWER, ASK, ANSWER, named=4) is None


def labelled(text: str, *, title_end: int, author: int | None = None) -> tuple[tuple[int | None, int | None], list[int | None]]:
    """Interviewer and person asked, and the entities of the labels "Q" and "A"; Ann Lee and Tom Lind are named."""
    parse = marked(text)
    statements = [
        Statement("label/transcript", ((0, 1),), source=((0, 1),), source_head=token)
        for token, word in enumerate(parse.words)
        if word in ("Q", "A")
    ]
    names = ("Lee", "Lind")
    mentions = (
        Mention(token - 1, token + 1, "PERSON", "person", "name", number)
        for number, surname in enumerate(names)
        for token, word in enumerate(parse.words)
        if word == surname
    )
    document = DocumentEntities(tuple(mentions), (Entity("person", "Ann Lee"), Entity("person", "Tom Lind")))
    found = label_speakers(parse, document, statements, title_tokens=title_end, author=author, known=LABELS)
    return (found.interviewer, found.asked), [mention.entity for mention in found.mentions]


@pytest.mark.parametrize(
    ("text", "author", "interviewer"),
    [
        ("Ann Lee / Q : Why ? / A : So . / Interview : Tom Lind", None, 1),
        ("Ann Lee / She talks to Tom Lind . / Q : Why ? / A : So .", None, 1),
        ("Ann Lee / Q : Why ? / A : So .", 1, 1),
        ("Ann Lee / Q : Why ? / A : So .", None, None),
    ],
)
def test_the_letters_mean_who_asks_and_who_is_asked(text: str, author: int | None, interviewer: int | None) -> None:
    speakers = [interviewer, 0] if interviewer is not None else [0]
    assert labelled(text, title_end=2, author=author) == ((interviewer, 0), speakers)


def test_one_letter_alone_is_no_interview() -> None:
    assert labelled("Ann Lee / Q : Why ?", title_end=2) == ((None, None), [])


def test_who_asks_is_not_who_is_asked() -> None:
    assert labelled("A clockmaker / She talks to Tom Lind . / Q : Why ? / A : So .", title_end=2) == ((1, None), [1])
    assert labelled("We spoke to Tom Lind . / Q : Why ? / A : So .", title_end=0) == ((None, 1), [1])
