import pytest

from extractor.entities.gazetteer import Gazetteer, load_gazetteer
from extractor.resources import find_models


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer(find_models())
