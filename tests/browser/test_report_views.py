"""Views of the report: charts that filter and can be saved, pages of names, accusations with answers, downloads."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from factories import with_fields
from newsroom import quarrel, weeks
from published import publish_tables

from extractor.fact_checks.read import FactChecks
from extractor.records import DocumentResult, StatementEntityRow
from extractor.told import FactCheck

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser
FAMILIES = ("Kova", "Lindqvist", "Moralvarez", "Novak", "Orsin")
FAR = with_fields("Eva Orsin said: long ago", "in/far.txt", title="Long ago", outlet="Echo", published_at="2009-01-01")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report on three weeks and a quarrel, with one article of long ago."""
    folder = tmp_path_factory.mktemp("views")
    publish_tables([*weeks(), quarrel(), FAR], folder / "out", parts=folder / "parts", formats=["csv"])
    return (folder / "out" / "report.html").as_uri()


@pytest.fixture
def page(chromium: "Browser", address: str) -> "Iterator[Page]":
    """The report; what it complains of fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", accept_downloads=True)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(address)
    yield opened
    assert complaints == []
    context.close()


def _go(page: "Page", view: str) -> None:
    page.evaluate("hash => location.hash = hash", view)


def _shows(page: "Page", show: str) -> None:
    """Wait until the page shows this view: an address changes before what it stands for is drawn."""
    page.locator(f"#shows a[data-show={show}][aria-current]").wait_for()


def _count(page: "Page", text: str) -> None:
    page.locator("#count").filter(has_text=text).wait_for()


def _saved(page: "Page", button: "Locator") -> tuple[str, bytes]:
    with page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def _hash(page: "Page") -> str:
    return page.url.partition("#")[2]


def test_a_name_leads_to_its_page_and_back(page: "Page") -> None:
    page.locator(".ranking").get_by_role("link", name="Ana Kova").first.click()
    box = page.locator("#name-page")
    assert box.locator("h2").inner_text() == "Ana Kova"
    assert page.locator(":focus").inner_text() == "Ana Kova"
    assert box.locator(".tabs a").all_inner_texts() == ["Said (21)", "Said about (0)"]
    box.get_by_role("link", name="Bo Lund").first.click()
    page.locator("#name-page h2").filter(has_text="Bo Lund").wait_for()
    box.get_by_role("link", name="Accused of (1)").click()
    box.locator(".tabs a[aria-current]").filter(has_text="Accused of").wait_for()
    assert "hid the letter" in box.locator(".list").inner_text()
    assert box.locator(".list .who").inner_text() == "Ana Kova"
    shown = page.url
    page.go_back()
    page.go_back()
    page.locator("#name-page h2").filter(has_text="Ana Kova").wait_for()
    page.get_by_role("button", name="Back").click()
    page.locator("#overview-time figure").wait_for()
    page.goto(shown)
    page.locator("#name-page h2").filter(has_text="Bo Lund").wait_for()


def test_a_name_of_other_tables_says_what_to_do(page: "Page") -> None:
    _go(page, "name?id=p_gone")
    page.get_by_role("link", name="Look for it among the names").click()
    page.locator("#name-table tbody tr").first.wait_for()


def test_one_date_far_away_does_not_stretch_the_axis(page: "Page") -> None:
    _go(page, "statements?show=time&by=outlet")
    figure = page.locator("#shown figure")
    figure.get_by_text("1 statement of other years is left off the axis.").wait_for()
    assert "from 1 Mar 2024 to 2 Apr 2024" in (figure.locator("svg.chart").get_attribute("aria-label") or "")
    figure.get_by_role("button", name="Show the whole axis").click()
    page.locator("svg.chart[aria-label*='from 1 Jan 2009']").wait_for()
    assert _hash(page) == "statements?show=time&by=outlet&axis=all"


def test_brushing_over_days_filters(page: "Page") -> None:
    _go(page, "statements?show=time&by=outlet")
    bars = page.locator("#shown .bars rect")
    first, last = bars.first.bounding_box(), bars.nth(4).bounding_box()
    assert first is not None
    assert last is not None
    page.mouse.move(first["x"] + 1, first["y"] - 20)
    page.mouse.down()
    page.mouse.move(last["x"] + 2, first["y"] - 20, steps=5)
    page.mouse.up()
    _count(page, "15 statements")
    assert _hash(page) == "statements?from=2024-03-01&to=2024-03-05&show=time&by=outlet"
    page.locator("#shown .bars rect").first.click()
    _count(page, "1 statement by 1 speaker")
    assert _hash(page) == "statements?from=2024-03-01&to=2024-03-01&outlet=Echo"
    assert page.locator("#filters [name=outlet]").input_value() == "Echo"


def test_charts_by_keyboard_through_their_tables(page: "Page") -> None:
    _go(page, "statements?show=time")
    _shows(page, "time")
    page.locator("#shown summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="2024-03-02").focus()
    page.keyboard.press("Enter")
    _count(page, "2 statements by 2 speakers")
    page.go_back()
    _shows(page, "time")
    page.locator("#shows").get_by_role("link", name="Shares").focus()
    page.keyboard.press("Enter")
    _shows(page, "shares")
    page.locator("#shown summary").focus()
    page.keyboard.press("Enter")
    row = page.get_by_role("row", name="Courier")
    row.get_by_role("button").first.focus()
    page.keyboard.press("Enter")
    _count(page, "33 statements")
    assert _hash(page) == "statements?source=person&outlet=Courier"


def test_who_about_whom_as_matrix_and_network(page: "Page") -> None:
    _go(page, "statements?show=pairs")
    page.locator("#shown rect.pick").first.click()
    _count(page, "1 statement by 1 speaker")
    _go(page, "statements?show=pairs")
    page.locator("#shown select").select_option("network")
    assert page.locator("#shown circle.knot").count() == 4
    assert _hash(page) == "statements?show=pairs&draw=network"
    page.locator("#shown circle.place").click()
    page.locator("#name-page h2").filter(has_text="Orlen").wait_for()


def test_places_on_the_map(page: "Page") -> None:
    _go(page, "statements?show=map")
    assert page.locator("#shown path.land").count() > 150
    page.locator("#shown circle.point").click()
    _count(page, "1 statement by 1 speaker")
    assert _hash(page) == "statements?about=Orlen"
    _go(page, "statements?show=map")
    page.locator("#shown path.land.pick").dispatch_event("click")
    page.get_by_role("button", name="Take away the filter: about a place in FR").click()
    _count(page, "64 statements")


def test_who_says_most_of_a_selection_comes_first(page: "Page") -> None:
    page.locator("#find-words").fill("sentence")
    page.keyboard.press("Enter")
    _count(page, "60 statements by 5 speakers")
    assert page.locator("#shown h3").all_inner_texts()[0] == "Ana Kova"
    page.locator("[name=from]").fill("2024-03-20")
    _count(page, "5 statements by 5 speakers")
    _go(page, "statements?about=Bo Lund")
    _count(page, "1 statement by 1 speaker")


def test_what_was_checked_is_found_and_stands_with_its_verdict(chromium: "Browser", tmp_path: Path) -> None:
    check = FactCheck(
        claim_reviewed="Sentence 4 of Ana Kova", rating="False", publisher="Dam Check", review_url="https://checks.example/1"
    )
    folder = tmp_path / "out"
    publish_tables(weeks(), folder, parts=tmp_path / "parts", formats=["csv"], fact_checks=FactChecks((check,)))
    page = chromium.new_page(reduced_motion="reduce")
    page.goto((folder / "report.html").as_uri())
    page.get_by_role("link", name="Sentence 4 of Ana Kova").click()
    _count(page, "1 statement by 1 speaker")
    assert page.locator("#shown .check").inner_text() == "fact-checked: “False” Dam Check"
    assert page.locator("#shown .check a").get_attribute("href") == "https://checks.example/1"
    page.get_by_role("button", name="Take away the filter: fact-checked").click()
    _count(page, "60 statements")
    page.close()


def test_choices_say_how_many_statements_they_would_leave(page: "Page") -> None:
    _go(page, "statements?speaker=Eva Orsin")
    _count(page, "5 statements by 1 speaker")
    outlet = page.locator("#filters [name=outlet]")
    outlet.locator("option", has_text="Echo (3)").wait_for(state="attached")
    assert outlet.locator("option").all_inner_texts() == ["all", "Courier (2)", "Echo (3)"]
    outlet.select_option("Courier")
    _count(page, "2 statements by 1 speaker")
    page.locator("#filters [name=act] option", has_text="say (2)").wait_for(state="attached")
    assert outlet.locator("option").all_inner_texts() == ["all", "Courier (2)", "Echo (3)"]


def test_outlets_with_most_of_a_kind_come_first_by_keyboard(page: "Page") -> None:
    _go(page, "statements?show=shares&of=act")
    legend = page.locator("#shown .legend button")
    legend.filter(has_text="accuse").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash.includes('first=accuse')")
    legend.first.filter(has_text="accuse").wait_for()
    assert legend.first.inner_text() == "accuse"
    assert page.evaluate("document.activeElement.textContent") == "accuse"
    assert page.locator("#shown svg.chart .end").all_text_contents()[:2] == ["All", "Courier"]


def _crowd() -> DocumentResult:
    """Thirty people, each of whom speaks about four others."""
    names = [f"{given} {family}" for given in ("Ana", "Bertolt", "Cyrus", "Dagmar", "Eva", "Finn") for family in FAMILIES]
    pairs = [(number, (number * step + step) % len(names)) for number in range(len(names)) for step in (1, 3, 7, 11)]
    text = "\n".join(f"{names[speaker]} said: {names[subject]} is late" for speaker, subject in pairs)
    result = with_fields(text, "in/crowd.txt", title="Crowd", outlet="Echo", published_at="2024-03-01")
    local = {entity.name: entity.entity_id for entity in result.entities}
    mention = {each.entity_id: each.mention_id for each in result.mentions}
    links = [
        StatementEntityRow(
            statement_id=row.statement_id, entity_id=local[name], mention_id=mention[local[name]], relation="about"
        )
        for row, name in zip(result.statements, (names[subject] for _, subject in pairs), strict=True)
        if name != row.speaker_name
    ]
    return result.model_copy(update={"statement_entities": [*result.statement_entities, *links]})


@pytest.mark.parametrize("width", [1400, 390])
def test_labels_of_a_full_network_are_apart(chromium: "Browser", tmp_path: Path, width: int) -> None:
    publish_tables([_crowd()], tmp_path / "out", parts=tmp_path / "parts", formats=["csv"])
    page = chromium.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page.goto((tmp_path / "out" / "report.html").as_uri() + "#statements?show=pairs&draw=network")
    labels = page.locator("#shown svg.chart text")
    labels.nth(12).wait_for()
    boxes = labels.evaluate_all(
        "nodes => nodes.map((node) => node.getBoundingClientRect()).map((box) => [box.left, box.top, box.right, box.bottom])"
    )
    page.close()
    apart = [
        min(one[2], other[2]) - max(one[0], other[0]) <= 2 or min(one[3], other[3]) - max(one[1], other[1]) <= 3
        for number, one in enumerate(boxes)
        for other in boxes[:number]
    ]
    assert all(apart), f"{apart.count(False)} of {len(boxes)} labels overlap"


@pytest.mark.parametrize("view", ["time", "shares", "pairs", "pairs&draw=network", "map"])
def test_each_chart_can_be_saved(page: "Page", view: str) -> None:
    _go(page, f"statements?show={view}")
    saves = page.locator("#shown .saves")
    name, picture = _saved(page, saves.get_by_role("button", name="PNG"))
    assert name.endswith(".png")
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 5_000
    name, drawing = _saved(page, saves.get_by_role("button", name="SVG"))
    assert drawing.startswith(b"<svg xmlns=")
    assert b"class=" not in drawing
    name, numbers = _saved(page, saves.get_by_role("button", name="CSV"))
    assert len(list(csv.reader(numbers.decode().splitlines()))) > 1


def test_accusations_stand_beside_answers(page: "Page") -> None:
    page.get_by_role("link", name="Accusations", exact=True).click()
    page.locator("#accusation-count").filter(has_text="1 accusation, 1 with an answer").wait_for()
    exchange = page.locator(".exchange")
    assert "Ana Kova" in exchange.locator(".charge .who").inner_text()
    assert exchange.locator(".answer .who").inner_text() == "Bo Lund denies it"
    assert "in the same article" in exchange.inner_text()
    _, rows = _saved(page, page.locator("#accusation-save"))
    assert list(csv.reader(rows.decode().splitlines()))[1][:2] == ["Ana Kova", "Bo Lund"]
    page.fill("#accusation-filters [name=by]", "orsin")
    page.get_by_text("No accusation fits these filters.").wait_for()
    assert _hash(page) == "accusations?by=orsin"


def test_filters_on_remarks_dates_and_confidence(page: "Page") -> None:
    _go(page, "statements?flag=hedged")
    _count(page, "1 statement by 1 speaker")
    _go(page, "statements?from=2024-03-20&to=2024-12-31")
    _count(page, "8 statements")
    _go(page, "statements")
    page.locator("#filters [name=least]").fill("85")
    _count(page, "2 statements by 2 speakers")
    assert page.locator("#least-text").inner_text() == "at least 85%"
    assert page.locator("#expected").inner_text() == "90% of them are expected to be right."
    sure = _share_right(page)
    assert _hash(page) == "statements?least=85"
    page.locator("#filters [name=least]").fill("65")
    page.locator("#least-text").filter(has_text="65%").wait_for()
    page.locator("#least-means").filter(has_not_text=f"articles {sure}%").wait_for()
    assert _share_right(page) < sure


def _share_right(page: "Page") -> int:
    """Return how many of a hundred statements that are left are right on annotated articles, as the page says."""
    told = re.match(
        r"On annotated articles (\d\d)% of these are right, and \d\d% of all", page.locator("#least-means").inner_text()
    )
    assert told is not None
    return int(told[1])


def test_what_is_selected_can_be_downloaded(page: "Page") -> None:
    _go(page, "statements?speaker=Bo+Lund&order=new")
    _count(page, "17 statements")
    name, rows = _saved(page, page.locator("#save-csv"))
    lines = list(csv.DictReader(rows.decode().splitlines()))
    assert (name, len(lines)) == ("statements.csv", 17)
    assert (lines[0]["content"], lines[0]["date"], lines[0]["act"]) == ("he hid the letter of the port", "2024-04-02", "deny")
    _, text = _saved(page, page.locator("#save-json"))
    assert json.loads(text)[0]["speaker"] == "Bo Lund"
    assert page.locator("#shown .who").first.inner_text() == "Bo Lund"


def test_the_target_is_a_part_of_the_content_it_stands_in(page: "Page") -> None:
    _go(page, "statements?act=accuse")
    _count(page, "1 statement")
    assert page.locator("#shown mark.t").inner_text() == "target\u00a0Bo Lund"
    _, rows = _saved(page, page.locator("#save-csv"))
    (line,) = csv.DictReader(rows.decode().splitlines())
    assert line["content"] == "Bo Lund hid the letter of the port"


def test_the_search_in_the_head_knows_names_and_words(page: "Page") -> None:
    page.fill("#find-words", "cy mora")
    page.keyboard.press("Enter")
    page.locator("#name-page h2").filter(has_text="Cy Mora").wait_for()
    page.fill("#find-words", "is calm")
    page.keyboard.press("Enter")
    _count(page, "1 statement by 1 speaker")


def test_shares_know_who_has_no_name(page: "Page") -> None:
    _go(page, "statements?show=shares&of=class")
    page.locator("#shown figcaption").filter(has_text="kind of source without a name").wait_for()
    page.locator("#shown rect.pick").first.click()
    page.get_by_role("button", name="Take away the filter: without a name: named").wait_for()


def test_one_statement_has_an_address(page: "Page") -> None:
    _go(page, "statements?act=accuse")
    _count(page, "1 statement")
    page.locator("#shown li").first.hover()
    page.get_by_role("link", name="Link to this statement").click()
    page.get_by_role("button", name="Take away the filter: one statement").wait_for()
    _count(page, "1 statement")


def test_two_spellings_of_an_outlet_are_one(page: "Page") -> None:
    assert page.locator("#filters [name=outlet] option").all_text_contents() == ["all", "Courier (33)", "Echo (31)"]
