"""Pronouns, descriptions and sources on the default pipeline: examples of the data files, and statements of small texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from extractor.analysis.parse import Parse
from extractor.analysis.pipeline import Pipeline
from extractor.api import TextExtractor
from extractor.articles import Article, Block, RawDocument
from extractor.cleaning.clean import clean
from extractor.document import pipeline
from extractor.document.rules import Rules
from extractor.mentions.model import DocumentEntities
from extractor.resources import find_models
from extractor.speakers.model import Speaker
from extractor.statements.model import Statement

MODELS = find_models()
MEANINGS = [(entry["text"], entry["means"]) for entry in MODELS.toml("en/coreference.toml")["example"]]
CLASSES = [(entry["id"], example) for entry in MODELS.toml("en/anonymous_sources.toml")["class"] for example in entry["examples"]]
BEHALF = [
    (entry["text"], entry["speaker"])
    for table in ("on_behalf", "documents")
    for entry in MODELS.toml("en/anonymous_sources.toml")[table]["example"]
]


@dataclass
class Read:
    """A text and what was found in it."""

    parse: Parse
    document: DocumentEntities
    statements: Sequence[Statement]
    speakers: Sequence[Speaker]

    def of(self, source: str) -> Speaker:
        """The speaker of the first statement whose source is these words."""
        text = self.parse.text
        found = [
            speaker
            for statement, speaker in zip(self.statements, self.speakers, strict=True)
            if " ".join(text[start:end] for start, end in statement.source) == source
        ]
        assert found, [[text[start:end] for start, end in statement.source] for statement in self.statements]
        return found[0]

    def meant_by(self, start: int, end: int) -> str:
        """Name of the entity of the mention at these code points; empty when it has none."""
        for mention in self.document.mentions:
            if self.parse.starts[mention.start] == start and self.parse.ends[mention.end - 1] == end:
                return self.document.entities[mention.entity].name if mention.entity is not None else ""
        return ""


@pytest.fixture(scope="module")
def read(nlp: Pipeline) -> Callable[[str], Read]:
    rules = Rules.load(MODELS)

    def run(text: str) -> Read:
        blocks, offset = [], 0
        for line in text.split("\n"):
            if line:
                blocks.append(Block(offset, offset + len(line)))
            offset += len(line) + 1
        parse = next(iter(nlp.parse([(text, [block.start for block in blocks])])))
        findings = pipeline.read(Article("d", "a.txt", text, tuple(blocks)), parse, rules)
        return Read(parse, findings.entities, findings.statements, findings.speakers)

    return run


@pytest.mark.parametrize(("marked", "means"), MEANINGS, ids=[text for text, _ in MEANINGS])
def test_meaning(read: Callable[[str], Read], marked: str, means: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    found = read(marked.replace("[", "").replace("]", ""))
    assert found.meant_by(start, end) == means


@pytest.mark.parametrize(("source_class", "marked"), CLASSES, ids=[text for _, text in CLASSES])
def test_class_of_anonymous_source(read: Callable[[str], Read], source_class: str, marked: str) -> None:
    source = marked[marked.index("[") + 1 : marked.index("]")]
    found = read(marked.replace("[", "").replace("]", ""))
    speakers = [speaker for speaker in found.speakers if speaker.name == source]
    assert [(speaker.status, speaker.source_class) for speaker in speakers] == [("anonymous", source_class)]


@pytest.mark.parametrize(("text", "name"), BEHALF, ids=[text for text, _ in BEHALF])
def test_who_speaks_on_behalf_of_a_name(read: Callable[[str], Read], text: str, name: str) -> None:
    found = read(text)
    speaker = found.speakers[-1]
    assert (found.document.entities[speaker.entity].name if speaker.entity is not None else "") == name


SPEAKERS = [
    ("Prime Minister Ann Lee said the port was safe.", "Prime Minister Ann Lee", "named", "person", "Ann Lee"),
    ("The minister, Ann Lee, said the port was safe.", "The minister, Ann Lee", "named", "person", "Ann Lee"),
    ("Ann Lee opened the port. She said it was safe.", "She", "resolved", "person", "Ann Lee"),
    ("Governor Ann Lee opened the port. The governor said it was safe.", "The governor", "resolved", "person", "Ann Lee"),
    (
        "A spokesman for Ann Lee said the port was safe.",
        "A spokesman for Ann Lee",
        "anonymous",
        "anonymous",
        "A spokesman for Ann Lee",
    ),
    ("Critics said the port was unsafe.", "Critics", "anonymous", "group", "Critics"),
    ("Moscow said the port was safe.", "Moscow", "named", "place", "Moscow"),
    ("Ann Lee and Tom Brandt said the port was safe.", "Ann Lee and Tom Brandt", "named", "group", "Ann Lee and Tom Brandt"),
    ("Ann Lee's spokeswoman said the port was safe.", "Ann Lee's spokeswoman", "anonymous", "anonymous", "Ann Lee's spokeswoman"),
    ("The company said the port was safe.", "The company", "unresolved", "organization", "The company"),
    ("Tom Brandt met Peter Lind. They said the port was safe.", "They", "unresolved", "group", ""),
    (
        "A Health Ministry report said the port was safe.",
        "A Health Ministry report",
        "resolved",
        "organization",
        "Health Ministry",
    ),
    (
        "Surveys of Ohio voters showed the port was safe.",
        "Surveys of Ohio voters",
        "anonymous",
        "group",
        "Surveys of Ohio voters",
    ),
]


@pytest.mark.parametrize(
    ("text", "source", "expected"), [(row[0], row[1], row[2:]) for row in SPEAKERS], ids=[row[0] for row in SPEAKERS]
)
def test_speaker(read: Callable[[str], Read], text: str, source: str, expected: tuple[str, ...]) -> None:
    speaker = read(text).of(source)
    assert (speaker.status, speaker.kind, speaker.name) == expected


def test_a_pronoun_in_a_quotation_is_not_its_speaker(read: Callable[[str], Read]) -> None:
    text = 'Peter Lind lost the vote. "He never listened," said Tom Brandt. "I warned him."'
    found = read(text)
    assert found.meant_by(text.index("He"), text.index("He") + 2) == "Peter Lind"
    assert found.meant_by(text.index("I w"), text.index("I w") + 1) == "Tom Brandt"


def test_he_said_after_a_quotation_is_the_last_speaker(read: Callable[[str], Read]) -> None:
    text = 'Tom Brandt blamed the council.\n"Peter Lind ruined us," Brandt said. "Lind must go," he added.'
    assert read(text).of("he").name == "Tom Brandt"


def test_answers_of_an_interview(read: Callable[[str], Read]) -> None:
    text = (
        "An interview with the painter Ann Lee\n"
        "Why did you leave Norland?\n"
        "I left because I believe that painters must travel. My father told me to stay.\n"
        "Do you miss it?\n"
        "I miss the harbor. I think my work shows that."
    )
    found = read(text)
    answers = [text.index("I left"), text.index("I believe"), text.index("I miss"), text.index("I think")]
    assert [found.meant_by(start, start + 1) for start in answers] == ["Ann Lee"] * 4


def test_role_stands_with_the_speaker(read: Callable[[str], Read]) -> None:
    found = read("Police chief Tom Brandt said the crane was safe. He said it was old.")
    assert [speaker.role for speaker in found.speakers] == ["Police chief", "Police chief"]


def speakers_of(nlp: TextExtractor, text: str) -> list[tuple[str, str]]:
    """Source and speaker's name of the statements of an article with masthead and labels."""
    article = clean(RawDocument("a.txt", text), patterns=nlp.furniture)
    assert isinstance(article, Article)
    rows = nlp.extractor.extract(article).statements
    return [(row.source_text, row.speaker_name) for row in rows if row.speaker_id]


