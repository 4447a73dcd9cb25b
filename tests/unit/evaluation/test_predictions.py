"""Results in the evaluation format."""

import json

from extractor.evaluation.predictions import prediction
from extractor.records import DocumentResult, DocumentRow, MentionRow, StatementRow, StatementSpanRow
from extractor.told import LocalEntity

TEXT = "“It is safe,” Ana Ruiz said. “Very.” She left Oslo for Norwegian coasts."


def _mention(words: str, **more: object) -> MentionRow:
    start = TEXT.index(words)
    place = {"mention_id": words, "document_id": "d", "start": start, "end": start + len(words), "text": words, "form": "name"}
    return MentionRow.model_validate({**place, **more})


def _span(part: str, position: int, words: str) -> StatementSpanRow:
    start = TEXT.index(words)
    place = {"statement_id": "s", "part": part, "position": position, "start": start, "end": start + len(words), "text": words}
    return StatementSpanRow.model_validate(place)


RESULT = DocumentResult(
    document=DocumentRow(document_id="d", source_path="a.txt", text=TEXT),
    entities=[
        LocalEntity(entity_id="e0", kind="person", name="Ana Ruiz"),
        LocalEntity(entity_id="e1", kind="place", name="Oslo", country_code="NO", latitude=59.9, longitude=10.7, subkind="city"),
    ],
    mentions=[
        _mention("Ana Ruiz", kind="person", entity_id="e0"),
        _mention("She", kind="person", entity_id="e0", form="pronoun"),
        _mention("Oslo", kind="place", entity_id="e1"),
        _mention("Norwegian", kind="place", form="demonym"),
    ],
    statements=[
        StatementRow(
            statement_id="s", document_id="d", type="direct", act="say", content="It is safe, Very.", rule_id="quote/after",
            speaker_name="Ana Ruiz", speaker_id="e0",
        )
    ],
    statement_spans=[
        _span("content", 1, "Very."), _span("content", 0, "It is safe,"), _span("cue", 0, "said"), _span("source", 0, "Ana Ruiz"),
    ],
)  # fmt: skip


def test_prediction_has_spans_in_order_names_and_pronouns() -> None:
    assert json.loads(prediction("a", RESULT).as_line()) == {
        "doc_id": "a",
        "language": "",
        "statements": [
            {
                "content": [[1, 12], [30, 35]],
                "cue": [[23, 27]],
                "source": [[14, 22]],
                "speaker": "Ana Ruiz",
                "type": "direct",
                "form": "",
                "act": "say",
                "rule": "quote/after",
                "confidence": 0.5,
                "nested": False,
                "target": [],
                "addressee": [],
            }
        ],
        "entities": [
            {
                "start": 14, "end": 22, "label": "PERSON", "entity_id": "e0",
                "lat": None, "lon": None, "country": None, "place_type": None,
            },
            {
                "start": 46, "end": 50, "label": "PLACE", "entity_id": "e1",
                "lat": 59.9, "lon": 10.7, "country": "NO", "place_type": "city",
            },
        ],
        "pronouns": [{"start": 37, "end": 40, "entity_id": "e0", "name": "Ana Ruiz"}],
    }  # fmt: skip


def test_a_group_of_named_members_has_their_names() -> None:
    row = RESULT.statements[0].model_copy(
        update={
            "speaker_kind": "group",
            "speaker_status": "named",
            "speaker_id": None,
            "speaker_name": "Ana Ruiz and Oslo",
            "speaker_candidates": ["e0", "e1"],
        }
    )
    assert prediction("a", RESULT.model_copy(update={"statements": [row]})).statements[0].speaker == ["Ana Ruiz", "Oslo"]
