"""Fixtures that several test packages share."""

import pytest

from extractor.analysis.pipeline import Pipeline, load_pipeline
from extractor.api import TextExtractor
from extractor.cleaning.furniture import load_furniture
from extractor.document import Extractor
from extractor.resources import find_models


@pytest.fixture(scope="session")
def nlp() -> Pipeline:
    """The default pipeline, loaded once a test process."""
    return load_pipeline("md")


@pytest.fixture(scope="session")
def text_extractor(nlp: Pipeline) -> TextExtractor:
    """What ``extractor.load()`` gives, on the pipeline that the tests share."""
    models = find_models()
    return TextExtractor(Extractor(models, nlp), load_furniture(models))
