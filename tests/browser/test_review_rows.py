"""Review of everything in a row, likely duplicates, and that what is shown is what is decided."""

import json
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from office import Office, watched

from extractor.decisions.log import read_events
from extractor.linking.edits import read_decisions
from extractor.review.deciding import Reviewer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: "Browser", office: Office) -> "Iterator[Page]":
    """The page of statements; what it complains of, or asks of another host, fails the test."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    opened, wrong = watched(context, office)
    yield opened
    assert wrong == []
    context.close()


def _said(page: "Page", text: str) -> None:
    page.get_by_role("status").filter(has_text=text).first.wait_for(state="attached")


def _fact(page: "Page", text: str) -> None:
    page.locator("#facts div").filter(has_text=text).first.wait_for()


def test_whom_it_is_directed_at_by_keyboard_and_in_the_tables(page: "Page", office: Office) -> None:
    press = page.keyboard.press
    press("g")
    page.locator("#speaker-dialog[open] h2").filter(has_text="At whom is it directed?").wait_for()
    page.keyboard.type("lund")
    page.locator("#speaker-choice-list li").first.filter(has_text="Bo Lund").wait_for()
    press("Enter")
    _fact(page, "Target" + "Bo Lund")
    press("d")
    page.locator("#speaker-dialog[open]").wait_for()
    page.keyboard.type("the council")
    page.get_by_role("option", name="the council a group").wait_for()
    for _ in range(3):
        press("ArrowDown")
    press("Enter")
    _fact(page, "To" + "the council")
    press("t")
    page.get_by_role("checkbox", name="negated").check()
    page.get_by_role("checkbox", name="conditional").check()
    press("Enter")
    _fact(page, "conditional")
    assert [event.corrected for event in read_events(office.log)][-1] == ["target", "addressee", "is_negated", "is_conditional"]
    page.locator("#update").click()
    _said(page, "The tables have all decisions now.")
    row = office.state.store.rows("SELECT * FROM statements WHERE target_text <> ''")[0]
    assert (row["target_text"], row["addressee_text"]) == ("Bo Lund", "the council")
    assert (row["is_negated"], row["is_conditional"], row["is_hedged"]) == (1, 1, 0)
    (name,) = office.state.store.rows("SELECT name FROM people WHERE person_id = ?", [row["target_id"]])
    assert name[0] == "Bo Lund"
    linked = office.state.store.rows("SELECT count(*) FROM statement_entities WHERE relation = 'target'")
    assert linked[0][0] == 1
    page.reload()
    _fact(page, "Target" + "Bo Lund")
    assert page.locator("#update").is_hidden()


def test_rows_are_marked_to_be_checked_and_found_again(page: "Page", office: Office) -> None:
    for _ in range(2):
        page.keyboard.press("v")
        _said(page, "To check.")
    page.locator("#progress").filter(has_text="2 tagged").wait_for()
    assert not office.state.threads
    page.keyboard.press("y")
    page.locator("#tags-dialog[open]").wait_for()
    page.keyboard.type("money, , follow up")
    page.get_by_role("textbox", name="Note").fill("ask the port")
    page.keyboard.press("Enter")
    _said(page, "1 statement tagged.")
    page.get_by_role("combobox", name="Tag").select_option("check")
    page.locator("#count").filter(has_text="2 statements of 4").wait_for()
    page.reload()
    page.locator("#count").filter(has_text="2 statements of 4").wait_for()
    tagged = [event.tags for event in read_events(office.log)]
    assert tagged == [["check"], ["check"], ["money", "follow up"]]
    page.keyboard.press("u")
    _said(page, "Undone: tag.")


def test_a_whole_list_is_tagged_at_once(page: "Page", office: Office) -> None:
    page.fill("#search", "said")
    page.locator("#count").filter(has_text="4 statements").wait_for()
    page.goto(f"{office.address}/?from=2024-03-01")
    page.locator("#count").filter(has_text="2 statements of 4").wait_for()
    page.locator("#text .w").first.wait_for()
    page.keyboard.press("y")
    page.fill("#tags-dialog [name=tags]", "dam")
    page.get_by_role("checkbox", name="all of the list").check()
    page.keyboard.press("Enter")
    _said(page, "2 statements tagged.")
    assert len(office.state.tags) == 2


def test_escape_leaves_the_search_and_keeps_its_words(page: "Page") -> None:
    page.keyboard.press("/")
    page.keyboard.type("leaks")
    page.locator("#count").filter(has_text="1 statement").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == "leaks"
    page.keyboard.press("a")
    _said(page, "Accepted.")


def test_what_is_decided_is_what_is_shown_and_in_the_list(page: "Page", office: Office) -> None:
    page.locator("#facts").filter(has_text="Ana Kova").wait_for()
    page.fill("#search", "leaks")
    page.locator("#facts").filter(has_text="Bo Lund").wait_for()
    page.locator("#article").focus()
    page.keyboard.press("x")
    _said(page, "Rejected.")
    (event,) = read_events(office.log)
    assert event.after is not None
    assert event.after.content[0].exact == "it leaks at night"
    page.fill("#search", "nothing has these words")
    page.locator("#article-title").filter(has_text="No statement is open").wait_for()
    page.locator("#article").focus()
    page.keyboard.press("a")
    _said(page, "Open a statement first.")
    assert len(read_events(office.log)) == 1


def test_decided_and_to_be_written_are_the_same_number(page: "Page") -> None:
    for key in ("a", "k", "x", "k", "a"):
        page.keyboard.press(key)
    page.locator("#progress").filter(has_text="1 decision on 4 statements").wait_for()
    page.locator("#update").filter(has_text="Update tables (1)").wait_for()
    page.keyboard.press("u")
    page.keyboard.press("u")
    page.keyboard.press("u")
    page.locator("#progress").filter(has_text="0 decisions on 4 statements").wait_for()
    page.locator("#update").wait_for(state="hidden")


def test_how_far_reviewers_agree(page: "Page", office: Office) -> None:
    for place, verdict in enumerate(("accept", "accept", "reject")):
        Reviewer(office.state, "bo").decide(office.state.index.ids[place], verdict)  # type: ignore[arg-type]
        Reviewer(office.state, "cy").decide(office.state.index.ids[place], "reject" if place else "accept")
    page.reload()
    page.get_by_role("button", name="Agreement").click()
    page.locator("#agreement-rows td").first.wait_for()
    cells = page.locator("#agreement-rows td").all_inner_texts()
    assert cells == ["bo, cy", "3", "67%", "0.40", "1"]


def test_duplicates_are_decided_by_one_key(page: "Page", office: Office) -> None:
    page.get_by_role("link", name="Duplicates").click()
    page.locator("#left").filter(has_text="1 pair left").wait_for()
    page.get_by_text("nearly the same letters").wait_for()
    assert page.locator(".side mark").all_inner_texts() == ["Ana Kova", "Ana Kowa"]
    page.keyboard.press("l")
    _said(page, "Later.")
    page.keyboard.press("d")
    _said(page, "Different: Ana Kowa and Ana Kova.")
    page.get_by_text("Nothing here looks like a duplicate").wait_for()
    page.keyboard.press("u")
    page.locator(".side").first.wait_for()
    page.keyboard.press("s")
    page.get_by_text("Nothing here looks like a duplicate").wait_for()
    (line,) = read_decisions(office.entities)
    assert line.action == "merge"
    assert "; Ana Kowa," in office.entities.read_text("utf-8")


def test_role_title_country_and_kind_of_a_name(page: "Page", office: Office) -> None:
    page.goto(f"{office.address}/entities")
    page.get_by_role("row", name="Bo Lund").get_by_role("checkbox").check()
    page.keyboard.press("c")
    page.locator("#entity-dialog[open]").wait_for()
    page.fill("#entity-dialog [name=value]", "harbour master")
    page.locator("#effect").filter(has_text="Bo Lund has harbour master as its role.").wait_for()
    page.keyboard.press("Enter")
    _said(page, "Noted")
    assert [(line.action, line.value) for line in read_decisions(office.entities)] == [("role", "harbour master")]


def test_accept_and_reject_stay_in_reach_on_a_phone(chromium: "Browser", office: Office) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    opened, wrong = watched(context, office)
    for scroll in (0, 10_000):
        opened.evaluate("to => scrollTo(0, to)", scroll)
        for name in ("Accept", "Reject"):
            box = opened.get_by_role("button", name=name).bounding_box()
            assert box is not None
            assert 0 <= box["y"] <= 800 - box["height"]
    opened.get_by_role("button", name="Accept").tap()
    opened.locator(".card.accepted").wait_for()
    assert wrong == []
    context.close()


def test_a_browser_that_forgot_gets_a_new_address_from_the_terminal(chromium: "Browser", office: Office) -> None:
    told = threading.Event()
    office.guard.tell = told.set
    first = office.keys.entry
    context = chromium.new_context()
    page, _ = watched(context, office)
    kept = json.loads(json.dumps(context.storage_state()))
    context.close()
    again = chromium.new_context(storage_state=kept)
    page = again.new_page()
    page.goto(f"{office.address}/?token={first}")
    page.locator("#text .w").first.wait_for()
    again.close()
    stranger = chromium.new_context()
    assert stranger.request.get(f"{office.address}/?token={first}").status == 403
    assert told.is_set()
    assert stranger.request.get(f"{office.address}/?token={office.keys.entry}").status == 200
    stranger.close()
