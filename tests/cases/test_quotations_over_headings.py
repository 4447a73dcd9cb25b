"""A quotation of several paragraphs goes on over a heading."""

import pytest

from extractor.api import TextExtractor

TEXT = """Harbour fees rise in Tarnby

Ilsa Brandt, the mayor of Tarnby, said: “The fees have been too low for years, and the quay shows it on every single day.

{heading}“We will raise them in May, whatever the ferry firm says about it, and nobody will have to leave the harbour for that.”

The ferry firm did not want to comment on the plans of the town, which were made known on Tuesday evening."""


def test_a_heading_does_not_end_a_quotation(text_extractor: TextExtractor) -> None:
    plain, headed = (
        [(row.speaker_name, row.type, row.content.strip("“")[:3]) for row in text_extractor.extract(text).statements]
        for text in (TEXT.format(heading=""), TEXT.format(heading="What happens next\n\n"))
    )
    assert plain == headed
    assert ("Ilsa Brandt", "direct", "The") in plain


SPEECH = (
    "The town will pay for the bridge, Mayor Ana Ruiz of Marlow said on Monday evening at the hall.",
    "“The bridge is old and it has to be closed before the winter comes to the valley and the river rises.”",
    "The bridge was built by the railway in the spring of the year after the flood and has two lanes for cars.",
)


@pytest.mark.parametrize("heading", [[], ["Reactions"], ["What happens next"]], ids=str)
def test_speech_that_goes_on_is_that_of_the_last_speaker_whether_a_heading_stands_between(
    text_extractor: TextExtractor, heading: list[str]
) -> None:
    text = "\n\n".join(["Marlow to close its bridge", SPEECH[0], *heading, *SPEECH[1:]])
    rows = [row for row in text_extractor.extract(text).statements if row.content.startswith("The bridge is old")]
    assert [(row.speaker_name, row.rule_id) for row in rows] == [("Ana Ruiz", "quote/floating")]


def test_speech_two_paragraphs_on_is_nobodys(text_extractor: TextExtractor) -> None:
    text = "\n\n".join(["Marlow to close its bridge", SPEECH[0], SPEECH[2], SPEECH[1]])
    assert not [row for row in text_extractor.extract(text).statements if row.content.startswith("The bridge is old")]
