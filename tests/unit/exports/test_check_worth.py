"""What is worth checking: opinions, wishes and forecasts are not, figures, causes and rules are."""

import csv
from pathlib import Path

import pytest

from extractor.errors import ResourceError
from extractor.exports.check_worth import LEAST, CheckWorth, Told, load_check_worth
from extractor.resources import Models, find_models

CASES = Path(__file__).parents[2] / "cases" / "check_worthy.csv"


@pytest.fixture(scope="module")
def worth() -> CheckWorth:
    return load_check_worth(find_models())


def _told(content: str, *, act: str = "say", role: str = "", form: str = "clause", in_title: int = 0) -> Told:
    return Told(content, act, "person", role, in_title, 0, form)


def test_what_is_worth_checking_and_what_not(worth: CheckWorth) -> None:
    with CASES.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        kind = ("person" if row["role"] else "organization") if row["speaker"] else None
        likely, evidence = worth.weigh(Told(row["content"], row["act"], kind, row["role"], 0, 0, "clause"))
        assert (likely >= LEAST) == (row["worthy"] == "yes"), (row["content"], evidence)


@pytest.mark.parametrize(
    ("content", "evidence", "shown"),
    [
        ("In 2019 she came in 3rd", "a figure", False),
        ("40 people came", "a figure", True),
        ("It fell in May", "a forecast", False),
        ("It may fall", "a forecast", True),
        ("We are not allowed to swim", "a law or rule", True),
        ("The burglar bribed nobody", "a wrong", True),
        ("Who knew?", "a question", True),
    ],
)
def test_what_the_words_show(worth: CheckWorth, content: str, evidence: str, shown: bool) -> None:
    assert (evidence in worth.weigh(_told(content))[1]) is shown


def test_the_sentence_that_is_most_worth_it_counts(worth: CheckWorth) -> None:
    likely, evidence = worth.weigh(_told("I love this town. Crime has doubled since 2020. Thank you!"))
    assert likely == worth.weigh(_told("Crime has doubled since 2020."))[0]
    assert "an opinion" not in evidence


def test_who_speaks_and_in_which_form_counts(worth: CheckWorth) -> None:
    plain = worth.weigh(_told("crime in the town has doubled"))[0]
    assert worth.weigh(_told("crime in the town has doubled", role="Minister of Justice"))[0] > plain
    assert worth.weigh(_told("crime in the town has doubled", form="phrase"))[0] < plain
    assert worth.weigh(_told("crime in the town has doubled", in_title=1))[0] < plain
    assert worth.weigh(_told("crime in the town has doubled", act="demand"))[0] < plain
    assert 0 <= worth.weigh(_told(""))[0] < LEAST


def test_words_without_a_weight_are_told(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "check_worthiness.toml").write_text('[weights]\n[words]\nodd = "x"\n[roles]\n', encoding="utf-8")
    with pytest.raises(ResourceError, match="no weight for odd"):
        load_check_worth(Models(tmp_path))
