"""The documentation opened from disk: its search finds pages without a server."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]


def test_the_search_works_from_disk(chromium: "Browser", tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    context = chromium.new_context()
    page = context.new_page()
    requests: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    page.goto((tmp_path / "how-to" / "review.html").as_uri())
    page.locator("[data-md-component=search-query]").first.click()
    page.keyboard.type("kappa")
    page.locator(".md-search-result__item a").filter(has_text="Check and correct statements").first.wait_for()
    assert not [url for url in requests if not url.startswith("file:")]
    context.close()
