"""Which mention of a document stands at a token."""

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.analysis.grammar import head_of
from extractor.analysis.parse import Parse
from extractor.mentions.model import DocumentEntities, Entity, Mention


@dataclass(frozen=True, slots=True)
class MentionIndex:
    """The mentions of a document by place; numbers are those of ``document.mentions``.

    ``heads`` leads from the head token of a mention to its number, ``ending`` from the token after a person's mention;
    ``covered`` are the tokens of names and descriptions.
    """

    parse: Parse
    document: DocumentEntities
    heads: Mapping[int, int]
    ending: Mapping[int, int]
    covered: frozenset[int]

    @classmethod
    def of(cls, parse: Parse, document: DocumentEntities) -> "MentionIndex":
        """Index a document; of several mentions with one head the first that means somebody counts."""
        heads: dict[int, int] = {}
        ending: dict[int, int] = {}
        covered: set[int] = set()
        for number, mention in enumerate(document.mentions):
            if mention.kind == "person":
                ending[mention.end] = number
            if mention.form != "pronoun":
                covered.update(range(mention.start, mention.end))
            head = head_of(parse, mention.start, mention.end)
            before = heads.get(head)
            if before is None or document.mentions[before].entity is None:
                heads[head] = number
        return cls(parse, document, heads, ending, frozenset(covered))

    def mention(self, token: int | None) -> Mention | None:
        """Return the mention with this head token that means an entity."""
        number = None if token is None else self.heads.get(token)
        mention = None if number is None else self.document.mentions[number]
        return mention if mention is not None and mention.entity is not None else None

    def entity(self, token: int | None) -> Entity | None:
        """Return the entity that the mention with this head token means."""
        mention = self.mention(token)
        return None if mention is None or mention.entity is None else self.document.entities[mention.entity]
