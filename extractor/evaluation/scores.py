"""All scores of a set of predictions, and their flat names (``statements.headline.all.f1``) for floors and files."""

from dataclasses import asdict, dataclass
from typing import Any

from extractor.evaluation.entities import EntityScores, has_names, score_entities
from extractor.evaluation.gold import Corpus, check_predictions
from extractor.evaluation.speakers import score_pronouns
from extractor.evaluation.statements import StatementScores, score_statements
from extractor.evaluation.tally import Figures


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of predictions against a gold file; a part that the gold file does not annotate is None."""

    documents: int
    unanswered: int
    statements: StatementScores | None
    entities: EntityScores | None
    pronouns: dict[str, Figures]

    def figures(self) -> dict[str, float]:
        """Return every score by its flat name, between 0 and 1."""
        tables: dict[str, dict[str, dict[str, Figures]]] = {}
        if self.statements:
            tables["statements"] = self.statements.metrics
        if self.entities:
            tables["entities"] = self.entities.rules
        tables["pronouns"] = {"resolved": self.pronouns}
        return {
            f"{part}.{metric}.{group}.{measure}": getattr(figures, measure)
            for part, table in tables.items()
            for metric, groups in table.items()
            for group, figures in groups.items()
            for measure in ("precision", "recall", "f1")
        }

    def as_json(self) -> dict[str, Any]:
        """Return all figures as plain dictionaries, without the list of mistakes."""
        result = asdict(self)
        if result["statements"]:
            del result["statements"]["mistakes"]
        return result


def evaluate(gold: Corpus, predicted: Corpus) -> Evaluation:
    """Return the scores of the predictions for every document of the gold file; a document without prediction counts as an
    empty answer.

    Raises:
        InputError: a prediction is for no document of the gold file, or points outside its text.
    """
    check_predictions(gold, predicted.values())
    return Evaluation(
        documents=len(gold),
        unanswered=len(gold.keys() - predicted.keys()),
        statements=score_statements(gold, predicted) if any(document.statements for document in gold.values()) else None,
        entities=score_entities(gold, predicted) if any(map(has_names, gold.values())) else None,
        pronouns=score_pronouns(gold, predicted),
    )
