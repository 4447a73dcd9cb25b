"""Claims of several articles on the page."""

from collections.abc import Callable
from pathlib import Path

from factories import make_result
from published import publish_tables

from extractor.fact_checks.read import FactChecks
from extractor.report.claims import read_answers, read_checks, read_claims
from extractor.report.data import prepare
from extractor.report.database import opened
from extractor.report.page import rewrite_report
from extractor.told import FactCheck

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


def test_a_claim_of_several_articles_has_its_verdicts(tmp_path: Path) -> None:
    others = ("Bo Lund said: no", "Cy Mora said: yes")
    results = [make_result(f"Ana Kova said: {CLAIM}\n{more}", f"in/{more}.txt") for more in others]
    told = {"False <b>": "Coast Check", "No": ""}
    checks = tuple(FactCheck(claim_reviewed=CLAIM, rating=rating, publisher=publisher) for rating, publisher in told.items())
    publish_tables(results, tmp_path / "out", parts=tmp_path / "parts", formats=["csv"], fact_checks=FactChecks(checks))
    with opened(tmp_path / "out") as connection:
        prepare(connection)
        (claim,) = read_claims(connection)
    assert claim["verdicts"] == ["False <b> (Coast Check)", "No"]
    assert "fact-checked: <bdi>False &lt;b&gt; (Coast Check); No</bdi>" in (tmp_path / "out" / "report.html").read_text("utf-8")


def test_what_was_checked_stands_with_its_verdict_and_nothing_of_it_is_alive(tmp_path: Path) -> None:
    results = [make_result(f"Ana Kova said: {CLAIM}", f"in/{name}.txt") for name in "ab"]
    check = {"claim_reviewed": CLAIM, "publisher": "<i>Coast</i> Check"}
    checks = (
        FactCheck(**check, rating="False", review_url="https://checks.example/1?a=1&b=2"),
        FactCheck(**check, rating="<script>alert(1)</script>", review_url="javascript:alert(1)"),
    )
    publish_tables(results, tmp_path / "out", parts=tmp_path / "parts", formats=["csv"], fact_checks=FactChecks(checks))
    with opened(tmp_path / "out") as connection:
        prepare(connection)
        found = read_checks(connection)
    assert [(check["rating"], check["url"], len(check["statements"])) for check in found] == [
        ("False", "https://checks.example/1?a=1&b=2", 1),  # not the copy of the article
        ("<script>alert(1)</script>", "", 1),
    ]
    page = rewrite_report(tmp_path / "out").read_text("utf-8")
    section = page.partition('id="fact-checks"')[2].partition("</table>")[0]
    assert (
        '<a href="https://checks.example/1?a=1&amp;b=2" rel="noreferrer noopener"><bdi>&lt;i&gt;Coast&lt;/i&gt; Check</bdi></a>'
        in section
    )
    assert "<script>alert" not in page
    assert "javascript:" not in page
