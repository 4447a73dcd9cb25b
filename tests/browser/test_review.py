"""The review pages in Chromium: the whole round by keyboard alone, hostile texts, no request to anywhere else."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from deciding import event
from factories import make_result
from office import ATTACK, Office, watched
from pages import CONTRAST, violations

from extractor.decisions.log import append_events, read_events
from extractor.linking.edits import read_decisions
from extractor.review.deciding import Reviewer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: "Browser", office: Office) -> "Iterator[Page]":
    """The page of statements; what it complains of, or asks of another host, fails the test."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce", accept_downloads=True)
    opened, wrong = watched(context, office)
    yield opened
    assert wrong == []
    context.close()


def _said(page: "Page", text: str) -> None:
    page.get_by_role("status").filter(has_text=text).wait_for(state="attached")


def test_the_address_of_a_sample_opens_with_it(chromium: "Browser", office: Office) -> None:
    office.reviewer.sample(2, 1)
    page = chromium.new_context().new_page()
    page.goto(f"{office.address}/?token={office.keys.entry}&list=sample")
    page.locator("#count").filter(has_text="2 statements of 4").wait_for()
    assert page.locator("[name=list][value=sample]").is_checked()
    page.locator("#text .w").first.wait_for()
    page.keyboard.press("a")
    page.locator("#progress").filter(has_text="sample 1 of 2").wait_for()
    page.context.close()


def test_a_whole_review_by_keyboard(page: "Page", office: Office) -> None:
    press, keys = page.keyboard.press, page.keyboard
    # Filter and open.
    press("/")
    keys.type("leaks")
    page.locator("#count").filter(has_text="1 statement").wait_for()
    press("Enter")
    _said(page, "Bo Lund: it leaks at night")
    assert page.locator("#text mark.c").inner_text() == "content\u00a0it leaks at night"
    # Accept; the filter goes; the next one is opened and its speaker corrected.
    press("a")
    _said(page, "That was the last")
    page.locator(".card.accepted").wait_for()
    press("/")
    press("Control+A")
    press("Delete")
    page.locator("#count").filter(has_text="4 statements").wait_for()
    press("Enter")
    _said(page, "Ana Kova: the dam holds")
    press("s")
    page.locator("#speaker-dialog[open]").wait_for()
    keys.type("lund")
    page.locator("#speaker-choice-list li").first.filter(has_text="Bo Lund").wait_for()
    press("Enter")
    _said(page, "Corrected.")
    assert page.locator("#facts strong").first.inner_text() == "Bo Lund"
    # Act, then the span: its last word goes.
    press("t")
    page.locator("#labels-dialog[open]").wait_for()
    keys.type("deny")
    press("Enter")
    page.locator("#facts").filter(has_text="deny, indirect").wait_for()
    press("b")
    page.locator("#span-dialog[open]").wait_for()
    press("j")
    page.locator("#span-preview mark").filter(has_text="the dam holds 🙂 for").wait_for()
    for _ in range(8):
        if page.evaluate("document.activeElement.textContent") == "Save":
            break
        press("Tab")
    press("Enter")
    page.locator("#text mark.c").filter(has_text="🙂 for").wait_for()
    # A missed statement, chosen with the arrow keys.
    press("m")
    page.locator("#picking").wait_for()
    press("End")
    for _ in range(2):
        press("ArrowLeft")
    for _ in range(3):
        press("Shift+ArrowLeft")
    press("Enter")
    page.locator("#missed-dialog[open]").wait_for()
    assert page.locator("#missed-preview").inner_text() == "that the bridge is"
    press("Escape")
    press("m")
    page.locator("#picking").wait_for()
    press("End")
    press("ArrowLeft")
    for _ in range(4):
        press("Shift+ArrowLeft")
    press("Enter")
    page.locator("#missed-dialog[open]").wait_for()
    keys.type("villagers")
    press("Tab")
    keys.type("Nobody")
    press("Tab")
    keys.type("wrote")
    press("Enter")
    _said(page, "Added.")
    assert page.locator("#text mark.c").inner_text() == "content\u00a0that the bridge is shut"
    # Undo takes it back, once more the span.
    press("u")
    _said(page, "Undone: add.")
    page.locator("#count").filter(has_text="4 statements").wait_for()
    press("u")
    _said(page, "Undone: correct.")
    assert [event.action for event in read_events(office.log)] == ["accept", *["correct"] * 3, "add", "undo", "undo"]
    # Complete, and the tables anew.
    press("c")
    _said(page, "The article is complete.")
    page.locator("#update").focus()
    press("Enter")
    _said(page, "The tables have all decisions now.")
    _merge_names(page, office)
    _export(page, office)


