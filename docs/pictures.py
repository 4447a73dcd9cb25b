"""Take the pictures of the report and of the review page anew, from the tables of ``make run``.

python docs/pictures.py outputs
"""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

_DOCS = Path(__file__).parent
_STATEMENT = 3


def main(folder: Path) -> None:
    """Take both pictures."""
    reviewing = [Path(sys.executable).with_name("extractor"), "review", folder, "--no-open", "--reviewer", "ann"]
    with sync_playwright() as playwright, subprocess.Popen(reviewing, stdout=subprocess.PIPE, text=True) as server:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
        page.goto((folder / "report.html").resolve().as_uri())
        _take(page, "report.png")
        assert server.stdout is not None
        page.goto(next(word for line in server.stdout for word in line.split() if word.startswith("http://")))
        page.locator(".card").nth(_STATEMENT).click()
        page.set_viewport_size({"width": 1280, "height": 800})
        _take(page, "review.png")
        browser.close()
        server.terminate()


def _take(page: "Page", name: str) -> None:
    page.wait_for_timeout(6000)  # until messages are gone
    page.screenshot(path=_DOCS / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
