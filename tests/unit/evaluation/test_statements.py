"""Scores of statements on small texts."""

import pytest

from extractor.evaluation.gold import AnnotatedDocument, AnnotatedStatement, Corpus
from extractor.evaluation.statements import METRICS, score_statements

TEXT = "“The dam is safe,” Mayor Ana Ruiz said. “We checked it.” Critics doubt that the mayor looked. Oslo denied the report."


def _spans(text: str, words: str) -> list[tuple[int, int]]:
    spans = []
    for part in filter(None, words.split(" / ")):
        assert text.count(part) == 1, part
        spans.append((text.index(part), text.index(part) + len(part)))
    return spans


def _statement(content: str, cue: str = "", source: str = "", *, text: str = TEXT, **more: object) -> AnnotatedStatement:
    parts = {"content": _spans(text, content), "cue": _spans(text, cue), "source": _spans(text, source)}
    return AnnotatedStatement.model_validate({**parts, **more})


def _corpus(*statements: AnnotatedStatement, text: str = TEXT, **more: object) -> Corpus:
    return {"d": AnnotatedDocument.model_validate({"doc_id": "d", "text": text, "statements": list(statements), **more})}


DIRECT = _statement("The dam is safe / We checked it", "said", "Mayor Ana Ruiz", speaker="Ana Ruiz", act="say")
DOUBT = _statement("that the mayor looked", "doubt", "Critics", act="believe")
DENIAL = _statement("the report", "denied", "Oslo", speaker="Oslo", act="deny")
GOLD = _corpus(DIRECT, DOUBT, DENIAL)


def test_gold_against_itself_is_perfect() -> None:
    scores = score_statements(GOLD, GOLD)
    assert {metric: scores.metrics[metric]["all"].f1 for metric in METRICS} == dict.fromkeys(METRICS, 1.0)
    assert scores.mistakes == []
    assert scores.accuracy == {"source": 1.0, "act": 1.0}


def test_no_answer_scores_nothing() -> None:
    scores = score_statements(GOLD, {})
    assert "named" not in scores.metrics  # no statement was found whose speaker could be judged
    metrics = METRICS.keys() - {"named"}
    assert {metric: scores.metrics[metric]["all"].f1 for metric in metrics} == dict.fromkeys(metrics, 0.0)
    assert [mistake.kind for mistake in scores.mistakes] == ["missed"] * 3


def test_types_come_from_the_marks() -> None:
    figures = score_statements(GOLD, GOLD).metrics["headline"]
    assert (figures["type:direct"].gold, figures["type:indirect"].gold) == (1, 2)


def test_marks_and_that_cost_nothing() -> None:
    answer = _corpus(
        _statement("“The dam is safe,” / “We checked it.”", "said", "Ana Ruiz"),
        _statement("the mayor looked.", "doubt", "Critics"),
    )
    scores = score_statements(GOLD, answer)
    assert scores.metrics["content_exact"]["all"].precision == 1.0
    assert scores.metrics["headline"]["all"].recall == pytest.approx(2 / 3)


def test_pieces_with_one_cue_are_joined() -> None:
    answer = _corpus(
        _statement("The dam is safe", "said", "Mayor Ana Ruiz"), _statement("We checked it", "said", "Mayor Ana Ruiz")
    )
    scores = score_statements(GOLD, answer)
    assert scores.metrics["content_exact"]["type:direct"].recall == 1.0
    assert scores.set_aside == {"joined": 1}


def test_a_following_piece_without_cue_is_joined_by_its_speaker() -> None:
    answer = _corpus(
        _statement("The dam is safe", "said", "Mayor Ana Ruiz", speaker="Ana Ruiz"),
        _statement("We checked it", speaker="Ana Ruiz"),
    )
    assert score_statements(GOLD, answer).set_aside == {"joined": 1}


def test_wrong_source_finds_but_does_not_attribute() -> None:
    answer = _corpus(_statement("that the mayor looked", "doubt", "Oslo"))
    scores = score_statements(GOLD, answer)
    assert scores.metrics["found"]["all"].precision == 1.0
    assert scores.metrics["headline"]["all"].precision == 0.0
    assert scores.mistakes[-1].kind == "missed"
    assert {mistake.kind for mistake in scores.mistakes} == {"missed", "source"}


def test_function_words_make_no_agreement() -> None:
    text = "The mayor of Oslo met the head of Bergen, who said it rained."
    gold = _corpus(_statement("it rained", "said", "the head of Bergen", text=text), text=text)
    answer = _corpus(_statement("it rained", "said", "The mayor of Oslo", text=text), text=text)
    assert score_statements(gold, answer).metrics["headline"]["all"].precision == 0.0


def test_a_relative_pronoun_may_be_answered_by_its_antecedent() -> None:
    text = "The head of Bergen, who said it rained, left."
    gold = _corpus(_statement("it rained", "said", "who", text=text), text=text)
    answer = _corpus(_statement("it rained", "said", "The head of Bergen", text=text), text=text)
    assert score_statements(gold, answer).metrics["headline"]["all"].f1 == 1.0


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (_statement("looked", "mayor"), "nested"),
        (_statement("the report", "denied", "Oslo"), "ignored"),
    ],
    ids=["in a content", "in ignored text"],
)
def test_set_aside(statement: AnnotatedStatement, reason: str) -> None:
    start = TEXT.index("Oslo")
    gold = _corpus(DIRECT, DOUBT, ignore=[(start, len(TEXT))])
    scores = score_statements(gold, _corpus(DOUBT, statement))
    assert scores.set_aside == {reason: 1}
    assert scores.metrics["found"]["all"].precision == 1.0


def test_nested_gold_is_neither_required_nor_wrong() -> None:
    gold = _corpus(DIRECT, DOUBT.model_copy(update={"nested": True}))
    assert score_statements(gold, _corpus(DIRECT)).metrics["headline"]["all"].f1 == 1.0
    assert score_statements(gold, _corpus(DIRECT, DOUBT)).metrics["headline"]["all"].f1 == 1.0


def test_repeated_and_empty_predictions_cost_nothing() -> None:
    answer = _corpus(DOUBT, DOUBT, AnnotatedStatement(content=[(0, 1)]))
    scores = score_statements(GOLD, answer)
    assert scores.set_aside == {"duplicate": 1, "empty": 1}
    assert scores.metrics["found"]["all"].predicted == 1


def test_speakers_are_compared_by_name() -> None:
    answer = _corpus(DIRECT.model_copy(update={"speaker": ["ana ruiz"]}), DENIAL.model_copy(update={"speaker": ["Bergen"]}))
    figures = score_statements(GOLD, answer).metrics["speaker"]["all"]
    assert (figures.precision, figures.recall) == (0.5, 0.5)


def test_rules_have_a_precision() -> None:
    answer = _corpus(DOUBT.model_copy(update={"rule": "clause"}), _statement("Mayor Ana Ruiz", rule="object"))
    right = score_statements(GOLD, answer).metrics["right"]
    assert (right["rule:clause"].precision, right["rule:object"].precision) == (1.0, 0.0)


def test_the_speaker_is_judged_where_the_statement_was_found() -> None:
    answer = _corpus(
        DIRECT.model_copy(update={"speaker": ["Ruiz"]}), DENIAL.model_copy(update={"speaker": []}), _statement("the report")
    )
    figures = score_statements(GOLD, answer).metrics["named"]["all"]
    assert (figures.precision, figures.predicted, figures.recall, figures.gold) == (1.0, 1, 0.5, 2)
    assert score_statements(GOLD, _corpus(DIRECT)).metrics["named"]["all"].gold == 1
