"""Sources whose description says their name."""

import pytest

from extractor.api import TextExtractor


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The quay is full,” said a sailor named Lena, 30.", "Lena"),
        ("“It was loud,” said a man who gave his name only as Smokey.", "Smokey"),
        ("“It was loud,” said a homeless man who goes by the name “Smokey.”", "Smokey"),
        ("A user called BigCrab said the app was broken.", "BigCrab"),
        ("A student, who asked to be identified only as Lena, said the exam was hard.", "Lena"),
        ("A nurse identified as Ilsa Brandt by the police said the ward was closed.", "Ilsa Brandt"),
    ],
)
def test_the_name_is_the_speaker(text_extractor: TextExtractor, text: str, speaker: str) -> None:
    assert text_extractor.extract(text).statements[-1].speaker_name == speaker


@pytest.mark.parametrize(
    "text",
    [
        "“It was loud,” said a sailor who called Karl Lund on Monday.",
        "A woman who knows Karl Lund said he was ill.",
        "A man who named Karl Lund in court said he was sorry.",
    ],
)
def test_whom_a_description_only_mentions(text_extractor: TextExtractor, text: str) -> None:
    assert all(row.speaker_name != "Karl Lund" for row in text_extractor.extract(text).statements)