def _merge_names(page: "Page", office: Office) -> None:
    press = page.keyboard.press
    page.get_by_role("link", name="Names").focus()
    press("Enter")
    page.get_by_role("row", name="Ana Kova").first.wait_for()
    press("/")
    page.keyboard.type("ana")
    page.locator("#count").filter(has_text="2 names").wait_for()
    press("Enter")
    press("Space")
    press("Tab")
    page.keyboard.press("Space")
    press("m")
    page.locator("#effect").filter(has_text="becomes one with").wait_for()
    assert not office.entities.exists()
    press("Enter")
    _said(page, "Noted: merge")
    assert [line.action for line in read_decisions(office.entities)] == ["merge"]
    assert page.locator("#pending li").count() == 1


def _export(page: "Page", office: Office) -> None:
    page.get_by_role("link", name="Statements", exact=True).focus()
    page.keyboard.press("Enter")
    page.locator("#text .w").first.wait_for()
    page.get_by_role("link", name="gold").focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    document = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert document["doc_id"] == "a"
    assert {each["act"] for each in document["statements"]} == {"deny", "say"}
    with page.expect_download() as download:
        page.get_by_role("link", name="decisions").click()
    assert Path(download.value.path()).read_text("utf-8").count("\n") == len(read_events(office.log))


def test_reviewers_who_differ_and_decisions_without_a_place(page: "Page", office: Office) -> None:
    append_events(office.log, [event(make_result("Ed Pike said: <b>gone</b>", "in/gone.txt"), "accept")])
    office._relink(None)
    assert office.state.catch_up()
    Reviewer(office.state, "bo").decide(office.state.index.ids[0], "reject")
    page.reload()
    page.locator(".card.rejected").click()
    page.keyboard.press("a")
    _said(page, "Accepted. Next:")
    page.locator(".card.accepted .problem").filter(has_text="reviewers differ").wait_for()
    page.get_by_role("radio", name="Conflicts 1").check()
    page.locator("#count").filter(has_text="1 statement of 4").wait_for()
    page.keyboard.press("j")
    page.locator("#facts").filter(has_text="bo rejected it").wait_for()
    page.get_by_role("button", name="1 orphan").click()
    page.locator("#orphan-list li").filter(has_text="<b>gone</b>").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Clear filters").click()
    page.locator("#count").filter(has_text="4 statements").wait_for()
    assert not page.get_by_role("button", name="Clear filters").is_visible()


def test_keys_that_are_quicker_than_the_server_mean_the_next_statement(page: "Page", office: Office) -> None:
    page.route("**/decision", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.locator("#article").focus()
    for key in "ax":
        page.keyboard.press(key)
    _said(page, "Rejected. Next: Ana Kowa")
    events = read_events(office.log)
    assert [event.action for event in events] == ["accept", "reject"]
    assert [event.statement_id for event in events] == office.state.index.ids[:2]


def test_counts_of_filters_stay_in_sight(page: "Page") -> None:
    page.locator("[data-facet=speaker] li .count").first.wait_for()
    wide = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).length"
    assert page.locator("#filter-panel, #filters, #list-panel").evaluate_all(wide) == 0
    panel = page.locator("#filter-panel").bounding_box()
    counts = [box for each in page.locator("[data-facet=speaker] li .count").all() if (box := each.bounding_box())]
    assert panel is not None
    assert counts
    assert all(box["x"] + box["width"] <= panel["x"] + panel["width"] for box in counts)


def test_what_a_decision_on_a_name_changes_is_shown_first(page: "Page", office: Office) -> None:
    page.goto(f"{office.address}/entities")
    page.get_by_role("row", name="Bo Lund").get_by_role("checkbox").check()
    page.keyboard.press("d")
    page.locator("#effect").filter(has_text="leaves the tables; 1 mention will stand for nobody").wait_for()
    assert "it leaks at night" in page.locator("#examples").inner_text()
    assert page.locator("#places mark").all_inner_texts() == ["Bo Lund"]
    page.keyboard.press("Escape")
    assert not office.entities.exists()
    page.get_by_role("link", name="1 statement by Bo Lund").click()
    page.locator("#count").filter(has_text="1 statement of 4").wait_for()


