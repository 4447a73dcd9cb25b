"""The promises of a result, checked before it is stored, so that one wrong document cannot spoil the tables of all others."""

from collections.abc import Iterable
from itertools import chain

from extractor.records import DocumentResult, MentionRow, StatementSpanRow


def check_result(result: DocumentResult, document_id: str) -> None:
    """Texts equal the text at their offsets, ids are unique, references lead somewhere.

    Raises:
        ValueError: a promise is broken; the message says which.
    """
    text = result.document.text
    if result.document.document_id != document_id:
        raise ValueError("the result is that of another document")
    for place in chain[MentionRow | StatementSpanRow](result.mentions, result.statement_spans):
        if text[place.start : place.end] != place.text:
            raise ValueError(f"the text at {place.start}-{place.end} is not {place.text!r}")
    entities = _unique("entity", (entity.entity_id for entity in result.entities))
    mentions = _unique("mention", (mention.mention_id for mention in result.mentions))
    statements = _unique("statement", (statement.statement_id for statement in result.statements))
    _unique("span", ((span.statement_id, span.part, span.position) for span in result.statement_spans))
    _unique("statement entity", ((e.statement_id, e.mention_id, e.relation) for e in result.statement_entities))
    _known("document", {document_id}, (mention.document_id for mention in result.mentions))
    _known("document", {document_id}, (statement.document_id for statement in result.statements))
    _known("entity", entities, (mention.entity_id for mention in result.mentions))
    _known("entity", entities, (local for entity in result.entities for local in (entity.affiliation, entity.parent)))
    for statement in result.statements:
        named = (statement.speaker_id, statement.addressee_id, statement.target_id, statement.via_id)
        _known("entity", entities, (*named, *statement.speaker_candidates))
        _known("statement", statements, [statement.nested_in])
    _known("statement", statements, (span.statement_id for span in result.statement_spans))
    _known("statement", statements, (row.statement_id for row in result.statement_entities))
    _known("entity", entities, (row.entity_id for row in result.statement_entities))
    _known("mention", mentions, (row.mention_id for row in result.statement_entities))


def _unique(what: str, keys: Iterable[object]) -> set[object]:
    seen: set[object] = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"two rows for {what} {key}")
        seen.add(key)
    return seen


def _known(what: str, known: set[object] | set[str], keys: Iterable[str | None]) -> None:
    for key in keys:
        if key and key not in known:
            raise ValueError(f"there is no {what} {key}")
