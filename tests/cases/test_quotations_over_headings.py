"""A quotation of several paragraphs goes on over a heading."""

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
