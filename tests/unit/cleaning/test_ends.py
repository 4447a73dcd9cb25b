"""Furniture that only its place tells, and texts with furniture of many kinds: all of it goes, and nothing of the article."""

from collections.abc import Callable

import pytest

from extractor.articles import Article

Clean = Callable[..., Article]
ARTICLE = (
    "Council approves second ferry",
    "The council of Tarnby agreed on Monday to buy a second ferry, which will cost nine million crowns and sail in May.",
    "“We have waited long enough for this boat,” said Ana Ruiz, the mayor.",
    "Who pays",
    "The harbour board was against it, and its chair Bo Hale said that the old ferry would sail for another ten years.",
    "Sign up or leave, she told the crews. More on Monday, he said.",
    "Reporting by the harbour office led to the purchase, Hale said.",
    "Do you have a ferry, a reporter asked him. “No,” he said.",
    "Nobody has told the fishermen where their boats will lie.",
)


def left(article: Article) -> list[str]:
    return article.text.split("\n\n")


@pytest.mark.parametrize(
    ("above", "inside", "below"),
    [
        (["Share this article", "4 min read"], ["Article content", "Advertisement 2"], ["With files from The Harbour Press"]),
        (
            ["Listen to this article 4 min"],
            ["Advertisement 1Story continues below", "MORE: Ferry strike enters second week"],
            [
                "Get daily National news",
                "Do you have a story? Email: news@post.example",
                "Comments must be civil and are moderated.",
            ],
        ),
        (
            ["Your browser is out of date.", "Image:"],
            ["RELATED: Mayor under pressure", "This video could not be loaded"],
            ["Reporting by Jane Roe and Cy Mora in Tarnby, Di Dahl in Oslo; Writing by Ed Fox; Editing by Ida Jansen"],
        ),
        (
            ["Skip to content"],
            ["Sign up for our daily newsletter", "Get the day's top news delivered to your inbox."],
            ["Jane Roe covers the council for the Harbour Post. Follow her on Twitter @janeroe."],
        ),
        (
            [],
            [
                "Related stories",
                "Ferry strike enters its second week in the north",
                "Who is the mayor of Tarnby and what does she want?",
            ],
            ["Jane Roe", "jane@post.example", "She can be reached at jane@post.example."][1:],
        ),
        (
            [],
            ["Allow Twitter content?", "View on Instagram"],
            [
                "Most read",
                "Tarnby Woman Finds Ring in Bread",
                "Five Ways to Cook a Cod",
                "Mayor Ruiz Says Dam Is Safe as Rain Comes",
                "Have your say in our poll",
            ],
        ),
        (
            [],
            [],
            [
                "Storm Takes Roof Off Selde Church",
                "Mayor Ruiz Says Dam Is Safe",
                "Harbour Board Accuses Crews of Theft",
                "Share on Facebook",
            ],
        ),
        ([], [], ["The views are those of the author.", "Jane Roe is a columnist for the Harbour Post.", "She lives in Selde."]),
    ],
)
@pytest.mark.parametrize("keep_text", [False, True])
def test_furniture_of_many_pages_goes_and_the_article_stays(
    cleaned: Clean, above: list[str], inside: list[str], below: list[str], keep_text: bool
) -> None:
    title, *body = ARTICLE
    lines = [*above, title, *body[:2], *inside, *body[2:], *below]
    article = cleaned("\n\n".join(lines), title=title, keep_text=keep_text)
    shown = [article.text[block.start : block.end] for block in article.blocks if block.kind != "furniture"]
    assert shown == list(ARTICLE)
    if not keep_text:
        assert article.removed_lines == len(above + inside + below)


@pytest.mark.parametrize(
    "ending",
    [
        ["Jane Roe is a reporter for the Harbour Post.", "She lives in Tarnby."],  # of whom the text speaks
        ["Storm Takes Roof Off Selde Church", "Mayor Ruiz Says Dam Is Safe"],  # two are no list
        ["Tom Ek, mayor", "Bo Lund, chair", "Cy Mora, clerk"],
        ["The jury: Ana Ruiz, Bo Hale and Cy Mora.", "The prize is a week on the old ferry."],
        ["It covers the council of the town and writes about it."],
        ["“Follow the money,” he said."],
    ],
)
def test_ends_of_articles_that_stay(cleaned: Clean, ending: list[str]) -> None:
    text = [
        "Reporter held over ferry story",
        "The police of Tarnby held the reporter Jane Roe on Monday, her lawyer said.",
        *ending,
    ]
    assert left(cleaned("\n\n".join(text))) == text


def test_a_subheading_under_a_lead_stays(cleaned: Clean) -> None:
    text = ["Council approves second ferry", ARTICLE[1], "Read more", "What happens next", ARTICLE[4]]
    assert left(cleaned("\n\n".join(text))) == [line for line in text if line != "Read more"]


def test_a_list_under_a_lead_ends_with_the_first_sentence(cleaned: Clean) -> None:
    links = ["Ferry strike enters its second week", "Why the dam of Selde leaks"]
    text = ["Council approves second ferry", ARTICLE[1], "Related", *links, ARTICLE[4], "Why the dam leaks in the end"]
    assert left(cleaned("\n\n".join(text))) == [line for line in text if line not in {"Related", *links}]


def test_an_article_of_headlines_alone_is_left(cleaned: Clean) -> None:
    text = [
        "News of the Week in Tarnby",
        "Storm Takes Roof Off Selde Church",
        "Mayor Ruiz Says Dam Is Safe",
        "Board Accuses Crews of Theft",
    ]
    assert left(cleaned("\n\n".join(text))) == text


def test_credits_at_the_end_of_a_paragraph(cleaned: Clean) -> None:
    body = "The vote is on Monday, the mayor of Tarnby said."
    for credit in (
        "Reporting by Jane Roe in Tarnby; Editing by Bo Ek",
        "— With files from The Harbour Press",
        "With files from Jane Roe",
    ):
        article = cleaned(f"Council approves second ferry\n\n{body} {credit}")
        assert (left(article)[1], article.removed) == (body, (credit,))
    for sentence in (
        "With files from the archive he proved it.",
        "Editing by hand is slow; reporting by ear is worse, she said.",
    ):
        assert left(cleaned(f"Council approves second ferry\n\n{body} {sentence}"))[1] == f"{body} {sentence}"
