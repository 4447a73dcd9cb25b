"""The evaluation format: JSON lines, one document a line, offsets in code points into its text, ends exclusive.

Gold annotation and predictions have the same form. Fields that the scores do not know are ignored, so that files with more in
them can be read; a span outside the text is an error.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, field_serializer, model_validator

from extractor.errors import InputError
from extractor.records import Act, StatementType

# Kinds of entities in the words of the format.
LABELS = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
Span = tuple[int, int]
# A quotation of several speakers has several names, most have one.
Names = Annotated[list[str], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)]
Spans = list[Span]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)


class AnnotatedStatement(_Record):
    """A statement: spans of its parts; ``speaker`` holds canonical names, ``rule`` and ``confidence`` only in predictions."""

    content: Spans = []
    cue: Spans = []
    source: Spans = []
    speaker: Names = []
    type: StatementType | None = None
    act: Act | None = None
    attitude: str = ""
    form: str = ""
    rule: str = ""
    confidence: float | None = None
    nested: bool = False
    target: Spans = []
    addressee: Spans = []

    @field_serializer("speaker")
    def _one_name_is_a_string(self, names: list[str]) -> str | list[str] | None:
        return names if len(names) > 1 else names[0] if names else None

    def spans(self) -> list[Span]:
        """Return every span of the statement."""
        return [*self.content, *self.cue, *self.source, *self.target, *self.addressee]


class AnnotatedEntity(_Record):
    """A name in the text; ``entity_id`` groups the names of one entity."""

    start: int
    end: int
    label: str
    entity_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    place_type: str | None = None
    nested: bool = False
    optional: bool = False


class AnnotatedPronoun(_Record):
    """A pronoun and the entity it means."""

    start: int
    end: int
    entity_id: str | None = None
    name: str | None = None
    names: list[str] = []
    pronoun_class: str = ""
    speaker: bool = False
    resolvable: bool = True


class AnnotatedDocument(_Record):
    """A document of the gold file or of the predictions; predictions need no text. ``language`` is that of the text, as found.

    ``ignore`` are stretches where predicted statements count neither way; with ``eval_spans`` only entities inside them count.
    """

    doc_id: str
    text: str = ""
    url: str = ""
    language: str = ""
    statements: list[AnnotatedStatement] = []
    entities: list[AnnotatedEntity] = []
    pronouns: list[AnnotatedPronoun] = []
    ignore: Spans = []
    eval_span: Span | None = None
    eval_spans: Spans = []

    @model_validator(mode="after")
    def _spans_lie_in_the_text(self) -> "AnnotatedDocument":
        if self.text:
            self.check(self.text)
        return self

    def as_line(self) -> str:
        """Return the document as a line of a file, with all fields that it was made with, also empty ones."""
        return self.model_dump_json(exclude_unset=True)

    def check(self, text: str) -> None:
        """Raise ValueError if a span does not lie in ``text``."""
        spans = [span for statement in self.statements for span in statement.spans()]
        spans += [(entity.start, entity.end) for entity in self.entities]
        spans += [(pronoun.start, pronoun.end) for pronoun in self.pronouns] + self.ignore
        for start, end in spans:
            if not 0 <= start <= end <= len(text):
                raise ValueError(f"span {start}-{end} does not lie in the text of {self.doc_id!r} ({len(text)} code points)")

    def annotated_spans(self) -> list[Span]:
        """Return the parts in which entities are annotated: all of the text unless the document says otherwise."""
        return self.eval_spans or ([self.eval_span] if self.eval_span else [(0, len(self.text))])


Corpus = dict[str, AnnotatedDocument]


def read_annotations(path: Path, *, only: frozenset[str] | None = None) -> Corpus:
    """Return the documents of a JSON lines file by ``doc_id``, in the order of the file; of their fields all, or ``only`` some.

    Raises:
        InputError: the file cannot be read, a line is no such document, or a ``doc_id`` occurs twice.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
    found: Corpus = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line, object_hook=_without_null)
            if only is not None and isinstance(value, dict):
                value = {name: value[name] for name in only if name in value}
            document = AnnotatedDocument.model_validate(value)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}, line {number}: no JSON; every line is one annotated document") from error
        except (ValidationError, ValueError, RecursionError) as error:
            raise InputError(f"{path}, line {number}: {_first_line(error)}") from error
        if document.doc_id in found:
            raise InputError(f"{path}, line {number}: doc_id {document.doc_id!r} stands in the file twice")
        found[document.doc_id] = document
    if not found:
        raise InputError(f"{path}: no document in it")
    return found


def check_predictions(gold: Corpus, predicted: Iterable[AnnotatedDocument]) -> None:
    """Raise InputError when predictions are for other documents or point outside the gold texts."""
    for document in predicted:
        if document.doc_id not in gold:
            raise InputError(f"the predictions have a document {document.doc_id!r} that the gold file lacks")
        try:
            document.check(gold[document.doc_id].text)
        except ValueError as error:
            raise InputError(f"predictions: {error}") from error


def digest(path: Path) -> str:
    """Return the SHA-256 of a gold file, by which quality floors are tied to it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _without_null(value: dict[str, Any]) -> dict[str, Any]:
    """Drop keys with null, which say as little as ones that are not there."""
    return {name: item for name, item in value.items() if item is not None}


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc'])) or 'document'}: {first['msg']}"
    return str(error).partition("\n")[0]
