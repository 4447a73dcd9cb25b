"""Who asks and who answers where labels say so."""

import pytest

from extractor.mentions.model import DocumentEntities, Entity, Mention
from extractor.speakers.interviews import label_speakers
from extractor.statements.label_evidence import LabelKnowledge
from extractor.statements.model import Statement
from tests.unit.marked import marked

LABELS = LabelKnowledge(
    asking=frozenset(("q",)),
    answering=frozenset(("a",)),
    interview=frozenset(("interview", "interviewed")),
    talking=frozenset(("talks", "talked", "spoke")),
)


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
