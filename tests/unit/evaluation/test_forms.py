from extractor.evaluation.forms import only_forms, set_aside_forms
from extractor.evaluation.gold import AnnotatedDocument, AnnotatedStatement
from extractor.evaluation.statements import score_statements

TEXT = "Ann said it rained. Bob wanted to leave. Cid denied the charge."


def statement(source: str, cue: str, content: str, form: str = "") -> AnnotatedStatement:
    places = [[(TEXT.index(words), TEXT.index(words) + len(words))] for words in (source, cue, content)]
    return AnnotatedStatement(source=places[0], cue=places[1], content=places[2], form=form)


CLAUSE = ("Ann", "said", "it rained")
INFINITIVE = ("Bob", "wanted", "to leave")
PHRASE = ("Cid", "denied", "the charge")


def corpus(*statements: AnnotatedStatement) -> dict[str, AnnotatedDocument]:
    return {"d": AnnotatedDocument(doc_id="d", text=TEXT, statements=list(statements))}


def test_predictions_of_other_forms_do_not_count() -> None:
    gold = corpus(statement(*CLAUSE))
    found = corpus(statement(*CLAUSE, "clause"), statement(*INFINITIVE, "infinitive"), statement(*PHRASE, "phrase"))
    figures = [score_statements(gold, each).metrics["attribution"]["all"] for each in (found, only_forms(found, ["clause"]))]
    assert [round(each.precision, 2) for each in figures] == [0.33, 1.0]
    assert [each.recall for each in figures] == [1.0, 1.0]


def test_a_prediction_without_form_is_kept() -> None:
    found = corpus(statement(*CLAUSE), statement(*PHRASE, "phrase"))
    assert only_forms(found, ["clause"])["d"].statements == [statement(*CLAUSE)]


def test_gold_of_other_forms_is_neither_required_nor_wrong_to_find() -> None:
    gold = corpus(statement(*CLAUSE, "clause"), statement(*PHRASE, "phrase"))
    aside = set_aside_forms(gold, ["clause"])
    for found in (corpus(statement(*CLAUSE)), corpus(statement(*CLAUSE), statement(*PHRASE))):
        figures = score_statements(aside, found).metrics["attribution"]["all"]
        assert (figures.precision, figures.recall, figures.gold) == (1.0, 1.0, 1)
