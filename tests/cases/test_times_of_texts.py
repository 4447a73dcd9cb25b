"""When something was said, from the text to the date."""

import pytest

from extractor.api import TextExtractor


@pytest.mark.parametrize(
    ("text", "time", "start"),
    [
        ("Dora Hale said last week that the pier was safe.", "last week", "2025-06-09"),
        ("Dora Hale said two days ago that the pier was safe.", "two days ago", "2025-06-16"),
        ("Dora Hale said in 2019 that the pier was safe.", "in 2019", "2019"),
        ("Dora Hale said on Nov. 3 that the pier was safe.", "on Nov. 3", "2024-11-03"),
        ("Dora Hale will tell the council tomorrow that the pier is safe.", "tomorrow", "2025-06-19"),
        ("Dora Hale will tell the council on Friday that the pier is safe.", "on Friday", "2025-06-20"),
        ("Dora Hale is due to tell the council on Friday that the pier is safe.", "on Friday", "2025-06-20"),
        ("Dora Hale was forced to admit on Friday that the pier was old.", "on Friday", "2025-06-13"),
        ("Dora Hale said on Friday that the pier will open next week.", "on Friday", "2025-06-13"),
        ("Dora Hale said that the pier will open next week.", "", ""),
    ],
)
def test_the_cue_tells_when(text_extractor: TextExtractor, text: str, time: str, start: str) -> None:
    (row,) = text_extractor.extract(text, published_at="2025-06-18").statements
    assert (row.time_text, row.time_start) == (time, start)
