"""A folder that grows: tables made by change are those of a fresh run, in whatever order articles come, change and go."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import make_result
from published import files_and_rows, publish_tables

from extractor.records import DocumentResult
from extractor.running import corpus
from extractor.settings import KEPT
from extractor.writers import ranges, sqlite

ORGANIZATIONS = (
    "Harbour Board",
    "HB",
    "Tarn Ferry Union",
    "TFU",
    "Ferry Union",
    "Union of Norland Pilots",
    "UNP",
    "Kestrel Motors",
)
PLACES = ("Tarn", "The Tarn", "Ost")
PEOPLE = ("Ana Kova", "Ana R. Kova", "A. Kova", "Kova", "Bo Lund", "Lund", "Cy Lund", "Lund Jr")
NAMES = (*PEOPLE, *ORGANIZATIONS, *PLACES)
KINDS = dict.fromkeys(ORGANIZATIONS, "organization") | dict.fromkeys(PLACES, "place")
ROLES = ("", ", mayor,", ", mayor of Tarn,", ", captain,")
CONTENTS = (
    "the harbour will be closed to every ship from the north until the end of may",
    "the harbour will be closed to every ship",
    "nobody has paid for the cranes",
    "of taking bribes from a builder",
    "the allegations",
)
FILLER = " ".join(f"word{number}" for number in range(120))


def told_of(kind: str, name: str, chance: random.Random) -> dict[str, object]:
    """What an article says of an organization or place: now and then a short name, its key in the word lists, its country."""
    if kind == "person":
        return {}
    said = {"known_as": f"key of {name}"} if chance.random() < 0.1 else {"country_code": chance.choice(("", "", "NO", "SE"))}
    if kind == "place":
        return said
    also = {chance.choice(ORGANIZATIONS): 1} if chance.random() < 0.3 else {}
    return {**said, "acronym": chance.choice(("", "", "HB", "TFU")), "aliases": {name: 1} | also}


def make_article(path: str, chance: random.Random) -> DocumentResult:
    """An article in which people, organizations and places say something, now and then nearly a copy of another one."""
    lines = [
        f"{chance.choice(NAMES)}{chance.choice(ROLES)} said: {chance.choice(CONTENTS)}" for _ in range(chance.randrange(1, 6))
    ]
    text = "\n".join([*lines, FILLER] if chance.random() < 0.3 else [*lines, f"Number {chance.randrange(100)}."])
    result = make_result(text, f"in/{path}.txt", published_at=f"2024-0{chance.randrange(1, 9)}-01")
    kinds = {entity.entity_id: KINDS.get(entity.name, "person") for entity in result.entities}
    acts = ("say", "accuse", "deny", "confirm")
    changes = [{"act": chance.choice(acts), "target_id": chance.choice([*kinds, None])} for _ in result.statements]
    return result.model_copy(
        update={
            "entities": [
                each.model_copy(update={"kind": kinds[each.entity_id], **told_of(kinds[each.entity_id], each.name, chance)})
                for each in result.entities
            ],
            "mentions": [each.model_copy(update={"kind": kinds[each.entity_id or ""]}) for each in result.mentions],
            "statements": [
                each.model_copy(update={**change, "content_key": each.content})
                for each, change in zip(result.statements, changes, strict=True)
            ],
        }
    )


@pytest.fixture
def publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, DocumentResult], str], dict[str, object]]:
    """Publish articles in a folder of a name, with what was kept for it; gives all its files."""
    monkeypatch.setattr(sqlite, "_FETCHED", 5)
    monkeypatch.setattr(corpus, "_WORTH_CHANGING", 0)
    monkeypatch.setattr(ranges, "_WORTH_CHANGING", 0)

    def run(articles: dict[str, DocumentResult], name: str) -> dict[str, object]:
        parts = tmp_path / f"parts-{name}"
        for path in parts.glob("*.jsonl"):
            path.unlink()
        publish_tables(list(articles.values()), tmp_path / name, parts=parts, threads=1)
        return files_and_rows(tmp_path / name)

    return run


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.faults) for seed in range(1, 12))])
def test_any_order_of_adding_changing_and_removing_gives_the_tables_of_a_fresh_run(
    seed: int, publish: Callable[[dict[str, DocumentResult], str], dict[str, object]]
) -> None:
    chance = random.Random(seed)
    articles: dict[str, DocumentResult] = {}
    for step in range(5):
        # First many, then few at a time, so that what is kept is in several layers.
        for _ in range(chance.randrange(20, 30) if step == 0 else chance.randrange(1, 3)):
            path = f"{chance.randrange(40):02}"
            if chance.random() < 0.3 and articles:
                del articles[chance.choice(sorted(articles))]
            else:
                articles[path] = make_article(path, chance)
        articles = dict(chance.sample(sorted(articles.items()), len(articles)))
        grown = publish(articles, "grown")
        assert grown == publish(articles, f"fresh{step}")


def test_what_is_kept_may_be_damaged_or_lost(
    publish: Callable[[dict[str, DocumentResult], str], dict[str, object]], tmp_path: Path
) -> None:
    chance = random.Random(7)
    articles = {f"{number}": make_article(f"{number}", chance) for number in range(6)}
    first = publish(articles, "out")
    kept = tmp_path / "parts-out" / KEPT
    for damage in (lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes()[:-9] + b"123456789")):
        damage(chance.choice(sorted(kept.iterdir())))
        assert publish(articles, "out") == first


@pytest.mark.parametrize("moved", [0, 3, 12, 25])
def test_a_run_that_ends_while_its_files_are_moved(
    moved: int, publish: Callable[[dict[str, DocumentResult], str], dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some files are new then and some are old, and what is kept is that of the old ones."""
    chance = random.Random(moved)
    articles = {f"{number}": make_article(f"{number}", chance) for number in range(12)}
    publish(articles, "out")
    articles["2a"] = make_article("2a", chance)
    del articles["5"]
    left, replace = [moved], Path.replace

    def replace_some(path: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return replace(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replace_some)
        with pytest.raises(KeyboardInterrupt):
            publish(articles, "out")
    articles["8"] = make_article("8", chance)
    assert publish(articles, "out") == publish(articles, "fresh")
