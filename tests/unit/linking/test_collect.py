"""From stored entities of documents to units, and to links."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from factories import make_result

from extractor.ids import entity_id
from extractor.linking.clusters import link
from extractor.linking.collect import collect_units
from extractor.linking.model import Unit
from extractor.linking.names import Knowledge, load_knowledge
from extractor.records import DocumentResult
from extractor.resources import find_models
from extractor.running.parts import Key, encode
from extractor.tables.staging import database, stage_results

Links = dict[tuple[str, str], str]


@pytest.fixture
def gathered(tmp_path: Path) -> Callable[[Iterable[DocumentResult]], tuple[list[Unit], dict[tuple[str, str], int]]]:
    """The units of results, and the number of the unit for each (document, local entity)."""

    def run(results: Iterable[DocumentResult]) -> tuple[list[Unit], dict[tuple[str, str], int]]:
        part = tmp_path / "part.jsonl"
        part.write_bytes(b"".join(encode(Key(result.document.document_id, "", "", ""), result) for result in results))
        with database(tmp_path / "work") as connection:
            stage_results(connection, [part], tmp_path / "work")
            units = list(collect_units(connection, load_knowledge(find_models())))
            members = connection.execute("SELECT document_id, local_id, unit FROM members").fetchall()
        return units, {(document, local): unit for document, local, unit in members}

    return run


@pytest.fixture
def linked(
    gathered: Callable[[Iterable[DocumentResult]], tuple[list[Unit], dict[tuple[str, str], int]]], knowledge: Knowledge
) -> Callable[[Iterable[DocumentResult]], Links]:
    """For each (document, local entity) the id of the entity of the corpus."""

    def run(results: Iterable[DocumentResult]) -> Links:
        units, members = gathered(results)
        entity_of = {
            unit.number: entity_id(cluster.kind, cluster.key) for cluster in link(units, knowledge) for unit in cluster.units
        }
        return {local: entity_of[number] for local, number in members.items()}

    return run


def test_links_over_documents(linked: Callable[[Iterable[DocumentResult]], Links]) -> None:
    first = make_result("Ana Kova, mayor, said: yes", "in/a.txt")
    second = make_result("Ana Kova said: no\nBo Lund said: no", "in/b.txt")
    links = linked([first, second])
    one, two = first.document.document_id, second.document.document_id
    assert links[one, "e0"] == links[two, "e0"] != links[two, "e1"]


def test_further_documents_keep_the_ids(linked: Callable[[Iterable[DocumentResult]], Links]) -> None:
    results = [make_result(f"Ana Kova said: {n}\nBo{n} Lund said: {n}", f"in/{n}.txt") for n in range(6)]
    before = linked(results[:3])
    after = linked(results)
    assert {key: after[key] for key in before} == before


def test_bare_surname_finds_its_bearer_by_role(linked: Callable[[Iterable[DocumentResult]], Links]) -> None:
    full = make_result("Ana Kova, harbour master, said: yes", "in/a.txt")
    bare = make_result("Kova, harbour master, said: no", "in/b.txt")
    other = make_result("Kova said: no", "in/c.txt")
    links = linked([full, bare, other])
    found = [links[result.document.document_id, "e0"] for result in (full, bare, other)]
    assert found[0] == found[1] != found[2]


def test_units_and_what_documents_say_about_them(
    gathered: Callable[[Iterable[DocumentResult]], tuple[list[Unit], dict[tuple[str, str], int]]],
) -> None:
    results = [
        make_result("Ana Kova, Mayor, said: yes\nBo Kova said: no\nEva Lund said: no", "in/a.txt"),
        make_result("Ana Kova, harbour master, said: yes", "in/b.txt"),
        make_result("Kova said: yes\nEva Lund said: no", "in/c.txt"),
        make_result("Kova said: yes", "in/d.txt"),
    ]
    units, members = gathered(reversed(results))
    by_name = {(unit.name, unit.document_id): unit for unit in units}
    ana, bo = by_name["Ana Kova", ""], by_name["Bo Kova", ""]
    assert (ana.documents, ana.roles, ana.apart_from) == (2, {"mayor", "harbour master"}, {bo.number})
    # That Bo Kova is next to her is said of nobody else of the surname.
    assert ana.context == {"eva lund"}
    # Nowhere does the surname Lund stand alone: nothing has to be known of its bearer.
    assert by_name["Eva Lund", ""].context == set()
    bare = [unit for unit in units if unit.name == "Kova"]
    assert sorted(unit.document_id for unit in bare) == sorted(result.document.document_id for result in results[2:])
    assert sorted(map(len, (unit.context for unit in bare))) == [0, 1]
    assert len(set(members.values())) == len(units)
    # Persons of one surname stand together.
    assert [unit.name.rpartition(" ")[2] for unit in units] in (["Kova"] * 4 + ["Lund"], ["Lund"] + ["Kova"] * 4)
