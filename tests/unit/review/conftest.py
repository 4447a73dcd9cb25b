"""A review of a small folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk, publish


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables, made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("review") / "out"
    publish(folder)
    return folder


@pytest.fixture
def desk(tmp_path: Path, published: Path) -> Iterator[Desk]:
    """A desk on fresh tables."""
    made = Desk(Path(shutil.copytree(published, tmp_path / "out"))).enter()
    yield made
    made.state.store.close()
