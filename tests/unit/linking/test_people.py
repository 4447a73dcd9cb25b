"""Persons across documents."""

from collections.abc import Callable, Iterable
from random import Random
from string import ascii_lowercase
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.linking.compare import middles_agree
from extractor.linking.model import Cluster, Unit
from extractor.linking.names import Knowledge, block_of
from extractor.linking.people import link_people

Make = Callable[..., Unit]
Names = Callable[[Iterable[Cluster]], list[list[str]]]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("William Hale", "Bill Hale"),
        ("Jozef Vučić", "Jozef Vucic"),
        ("Anna B. Kova", "Anna Kova"),
        ("Anna B. Kova", "Anna Beth Kova"),
        ("A. B. Kova", "Anna Kova"),
        ("Nadia Diane Rodman Clay", "Nadia Rodman Clay"),
        ("Omar bin Salmar", "Omar Salmar"),
    ],
)
def test_one_person(left: str, right: str, unit: Make, knowledge: Knowledge, names: Names) -> None:
    units = [unit("person", left), unit("person", right)]
    assert names(link_people(block_of("", left), units, knowledge)) == [sorted([left, right])]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Anna Kova", "Boris Kova"),
        ("Anna B. Kova", "Anna C. Kova"),
        ("George W. Moor", "George H. W. Moor"),
        ("B. Kova", "Anna Kova"),
    ],
)
def test_two_persons(left: str, right: str, unit: Make, knowledge: Knowledge) -> None:
    assert len(link_people("kova", [unit("person", left), unit("person", right)], knowledge)) == 2


def test_suffixes_tell_father_and_son_apart(unit: Make, knowledge: Knowledge) -> None:
    father, son = unit("person", "Don Hale", suffix="Sr."), unit("person", "Don Hale", suffix="Jr.")
    assert len(link_people("hale", [father, son], knowledge)) == 2


@pytest.mark.parametrize(
    ("left", "right"), [("Don Hale", "Don Hale"), ("Don P. Hale", "Don P. Hale"), ("Don Hale", "Don P. Hale")]
)
def test_suffix_that_one_side_leaves_out_tells_father_and_son_apart(
    left: str, right: str, unit: Make, knowledge: Knowledge
) -> None:
    father, son = unit("person", left), unit("person", right, suffix="Jr.")
    clusters = link_people("hale", [father, son], knowledge)
    assert [[member.suffix for member in cluster.units] for cluster in clusters] in ([[""], ["Jr."]], [["Jr."], [""]])
    assert len({cluster.key for cluster in clusters}) == 2


@pytest.mark.parametrize("post", [{"roles": {"coach of rovers"}}, {"affiliations": {"rovers"}}], ids=str)
def test_suffix_that_one_side_leaves_out_is_overlooked_where_the_post_is_the_same(
    post: dict[str, set[str]], unit: Make, knowledge: Knowledge
) -> None:
    assert (
        len(
            link_people("hale", [unit("person", "Don Hale", **post), unit("person", "Don Hale", suffix="Jr.", **post)], knowledge)
        )
        == 1
    )


def test_rare_names_near_them_do_not_make_father_and_son_one(unit: Make, knowledge: Knowledge) -> None:
    near = {"context": {"rovers", "lund", "treaty of lund"}}
    assert (
        len(
            link_people("hale", [unit("person", "Don Hale", **near), unit("person", "Don Hale", suffix="Jr.", **near)], knowledge)
        )
        == 2
    )


def test_persons_that_one_document_tells_apart_are_two(unit: Make, knowledge: Knowledge) -> None:
    father, son = unit("person", "Don Hale"), unit("person", "Don Hale", suffix="Jr.")
    son.apart_from = {father.number}
    assert len(link_people("hale", [father, son], knowledge)) == 2


def test_bare_surname_is_never_linked_without_evidence(unit: Make, knowledge: Knowledge) -> None:
    full = unit("person", "Anna Kova")
    bare = unit("person", "Kova", document_id="d_1")
    other = unit("person", "Kova", document_id="d_2")
    assert len(link_people("kova", [full, bare, other], knowledge)) == 3


@pytest.mark.parametrize(
    "evidence", [{"roles": {"minister"}}, {"affiliations": {"ostbank"}}, {"context": {"treaty of lund"}}], ids=str
)
def test_bare_surname_is_linked_with_evidence(
    evidence: dict[str, set[str]], unit: Make, knowledge: Knowledge, names: Names
) -> None:
    full = unit("person", "Anna Kova", **evidence)
    bare = unit("person", "Kova", document_id="d_1", **evidence)
    assert names(link_people("kova", [full, bare], knowledge)) == [["Anna Kova", "Kova"]]


def test_ambiguous_surname_stays_apart_and_lists_candidates(unit: Make, knowledge: Knowledge) -> None:
    units = [unit("person", "Anna Kova"), unit("person", "Boris Kova"), unit("person", "Kova", document_id="d_1")]
    apart = next(c for c in link_people("kova", units, knowledge) if c.units == [units[2]])
    assert apart.candidates == ["kova|anna", "kova|boris"]


def test_evidence_decides_between_namesakes(unit: Make, knowledge: Knowledge, names: Names) -> None:
    units = [
        unit("person", "Anna Kova", roles={"mayor of lund"}),
        unit("person", "Boris Kova", roles={"coach"}),
        unit("person", "Kova", document_id="d_1", roles={"mayor of lund"}),
    ]
    assert names(link_people("kova", units, knowledge)) == [["Anna Kova", "Kova"], ["Boris Kova"]]


