"""Rows of inputs that became no article, stored like any other result."""

from collections.abc import Sequence
from pathlib import Path

from extractor.articles import Failure
from extractor.running.parts import Key, PartWriter, encode
from extractor.running.tasks import Outcome, failure_result, outcome_of


def store_failures(part: Path, fingerprint: str, failures: Sequence[tuple[Failure, str, str]]) -> list[Outcome]:
    """Append the failures (each with its content hash and the hash of its file) to the part file; what became of them.

    Raises:
        OSError: there is no room, or the disk failed.
    """
    writer = PartWriter(part)
    try:
        results = [(failure_result(failure), content, file) for failure, content, file in failures]
        writer.append([encode(Key(r.document.document_id, content, file, fingerprint), r) for r, content, file in results])
    finally:
        writer.close()
    return [outcome_of(result, content) for result, content, _ in results]
