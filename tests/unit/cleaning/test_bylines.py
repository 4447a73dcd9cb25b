"""Names in bylines and author fields."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.articles import Article
from extractor.cleaning.bylines import Bylines, load_bylines
from extractor.errors import ResourceError
from extractor.resources import Models, find_models

Clean = Callable[..., Article]
ENTRIES = find_models().toml("en/bylines.toml")["no_author"]
BODY = "The council of Tarnby approved the harbour plan on Monday after a long debate about its costs and its ferries."


@pytest.fixture(scope="module")
def bylines() -> Bylines:
    return load_bylines(find_models())


@pytest.mark.parametrize(("entry", "part"), [(entry["id"], part) for entry in ENTRIES for part in entry["yes"]])
def test_what_is_no_author(bylines: Bylines, entry: str, part: str) -> None:
    assert bylines.names(part) == [], entry
    assert bylines.names(f"Jane Roe\n{part}") == ["Jane Roe"], entry


@pytest.mark.parametrize(("entry", "name"), [(entry["id"], name) for entry in ENTRIES for name in entry["no"]])
def test_names_that_look_like_it(bylines: Bylines, entry: str, name: str) -> None:
    assert bylines.names(name) == [name], entry


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("BY ABBY STANBY, THEO KAPLAN and ROY PERRY", "ABBY STANBY; THEO KAPLAN; ROY PERRY"),
        ("Ann Lee, Bo Ek, Cy Mora, and Di Dahl", "Ann Lee; Bo Ek; Cy Mora; Di Dahl"),
        ("Jane Roe & Bo Ek", "Jane Roe; Bo Ek"),
        ("By\nJane Roe\nand\nBo Ek", "Jane Roe; Bo Ek"),
        ("Jane Roe; Jane Roe; Bo Ek", "Jane Roe; Bo Ek"),
        ("Written by: Jane Roe", "Jane Roe"),
        ("Posted by Jane Roe on March 5, 2024", "Jane Roe"),
        ("By Jane Roe Last Updated January 7", "Jane Roe"),
        ("Jane Roe May 5, 2024", "Jane Roe"),
        ("Theresa May", "Theresa May"),
        ("April March", "April March"),
        ("Jane Roe in Oslo", "Jane Roe"),
        ("Sofie in 't Veen", "Sofie in 't Veen"),
        ("Jane Roe, Oslo; Bo Ek, Bergen", "Jane Roe; Bo Ek"),
        ("Jane Roe, Political Editor", "Jane Roe"),
        ("Jane Roe Senior Political Correspondent", "Jane Roe"),
        ("Jane Roe (Harbour Post)", "Jane Roe"),
        ("Jane Roe, Harbour Post", "Jane Roe"),
        ("Jane Roe | Harbour Post", "Jane Roe"),
        ("Jane Roe for the Harbour Post", "Jane Roe"),
        ("Jane Roe and agencies", "Jane Roe"),
        ("Tom Ek, Jr., Jane Roe", "Tom Ek, Jr.; Jane Roe"),
        ("Roe, Jane", "Roe, Jane"),
        ("Dr. Jane Roe", "Dr. Jane Roe"),
        ("Byron Ek", "Byron Ek"),
        ("Brandy Anders", "Brandy Anders"),
        ("J.R. Ek", "J.R. Ek"),
        ("Zoë Ækesson-Lund", "Zoë Ækesson-Lund"),
        ("王小明", "王小明"),
        ("Harbour Post", ""),
        ("The Harbour Post", ""),
        ("Associated Press", ""),
        ("Jane Roe has covered the council since 2010. She lives in Tarnby.", ""),
        ("", ""),
    ],
)
def test_names_of_a_byline(bylines: Bylines, text: str, authors: str) -> None:
    assert "; ".join(bylines.names(text, outlet="Harbour Post")) == authors


def test_the_byline_of_the_page_or_of_the_text_stands_in_for_metadata_without_a_name(cleaned: Clean) -> None:
    assert cleaned(BODY, author="Harbour Post", byline="By\nJane Roe", outlet="Harbour Post").author == "Jane Roe"
    assert cleaned(f"Plan approved\n\nBy Jane Roe and Bo Ek\n\n{BODY}", author="admin").author == "Jane Roe; Bo Ek"
    assert cleaned(BODY, author="Ann Lee", byline="Jane Roe").author == "Ann Lee"
    assert cleaned(BODY, author="Ann Lee", byline="By\nAnn Lee\nand\nJane Roe").author == "Ann Lee; Jane Roe"
    assert cleaned(BODY, author="Username", byline="See full bio").author == ""


def test_a_file_without_a_key_is_named(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    for name in ("outlets", "agencies"):
        (tmp_path / f"en/{name}.csv").write_text("name,short\n")
    (tmp_path / "en/bylines.toml").write_text("before = ['by']\n")
    with pytest.raises(ResourceError, match=r"en/bylines\.toml: 'between'"):
        load_bylines(Models(tmp_path))
