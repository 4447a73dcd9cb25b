"""Broken promises of a result are noticed."""

import pytest
from factories import make_result

from extractor.records import DocumentResult
from extractor.running.check import check_result

RESULT = make_result("Ana Kova said: yes\nBo Lund said: no")
MENTION, STATEMENT = RESULT.mentions[0], RESULT.statements[0]


def test_a_good_result_passes() -> None:
    check_result(RESULT, RESULT.document.document_id)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"mentions": [MENTION.model_copy(update={"start": 1}), RESULT.mentions[1]]}, "the text at 1-8 is not 'Ana Kova'"),
        ({"mentions": [MENTION, MENTION]}, "two rows for mention"),
        ({"mentions": [MENTION.model_copy(update={"entity_id": "e9"}), RESULT.mentions[1]]}, "there is no entity e9"),
        ({"statements": [STATEMENT, STATEMENT]}, "two rows for statement"),
        ({"statements": [STATEMENT.model_copy(update={"target_id": "e9"}), RESULT.statements[1]]}, "there is no entity e9"),
        ({"statements": [STATEMENT.model_copy(update={"nested_in": "s_x"}), RESULT.statements[1]]}, "there is no statement s_x"),
        ({"statements": [STATEMENT]}, "there is no statement"),
        ({"entities": RESULT.entities[:1]}, "there is no entity e1"),
        ({"statement_spans": RESULT.statement_spans * 2}, "two rows for span"),
        ({"document": RESULT.document.model_copy(update={"document_id": "d_x"})}, "another document"),
    ],
)
def test_a_broken_promise_is_named(change: dict[str, object], message: str) -> None:
    broken: DocumentResult = RESULT.model_copy(update=change)
    with pytest.raises(ValueError, match=message):
        check_result(broken, RESULT.document.document_id)
