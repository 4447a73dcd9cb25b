from collections.abc import Callable

import pytest

from extractor.articles import Article

Clean = Callable[..., Article]
BODY = (
    "The town council of Tarnby voted on Tuesday to rebuild the old harbour, ending a dispute that had lasted three years.\n\n"
    "Work is to begin in May, said Anna Kovac, the mayor.\n"
)


def kinds(article: Article) -> list[str]:
    return [block.kind for block in article.blocks]


@pytest.mark.parametrize(
    "line",
    [
        "Council approves harbour plan",
        "Will the harbour be rebuilt?",
        "Council Approves Plan To Rebuild Old Harbour.",
        "Harbour plan: ‘a good day’",
        "Kovac wins harbour vote after years of talks.",
    ],
)
def test_a_first_line_that_looks_like_a_headline_is_the_title(cleaned: Clean, line: str) -> None:
    article = cleaned(f"{line}\n\n{BODY}")
    assert article.title == line
    assert kinds(article) == ["title", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "The council met on a rainy day.",
        "Yes.",
        "She said:",
        "By Jane Roe",
        "12 May 2024",
        "Ferry",
        "It was the mayor of Tarnby, a town by the sea, who said " + "what all had thought for years " * 4,
    ],
)
def test_other_first_lines_are_not(cleaned: Clean, line: str) -> None:
    assert cleaned(f"{line}\n\n{BODY}").title == ""


def test_a_single_line_is_a_paragraph(cleaned: Clean) -> None:
    assert kinds(cleaned("She said the ferry would sail")) == ["paragraph"]


def test_a_sentence_before_a_dateline_is_the_title(cleaned: Clean) -> None:
    article = cleaned(
        "A ferry sails to the island of Fanø.\n\nTARNBY, May 3 (Reuters) - The ferry sails on Monday, the mayor said."
    )
    assert (article.title, article.dateline, article.outlet) == (
        "A ferry sails to the island of Fanø.",
        "TARNBY, May 3 (Reuters)",
        "Reuters",
    )


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("BY JANE ROE", "JANE ROE"),
        ("By Jane Roe and Bo van der Ek", "Jane Roe; Bo van der Ek"),
        ("By Jane Roe, Ann Lee and Bo Ek", "Jane Roe; Ann Lee; Bo Ek"),
        ("By Jane Roe, political editor", "Jane Roe"),
        ("By Jane Roe, Political Editor", "Jane Roe"),
        ("EXCLUSIVE by Jane Roe, Showbiz Reporter", "Jane Roe"),
        ("*Updates by Jane Roe*", "Jane Roe"),
        ("Jane Roe, Staff Writer", "Jane Roe"),
        ("Author: Jane Roe", "Jane Roe"),
        ("By Jane Roe | May 3, 2024", "Jane Roe"),
        ("By our crime correspondent", ""),
        ("By Jane Roe and agencies", "Jane Roe"),
        ("By Jane Roe Political editor", "Jane Roe"),
        ("By Jane Roe in Tarnby", "Jane Roe"),
        ("By Øyvind Ask in Łódź and Jane Roe in Tarnby", "Øyvind Ask; Jane Roe"),
        ("By Jane Roe for the Harbour Post", "Jane Roe"),
        ("By JANE ROE Associated Press", "JANE ROE"),
    ],
)
def test_bylines(cleaned: Clean, line: str, author: str) -> None:
    article = cleaned(f"Council approves harbour plan\n{line}\n\n{BODY}")
    assert article.author == author
    assert kinds(article)[:3] == ["title", "byline", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "By Monday",
        "By Tuesday Morning",
        "By the sea",
        "By Train in Norway",
        "By Jane Roe's account it was a bad day.",
        "By 2024",
        "Stand by me",
    ],
)
def test_what_only_begins_like_a_byline(cleaned: Clean, line: str) -> None:
    article = cleaned(f"Council approves harbour plan\n\n{line}\n\n{BODY}")
    assert article.author == ""
    assert "byline" not in kinds(article)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("March 01, 2008", "2008-03-01"),
        ("Published 3 May 2024 10:30 GMT", "2024-05-03T10:30Z"),
        ("Published: 2024-05-03", "2024-05-03"),
        ("Tuesday, September 1, 2015", "2015-09-01"),
        ("Date: May 3, 2024", "2024-05-03"),
        ("Last updated on 3 May 2024", ""),
    ],
)
def test_a_date_above_the_text_is_the_day_of_publication(cleaned: Clean, line: str, expected: str) -> None:
    article = cleaned(f"Council approves harbour plan\n{line}\n\n{BODY}")
    assert article.published_at == expected
    assert kinds(article)[1] == "byline"


