"""Who is let in: 400 for a foreign Host, 403 without token, cookie or write token; headers on every answer."""

import re
from pathlib import Path

import pytest
from desk import PORT, Desk
from starlette.testclient import TestClient

from extractor.review.security import Guard, Keys


def test_without_token_or_cookie_nothing_is_shown(desk: Desk) -> None:
    desk.client.cookies.clear()
    for path in ("/", "/api/statements", "/static/review.js", "/export/decisions.jsonl", "/nothing"):
        answer = desk.client.get(path)
        assert (answer.status_code, answer.text[:3]) == (403, "403")


def test_the_token_works_once(desk: Desk) -> None:
    desk.client.cookies.clear()
    assert desk.client.get(f"/?token={desk.keys.entry}x").status_code == 403
    assert desk.keys.entry == ""
    assert desk.client.get("/?token=").status_code == 403


def test_the_address_opens_again_in_the_same_browser(desk: Desk) -> None:
    answer = desk.client.get("/?token=used", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_filters_of_the_address_stay(desk: Desk) -> None:
    keys = Keys()
    guard = Guard(desk.client.app, keys=keys, host="127.0.0.1", port=PORT)
    client = TestClient(guard, base_url=f"http://localhost:{PORT}", follow_redirects=False)
    for token in (keys.entry, "used"):  # the second time the browser has the cookie
        answer = client.get(f"/?token={token}&list=sample&q=a%26b")
        assert (answer.status_code, answer.headers["location"]) == (303, "/?list=sample&q=a%26b")


def test_the_cookie_is_kept_from_scripts_and_other_sites(desk: Desk) -> None:
    keys = Keys()
    guard = Guard(desk.client.app, keys=keys, host="127.0.0.1", port=PORT)
    answer = TestClient(guard, base_url=f"http://localhost:{PORT}", follow_redirects=False).get(f"/?token={keys.entry}")
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


FOREIGN = ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1.evil.example:{PORT}", ""]


@pytest.mark.parametrize("host", FOREIGN)
def test_a_foreign_host_is_refused(desk: Desk, host: str) -> None:
    assert desk.client.get("/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", [f"localhost:{PORT}", f"127.0.0.1:{PORT}", f"[::1]:{PORT}"])
def test_names_of_this_machine_are_its_own(desk: Desk, host: str) -> None:
    assert desk.client.get("/api/update", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-Review-Token": "x"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}, {"Origin": "null"}],
    ids=str,
)
def test_writes_of_others_are_refused(desk: Desk, headers: dict[str, str]) -> None:
    token = {} if headers in ({}, {"X-Review-Token": "x"}) else {"X-Review-Token": desk.keys.write}
    answer = desk.client.post("/api/undo", json={}, headers={**token, **headers})
    assert answer.status_code == 403


def test_writes_are_json_of_moderate_size(desk: Desk) -> None:
    token = {"X-Review-Token": desk.keys.write}
    assert desk.client.post("/api/undo", content="{}", headers={**token, "Content-Type": "text/plain"}).status_code == 415
    headers = {**token, "Content-Type": "application/json"}
    assert desk.client.post("/api/undo", content="x" * 2_000_000, headers=headers).status_code == 413
    for body in ("[", "[]", "[" * 100_000):
        assert desk.client.post("/api/undo", content=body, headers=headers).status_code == 400


def test_every_answer_has_the_policy(desk: Desk) -> None:
    for path in ("/", "/entities", "/api/statements", "/static/review.css", "/static/../app.py", "/static/app.py"):
        headers = desk.client.get(path).headers
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers


def test_pages_have_no_inline_script_or_style(desk: Desk) -> None:
    for path in ("/", "/entities"):
        page = desk.client.get(path).text
        assert page.count("<script") == page.count('<script type="module" src="/static/') == 1
        assert "style=" not in page
        assert not re.search(r"<[^>]*\son\w+=", page)


def test_errors_say_no_paths(desk: Desk, tmp_path: Path) -> None:
    for path in (
        "/api/statements/s_x",
        "/api/statements?bad=1",
        "/api/statements?page=x",
        "/api/values/text",
        "/api/entities?page=x",
    ):
        answer = desk.client.get(path)
        assert 400 <= answer.status_code < 500, path
        assert str(tmp_path) not in answer.text
        assert "Traceback" not in answer.text
