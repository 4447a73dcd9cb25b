"""The step of the contents: what each statement's content does, at whom it is directed, and what its words stand for."""

from collections.abc import Sequence

from extractor.contents.acts import act_of_content
from extractor.contents.antecedents import Antecedents
from extractor.contents.model import Content
from extractor.contents.references import References
from extractor.contents.targets import target_of
from extractor.contents.view import Document, Said
from extractor.speakers.model import Speaker
from extractor.statements.model import Statement


def find_contents(document: Document, statements: Sequence[Statement], speakers: Sequence[Speaker]) -> list[Content]:
    """Return what was found out about the content of each statement."""
    said = [Said(document, statement, speaker) for statement, speaker in zip(statements, speakers, strict=True)]
    antecedents = Antecedents(document)
    references = References(document, said, antecedents)
    found = []
    for number, each in enumerate(said):
        done = act_of_content(each)
        found.append(Content(done=done, target=target_of(each, done, antecedents), references=references.of(number)))
    return found
