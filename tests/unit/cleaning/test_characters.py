import pytest

from extractor.cleaning.characters import clean_characters, line_spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\x85d\u2028e\u2029f\x0bg\x0ch", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("one\u00a0two\tthree\u2009four", "one two three four"),
        ("An\u200bna Ko\u00advac Pe\u2060ter\ufeff", "Anna Kovac Peter"),
        ("Rene\u0301", "René"),
        ("“Plan,” ‘x’ «oui» ﬁnal ＂a＂", "“Plan,” ‘x’ «oui» ﬁnal ＂a＂"),
        ("👨\u200d👩\u200d👧 said; \u202etxet\u202c", "👨\u200d👩\u200d👧 said; \u202etxet\u202c"),
        ("An\u200dna", "Anna"),
        ("A&T; & B&B, 5 &euro of &unknown; AT&T;", "A&T; & B&B, 5 &euro of &unknown; AT&T;"),
    ],
)
def test_characters_are_made_alike_and_visible_ones_stay(text: str, expected: str) -> None:
    assert clean_characters(text) == (expected, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three\x00 years", "three years"),
        ("\x1b[31mred\x1b[0m and \x1b]0;owned\x07done", "red and done"),
        ("\x93Yes\x94", "“Yes”"),
        ("bell\x07", "bell"),
    ],
)
def test_control_characters_are_taken_out_with_a_warning(text: str, expected: str) -> None:
    cleaned, warnings = clean_characters(text)
    assert cleaned == expected
    assert len(warnings) == 1


def test_text_decoded_twice_is_repaired_line_by_line_with_a_warning() -> None:
    broken = "“Café”".encode().decode("cp1252", "replace").replace("\ufffd", "\x9d")
    cleaned, warnings = clean_characters(f"The “plan” of Ærø.\n{broken} opened.\n")
    assert cleaned == "The “plan” of Ærø.\n“Café” opened.\n"
    assert warnings == ("1 lines had been decoded wrongly before and were repaired",)


def test_portuguese_capitals_are_not_taken_for_a_decoding_error() -> None:
    assert clean_characters("SÃO PAULO, “A ÂNCORA” e IRMÃ") == ("SÃO PAULO, “A ÂNCORA” e IRMÃ", ())


def test_lines_of_all_kinds_of_line_ends() -> None:
    text = "a\r\nb\n\rc\u2028"
    assert [text[start:end] for start, end in line_spans(text)] == ["a", "b", "", "c", ""]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ('Hale:"We sail." ', 'Hale: "We sail." '),
        ("Hale:“We sail.”", "Hale: “We sail.”"),
        ('{"a":"B"} 10:"B" a:"B"', '{"a":"B"} 10:"B" a:"B"'),
        ("https://ferry.test/a:b", "https://ferry.test/a:b"),
    ],
)
def test_a_quotation_is_parted_from_the_colon_before_it(text: str, cleaned: str) -> None:
    assert clean_characters(text)[0] == cleaned