def test_a_date_behind_the_headline(cleaned: Clean) -> None:
    article = cleaned(f"Council approves harbour plan Tuesday, September 1, 2015\n\n{BODY}")
    assert (article.published_at, article.published_precision) == ("2015-09-01", "day")


def test_header_lines(cleaned: Clean) -> None:
    article = cleaned(f"Council approves harbour plan\nSource: The Tarnby Post\nURL: https://example.org/1\n\n{BODY}")
    assert (article.outlet, article.url) == ("The Tarnby Post", "https://example.org/1")


@pytest.mark.parametrize(
    ("start", "dateline"),
    [
        ("TARNBY - The", "TARNBY"),
        ("NEW YORK (AP) — The", "NEW YORK (AP)"),
        ("FLINT, Mich., Oct. 4 (UPI) — The", "FLINT, Mich., Oct. 4 (UPI)"),
        ("Moscow (Reuters) - The", "Moscow (Reuters)"),
        ("PARIS/BERLIN, May 3 (Reuters) – The", "PARIS/BERLIN, May 3 (Reuters)"),
        ("Taipei, Taiwan — The", "Taipei, Taiwan"),
        ("TARNBY and HVIDE, 9 September — The", "TARNBY and HVIDE, 9 September"),
        ("T'ARNBY / HVIDE, 14 November – The", "T'ARNBY / HVIDE, 14 November"),
        ("TARNBY, Aug. 19. - The", "TARNBY, Aug. 19."),
        ("Tarnby, 3 September. The", "Tarnby, 3 September."),
        ("ÅRHUS, Norland — The", "ÅRHUS, Norland"),
        ("On Tuesday, May 3. The", ""),
        ("Tarnby, Norland, said the", ""),
        ("HALE and LIND said - The", ""),
        ("BREAKING - The", ""),
        ("NATO said - and", ""),
        ("EU - The", ""),
        ("The ferry - The", ""),
    ],
)
def test_datelines(cleaned: Clean, start: str, dateline: str) -> None:
    assert (
        cleaned(f"Council approves harbour plan\n\n{start} council of Tarnby voted on Tuesday to rebuild the harbour.").dateline
        == dateline
    )


def test_a_dateline_behind_a_list_of_points(cleaned: Clean) -> None:
    article = cleaned(
        f"Council approves harbour plan\n\n* Work to begin in May\n* Ferry to stop\n\nTARNBY, Oct 27 (Reuters) - {BODY}"
    )
    assert article.dateline == "TARNBY, Oct 27 (Reuters)"


@pytest.mark.parametrize(
    ("line", "text", "author"),
    [
        ("JANE ROE", "I have a bin. My neighbour has two of them.", "JANE ROE"),
        ("JANE ROE", "The council met. It has two bins.", ""),
        ("LIVE UPDATES", "I have a bin. My neighbour has two of them.", ""),
        ("Jane Roe", "I have a bin. My neighbour has two of them.", ""),
    ],
)
def test_a_name_in_capitals_above_a_column_is_its_author(cleaned: Clean, line: str, text: str, author: str) -> None:
    assert cleaned(f"The bin of the future\n\n{line}\n\n{text}\n\n{BODY}").author == author


@pytest.mark.parametrize("line", ["Jane Roe", "Jane Roe in Tarnby", "By Jane Roe"])
def test_a_name_over_the_day_of_publication_is_the_author(cleaned: Clean, line: str) -> None:
    lead = "Ferries will not run until May, and the market is angry"
    for above in ("", f"{lead}\n\n"):
        article = cleaned(f"Council approves harbour plan\n\n{above}{line}\n\nTue 14 Oct 2025 10.05 BST\n\n{BODY}")
        assert (article.author, article.published_at) == ("Jane Roe", "2025-10-14T10:05+01:00")


