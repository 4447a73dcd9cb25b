"""The tables of two small articles made by hand, in the folder of a run."""

from collections.abc import Callable
from pathlib import Path

import pytest
from published import publish_tables
from sample_articles import Annotator, dam, formula

from extractor.exports.export import Exported, export

Export = Callable[..., Exported]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a run over both articles; not to be changed."""
    root = tmp_path_factory.mktemp("a run's")
    publish_tables([dam(), formula()], root / "out", parts=root / "parts")
    return root / "out"


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a run that found nothing."""
    root = tmp_path_factory.mktemp("empty")
    publish_tables([Annotator("news/none.txt", "Rain.").result], root / "out", parts=root / "parts")
    return root / "out"


@pytest.fixture
def write(folder: Path, tmp_path: Path) -> Export:
    """Export the run into the folder of the test: ``write("xlsx", where=...)``; gives what :func:`export` gives."""

    def run(name: str, *, out: str = "export", **options: object) -> Exported:
        return export(folder, name, out=str(tmp_path / out), **options)  # type: ignore[arg-type]

    return run