def test_hostile_texts_stay_text(page: "Page") -> None:
    page.keyboard.press("/")
    page.keyboard.type("onerror")
    page.locator("#count").filter(has_text="1 statement").wait_for()
    page.keyboard.press("Enter")
    page.locator("#article-title").filter(has_text="<script>").wait_for()
    assert ATTACK in page.locator("#text").inner_text()
    assert page.locator("#article a, main img, main script").count() == 0
    page.keyboard.press("s")
    page.locator("#speaker-dialog[open]").wait_for()
    page.keyboard.type(ATTACK)
    page.locator("#speaker-choice-list li").first.wait_for()
    page.keyboard.press("Escape")
    page.goto(f"{page.url.partition('?')[0]}?q={ATTACK}&speaker={ATTACK}&act=%3Cb%3E")
    page.locator("#count").filter(has_text="0 statements").wait_for()
    assert page.locator("main img, main b").count() == 0
    page.goto(f"{page.url.partition('?')[0]}entities")
    page.locator("#names tbody tr").first.wait_for()
    assert ATTACK in page.locator("#names").inner_text()
    assert page.evaluate("window.hit") is None


def test_links_lead_out_without_a_trace(page: "Page") -> None:
    link = page.get_by_role("link", name="original")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == ("https://example.org/dam", "noreferrer noopener")


def test_markup_cannot_be_made_of_strings(chromium: "Browser", office: Office) -> None:
    context = chromium.new_context()
    page, _ = watched(context, office)
    for attack in ("document.body.innerHTML = '<p>x'", "document.body.setAttribute('onclick', 'window.hit=4')"):
        with pytest.raises(Exception, match="requires 'Trusted"):
            page.evaluate(attack)
    context.close()


def test_a_stranger_gets_nothing(chromium: "Browser", office: Office) -> None:
    context = chromium.new_context()
    answer = context.request.get(office.address)
    assert (answer.status, answer.text()) == (403, "403: open the address that 'extractor review' printed\n")
    assert context.request.get(office.address, headers={"Host": "evil.example"}).status == 400
    context.close()


def test_keys_do_nothing_while_typing_or_switched_off(page: "Page", office: Office) -> None:
    page.keyboard.press("/")
    page.keyboard.type("axu")
    page.locator("#count").filter(has_text="0 statements").wait_for()
    page.keyboard.press("Escape")
    page.locator("#list-title").focus()
    page.keyboard.press("?")
    page.get_by_role("checkbox", name="Single keys work").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert not office.log.exists()


def test_landmarks_and_names(page: "Page") -> None:
    for role in ("banner", "main"):
        assert page.get_by_role(role).count() == 1
    assert page.get_by_role("search").count() == 1
    assert page.get_by_role("heading", level=1).count() == 1
    unnamed = "all => all.filter(e => !e.labels?.length && !e.textContent.trim() && !e.ariaLabel && !e.placeholder).length"
    assert page.locator("button, input, select").evaluate_all(unnamed) == 0
    shown = {button.get_attribute("data-key") for button in page.locator("button[data-key]").all() if button.is_visible()}
    assert shown == set("axsgdtbvymcukj?")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the statements"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", ["", "entities", "pairs"])
def test_everybody_can_read_it(chromium: "Browser", office: Office, scheme: str, where: str) -> None:
    context = chromium.new_context(color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)  # type: ignore[arg-type]
    opened, wrong = watched(context, office)
    opened.goto(f"{office.address}/{where}")
    opened.locator("#text .w, #names tbody td, #pair .side").first.wait_for()
    opened.wait_for_timeout(400)
    assert opened.evaluate(CONTRAST) == []
    assert violations(opened) == []
    assert wrong == []
    context.close()


@pytest.mark.parametrize("width", [375, 700])
def test_it_fits_a_phone_and_double_size(chromium: "Browser", office: Office, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    opened, wrong = watched(context, office)
    for where in ("", "entities", "pairs"):
        opened.goto(f"{office.address}/{where}")
        opened.locator("#text .w, #names tbody td, #pair .side").first.wait_for()
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert wrong == []
    context.close()