def test_a_kind_of_text_above_the_headline_is_not_the_headline(cleaned: Clean) -> None:
    article = cleaned(f"OPINION\n\nThe bin of the future\n\nBy Jane Roe\n\n{BODY}")
    assert (article.title, article.author) == ("The bin of the future", "Jane Roe")
    assert kinds(article)[0] == "byline"


def test_a_place_on_a_line_of_its_own_is_a_dateline(cleaned: Clean) -> None:
    article = cleaned(f"Council approves harbour plan\n\nAMARILLO, Texas\n\n{BODY}")
    assert article.dateline == "AMARILLO, Texas"
    assert kinds(article)[1] == "byline"


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        ("Aired March 4, 2024 - 18:00 ET", "", "2024-03-04"),
        ("By HENRY DOYLE     JAN. 9, 2022", "HENRY DOYLE", "2022-01-09"),
        ("By Henry Doyle and Jane Roe Sept. 14, 2023", "Henry Doyle; Jane Roe", "2023-09-14"),
    ],
)
def test_a_line_with_name_day_or_hour(cleaned: Clean, line: str, author: str, published: str) -> None:
    article = cleaned(f"Council approves harbour plan\n\n{line}\n\n{BODY}")
    assert (article.author, article.published_at) == (author, published)
    assert kinds(article)[:2] == ["title", "byline"]


@pytest.mark.parametrize("line", ["18:00 ET", "By then all was over on Jan. 9, 2022", "By May 3, 2024"])
def test_other_lines_with_days_and_hours_stay(cleaned: Clean, line: str) -> None:
    assert "byline" not in kinds(cleaned(f"Council approves harbour plan\n\n{line}\n\n{BODY}"))


def test_the_day_of_a_dateline_is_that_of_publication_unless_another_is_given(cleaned: Clean) -> None:
    text = f"HAMBURG, Germany, Sept. 14, 2023 (GLOBE NEWSWIRE) -- {BODY}"
    assert cleaned(text).published_at == "2023-09-14"
    assert cleaned(f"Council approves harbour plan\n\nPublished 15 September 2023\n\n{text}").published_at == "2023-09-15"
    assert cleaned(f"TARNBY, May 3 (Reuters) - {BODY}").published_at == ""


@pytest.mark.parametrize(
    "text",
    [
        '"How cold it is!" sighed Hulda, pulling at her gloves.\n\n"Some of us have a fire all night long, and the rest of us '
        'have had none at all since May," said Ada.',
        "“We have had enough of it.\n\n“It has failed every crew in this town,” said Olga Stern, who leads the union.",
        "Q: Are you leaving?\n\nA: No. I will stay.",
        "Interviewer: Will the ferry sail?\n\nAna Ruiz: It will. The crews have said so.\n\nInterviewer: When?",
        "MS. RUIZ: The dam is safe\n\nMR. HALE: I do not think so. It leaks.",
        "Contact: Ana Ruiz - ana@post.example\n\nThe server failed, Ana Ruiz said on Monday.",
        "More at https://post.example/dam\n\nThe server failed, Ana Ruiz said on Monday.",
        "“Are you leaving?”\n\n“No,” said Bo Hale, and stayed where he was.",
    ],
)
def test_talk_and_addresses_are_no_headlines(cleaned: Clean, text: str) -> None:
    article = cleaned(text)
    assert (article.title, article.text) == ("", text)


@pytest.mark.parametrize(
    "title",
    [
        "“We will sail in May”: crews end their strike",
        "‘Not one more day’, says Ruiz",
        "Ruiz: dam is safe",
        "Live: council votes on ferry",
        "“No more ferries”",
        "‘Ghost’ Ferry Sails Into Tarnby, And Nobody Knows Why.",
        "Will the ferry sail?",
    ],
)
def test_headlines_with_quotations_and_labels_stay_headlines(cleaned: Clean, title: str) -> None:
    assert cleaned(f"{title}\n\n{BODY}").title == title
