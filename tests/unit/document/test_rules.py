"""The lists that the document stage reads, checked as a whole."""

import pytest

from extractor.document.rules import check_models
from extractor.resources import Models


def test_all_is_well(models: Models) -> None:
    assert check_models(models) == []


@pytest.mark.parametrize(
    ("name", "before", "after", "message"),
    [
        ("linking.toml", "generic = [", "common = [", "linking.toml: no list generic"),
        (
            "anonymous_sources.toml",
            "stated_in = [",
            "told_in = [",
            "sources.toml: documents: stated_in: Field required",
        ),
        ("coreference.toml", "companies = [", "firms = [", "coreference.toml: unique.companies: Field required"),
        ("word_classes.toml", "[personal]", "[persons_like]", "word_classes.toml: missing or unknown: personal, persons_like"),
        ("roles.toml", "unreal = [", "real = [", "roles.toml: missing or unknown list: real, unreal"),
        ("entities.toml", "led = [", "leading = [", "entities.toml: words: missing or unknown list: leading, led"),
        ("entities.toml", "ambiguous = [", "doubtful = [", "entities.toml: missing or unknown list: ambiguous, doubtful"),
        (
            "entities.toml",
            'led = ["administration"',
            'led = [1, "administration"',
            "entities.toml: led: a list of words is expected",
        ),
        ("times.toml", "months = [", "moons = [", "times.toml"),
    ],
)
def test_a_list_that_is_missing_is_told_with_its_file(models: Models, name: str, before: str, after: str, message: str) -> None:
    path = models.root / "en" / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    (problem,) = check_models(models)
    assert message in problem
