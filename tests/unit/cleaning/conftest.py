from collections.abc import Callable

import pytest

from extractor.articles import Article, Failure, RawDocument
from extractor.cleaning.clean import clean
from extractor.cleaning.furniture import Furniture, load_furniture
from extractor.resources import find_models

Clean = Callable[..., Article]


@pytest.fixture(scope="session")
def patterns() -> Furniture:
    return load_furniture(find_models())


@pytest.fixture(scope="session")
def cleaned(patterns: Furniture) -> Clean:
    """Clean a text; other keyword arguments than ``keep_text`` are metadata of the raw document."""

    def clean_text(text: str, *, keep_text: bool = False, **metadata: str) -> Article:
        article = clean(RawDocument("a.txt", text, **metadata), patterns=patterns, keep_text=keep_text)
        assert not isinstance(article, Failure)
        return article

    return clean_text
