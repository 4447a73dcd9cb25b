"""What the main process and its workers tell each other: one JSON object a line, never a pickle."""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass, field, replace
from typing import Any

from extractor import ids
from extractor.articles import Failure, RawDocument
from extractor.readers.base import ReadError, Source, open_regular, readers
from extractor.records import DocumentResult, DocumentRow, ErrorRow

# Records of one file that follow each other stay together when a file is cut into slices.
SLICE_BLOCK = 32
# Bytes that are read at a time.
_PORTION = 1 << 20


@dataclass(frozen=True, slots=True)
class Task:
    """A shard of work: sources to be read in order, and which of their documents are wanted.

    ``hashes`` are those of the files when the run was planned. ``part`` and ``parts``: only blocks of records with number modulo
    ``parts`` equal to ``part``. ``known`` are results that are stored already (document id -> content hash), ``skip`` documents
    that another task takes, ``only`` the single document wanted and ``record`` its record, ``take`` the number of records from
    the start. ``alone`` marks the second attempt after a worker died, ``kills`` counts the workers that it then lost to a signal
    from outside.
    """

    sources: tuple[Source, ...]
    hashes: tuple[str, ...]
    part: int = 0
    parts: int = 1
    known: dict[str, str] = field(default_factory=dict)
    skip: frozenset[str] = frozenset()
    only: str = ""
    record: str = ""
    take: int | None = None
    alone: bool = False
    kills: int = 0

    def wants(self, index: int, document: str) -> bool:
        """Return whether the record with this 0-based number and id belongs to the task."""
        if self.only:
            return document == self.only
        return index // SLICE_BLOCK % self.parts == self.part and document not in self.skip

    def to_json(self) -> str:
        """Return the task as one line."""
        return json.dumps({**asdict(replace(self, skip=frozenset())), "skip": sorted(self.skip)})

    @classmethod
    def from_json(cls, line: str) -> "Task":
        """Return the task that ``to_json`` wrote."""
        fields = json.loads(line)
        fields["sources"] = tuple(Source(**source) for source in fields["sources"])
        fields["hashes"] = tuple(fields["hashes"])
        fields["skip"] = frozenset(fields["skip"])
        return cls(**fields)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document, as a worker reports it once the result is on the disk."""

    document_id: str
    content: str
    status: str = "ok"
    code: str = ""
    statements: int = 0
    reused: bool = False


@dataclass(frozen=True, slots=True)
class InHand:
    """A document that a worker is about to analyse."""

    document_id: str
    source_path: str
    record: str
    content: str
    file: str
    size: int


def content_hash(item: RawDocument | Failure) -> str:
    """Return the hash of all that a reader delivered: the result of a document depends on it, the program and the settings
    alone."""
    payload = json.dumps(astuple(item), ensure_ascii=True).encode()
    return hashlib.sha256(payload).hexdigest()[:32]


def source_hash(source: Source) -> str:
    """Return the hash of the bytes of a file and of the package that reads it, empty when it cannot be read (the reader will
    say why)."""
    digest = hashlib.sha256()
    try:
        with open_regular(source.path) as file:
            left = os.fstat(file.fileno()).st_size  # no more than there is now: the file may grow as long as it is read
            while left > 0 and (data := file.read(min(left, _PORTION))):
                digest.update(data)
                left -= len(data)
    except (OSError, ReadError):
        return ""
    digest.update(readers()[source.format].version.encode() if source.format else b"")
    return digest.hexdigest()[:32]


def failure_result(failure: Failure) -> DocumentResult:
    """Return the rows of an input that became no article."""
    return DocumentResult(
        document=DocumentRow(
            document_id=ids.document_id(failure.source_path, failure.record),
            source_path=failure.source_path,
            record=failure.record,
            input_format=failure.input_format,
            language=failure.language,
            status=failure.status,
            warnings=[failure.message] if failure.status == "skipped" else [],
        ),
        errors=[
            ErrorRow(
                source_path=failure.source_path,
                record=failure.record,
                stage=failure.stage,
                code=failure.code,
                message=failure.message,
            )
        ],
    )


def outcome_of(result: DocumentResult, content: str) -> Outcome:
    """Return the short report on a result."""
    code = result.errors[0].code if result.errors else ""
    return Outcome(result.document.document_id, content, result.document.status, code, len(result.statements))


def message(event: str, **fields: Any) -> bytes:
    """Return one line from a worker to the main process."""
    return (json.dumps({"event": event, **fields}) + "\n").encode()


def rows(items: Sequence[Outcome] | Sequence[InHand]) -> list[list[Any]]:
    """Return the items as plain lists for a message."""
    return [list(astuple(item)) for item in items]
