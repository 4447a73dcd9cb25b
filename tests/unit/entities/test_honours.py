"""Letters behind a name in the parse."""

import pytest

from extractor.entities.honours import hang_honours
from extractor.entities.names import Name
from tests.unit.parsed import parsed

HONOURS = frozenset(("KC", "OBE"))
SAID = "said/VBD/ROOT/0 ././punct/-1"


@pytest.mark.parametrize(
    ("line", "label", "heads"),
    [
        (f"Ann/NNP/compound/+2 Lee/NNP/compound/+1 KC/NNP/nsubj/+1 {SAID}", "PERSON", [1, 3, 1, 3, 3]),
        (f"Ann/NNP/compound/+3 Lee/NNP/compound/+2 KC/NNP/compound/+1 OBE/NNP/nsubj/+1 {SAID}", "PERSON", [1, 4, 1, 1, 4, 4]),
        ("Ann/NNP/compound/+2 Lee/NNP/compound/+1 KC/NNP/ROOT/0 ././punct/-1", "PERSON", [1, 1, 1, 1]),
        (f"Ann/NNP/compound/+1 Lee/NNP/nsubj/+2 KC/NNP/appos/-1 {SAID}", "PERSON", [1, 3, 1, 3, 3]),
        (f"Ann/NNP/compound/+2 Lee/NNP/compound/+1 KC/NNP/nsubj/+1 {SAID}", "ORG", [2, 2, 3, 3, 3]),
        (f"Ann/NNP/compound/+2 Lee/NNP/compound/+1 Street/NNP/nsubj/+1 {SAID}", "PERSON", [2, 2, 3, 3, 3]),
    ],
)
def test_the_name_speaks_and_not_the_letters(line: str, label: str, heads: list[int]) -> None:
    parse = parsed(line)
    assert list(hang_honours(parse, [Name(0, 2, label)], HONOURS).heads) == heads
