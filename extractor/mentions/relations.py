"""Whose relative or friend somebody is, where a pronoun says it: "her husband"."""

from dataclasses import replace

from extractor.analysis.parse import Parse
from extractor.mentions.model import DocumentEntities
from extractor.told import Role


def name_relations(parse: Parse, document: DocumentEntities) -> DocumentEntities:
    """Return the document in which such a role names the person that the pronoun means: "husband of Ana Ruiz"; where
    that is not clear it stays as it stands."""
    meant = {
        parse.starts[mention.start]: mention.entity
        for mention in document.mentions
        if mention.form == "pronoun" and mention.entity is not None
    }

    def named(role: Role, number: int) -> Role:
        owner = meant.get(role.start) if role.kind == "relation" else None
        if owner is None or owner == number:
            return role
        noun = role.text.partition(" ")[2] or role.text  # "daughter" of several: "his daughters, Ida and Ann"
        return role.model_copy(update={"text": f"{noun} of {document.entities[owner].name}"})

    entities = (
        replace(entity, roles=tuple(named(role, number) for role in entity.roles)) if entity.roles else entity
        for number, entity in enumerate(document.entities)
    )
    return replace(document, entities=tuple(entities))
