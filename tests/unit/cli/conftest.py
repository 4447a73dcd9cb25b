"""A small result made by hand."""

import pytest

from extractor.records import DocumentResult, DocumentRow, MentionRow, StatementRow, StatementSpanRow
from extractor.told import LocalEntity, Role

TEXT = "“It is \x1b[31msafe,” Mayor Ana Ruiz said. She left Oslo."


def _span(part: str, words: str) -> StatementSpanRow:
    start = TEXT.index(words)
    return StatementSpanRow.model_validate(
        {"statement_id": "s_1", "part": part, "position": 0, "start": start, "end": start + len(words), "text": words}
    )


def _mention(words: str, kind: str, entity: str, form: str = "name") -> MentionRow:
    start = TEXT.index(words)
    place = {"mention_id": f"m_{start}", "document_id": "d_1", "start": start, "end": start + len(words), "text": words}
    return MentionRow.model_validate({**place, "kind": kind, "form": form, "entity_id": entity})


@pytest.fixture
def result() -> DocumentResult:
    """One direct statement, two entities, one pronoun."""
    return DocumentResult(
        document=DocumentRow(document_id="d_1", source_path="a.txt", title="Dam\x1b[2J", text=TEXT),
        entities=[
            LocalEntity(
                entity_id="e0", kind="person", name="Ana Ruiz", roles=[Role(text="Mayor", start=0, end=5)], family_name="Ruiz"
            ),
            LocalEntity(
                entity_id="e1", kind="place", name="Oslo", country_code="NO", latitude=59.9, longitude=10.7, subkind="city"
            ),
        ],
        mentions=[
            _mention("Ana Ruiz", "person", "e0"),
            _mention("She", "person", "e0", "pronoun"),
            _mention("Oslo", "place", "e1"),
        ],
        statements=[
            StatementRow(
                statement_id="s_1",
                document_id="d_1",
                type="direct",
                act="say",
                content="It is \x1b[31msafe,",
                cue_text="said",
                cue_lemma="say",
                source_text="Mayor Ana Ruiz",
                speaker_id="e0",
                speaker_name="Ana Ruiz",
                speaker_kind="person",
                speaker_status="named",
                rule_id="quote/after",
            )
        ],
        statement_spans=[_span("content", "It is \x1b[31msafe,"), _span("cue", "said"), _span("source", "Mayor Ana Ruiz")],
    )