def test_bare_surnames_with_one_role_and_affiliation_are_one(unit: Make, knowledge: Knowledge) -> None:
    units = [unit("person", "Kova", document_id=f"d_{n}", roles={"president"}, country_code="RS") for n in range(3)]
    assert len(link_people("kova", units, knowledge)) == 1


def test_family_name_of_two_words_is_a_bare_one(unit: Make, knowledge: Knowledge, names: Names) -> None:
    full = unit("person", "Omar al-Hadi", given_name="Omar", family_name="al-Hadi", roles={"prime minister of norland"})
    bare = unit("person", "Al-Hadi", given_name="", family_name="Al-Hadi", roles={"prime minister"})
    stranger = unit("person", "Al-Hadi", given_name="", family_name="Al-Hadi", document_id="d_2")
    found = names(link_people("hadi", [full, bare, stranger], knowledge))
    assert found == [["Al-Hadi"], ["Al-Hadi", "Omar al-Hadi"]]


def test_bare_surnames_of_nobody_named_in_full_are_candidates_of_each_other(unit: Make, knowledge: Knowledge) -> None:
    clusters = link_people("kova", [unit("person", "Kova", document_id=f"d_{n}") for n in range(2)], knowledge)
    assert [cluster.candidates for cluster in clusters] == [["kova|@d_1"], ["kova|@d_0"]]


def test_initial_that_fits_two_stays_apart(unit: Make, knowledge: Knowledge) -> None:
    units = [unit("person", "Anna Kova"), unit("person", "Ada Kova"), unit("person", "A. Kova")]
    clusters = link_people("kova", units, knowledge)
    assert len(clusters) == 3
    assert [c.candidates for c in clusters if c.units == [units[2]]] == [["kova|ada", "kova|anna"]]


def test_key_stays_when_a_middle_name_turns_up(unit: Make, knowledge: Knowledge) -> None:
    before = link_people("kova", [unit("person", "Anna Kova")], knowledge)
    after = link_people("kova", [unit("person", "Anna B. Kova"), unit("person", "Anna Kova")], knowledge)
    assert [c.key for c in before] == [c.key for c in after]


def test_key_of_the_more_frequent_stays_when_a_namesake_turns_up(unit: Make, knowledge: Knowledge) -> None:
    known = unit("person", "George W. Moor", documents=5)
    before = link_people("moor", [known], knowledge)
    after = link_people("moor", [known, unit("person", "George H. W. Moor")], knowledge)
    assert before[0].key in {c.key for c in after if known in c.units}


@given(st.randoms(use_true_random=False))
def test_order_of_units_does_not_matter(knowledge: Knowledge, random: Random) -> None:
    texts = ["Anna Kova", "Anna B. Kova", "A. Kova", "Ada C. Kova", "Bill Kova", "William Kova", "Ada D. Kova", "Kova"]
    units = [
        Unit(n, "person", name, name.rpartition(" ")[0], name.rpartition(" ")[2], document_id="" if " " in name else f"d_{n}")
        for n, name in enumerate(texts)
    ]
    expected = [(c.key, sorted(u.number for u in c.units), c.candidates) for c in link_people("kova", units, knowledge)]
    random.shuffle(units)
    assert [(c.key, sorted(u.number for u in c.units), c.candidates) for c in link_people("kova", units, knowledge)] == expected


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("", "b", True),
        ("b", "beth", True),
        ("r b", "r", True),
        ("w", "h w", False),
        ("rodman", "d rodman", True),
        ("beth", "bea", False),
    ],
)
def test_middles_agree(left: str, right: str, agree: bool) -> None:
    assert middles_agree(left.split(), right.split()) is agree
    assert middles_agree(right.split(), left.split()) is agree


def test_a_frequent_surname_takes_no_longer_than_its_names(knowledge: Knowledge) -> None:
    given = [f"X{first}{second}{third}" for first in "ABCDEFGHIJKLMNOPQRST" for second in "aeiou" for third in ascii_lowercase]
    bearers = [
        Unit(n, "person", f"{name} Kova", name, "Kova", documents=3, roles={f"role {n}"}, affiliations={f"firm {n % 90}"})
        for n, name in enumerate(given)
    ]
    bare = [
        Unit(len(given) + n, "person", "Kova", "", "Kova", document_id=f"d{n}", documents=1, roles={f"role {n}"})
        for n in range(5000)
    ]
    begin = process_time()
    clusters = link_people("kova", [*bearers, *bare], knowledge)
    assert process_time() - begin < 2.0
    together = {unit.number for cluster in clusters for unit in cluster.units if len(cluster.units) == 2}
    assert together == set(range(len(given))) | {len(given) + n for n in range(len(given))}
    assert max(len(cluster.candidates) for cluster in clusters) == 5


def test_namesakes_do_not_change_places(unit: Make, knowledge: Knowledge) -> None:
    def keys(first: int, second: int) -> list[str]:
        units = [unit("person", "Cy W. Hale"), unit("person", "Cy H. Hale")]
        units[0].documents, units[1].documents = first, second
        return [cluster.key for cluster in link_people("hale", units, knowledge)]

    assert keys(2, 3) == keys(4, 3) == ["hale|cy h", "hale|cy w"]
    assert keys(30, 3) == ["hale|cy", "hale|cy h"]
