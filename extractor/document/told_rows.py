"""Records of what a text tells besides its statements: facts about persons, what words of contents stand for."""

from collections.abc import Iterator, Sequence

from extractor.analysis.parse import Parse
from extractor.contents.model import Reference
from extractor.mentions.facts import Fact
from extractor.told import ContentReferenceRow, PersonFactRow


def local_id(number: int | None) -> str | None:
    """Return the id of an entity within its document."""
    return None if number is None else f"e{number}"


def fact_rows(document_id: str, parse: Parse, facts: Sequence[Fact]) -> Iterator[PersonFactRow]:
    """Yield what the text says of its persons."""
    for fact in facts:
        start, end = fact.span
        yield PersonFactRow.trusted(
            person_id=f"e{fact.entity}",
            document_id=document_id,
            fact=fact.kind,
            value=fact.value,
            start=start,
            end=end,
            text=parse.text[start:end],
        )


def reference_rows(statement_id: str, references: Sequence[Reference]) -> Iterator[ContentReferenceRow]:
    """Yield what the words of a content stand for."""
    for reference in references:
        yield ContentReferenceRow.trusted(
            statement_id=statement_id,
            start=reference.span[0],
            end=reference.span[1],
            kind=reference.kind,
            means=reference.means,
            entity_id=local_id(reference.entity),
            antecedent_start=reference.antecedent[0] if reference.antecedent else None,
            antecedent_end=reference.antecedent[1] if reference.antecedent else None,
            rule=reference.rule,
            probability=reference.probability,
        )
