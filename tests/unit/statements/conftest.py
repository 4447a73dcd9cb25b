import pytest

from extractor.resources import find_models
from extractor.statements.lexicon import Lexicon, load_lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The English lexicon, read once."""
    return load_lexicon(find_models())
