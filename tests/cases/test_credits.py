"""A name behind a quotation, with a dash that is glued to it."""

import pytest

from extractor.api import TextExtractor


@pytest.mark.parametrize("credit", ["-Lena Brandt, teacher", " -Lena Brandt", "—Lena Brandt", " — Lena Brandt"])
def test_whose_quotation_it_is(text_extractor: TextExtractor, credit: str) -> None:
    (row,) = text_extractor.extract(f"“The sea gives and the sea takes.”{credit}").statements
    assert (row.speaker_name, row.content) == ("Lena Brandt", "The sea gives and the sea takes.")


@pytest.mark.parametrize("behind", [" -A film by Lena Brandt came out.", " Lena-Maria Brandt left."])
def test_what_is_no_credit(text_extractor: TextExtractor, behind: str) -> None:
    assert text_extractor.extract(f"“The sea gives and the sea takes.”{behind}").statements == []


@pytest.mark.parametrize("role", ["shortstop", "former baker", "film critic"])
def test_a_role_may_come_before_the_name(text_extractor: TextExtractor, role: str) -> None:
    (row,) = text_extractor.extract(f"“The sea gives and the sea takes.” — {role} Lena Brandt, on the storm").statements
    assert (row.rule_id, row.speaker_name) == ("quote/credit", "Lena Brandt")


@pytest.mark.parametrize("behind", ["but nobody listened to Lena Brandt", "words of comfort in Oslo"])
def test_what_goes_on_behind_a_dash_is_no_credit(text_extractor: TextExtractor, behind: str) -> None:
    assert text_extractor.extract(f"“The sea gives and the sea takes.” — {behind}.").statements == []
