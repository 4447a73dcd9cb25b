"""A part of the statements by the form of their content, for gold annotation that counts less than the extractor finds."""

from collections.abc import Collection

from extractor.evaluation.gold import AnnotatedDocument, AnnotatedStatement, Corpus
from extractor.sourcing import is_sourced


def only_forms(predicted: Corpus, forms: Collection[str]) -> Corpus:
    """Return the predictions with the statements of other forms left out; one that names no form is kept."""
    return {doc_id: keep_forms(document, forms) for doc_id, document in predicted.items()}


def keep_forms(document: AnnotatedDocument, forms: Collection[str]) -> AnnotatedDocument:
    """Return a prediction without its statements of other forms."""
    kept = [statement for statement in document.statements if _is_of(statement, forms)]
    return document.model_copy(update={"statements": kept})


def keep_sourced(document: AnnotatedDocument) -> AnnotatedDocument:
    """Return a prediction with its sourced statements alone."""
    kept = [
        each
        for each in document.statements
        if is_sourced(
            content_form=each.form,
            act=each.act or "",
            confidence=each.confidence or 0.0,
            has_source=bool(each.source),
            nested=each.nested,
        )
    ]
    return document.model_copy(update={"statements": kept})


def set_aside_forms(gold: Corpus, forms: Collection[str]) -> Corpus:
    """Return the gold annotation in which statements labelled with other forms are neither required nor wrong to find."""
    return {
        doc_id: document.model_copy(
            update={
                "statements": [
                    statement if _is_of(statement, forms) else statement.model_copy(update={"nested": True})
                    for statement in document.statements
                ]
            }
        )
        for doc_id, document in gold.items()
    }


def _is_of(statement: AnnotatedStatement, forms: Collection[str]) -> bool:
    return not statement.form or statement.form in forms
