"""Fixtures that several test packages share."""

import pytest

from extractor.analysis.pipeline import Pipeline, load_pipeline


@pytest.fixture(scope="session")
def nlp() -> Pipeline:
    """The default pipeline, loaded once a test process."""
    return load_pipeline("md")
