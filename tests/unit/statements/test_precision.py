from pathlib import Path

import pytest

from extractor.errors import ResourceError
from extractor.resources import Models, find_models
from extractor.statements.check import WRITTEN_RULES
from extractor.statements.lexicon import Lexicon
from extractor.statements.precision import FILE, load_confidence


def models(folder: Path, rows: str) -> Models:
    (folder / "en").mkdir()
    (folder / FILE).write_text(rows, "utf-8")
    return Models(folder)


def test_measured_precision_gives_the_confidence(tmp_path: Path) -> None:
    rows = "rule,n,precision\na,100,0.80\nb,100,0.79\nc,100,0.59\nd,9,1.00\ne,3,0.10\n"
    assert load_confidence(models(tmp_path, rows)) == {"a": "high", "b": "medium", "c": "low", "d": "medium", "e": "low"}


def test_other_columns_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="columns are rule, precision"):
        load_confidence(models(tmp_path, "rule,precision\na,0.5\n"))


def test_only_rules_that_exist_are_measured(lexicon: Lexicon) -> None:
    assert set(load_confidence(find_models())) <= {*lexicon.frames, *WRITTEN_RULES}