def test_the_author_of_a_column(text_extractor: TextExtractor) -> None:
    text = "The bin of the future\n\nDORA HALE\n\nMy street has four bins. I believe that four bins are enough for one street.\n"
    assert ("I", "Dora Hale") in speakers_of(text_extractor, text)


def test_labels_of_a_transcript(text_extractor: TextExtractor) -> None:
    text = (
        "Hearing on the Tarnby dam\n\nMS. HALE: I believe that the dam is safe.\n\n"
        "MR. BRANDT: Ms. Hale, you said that the report was lost.\n\nMS. HALE: I do. My office read it twice.\n"
    )
    found = speakers_of(text_extractor, text)
    assert {("MS. HALE", "Hale"), ("MR. BRANDT", "Brandt"), ("I", "Hale"), ("you", "Hale")} <= set(found)


def test_letters_of_an_interview(text_extractor: TextExtractor) -> None:
    text = (
        "Dora Hale on bridges\n\nDora Hale has built nine bridges. She talks to Tom Brandt.\n\n"
        "Q: Why bridges?\n\nA: I think that rivers are lonely.\n\nQ: And roads?\n\nA: Roads have each other.\n"
    )
    found = speakers_of(text_extractor, text)
    assert {("Q", "Tom Brandt"), ("A", "Dora Hale"), ("I", "Dora Hale")} <= set(found)
