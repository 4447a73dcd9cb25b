"""What a mention shows of whoever a pronoun behind it may mean: the phrase that it stands in, and whether it is somebody."""

from collections.abc import Collection

from extractor.analysis.grammar import head_of, position_of
from extractor.analysis.parse import Parse
from extractor.mentions.model import Entity, Mention
from extractor.told import Role

# Words of a name of which it is not known whether it is somebody's.
_LONGEST_UNKNOWN = 2
_ASIDE = frozenset(("oblique", "modifier", "other"))


def role_before(parse: Parse, mention: Mention, entity: Entity) -> Role | None:
    """Return the role of an entity that stands right before one of its mentions; None without one."""
    before = parse.ends[mention.start - 1] if mention.start else -1
    return next((role for role in entity.roles if role.end == before), None)


def phrase_head(parse: Parse, mention: Mention, entity: Entity) -> int:
    """Return the head token of a mention, with the title that it hangs in: "head" of "head of product design Ann Lee"."""
    head, role = head_of(parse, mention.start, mention.end), role_before(parse, mention, entity)
    while role is not None and parse.heads[head] < head and role.start <= parse.starts[parse.heads[head]]:
        head = parse.heads[head]
    return head


def may_be_somebody(parse: Parse, mention: Mention, entity: Entity, head: int, *, definite: Collection[str]) -> bool:
    """Return whether the name of an organization or place of no known kind may be somebody's: it does or owns something.

    ``definite`` are the words before names that nobody has ("the").
    """
    unknown = entity.subkind == "other" and not entity.country_code and not entity.name.isupper()
    bare = mention.start == 0 or parse.lowers[mention.start - 1] not in definite
    short = mention.form == "name" and mention.end - mention.start <= _LONGEST_UNKNOWN
    return unknown and bare and short and position_of(parse, head) not in _ASIDE
