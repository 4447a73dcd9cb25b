"""Repair of the names that the model found: every rule with its id, in the order in which they are applied."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import is_

from extractor.analysis.parse import Parse
from extractor.entities import capitals, consistency, edges, evidence, headline, heads, junk, listed, states, unfamiliar
from extractor.entities.draft import NAMING, Draft, placed
from extractor.entities.gazetteer import Gazetteer
from extractor.entities.names import Name

NameRule = Callable[[Draft, Name], "list[Name] | None"]
DocumentRule = Callable[[Draft], "list[Name]"]


@dataclass(frozen=True, slots=True)
class Repair:
    """A rule: ``on_name`` looks at one name and answers None if it is right; ``on_document`` looks at all.

    With ``several`` it has only names of several words to look at.
    """

    id: str
    on_name: NameRule | None = None
    on_document: DocumentRule | None = None
    several: bool = False


@cache
def repairs() -> tuple[Repair, ...]:
    """All rules in the order in which they work."""
    return (
        Repair("repair/line-end", on_name=edges.cut_at_line_end, several=True),
        Repair("repair/address", on_name=junk.drop_address),
        Repair("repair/marks", on_name=edges.strip_marks),
        Repair("repair/article", on_name=edges.strip_article),
        Repair("repair/possessive", on_name=edges.strip_possessive),
        Repair("repair/caption", on_name=heads.cut_caption, several=True),
        Repair("repair/score", on_name=heads.cut_score, several=True),
        Repair("repair/common-noun", on_name=heads.cut_at_common_noun, several=True),
        Repair("repair/owner", on_name=edges.split_at_possessive, several=True),
        Repair("repair/joined", on_name=edges.split_joined, several=True),
        Repair("repair/dash", on_name=edges.split_at_dash, several=True),
        Repair("repair/location", on_name=edges.split_at_location, several=True),
        Repair("repair/place-and-title", on_name=heads.cut_place_and_title, several=True),
        Repair("repair/opening", on_name=edges.strip_opening, several=True),
        Repair("repair/honours", on_name=edges.strip_honours, several=True),
        Repair("repair/title", on_name=edges.strip_title),
        Repair("repair/inside-title", on_name=junk.drop_inside_title),
        Repair("repair/furniture", on_name=junk.drop_furniture),
        Repair("repair/calendar", on_name=junk.drop_calendar),
        Repair("repair/small", on_name=junk.drop_small),
        Repair("repair/species", on_name=heads.drop_species, several=True),
        Repair("repair/genus", on_name=heads.drop_genus),
        Repair("repair/common-word", on_name=heads.drop_common_word),
        Repair("repair/vague", on_name=junk.drop_vague),
        Repair("repair/party-tag", on_name=junk.drop_party_tag),
        Repair("repair/pageant", on_name=junk.drop_pageant),
        Repair("repair/code", on_name=junk.set_code_label),
        Repair("repair/known-label", on_name=listed.set_known_label),
        Repair("repair/other-label", on_name=listed.set_other_label),
        Repair("repair/known-name", on_document=listed.extend_to_known),
        Repair("repair/in-state", on_document=states.name_in_state),
        Repair("repair/branch", on_document=listed.extend_to_branch),
        Repair("repair/head", on_name=heads.set_label_by_head, several=True),
        Repair("repair/place-first", on_name=unfamiliar.set_label_by_first_word, several=True),
        Repair("repair/place-head", on_document=heads.extend_to_place_head),
        Repair("repair/given-name", on_name=evidence.name_with_given_name, several=True),
        Repair("repair/initial", on_name=evidence.name_with_initial, several=True),
        Repair("repair/particle", on_name=evidence.name_with_particle, several=True),
        Repair("repair/person-acronym", on_name=unfamiliar.set_acronym_label, several=True),
        Repair("repair/behind-title", on_document=evidence.name_behind_title),
        Repair("repair/age", on_document=evidence.name_with_age),
        Repair("repair/full-name", on_name=consistency.set_full_name_label, several=True),
        Repair("repair/given-and-family", on_document=consistency.set_given_and_family_label),
        Repair("repair/surname-label", on_document=consistency.set_surname_label),
        Repair("repair/demonym", on_document=unfamiliar.set_demonym_label),
        Repair("repair/preposition", on_document=unfamiliar.set_label_by_preposition),
        Repair("repair/family-name", on_document=unfamiliar.set_family_name_label),
        Repair("repair/particles", on_document=evidence.join_particles),
        Repair("repair/country", on_document=listed.set_country_label),
        Repair("repair/extend-person", on_document=evidence.extend_person),
        Repair("repair/double-surname", on_document=consistency.set_double_surname_label),
        Repair("repair/surname", on_document=consistency.add_surnames),
        Repair("repair/family", on_document=consistency.set_family_label),
        Repair("repair/tail", on_document=consistency.cut_tail),
        Repair("repair/headline", on_document=headline.cut_headline),
        Repair("repair/dateline", on_document=capitals.name_dateline),
        Repair("repair/capitals", on_document=capitals.name_in_capitals),
        Repair("repair/emphasis", on_document=capitals.drop_emphasis),
        Repair("repair/speaking", on_document=evidence.speaking_name),
        Repair("repair/led-organization", on_document=listed.name_after_leader),
        Repair("repair/national-body", on_document=heads.name_national_body),
        Repair("repair/organization", on_document=heads.name_organization),
        Repair("repair/first-word", on_document=heads.name_by_first_word),
        Repair("repair/acronym", on_document=heads.name_acronym),
        Repair("repair/majority", on_document=consistency.set_majority_label),
        Repair("repair/place-noun", on_document=heads.set_label_by_place_noun),
        Repair("repair/repeated", on_document=consistency.add_repeated),
        Repair("repair/after-article", on_document=junk.drop_after_article),
        Repair("repair/thing-acronym", on_document=heads.drop_acronym_of_thing),
        Repair("repair/medium", on_name=junk.drop_medium),
        Repair("repair/seat", on_document=heads.set_seat_label),
    )


def repair_names(
    parse: Parse,
    gazetteer: Gazetteer,
    *,
    furniture: Sequence[tuple[int, int]] = (),
    title_end: int = 0,
    rules: Iterable[Repair] | None = None,
) -> list[Name]:
    """The names of a document in text order, without overlaps; ``origin`` is the id of the last rule that made or changed one.

    ``furniture`` are token ranges that are no part of the article; the headline ends before the token ``title_end``. ``rules``
    defaults to all.
    """
    found = [Name(start, end, label) for start, end, label in parse.names if label in NAMING and start < end]
    draft = Draft(parse, gazetteer, placed(found), furniture, title_end)
    for rule in repairs() if rules is None else rules:
        if rule.on_name is not None:
            _apply(draft, rule.id, rule.on_name, draft.several if rule.several else draft.names)
        elif rule.on_document is not None:
            found = rule.on_document(draft)
            if found is not draft.names and (len(found) != len(draft.names) or not all(map(is_, found, draft.names))):
                before = {id(name) for name in draft.names}
                draft.set_names([name if id(name) in before else replace(name, origin=rule.id) for name in found])
    return draft.names


def _apply(draft: Draft, rule_id: str, rule: NameRule, names: Sequence[Name]) -> None:
    answers = [rule(draft, name) for name in names]
    if answers.count(None) == len(answers):
        return
    changed = {name.start: found for name, found in zip(names, answers, strict=True) if found is not None}
    result: list[Name] = []
    for name in draft.names:
        if name.start in changed:
            result.extend(replace(part, origin=rule_id) for part in changed[name.start])
        else:
            result.append(name)
    draft.set_names(placed(result))
