"""Roles directly before names, on hand-built parses."""

from types import SimpleNamespace
from typing import Any, cast

from extractor.mentions.roles_beside import BesideName
from tests.unit.parsed import parsed


def test_a_root_between_title_and_name_ends_the_way_up() -> None:
    parse = parsed("Head/NN/nmod/+1 staff/NN/nmod/+1 memo/NN/ROOT/0 Ann/NNP/appos/-1 ././punct/-2")
    beside = BesideName(cast(Any, SimpleNamespace(parse=parse)), frozenset(), frozenset(), {3: 4}, frozenset())
    assert not beside._hangs_with(0, 3)
