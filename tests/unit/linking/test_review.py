"""Decisions of users on linked entities: what they change, what they leave, and what is reported."""

from collections.abc import Callable

import pytest

from extractor.linking.clusters import link
from extractor.linking.edits import Decision
from extractor.linking.model import Unit
from extractor.linking.names import Knowledge
from extractor.linking.registry import Entry
from extractor.linking.review import Review, Reviewed, review_clusters

Make = Callable[..., Unit]
Outcome = tuple[dict[str, Reviewed], list[str]]
Do = Callable[..., Outcome]


@pytest.fixture
def do(unit: Make, knowledge: Knowledge) -> Do:
    """Decisions, as words, applied to some entities; the entities by name, and the notes."""
    units = [
        unit("person", "Ana Kova", documents=3),
        unit("person", "Anne Kova"),
        unit("person", "Rip Ana Kova"),
        unit("person", "Kova", document_id="d_1"),
        unit("person", "Kova", document_id="d_2"),
        unit("person", "Bo Hale"),
        unit("person", "Bo B. Hale"),
        unit("organization", "Kestrel Motors"),
        unit("place", "Bad Optics"),
    ]

    def run(*lines: tuple[str, ...], registry: tuple[Entry, ...] = ()) -> Outcome:
        made = [Decision(*line, line=number) for number, line in enumerate(lines, 2)]  # type: ignore[arg-type]
        found, notes = review_clusters(link(units, knowledge), Review(made, registry))
        return {entity.name: entity for entity in found}, notes

    return run


def _names(entity: Reviewed) -> list[str]:
    return sorted(unit.name for unit in entity.units)


def test_nothing_decided_changes_nothing(do: Do) -> None:
    entities, notes = do()
    assert sorted(entities) == ["Ana Kova", "Anne Kova", "Bad Optics", "Bo B. Hale", "Kestrel Motors", "Kova", "Rip Ana Kova"]
    assert not notes
    assert not Review()
    assert Review().sha256 == ""


def test_merge_keeps_id_and_name_of_the_one_that_stays(do: Do) -> None:
    before, _ = do()
    after, notes = do(("merge", "person", "rip ana kova", "Ana Kova"), ("merge", "person", "Ana Kova", "Anne Kova"))
    assert not notes
    assert _names(after["Anne Kova"]) == ["Ana Kova", "Anne Kova", "Rip Ana Kova"]
    assert after["Anne Kova"].entity_id == before["Anne Kova"].entity_id
    assert dict(after["Anne Kova"].facts()) == {
        "name": "Anne Kova", "given_name": "Anne", "family_name": "Kova", "review_status": "corrected",
    }  # fmt: skip
    untouched = before.keys() & after.keys() - {"Anne Kova"}
    assert {name: after[name].entity_id for name in untouched} == {name: before[name].entity_id for name in untouched}


def test_ids_of_merged_entities_lead_to_the_one_that_stays(do: Do) -> None:
    gone = do()[0]["Rip Ana Kova"].entity_id
    after, notes = do(("merge", "person", gone, "Ana Kova"), ("rename", "person", gone, "Anna Kova"))
    assert not notes
    assert _names(after["Anna Kova"]) == ["Ana Kova", "Rip Ana Kova"]


def test_rename_and_what_later_lines_call_it(do: Do) -> None:
    after, notes = do(("rename", "organization", "Kestrel Motors", "Kestrel"), ("rename", "organization", "Kestrel", "KM"))
    assert notes == ["line 3 (rename): 'Kestrel' was a new name already; 'KM' holds"]
    assert list(after["KM"].facts()) == [("name", "KM"), ("review_status", "corrected")]
    assert not list(after["Bo B. Hale"].facts())


def test_drop(do: Do) -> None:
    gone = do()[0]["Bad Optics"].entity_id
    after, notes = do(("drop", "place", "Bad Optics"), ("rename", "place", gone, "Optics"))
    assert "Bad Optics" not in after
    assert notes == [f"line 3 (rename): '{gone}' was dropped in line 2"]


def test_alias_brings_all_of_that_name(do: Do) -> None:
    after, notes = do(("alias", "person", "Ana Kova", "Kova"))
    assert not notes
    assert _names(after["Ana Kova"]) == ["Ana Kova", "Kova", "Kova"]
    assert ("alias", "Kova") in after["Ana Kova"].facts()


