"""Repair of the names that the model found: every rule with its id, in the order in which they are applied."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from extractor.analysis.parse import Parse
from extractor.entities import consistency, edges, junk, listed
from extractor.entities.draft import NAMING, Draft, placed
from extractor.entities.gazetteer import Gazetteer
from extractor.entities.names import Name

NameRule = Callable[[Draft, Name], "list[Name] | None"]
DocumentRule = Callable[[Draft], "list[Name]"]


@dataclass(frozen=True, slots=True)
class Repair:
    """A rule: ``on_name`` looks at one name and answers None if it is right; ``on_document`` looks at all."""

    id: str
    on_name: NameRule | None = None
    on_document: DocumentRule | None = None


def repairs() -> tuple[Repair, ...]:
    """All rules in the order in which they work."""
    return (
        Repair("repair/line-end", on_name=edges.cut_at_line_end),
        Repair("repair/address", on_name=junk.drop_address),
        Repair("repair/marks", on_name=edges.strip_marks),
        Repair("repair/article", on_name=edges.strip_article),
        Repair("repair/possessive", on_name=edges.strip_possessive),
        Repair("repair/owner", on_name=edges.split_at_possessive),
        Repair("repair/joined", on_name=edges.split_joined),
        Repair("repair/title", on_name=edges.strip_title),
        Repair("repair/inside-title", on_name=junk.drop_inside_title),
        Repair("repair/furniture", on_name=junk.drop_furniture),
        Repair("repair/calendar", on_name=junk.drop_calendar),
        Repair("repair/small", on_name=junk.drop_small),
        Repair("repair/party-tag", on_name=junk.drop_party_tag),
        Repair("repair/known-label", on_name=listed.set_known_label),
        Repair("repair/known-name", on_document=listed.extend_to_known),
        Repair("repair/surname-label", on_document=consistency.set_surname_label),
        Repair("repair/surname", on_document=consistency.add_surnames),
        Repair("repair/led-organization", on_document=listed.name_after_leader),
        Repair("repair/majority", on_document=consistency.set_majority_label),
        Repair("repair/repeated", on_document=consistency.add_repeated),
    )


def repair_names(
    parse: Parse, gazetteer: Gazetteer, *, furniture: Sequence[tuple[int, int]] = (), rules: Iterable[Repair] | None = None
) -> list[Name]:
    """The names of a document in text order, without overlaps; ``origin`` is the id of the last rule that made or changed one.

    ``furniture`` are token ranges that are no part of the article. ``rules`` defaults to all.
    """
    found = [Name(start, end, label) for start, end, label in parse.names if label in NAMING and start < end]
    draft = Draft(parse, gazetteer, placed(found), furniture)
    for rule in repairs() if rules is None else rules:
        if rule.on_name is not None:
            _apply(draft, rule.id, rule.on_name)
        elif rule.on_document is not None:
            before = set(draft.names)
            draft.set_names([name if name in before else replace(name, origin=rule.id) for name in rule.on_document(draft)])
    return draft.names


def _apply(draft: Draft, rule_id: str, rule: NameRule) -> None:
    changed = False
    result: list[Name] = []
    for name in draft.names:
        found = rule(draft, name)
        if found is None:
            result.append(name)
        else:
            changed = True
            result.extend(replace(part, origin=rule_id) for part in found)
    if changed:
        draft.set_names(placed(result))
