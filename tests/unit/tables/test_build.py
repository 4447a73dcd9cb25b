"""Tables of a corpus from results made by hand."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from factories import make_result

from extractor.records import DocumentResult
from extractor.tables.dataframes import read_dataframes
from extractor.told import LocalEntity

Publish = Callable[..., object]
RESULTS = [
    make_result(
        "Ana Kova, mayor, said: the bridge is open to all of us\nBo Lund said: no", "in/a.txt", published_at="2024-03-02"
    ),
    make_result("Kova, mayor, said: yes\nAna Kova-Holm said: yes", "in/b.txt", "2", published_at="2024-03-01T10:00"),
    make_result("Ana Kova, minister, said: The bridge is open to all of us!", "in/b.txt", "10", published_at="2024-05-01"),
    make_result("Bo Lund said: no", "in/c.txt", published_at="2024-06-01"),
    make_result("Bo Lund said: no", "in/d.txt", published_at="2024-05-30"),
]


@pytest.fixture(scope="module")
def tables(publish_once: Callable[..., Path]) -> dict[str, pd.DataFrame]:
    return read_dataframes(publish_once(RESULTS, ["parquet"]))


def test_documents_stand_in_the_order_of_paths_and_numbers(tables: dict[str, pd.DataFrame]) -> None:
    documents = tables["documents"]
    assert list(zip(documents["source_path"], documents["record"], strict=True)) == [
        ("in/a.txt", ""), ("in/b.txt", "2"), ("in/b.txt", "10"), ("in/c.txt", ""), ("in/d.txt", ""),
    ]  # fmt: skip


def test_the_earlier_of_two_equal_texts_is_the_original(tables: dict[str, pd.DataFrame]) -> None:
    documents = tables["documents"].set_index("source_path")
    assert documents.loc["in/c.txt", "duplicate_of"] == documents.loc["in/d.txt", "document_id"]
    assert documents.loc["in/c.txt", "duplicate_kind"] == "exact"
    assert pd.isna(documents.loc["in/d.txt", "duplicate_of"])


def test_counts_dates_and_roles_of_a_person(tables: dict[str, pd.DataFrame]) -> None:
    person = tables["people"].set_index("name").loc["Ana Kova"]
    assert person["given_name"] == "Ana"
    assert person["family_name"] == "Kova"
    assert person["roles"] == ["mayor", "minister"]
    assert person["aliases"] == ["Kova"]
    counted = ("mention_count", "document_count", "statement_count", "first_seen", "last_seen")
    assert [person[name] for name in counted] == [3, 3, 3, pd.Timestamp("2024-03-01"), pd.Timestamp("2024-05-01")]


def test_local_entities_become_those_of_the_corpus(tables: dict[str, pd.DataFrame]) -> None:
    people = set(tables["people"]["person_id"])
    assert set(tables["mentions"]["entity_id"]) == people
    assert set(tables["statements"]["speaker_id"]) == people
    assert set(tables["statement_entities"]["entity_id"]) == people
    assert len(people) == 3
    bare = tables["statements"].query("source_text == 'Kova'").iloc[0]
    assert bare["speaker_name"] == "Ana Kova"


def test_one_utterance_in_two_documents_is_a_cluster(tables: dict[str, pd.DataFrame]) -> None:
    clustered = tables["statements"].dropna(subset=["cluster_id"])
    assert set(clustered["content"]) == {"the bridge is open to all of us", "The bridge is open to all of us!"}
    assert clustered["cluster_id"].nunique() == 1


def test_aliases_tell_kind_and_count(tables: dict[str, pd.DataFrame]) -> None:
    person = tables["people"].query("name == 'Ana Kova'")["person_id"].item()
    aliases = tables["entity_aliases"][tables["entity_aliases"]["entity_id"] == person]
    rows = list(zip(aliases["alias"], aliases["kind"], aliases["count"], strict=True))
    assert rows == [("Ana Kova", "name", 2), ("Kova", "surname", 1)]


def test_candidates_of_an_ambiguous_surname(tmp_path: Path, publish_results: Publish) -> None:
    texts = ["Ana Kova said: yes", "Bo Kova said: yes", "Kova said: yes"]
    publish_results([make_result(text, f"in/{n}.txt") for n, text in enumerate(texts)], tmp_path / "out", ["parquet"])
    tables = read_dataframes(tmp_path / "out")
    ids = tables["people"].set_index("name")["person_id"]
    candidates = tables["entity_aliases"].query("kind == 'candidate'")
    assert list(candidates["entity_id"].unique()) == [ids["Kova"]]
    assert dict(zip(candidates["alias"], candidates["source"], strict=True)) == {
        name: ids[name] for name in ("Ana Kova", "Bo Kova")
    }


def test_organizations_and_places(tmp_path: Path, publish_results: Publish) -> None:
    entities = [
        LocalEntity(entity_id="e0", kind="organization", name="Ostbank", subkind="company", parent="e1", aliases={"Ostbank": 2}),
        LocalEntity(entity_id="e1", kind="organization", name="Ost Group", is_outlet=True, acronym="OG", aliases={"OG": 1}),
        LocalEntity(entity_id="e2", kind="place", name="Lund", country_code="SE", latitude=55.7, longitude=13.2, subkind="city"),
        LocalEntity(entity_id="e3", kind="person", name="Ana Kova", given_name="Ana", family_name="Kova", affiliation="e0"),
        LocalEntity(entity_id="e4", kind="person", name="Bo Lund", given_name="Bo", family_name="Lund", affiliation="e2"),
    ]
    result: DocumentResult = make_result("", "in/x.txt").model_copy(update={"entities": entities})
    publish_results([result], tmp_path / "out", ["parquet"])
    tables = read_dataframes(tmp_path / "out")
    organizations = tables["organizations"].set_index("name")
    people = tables["people"].set_index("name")
    assert organizations.loc["Ostbank", "parent_id"] == organizations.loc["Ost Group", "organization_id"]
    assert organizations.loc["Ostbank", "kind"] == "company"
    assert bool(organizations.loc["Ost Group", "is_outlet"])
    assert people.loc["Ana Kova", "affiliation_id"] == organizations.loc["Ostbank", "organization_id"]
    assert pd.isna(people.loc["Bo Lund", "affiliation_id"])  # a place is no affiliation
    assert tables["places"].loc[0, ["name", "kind", "country_code", "latitude"]].tolist() == ["Lund", "city", "SE", 55.7]


def test_the_order_of_documents_does_not_matter(tmp_path: Path, publish_results: Publish) -> None:
    publish_results(RESULTS, tmp_path / "one")
    publish_results(RESULTS[::-1], tmp_path / "two")
    files = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert len(files) >= 27
    for path in files:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes(), path