def test_split_and_its_ids(do: Do) -> None:
    before, _ = do()
    after, notes = do(("split", "person", "Bo B. Hale", "Bo Hale"))
    assert not notes
    assert after["Bo B. Hale"].entity_id == before["Bo B. Hale"].entity_id != after["Bo Hale"].entity_id
    assert all(("review_status", "corrected") in after[name].facts() for name in ("Bo B. Hale", "Bo Hale"))
    assert after["Bo Hale"].entity_id == do(("split", "person", "Bo B. Hale", "Bo Hale"))[0]["Bo Hale"].entity_id


@pytest.mark.parametrize(
    ("line", "note"),
    [
        (("drop", "person", "Cy Mora"), "no person is named 'Cy Mora' in these articles"),
        (("drop", "person", "p_" + "a" * 26), "no person has the id 'p_aaaaaaaaaaaaaaaaaaaaaaaaaa' in these articles"),
        (("drop", "person", "Kova"), "2 entities are named 'Kova'; give an id: p_"),
        (("merge", "person", "Ana Kova", "ana kova"), "'Ana Kova' and 'ana kova' are one already"),
        (("split", "person", "Ana Kova", "Kova"), "'Ana Kova' is not named 'Kova' anywhere"),
        (("split", "person", "Ana Kova", "Ana Kova"), "'Ana Kova' has no other name"),
    ],
)
def test_what_cannot_be_done_is_reported_and_changes_nothing(do: Do, line: tuple[str, ...], note: str) -> None:
    before, _ = do()
    after, notes = do(line)
    assert after == before
    assert len(notes) == 1
    assert notes[0].startswith(f"line 2 ({line[0]}): {note}")


def test_candidates_follow(unit: Make, knowledge: Knowledge) -> None:
    units = [unit("person", "Ana Kova"), unit("person", "Bo Kova"), unit("person", "Kova", document_id="d_1")]
    merge = Decision("merge", "person", "Bo Kova", "Ana Kova")
    found, _ = review_clusters(link(units, knowledge), Review([merge]))
    by_name = {entity.name: entity for entity in found}
    assert by_name["Kova"].candidates == [by_name["Ana Kova"].entity_id]


def test_external_ids(do: Do) -> None:
    registry = (
        Entry("Anna Kova", "person", "Q1", ("ANA KOVÁ",)),
        Entry("Kova", "person", "Q1"),
        Entry("Kestrel Motors", "organization", "Q2"),
        Entry("Bad Optics", "place", "Q3"),
        Entry("Bad Optics", "place", "Q4"),
        Entry("Bo Hale", "organization", "Q5"),
    )
    after, notes = do(registry=registry)
    found = {name: entity.external_id for name, entity in after.items() if entity.external_id}
    assert found == {"Ana Kova": "Q1", "Kestrel Motors": "Q2", "Kova": "Q1"}
    assert notes == ["place 'Bad Optics' fits several external ids: Q3, Q4"]


def test_role_title_and_country_are_what_users_say(do: Do) -> None:
    said = [
        ("role", "person", "Ana Kova", "mayor"),
        ("title", "person", "Ana Kova", "Dr."),
        ("country", "person", "Ana Kova", "NO"),
    ]
    entities, notes = do(*said)
    assert not notes
    facts = dict(entities["Ana Kova"].facts())
    assert (facts["role"], facts["title"], facts["country"], facts["review_status"]) == ("mayor", "Dr.", "NO", "corrected")


def test_a_name_of_another_kind_has_the_id_of_that_kind(do: Do) -> None:
    before, _ = do()
    entities, notes = do(
        ("kind", "place", "Bad Optics", "organization"), ("rename", "organization", "Bad Optics", "Bad Optics Ltd")
    )
    assert not notes
    turned = entities["Bad Optics Ltd"]
    assert (turned.kind, turned.entity_id[:2], before["Bad Optics"].entity_id[:2]) == ("organization", "o_", "l_")
    assert dict(turned.facts())["kind"] == "organization"


def test_a_name_that_is_there_under_the_right_kind_takes_the_other_in(do: Do) -> None:
    entities, _ = do(("rename", "place", "Bad Optics", "Kestrel Motors"), ("kind", "place", "Kestrel Motors", "organization"))
    assert _names(entities["Kestrel Motors"]) == ["Bad Optics", "Kestrel Motors"]


def test_who_is_told_apart_stays_as_it_is(do: Do) -> None:
    before, _ = do()
    after, notes = do(("apart", "person", "Ana Kova", "Anne Kova"))
    assert not notes
    assert {name: entity.entity_id for name, entity in after.items()} == {name: each.entity_id for name, each in before.items()}
