"""Fixtures that several test packages share."""

import pytest
from hypothesis import HealthCheck, settings

from extractor.analysis.pipeline import Pipeline, load_pipeline
from extractor.api import TextExtractor
from extractor.cleaning.furniture import load_furniture
from extractor.cleaning.language import load_language_detector
from extractor.document import Extractor
from extractor.resources import find_models
from extractor.running.document_stage import DocumentStage
from extractor.settings import RunSettings

# The same examples every time and no limits in seconds, so that only a fault of the program fails, on any machine;
# `pytest --hypothesis-profile search` looks at other examples.
settings.register_profile("suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def nlp() -> Pipeline:
    """The default pipeline, loaded once a test process."""
    return load_pipeline("md")


@pytest.fixture(scope="session")
def text_extractor(nlp: Pipeline) -> TextExtractor:
    """What ``extractor.load()`` gives, on the pipeline that the tests share."""
    models = find_models()
    stage = DocumentStage(
        RunSettings(), load_furniture(models), load_language_detector(models), Extractor(models, nlp, geonames=True)
    )
    return TextExtractor(stage)
