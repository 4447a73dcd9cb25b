"""The promises of a result, checked before it is stored, so that one wrong document cannot spoil the tables of all others."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from extractor.records import DocumentResult, MentionRow, StatementSpanRow


def check_result(result: DocumentResult, document_id: str) -> None:
    """Check that texts equal the text at their offsets, ids are unique, references lead somewhere.

    Raises:
        ValueError: a promise is broken; the message says which.
    """
    text = result.document.text
    if result.document.document_id != document_id:
        raise ValueError("the result is that of another document")
    for place in chain[MentionRow | StatementSpanRow](result.mentions, result.statement_spans):
        if text[place.start : place.end] != place.text:
            raise ValueError(f"the text at {place.start}-{place.end} is not {place.text!r}")
    entities = _unique("entity", [entity.entity_id for entity in result.entities])
    mentions = _unique("mention", [mention.mention_id for mention in result.mentions])
    statements = _unique("statement", [statement.statement_id for statement in result.statements])
    _unique("span", [(span.statement_id, span.part, span.position) for span in result.statement_spans])
    _unique("statement entity", [(e.statement_id, e.mention_id, e.relation) for e in result.statement_entities])
    _known("document", {document_id}, [mention.document_id for mention in result.mentions])
    _known("document", {document_id}, [statement.document_id for statement in result.statements])
    _known("entity", entities, [mention.entity_id for mention in result.mentions])
    _known("entity", entities, [local for entity in result.entities for local in (entity.affiliation, entity.parent)])
    speakers = [(s.speaker_id, s.addressee_id, s.target_id, s.via_id, *s.speaker_candidates) for s in result.statements]
    _known("entity", entities, chain.from_iterable(speakers))
    _known("statement", statements, [statement.nested_in for statement in result.statements])
    _known("statement", statements, [span.statement_id for span in result.statement_spans])
    _known("statement", statements, [row.statement_id for row in result.statement_entities])
    _known("entity", entities, [row.entity_id for row in result.statement_entities])
    _known("mention", mentions, [row.mention_id for row in result.statement_entities])
    _known("statement", statements, [row.statement_id for row in result.content_references])
    _known("entity", entities, [row.entity_id for row in result.content_references])
    _known("entity", entities, [row.person_id for row in result.person_facts])


def _unique(what: str, keys: Sequence[object]) -> set[object]:
    seen = set(keys)
    if len(seen) < len(keys):
        raise ValueError(f"two rows for {what} {Counter(keys).most_common(1)[0][0]}")
    return seen


def _known(what: str, known: set[object] | set[str], keys: Iterable[str | None]) -> None:
    missing = {key for key in set(keys) - known if key}
    if missing:
        raise ValueError(f"there is no {what} {min(missing)}")
