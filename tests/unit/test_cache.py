"""Where the program keeps what it can make again."""

import tempfile
from pathlib import Path

import pytest

from extractor.cache import cache_folder


def test_a_user_without_a_home_folder_has_the_cache_among_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home(path: Path) -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "expanduser", no_home)
    assert cache_folder() == Path(tempfile.gettempdir()) / "extractor"
