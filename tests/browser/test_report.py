"""The report in Chromium: opened from disk, by keyboard, with hostile texts, on a phone, with many statements."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from factories import with_fields
from newsroom import ATTACK, NAMES, hostile, quarrel, weeks
from pages import CONTRAST, violations
from published import publish_tables

from extractor.records import DocumentResult

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
MANY, OPENING, FILTERING = 100_000, 2.0, 0.2
VIEWS = (
    "", "#statements", "#statements?show=time", "#statements?show=shares", "#statements?show=pairs",
    "#statements?show=pairs&draw=network", "#statements?show=map", "#accusations", "#names?kind=places", "#name", "#sources",
    "#run",
)  # fmt: skip


def _written(folder: Path, results: list[DocumentResult]) -> str:
    publish_tables(results, folder / "out", parts=folder / "parts", formats=["csv"])
    return (folder / "out" / "report.html").as_uri()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report on a few articles, one of them hostile."""
    return _written(tmp_path_factory.mktemp("report"), [*weeks(), quarrel(), *hostile()])


@pytest.fixture
def page(chromium: "Browser", address: str) -> "Iterator[Page]":
    """The report, opened; complaints of the page and requests other than for the file itself fail the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    complaints, requests = [], []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    context.on("request", lambda request: requests.append(request.url))
    opened.goto(address)
    yield opened
    assert complaints == []
    assert {each.partition("#")[0] for each in requests} == {address}
    context.close()


def _count(page: "Page", text: str) -> None:
    page.locator("#count").filter(has_text=text).wait_for()


def _show(page: "Page", view: str) -> None:
    """Go to a view of the page as a link would; the page of a name is that of Ana Kova."""
    if view == "#name":
        page.locator(".ranking a").filter(has_text="Ana Kova").first.evaluate("link => location.hash = link.hash")
        page.locator("#name-page h2").wait_for()
        return
    page.evaluate("hash => location.hash = hash", view or "#overview")


def test_it_opens_from_disk_and_lists_statements(page: "Page") -> None:
    page.get_by_role("link", name="Statements", exact=True).click()
    _count(page, "64 statements by 5 speakers")
    assert page.locator("#shown li").count() == 20
    page.get_by_role("button", name="Show 20 more of 44").click()
    assert page.locator("#shown li").count() == 40


@pytest.mark.parametrize("view", VIEWS)
def test_inputs_stay_text(page: "Page", view: str) -> None:
    _show(page, view)
    page.wait_for_timeout(100)
    assert page.locator("img, b, main script, a[href^=javascript]").count() == 0
    assert page.evaluate("window.hit") is None


def test_hostile_words_can_be_read(page: "Page") -> None:
    _show(page, "#statements?text=onerror")
    _count(page, "1 statement by 1 speaker")
    assert ATTACK in page.locator("#shown blockquote").inner_text()
    assert ATTACK in page.locator("#shown .origin").inner_text()
    _show(page, "#run")
    assert "<b>bad</b>" in page.locator("[data-view=run]").inner_text()


_VIOLATION = """() => new Promise((resolve) => {
  document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
  new Image().src = 'https://evil.example/x.png';
})"""


def test_the_policy_stops_what_would_run_anyway(chromium: "Browser", address: str) -> None:
    opened = chromium.new_page()
    opened.goto(address)
    for attack in ("document.body.setAttribute('onclick', 'window.hit=4')", "document.body.innerHTML = '<p>x'"):
        with pytest.raises(Exception, match="requires 'Trusted"):
            opened.evaluate(attack)
    assert opened.evaluate(_VIOLATION) == "img-src"
    opened.close()


def test_filters_by_keyboard(page: "Page") -> None:
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the report"
    _show(page, "#statements")
    page.locator("#filters [name=text]").focus()
    page.keyboard.type("sentence")
    page.keyboard.press("Tab")
    page.keyboard.type("bo lund")
    _count(page, "16 statements by 1 speaker")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("Cour")
    _count(page, "8 statements by 1 speaker")
    assert page.url.partition("#")[2] == "statements?text=sentence&speaker=bo+lund&outlet=Courier"
    page.locator("#filters button").focus()
    page.keyboard.press("Enter")
    _count(page, "64 statements by 5 speakers")
    assert page.locator("#filters [name=speaker]").input_value() == ""


def test_names_are_filtered(page: "Page") -> None:
    _show(page, "#names")
    page.fill("#name-filters [name=text]", "orsin")
    page.locator("#name-count").filter(has_text="1 found").wait_for()
    assert page.locator("#name-table tbody th").all_inner_texts() == ["Eva Orsin"]
    page.reload()
    assert page.locator("#name-table tbody th").all_inner_texts() == ["Eva Orsin"]


def test_links_are_safe(page: "Page") -> None:
    _show(page, "#statements")
    links = page.locator("#shown .origin a")
    assert links.count() > 0
    assert links.evaluate_all("all => all.every(a => a.protocol === 'https:' && a.rel === 'noreferrer noopener')")


def test_landmarks_and_names(page: "Page") -> None:
    for role in ("banner", "navigation", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.locator("nav a").evaluate_all("all => all.every(a => document.querySelector(`[data-view=${a.hash.slice(1)}]`))")
    page.locator("nav a").nth(1).click()
    assert page.locator("nav [aria-current]").inner_text() == "Statements"
    assert page.locator(":focus").inner_text() == "Statements"


def test_without_scripts_the_figures_can_be_read(chromium: "Browser", address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address)
    for text in ("Ana Kova", "Whose voices each outlet carries", "Expected to be right"):
        assert opened.get_by_text(text).first.is_visible()
    context.close()


@pytest.mark.parametrize("width", [390, 640])
def test_it_fits_a_phone_and_double_size(chromium: "Browser", address: str, width: int) -> None:
    opened = chromium.new_page(viewport={"width": width, "height": 800})
    opened.goto(address)
    for view in (*VIEWS, "#statements?text=onerror"):
        _show(opened, view)
        opened.wait_for_timeout(60)
        assert opened.evaluate("document.documentElement.scrollWidth") <= width, view
    opened.close()


@pytest.mark.parametrize("width", [390, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(chromium: "Browser", address: str, scheme: str, width: int) -> None:
    context = chromium.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 900},
        bypass_csp=True,
        reduced_motion="reduce",
    )
    opened = context.new_page()
    opened.goto(address)
    for view in VIEWS:
        _show(opened, view)
        opened.locator("main details").evaluate_all("all => all.forEach((details) => { details.open = true; })")
        opened.wait_for_timeout(50)
        assert violations(opened) == [], view
        assert opened.evaluate(CONTRAST) == [], view
    context.close()


def _seconds(chromium: "Browser", folder: Path, statements: int) -> tuple[float, float]:
    """Seconds until a page with so many statements is open, and until they are filtered; the best of three."""
    words = " and the harbour stays open for the ships of the season" * 3
    lines = [[f"{NAMES[n % 5]}{n % 80} said: {number} {n}{words}" for n in range(100)] for number in range(statements // 100)]
    results = [with_fields("\n".join(text), f"in/{number}.txt", title=f"T {number}") for number, text in enumerate(lines)]
    folder.mkdir()
    address = _written(folder, results)
    opening, filtering = [], []
    for _ in range(3):
        opened = chromium.new_page()
        begin = time.perf_counter()
        opened.goto(f"{address}#statements")
        _count(opened, f"{statements:,} statements")
        opening.append(time.perf_counter() - begin)
        opened.locator("html[data-ready]").wait_for(state="attached")
        begin = time.perf_counter()
        opened.fill("#filters [name=text]", "99 harbour")
        opened.locator("#count").filter(has_not_text=f"{statements:,}").wait_for()
        filtering.append(time.perf_counter() - begin)
        opened.close()
    return min(opening), min(filtering)


def test_a_hundred_thousand_statements_open_quickly(chromium: "Browser", tmp_path: Path) -> None:
    """In two seconds and 200 ms, or on a slow machine in ten times what a tenth of them takes."""
    few = _seconds(chromium, tmp_path / "few", MANY // 10)
    many = _seconds(chromium, tmp_path / "many", MANY)
    assert many[0] < max(OPENING, 10 * few[0])
    assert many[1] < max(FILTERING, 10 * few[1])
