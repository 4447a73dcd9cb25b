"""Evidence in the text for the gender of a person, used only to resolve pronouns and written to no table."""

from collections.abc import Mapping
from dataclasses import replace

from extractor.analysis.grammar import clause_of, descriptions_of, head_of, subject_of
from extractor.analysis.parse import Parse
from extractor.mentions.coreference import Coreference
from extractor.mentions.model import DocumentEntities, Entity


def shown_genders(parse: Parse, document: DocumentEntities, knowledge: Coreference) -> dict[int, dict[str, float]]:
    """Return the votes for "m" and "f" by entity: titles (Mr., Ms.), describing nouns (spokeswoman, wife), reflexives of the
    same clause."""
    votes: dict[int, dict[str, float]] = {}
    subjects: dict[int, int] = {}
    for mention in document.mentions:
        entity = mention.entity
        if entity is None or mention.kind != "person" or mention.form == "pronoun":
            continue
        head = head_of(parse, mention.start, mention.end)
        subjects[head] = entity
        shown = [knowledge.titles.get(parse.words[token]) for token in range(max(mention.start - 1, 0), mention.start + 1)]
        nouns = (noun for noun in descriptions_of(parse, head) if parse.words[noun] not in knowledge.titles)
        shown.extend(knowledge.genders.get(parse.lemmas[noun].lower()) for noun in nouns)
        for gender in shown:
            if gender:
                vote(votes, entity, gender, 1.0)
    reflexives = () if knowledge.reflexives.keys().isdisjoint(parse.lowers) else enumerate(parse.lowers)
    for token, word in reflexives:
        if word in knowledge.reflexives:
            subject = subject_of(parse, clause_of(parse, token))
            if parse.deps[token] in ("npadvmod", "appos"):
                subject = parse.heads[token] if parse.heads[token] in subjects else subject
            if subject in subjects:
                vote(votes, subjects[subject], knowledge.reflexives[word], 1.0)
    return votes


def move_family_names(
    parse: Parse, document: DocumentEntities, votes: Mapping[int, Mapping[str, float]], given_names: Mapping[str, str]
) -> DocumentEntities:
    """Return the document with mentions by family name alone moved to a namesake, the same object when there is none to move.

    They are moved when pronouns contradict the given name of who they were taken for: if a document names Ann Hale and Tom Hale
    and goes on with "Hale ... she", then "Hale" is Ann Hale.
    """
    mentions = list(document.mentions)
    for number, evidence in list(votes.items()):
        entity, gender = document.entities[number], decided(evidence)
        if not gender or not entity.family_name or suggested(entity, given_names) in ("", gender):
            continue
        namesakes = [
            other
            for other, candidate in enumerate(document.entities)
            if other != number and candidate.family_name == entity.family_name and suggested(candidate, given_names) == gender
        ]
        if len(namesakes) != 1:
            continue
        for place, mention in enumerate(mentions):
            if mention.entity == number and parse.span_text(mention.start, mention.end) == entity.family_name:
                mentions[place] = replace(mention, entity=namesakes[0])
    return document if mentions == list(document.mentions) else replace(document, mentions=tuple(mentions))


def vote(votes: dict[int, dict[str, float]], entity: int, gender: str, weight: float) -> None:
    """Add to the evidence for one entity."""
    row = votes.setdefault(entity, {"m": 0.0, "f": 0.0})
    row[gender] += weight


def decided(votes: Mapping[str, float] | None) -> str:
    """Return the gender that the evidence shows: at least one vote, and three times as many as for the other; else empty."""
    if votes:
        male, female = votes["m"], votes["f"]
        if male >= 1.0 and male >= 3 * female:
            return "m"
        if female >= 1.0 and female >= 3 * male:
            return "f"
    return ""


def suggested(entity: Entity, given_names: Mapping[str, str]) -> str:
    """Return what the given name alone suggests; weak, and empty for a bare family name. Behind a title that stays with a name of
    one word stands a given name ("Sheikh Rehana")."""
    given = entity.given_name.split() or (entity.family_name.split() if entity.name != entity.family_name else [])
    return given_names.get(given[0], "") if given else ""
