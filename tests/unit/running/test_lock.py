"""One run at a time on a folder."""

from pathlib import Path

import pytest

from extractor.errors import BusyError, OutputError
from extractor.running.lock import locked


def test_the_second_run_is_told(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(BusyError, match="another run"), locked(tmp_path):
        pass


def test_the_lock_is_free_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path):
            assert any(tmp_path.iterdir())


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"), locked(tmp_path / "no"):
        pass
