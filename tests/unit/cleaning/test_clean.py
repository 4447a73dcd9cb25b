from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.articles import Article, Block, Failure, RawDocument
from extractor.cleaning.clean import clean
from extractor.cleaning.furniture import Furniture, load_furniture
from extractor.ids import document_id
from extractor.resources import find_models

Clean = Callable[..., Article]
SEED = Path(__file__).parents[3] / "seeds/000_fd31b8e5f805f509.txt"
TEXT = """Council approves harbour plan
By Jane Roe

Council approves harbour plan
A+ A-
Share this article
The council voted on Tuesday to rebuild the harbour, ending a dispute of three years.

READ ALSO: What the vote means

“We will build it,” said Anna Kovac, the mayor, and her party cheered for a long time.

What comes next

The opposition called the vote a mistake and accused the council of hiding the costs. (Reporting by Jane Roe; Editing by Bo Ek)
"""


def shown(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def test_furniture_is_taken_out_and_counted(cleaned: Clean) -> None:
    article = cleaned(TEXT)
    assert shown(article) == [
        ("title", "Council approves harbour plan"),
        ("byline", "By Jane Roe"),
        ("paragraph", "The council voted on Tuesday to rebuild the harbour, ending a dispute of three years."),
        ("paragraph", "“We will build it,” said Anna Kovac, the mayor, and her party cheered for a long time."),
        ("heading", "What comes next"),
        ("paragraph", "The opposition called the vote a mistake and accused the council of hiding the costs."),
    ]
    assert article.removed == (
        "Council approves harbour plan",
        "A+ A-",
        "Share this article",
        "READ ALSO: What the vote means",
        "(Reporting by Jane Roe; Editing by Bo Ek)",
    )
    assert (article.removed_lines, article.author) == (5, "Jane Roe")
    assert article.text == "\n\n".join(text for _, text in shown(article))


def test_a_text_that_must_stay_stays(cleaned: Clean) -> None:
    article = cleaned(TEXT, keep_text=True)
    assert article.text == TEXT
    assert (article.removed_lines, article.removed) == (0, ())
    assert [text for kind, text in shown(article) if kind == "furniture"] == [
        "Council approves harbour plan",
        "A+ A-",
        "Share this article",
        "READ ALSO: What the vote means",
        "(Reporting by Jane Roe; Editing by Bo Ek)",
    ]


def test_the_sample_article(cleaned: Clean) -> None:
    article = cleaned(SEED.read_text("utf-8"))
    kinds = [block.kind for block in article.blocks]
    assert kinds == ["title"] + ["paragraph"] * 8
    assert article.title == "Rising tensions at the Kosovo-Serbia border draw U.S. attention"
    assert article.text.startswith(f"{article.title}\n\nThe Biden administration calls for military de-escalation")
    assert article.text.count(article.title) == 1
    assert article.removed == (article.title, "A+ A-")


def test_a_title_of_the_container_becomes_the_first_block(cleaned: Clean) -> None:
    article = cleaned("The ferry sails on Monday.", title="Ferry  sails")
    assert shown(article) == [("title", "Ferry sails"), ("paragraph", "The ferry sails on Monday.")]


@pytest.mark.parametrize("title", ["Ferry sails on Monday", "FERRY SAILS ON MONDAY", "Ferry sails on Monday | Daily Test"])
def test_a_title_that_the_text_repeats_is_there_once(cleaned: Clean, title: str) -> None:
    article = cleaned("Ferry sails on Monday\n\nThe mayor said so.", title=title)
    assert shown(article) == [("title", "Ferry sails on Monday"), ("paragraph", "The mayor said so.")]
    assert article.removed_lines == 0


def test_what_the_container_says_goes_before_what_the_text_says(cleaned: Clean) -> None:
    article = cleaned(
        TEXT, author="Ann Lee", published_at="2024-05-03T10:30:00Z", outlet="Post", url="https://example.org", language="en-GB"
    )
    assert (article.author, article.published_at, article.published_precision) == ("Ann Lee", "2024-05-03T10:30Z", "minute")
    assert (article.outlet, article.url, article.language) == ("Post", "https://example.org", "en")


def test_a_date_that_is_none_leaves_a_warning(cleaned: Clean) -> None:
    article = cleaned(TEXT, published_at="yesterday")
    assert (article.published_at, article.warnings) == ("", ("date not understood: 'yesterday'",))


def test_the_structure_of_the_container_is_kept(patterns: Furniture) -> None:
    text = "Ferry\u00a0sails\n\nIt sails,  she\u200b said.\n\nYes\r\nit does."
    blocks = (Block(0, 11, "heading"), Block(13, 34, "paragraph"), Block(36, 49, "quote"))
    article = clean(RawDocument("a.html", text, blocks=blocks), patterns=patterns)
    assert isinstance(article, Article)
    assert shown(article) == [("title", "Ferry sails"), ("paragraph", "It sails, she said."), ("quote", "Yes it does.")]


def test_the_id_comes_from_path_and_record(patterns: Furniture) -> None:
    article = clean(RawDocument("in/a.jsonl", "The ferry sails.", record="7"), patterns=patterns)
    assert isinstance(article, Article)
    assert article.document_id == document_id("in/a.jsonl", "7")


@pytest.mark.parametrize("text", ["", " \n\t", "A+ A-\n\nShare this article\n", "\u200b"])
def test_nothing_to_read_is_a_failure(patterns: Furniture, text: str) -> None:
    failure = clean(RawDocument("a.txt", text, record="1"), patterns=patterns)
    assert isinstance(failure, Failure)
    assert (failure.code, failure.status, failure.record, failure.stage) == ("empty", "skipped", "1", "clean")


@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
    | st.lists(
        st.sampled_from(
            ["Ferry sails", "By Jane Roe", "A+ A-", "> quoted", "It sails. (Photo by Bo Ek)", "he said", "", "- AFP", "x " * 70]
        ),
        max_size=9,
    ).map("\n".join),
    keep_text=st.booleans(),
    title=st.sampled_from(["", "Ferry sails", "\u200b"]),
)
def test_blocks_are_in_order_and_cover_the_text(text: str, keep_text: bool, title: str) -> None:
    article = clean(RawDocument("a.txt", text, title=title), patterns=load_furniture(find_models()), keep_text=keep_text)
    if isinstance(article, Failure):
        return
    if keep_text:
        assert article.text == text
    position = 0
    for block in article.blocks:
        assert position <= block.start < block.end
        assert not article.text[position : block.start].strip()
        assert article.text[block.start : block.end].strip() == article.text[block.start : block.end]
        position = block.end
    assert not article.text[position:].strip()


def test_headings_stand_between_paragraphs_one_or_two_behind_each_other(cleaned: Clean) -> None:
    long = "The council of Tarnby met on Tuesday and talked about the fees for most of the evening, without a vote."
    article = cleaned(
        "\n\n".join(["Ferry sails", long, "The fees", "What is new", f"{long} ‘No.’", "Reactions", long, "Eggs", "Milk"])
    )
    assert [text for kind, text in shown(article) if kind == "heading"] == ["The fees", "What is new", "Reactions"]
