import pytest
from cleaning.conftest import Clean

from extractor.cleaning.dates import leading_date, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-03", "2024-05-03"),
        ("2024/5/3", "2024-05-03"),
        ("20240503", "2024-05-03"),
        ("3 May 2024", "2024-05-03"),
        ("03-May-2024", "2024-05-03"),
        ("May 3, 2024", "2024-05-03"),
        ("Friday, May 3rd, 2024", "2024-05-03"),
        ("Fri 3 May 2024", "2024-05-03"),
        ("Sept. 1, 2015", "2015-09-01"),
        ("31/12/2023", "2023-12-31"),
        ("12/31/2023", "2023-12-31"),
        ("5.5.2024", "2024-05-05"),
        ("2024-05-03T00:00:00Z", "2024-05-03"),
        ("2024-05-03 00:00:00", "2024-05-03"),
        ("February 29, 2024", "2024-02-29"),
        ("May 3, 2024 Friday", "2024-05-03"),
        ("3 May 2024, Friday", "2024-05-03"),
        ("vendredi 3 mai 2024", "2024-05-03"),
        ("1er août 2024", "2024-08-01"),
        ("Freitag, 3. Mai 2024", "2024-05-03"),
        ("3-May-24", "2024-05-03"),
        ("3 May 99", "1999-05-03"),
        ("03.05.2024", "2024-05-03"),
        ("3.5.24", "2024-05-03"),
        ("25/12/23", "2023-12-25"),
        ("2024-May-03", "2024-05-03"),
        ("2024 May 3", "2024-05-03"),
        ("May-03-2024", "2024-05-03"),
        ("3/May/2024", "2024-05-03"),
        ("45415", "2024-05-03"),
        ("Published: 3 May 2024", "2024-05-03"),
        ("First published on Friday 3 May 2024", "2024-05-03"),
        ("3 May 2024 (Friday)", "2024-05-03"),
    ],
)
def test_days(text: str, expected: str) -> None:
    assert parse_date(text) == (expected, "day")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-03T10:30:15+02:00", "2024-05-03T10:30+02:00"),
        ("2024-05-03T10:30:15.123Z", "2024-05-03T10:30Z"),
        ("2024-05-03 10:30", "2024-05-03T10:30"),
        ("Fri, 03 May 2024 10:30:00 GMT", "2024-05-03T10:30Z"),
        ("20240503T103000-0500", "2024-05-03T10:30-05:00"),
        ("Fri, 03 May 2024 10:30:00 -0430", "2024-05-03T10:30-04:30"),
        ("May 3, 2024 at 9:05 p.m. EDT", "2024-05-03T21:05-04:00"),
        ("3 May 2024, 12:15 am", "2024-05-03T00:15"),
        ("1714732200", "2024-05-03T10:30Z"),
        ("1714732200000", "2024-05-03T10:30Z"),
        ("20240503T103000Z", "2024-05-03T10:30Z"),
        ("1714732200.0", "2024-05-03T10:30Z"),
        ("1714732200000000", "2024-05-03T10:30Z"),
        ("/Date(1714732200000)/", "2024-05-03T10:30Z"),
        ("45415.4375", "2024-05-03T10:30"),
        ("Fri May 03 10:30:00 +0000 2024", "2024-05-03T10:30Z"),
        ("Fri May  3 10:30:00 2024", "2024-05-03T10:30"),
        ("Fri May 03 2024 10:30:00 GMT+0200 (Central European Summer Time)", "2024-05-03T10:30+02:00"),
        ("2024-05-03 10:30:00 +0000 UTC", "2024-05-03T10:30Z"),
        ("10:30 AM EST, Fri May 3, 2024", "2024-05-03T10:30-05:00"),
        ("10.30am on 3 May 2024", "2024-05-03T10:30"),
        ("May 3, 2024 9pm ET", "2024-05-03T21:00"),
    ],
)
def test_minutes(text: str, expected: str) -> None:
    assert parse_date(text) == (expected, "minute")


@pytest.mark.parametrize(
    ("text", "expected"), [("2024-05", ("2024-05", "month")), ("May 2024", ("2024-05", "month")), ("2024", ("2024", "year"))]
)
def test_a_day_is_never_invented(text: str, expected: tuple[str, str]) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "03/05/2024",
        "0000-00-00",
        "9999999-01-01",
        "2023-02-30",
        "yesterday",
        "99999999999999",
        "-1",
        "May",
        "Monday",
        "2024-13-01",
        "31 June 2024",
        "0001-01-01",
        "13/13/2024",
        "5 people",
        "12345",
        "99999",
        "0/0/2024",
        "31/31/2024",
        "12 12 2024",
        "3 May",
        "70 May 2024",
    ],
)
def test_what_is_no_date_or_could_be_two_gives_nothing(text: str) -> None:
    assert parse_date(text) == ("", "")


def test_a_time_that_no_clock_shows_leaves_the_day() -> None:
    assert parse_date("2024-05-03 25:61") == ("2024-05-03", "day")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("May 3, 2024 Friday 9:20 AM GMT", "2024-05-03T09:20Z"),
        ("May 3, 2024 Friday Final Edition", "2024-05-03"),
        ("Friday 3 May 2024", "2024-05-03"),
        ("May 3, 2024, Friday, Late Edition - Final", "2024-05-03"),
        ("May 2024 Edition", ""),
        ("On May 3, 2024 the council met.", ""),
        ("Marching, 3, 2024", ""),
    ],
)
def test_the_date_that_a_line_begins_with(line: str, expected: str) -> None:
    assert leading_date(line) == expected


@pytest.mark.parametrize(
    ("text", "day_first", "expected"),
    [
        ("03/05/2024", True, "2024-05-03"),
        ("03/05/2024", False, "2024-03-05"),
        ("3-5-24 10:30", True, "2024-05-03T10:30"),
        ("25/05/2024", False, "2024-05-25"),
        ("05/25/2024", True, "2024-05-25"),
        ("3.5.2024", False, "2024-05-03"),
    ],
)
def test_what_the_column_tells_decides_where_a_date_does_not(text: str, day_first: bool, expected: str) -> None:
    assert parse_date(text, day_first=day_first)[0] == expected


def test_a_date_that_could_be_two_days_says_so(cleaned: Clean) -> None:
    assert cleaned("The ferry sails.", published_at="03/05/2024").warnings == (
        "date not understood: '03/05/2024' (day and month could be either way round)",
    )
    assert cleaned("The ferry sails.", published_at="soon").warnings == ("date not understood: 'soon'",)
