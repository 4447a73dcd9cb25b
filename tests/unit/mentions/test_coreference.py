"""Word lists and weights for pronouns and descriptions: all that is missing or unknown is told with file and key."""

import pytest

from extractor.errors import ResourceError
from extractor.mentions.coreference import load_coreference
from extractor.resources import Models, find_models


def test_what_is_known() -> None:
    known = load_coreference(find_models())
    assert known.reflexives == {"himself": "m", "herself": "f"}
    assert "the" in known.definite
    assert known.kinds["firm"] == "company"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("definite = [", "indefinite = [", "coreference.toml: descriptions.definite: Field required"),
        ("[asking]", "[quizzing]", "coreference.toml: asking: Field required"),
        (
            "embedded_subject = 0.85",
            "embedded = 0.85",
            "toml: position: missing or unknown: embedded, embedded_subject",
        ),
        ("margin = 0.99", "", "coreference.toml: decision: missing or unknown: margin"),
    ],
)
def test_a_missing_or_unknown_key(models: Models, before: str, after: str, message: str) -> None:
    path = models.root / "en" / "coreference.toml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(ResourceError, match=message):
        load_coreference(models)
