"""Claims of several articles on the page."""

from collections.abc import Callable
from pathlib import Path

from factories import make_result

from extractor.report.claims import read_answers, read_claims
from extractor.report.data import prepare
from extractor.report.database import opened
from extractor.report.page import rewrite_report

Publish = Callable[..., object]
CLAIM = "the harbour </script><b>will</b> be closed to all ships"


def test_claims_of_several_articles_but_not_of_copies(tmp_path: Path, publish_results: Publish) -> None:
    results = [
        make_result(f"Ana Kova said: {CLAIM}\nBo Lund said: no", "in/a.txt", published_at="2024-03-02"),
        make_result(f"Ana Kova said: {CLAIM}", "in/b.txt", published_at="2024-03-01"),
        make_result("Ana Kova said: the ferry sails at seven o'clock on Monday", "in/c.txt"),
        make_result("Ana Kova said: the ferry sails at seven o'clock on Monday", "in/d.txt"),
    ]
    publish_results(results, tmp_path / "out", ["parquet"])
    with opened(tmp_path / "out") as connection:
        prepare(connection)
        (claim,) = read_claims(connection)
        assert read_answers(connection) == []
    assert (claim["content"], claim["articles"], claim["first"]) == (CLAIM, 2, "2024-03-01")
    page = rewrite_report(tmp_path / "out").read_text("utf-8")
    section = page.partition('id="claims"')[2].partition("</table>")[0]
    assert f'<a href="#statements?claim={claim["id"]}">' in section
    assert "the harbour &lt;/script&gt;&lt;b&gt;will&lt;/b&gt; be closed" in section
    assert "the ferry sails" not in section
