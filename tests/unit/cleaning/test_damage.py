"""What other programs damaged before: entities, wrong decoding, lost marks."""

import pytest
from cleaning.conftest import Clean

from extractor.cleaning.characters import clean_characters
from extractor.cleaning.damage import repair_twice_decoded, restore_lost_marks, unescape_entities

SAID = "“The quay is shut,” said Zoë Núñez – she doesn’t want “noise”, of course…"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&#8220;Yes,&#8221; she said; it&#x2019;s &quot;open&quot;.", '“Yes,” she said; it’s "open".'),
        ("Ana&nbsp;Kova &ndash; mayor of &Aring;s", "Ana\u00a0Kova – mayor of Ås"),
        ("it&amp;#8217;s, it&amp;amp;rsquo;s", "it’s, it’s"),
        ("Kova &amp; Sons &lt;press&gt;", "Kova & Sons <press>"),
    ],
)
def test_entities_are_characters(text: str, expected: str) -> None:
    assert unescape_entities(text) == expected


@pytest.mark.parametrize("text", ["R&D; AT&T", "a&b;", "&notanentity;", "fish & chips; tea", "x&#;y", "&amp"])
def test_other_ampersands_stay(text: str) -> None:
    assert unescape_entities(text) == text


def test_a_headline_that_is_escaped_in_one_of_two_places_is_one(cleaned: Clean) -> None:
    article = cleaned(
        "Mayor’s “plan” is out\n\nThe mayor spoke.", title="Mayor&#8217;s &quot;plan&quot; is out", author="Ann Lee &amp; Bo Ek"
    )
    assert article.text == "Mayor’s “plan” is out\n\nThe mayor spoke."
    assert (article.title, article.author) == ("Mayor’s “plan” is out", "Ann Lee; Bo Ek")


@pytest.mark.parametrize("charset", ["cp1252", "mac_roman", "cp1251", "cp437", "latin-1"])
@pytest.mark.parametrize("errors", ["ignore", "replace"])
def test_text_that_was_decoded_as_something_else_is_repaired(charset: str, errors: str) -> None:
    broken = SAID.encode().decode(charset, errors)
    assert broken != SAID
    assert repair_twice_decoded(f"One line.\n{broken}\n") == (f"One line.\n{SAID}\n", 1)


@pytest.mark.parametrize("end", ["", "?", "\ufffd", "\x9d"])
def test_a_closing_mark_whose_last_byte_is_gone_is_repaired(end: str) -> None:
    assert clean_characters(f"â€œNo,â€{end} he said. â€œSo â€œbeâ€{end} itâ€{end}")[0] == "“No,” he said. “So “be” it”"


@pytest.mark.parametrize("text", ["SÃO PAULO, “A ÂNCORA” e IRMÃ", "Âge d’or – 5 °C", "√2 is a root", "Ødegård’s “plan”", "вишня"])
def test_text_that_is_right_stays(text: str) -> None:
    assert clean_characters(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        ("?The quay is shut,? said Ana Kova. She doesn?t go.", "“The quay is shut,” said Ana Kova. She doesn’t go.", 3),
        ("\ufffdThe quay is shut,\ufffd said Ana Kova. It\ufffds late.", "“The quay is shut,” said Ana Kova. It’s late.", 3),
        ("The \ufffdquay\ufffd is shut.", "The “quay” is shut.", 2),
        ("Who? Me? ?What now?", "Who? Me? ?What now?", 0),
        ("Is it true? Did she say ?yes?", "Is it true? Did she say ?yes?", 0),
        (
            "See https://news.example/page?t=1 and /a?s=2 or page.php?d",
            "See https://news.example/page?t=1 and /a?s=2 or page.php?d",
            0,
        ),
        ("Caf\ufffd Kova and Jos\ufffd said so.", "Caf\ufffd Kova and Jos\ufffd said so.", 0),
        ("Really?? Yes?", "Really?? Yes?", 0),
    ],
)
def test_lost_marks_are_put_in_where_they_are_certain(text: str, expected: str, count: int) -> None:
    assert restore_lost_marks(text) == (expected, count)
