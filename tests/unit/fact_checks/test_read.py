"""Fact-checks from files of all shapes, and from damaged and hostile ones."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import InputError
from extractor.fact_checks.read import NO_FACT_CHECKS, read_fact_checks
from extractor.told import FactCheck


def _review(claim: str = "The dam leaks.", **more: Any) -> dict[str, Any]:
    return {
        "@type": "ClaimReview",
        "url": "https://checks.example/dam",
        "datePublished": "2026-02-03T10:00:00Z",
        "author": {"@type": "Organization", "name": "Coast Check"},
        "claimReviewed": claim,
        "itemReviewed": {"@type": "Claim", "author": {"name": "Ana  Ruiz"}, "datePublished": "2026-02-01"},
        "reviewRating": {"ratingValue": "1", "bestRating": 5, "worstRating": 1, "alternateName": "False"},
        **more,
    }


CHECK = FactCheck(
    claim_reviewed="The dam leaks.", rating="False", rating_value=1, best_rating=5, worst_rating=1, publisher="Coast Check",
    review_url="https://checks.example/dam", reviewed_at="2026-02-03", claimant="Ana Ruiz", claimed_at="2026-02-01",
)  # fmt: skip
FEED = {"dataFeedElement": [{"@type": "DataFeedItem", "item": [_review()]}, {"item": None}]}
PAGE = '<html><head><script type="application/ld+json">{}</script></head><body><p>Text</p></body></html>'


def test_answers_of_a_search_for_fact_checks(tmp_path: Path) -> None:
    review = {
        "publisher": {"name": "Coast Check", "site": "checks.example"}, "url": "https://checks.example/dam",
        "title": "No, the dam holds", "reviewDate": "2026-02-03T10:00:00Z", "textualRating": "False", "languageCode": "en",
    }  # fmt: skip
    claim = {
        "text": "The dam leaks.",
        "claimant": "Ana Ruiz",
        "claimDate": "2026-02-01T00:00:00Z",
        "claimReview": [review, {}, 3],
    }
    found = read_fact_checks(
        _written(tmp_path, "answer.json", json.dumps({"claims": [claim, {"text": "x", "claimReview": "y"}]}))
    )
    assert found.checks == (CHECK.model_copy(update={"rating_value": None, "best_rating": None, "worst_rating": None}),)
    assert [warning.partition(": ")[2][:25] for warning in found.warnings] == [
        "claims[0].claimReview[1]:",
        "claims[0].claimReview[2]:",
    ]


def _written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("one.json", json.dumps(_review())),
        ("feed.json", json.dumps(FEED)),
        ("graph.jsonld", json.dumps({"@graph": [{"@type": "WebPage"}, _review()]})),
        ("list.json", json.dumps([[_review()], _review()])),
        ("lines.jsonl", "\n".join([json.dumps(_review()), "", json.dumps(FEED)])),
        ("lines.json", "\n".join(json.dumps(_review()) for _ in range(2))),
        ("page.html", PAGE.format(json.dumps({"mainEntity": [_review()]}))),
        ("page.htm", PAGE.format(json.dumps(_review("The dam\n leaks."), ensure_ascii=False).replace("\\n", "\n"))),
        ("marked.json", "\ufeff" + json.dumps(_review())),
        ("types.json", json.dumps(_review(**{"@type": ["Review", "http://schema.org/ClaimReview"]}))),
    ],
    ids=lambda value: value if len(value) < 15 else "",
)
def test_shapes(tmp_path: Path, name: str, content: str) -> None:
    found = read_fact_checks(_written(tmp_path, name, content))
    assert (found.checks, found.warnings) == ((CHECK,), ())


def test_what_publishers_leave_out_or_write_otherwise() -> None:
    from extractor.fact_checks.claim_review import fact_check

    bare = fact_check({"claimReviewed": ["The dam leaks."], "reviewRating": [{"ratingValue": 2, "bestRating": "4"}]})
    assert bare == FactCheck(claim_reviewed="The dam leaks.", rating="2 of 4", rating_value=2, best_rating=4)
    other = fact_check(
        _review(
            author="Coast Check", itemReviewed=[{"author": ["Ana Ruiz", "Bo Lund"]}], datePublished="soon", url="javascript:x()"
        )
    )
    assert (other.publisher, other.claimant, other.reviewed_at, other.review_url) == ("Coast Check", "Ana Ruiz", "", "")
    assert fact_check(_review(author=None)).publisher == "checks.example"
    odd = fact_check(
        _review("\x00The \ud800dam\u2028leaks", reviewRating={"ratingValue": "1e999", "alternateName": "No &amp; no"})
    )
    assert (odd.claim_reviewed, odd.rating, odd.rating_value) == ("The \ufffddam leaks", "No & no", None)


@pytest.mark.parametrize(
    ("name", "content", "warning"),
    [
        ("cut.json", '{"@type": "ClaimReview"', "cannot be read (not JSON: Expecting ',' delimiter: line 1 column 24 (char 23))"),
        ("deep.json", "[" * 100_000, "cannot be read (JSON nested too deep)"),
        ("digits.json", "1" * 10_000, "cannot be read (JSON with a number of too many digits)"),
        ("binary.json", b"\x89PNG\0\0\0", "cannot be read (not text but a PNG picture)"),
        ("empty.json", "", "cannot be read (not JSON: Expecting value: line 1 column 1 (char 0))"),
        ("empty.html", "", "cannot be read (a page without content (Document is empty))"),
        ("other.json", '{"@type": "Article"}', "no ClaimReview in it"),
        ("other.html", PAGE.format('{"@type": "Article"}'), "no ClaimReview in it"),
        ("lines.jsonl", '\n{"@type": 1\n', "line 2: not JSON: Expecting ',' delimiter: line 1 column 12 (char 11)"),
        ("page.html", PAGE.format("x"), "script 1: not JSON: Expecting value: line 1 column 1 (char 0)"),
        ("bare.json", json.dumps(_review("")), "ClaimReview: no claimReviewed"),
        ("long.json", json.dumps(_review("dam " * 2_000)), "ClaimReview: claimReviewed is longer than a claim"),
        ("odd.json", json.dumps({"a": {"b": [1, _review({"x": 1})]}}), "a.b[1]: no claimReviewed"),  # type: ignore[arg-type]
        (
            "unrated.json",
            json.dumps(_review(reviewRating={"ratingValue": True})),
            "ClaimReview: no reviewRating with an alternateName or a ratingValue",
        ),
    ],
    ids=lambda value: "" if len(value) > 15 else str(value),
)  # fmt: skip
def test_what_is_damaged_is_told_with_its_place_and_the_rest_is_read(
    tmp_path: Path, name: str, content: str | bytes, warning: str
) -> None:
    path = _written(tmp_path, f"a/{name}", content)
    _written(tmp_path, "b/feed.json", json.dumps(FEED))
    found = read_fact_checks(tmp_path)
    assert found.checks == (CHECK,)
    assert found.warnings == (f"{path}: {warning}",)


def test_folders(tmp_path: Path) -> None:
    _written(tmp_path, "z/one.json", json.dumps(_review("The dam holds.")))
    _written(tmp_path, "a.HTML", PAGE.format(json.dumps(_review())))
    _written(tmp_path, "readme.txt", "nothing")
    _written(tmp_path, ".git/x.json", "{")
    (tmp_path / "again.json").symlink_to(tmp_path / "z" / "one.json")
    (tmp_path / "gone.json").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.json")
    found = read_fact_checks(tmp_path)
    assert [check.claim_reviewed for check in found.checks] == ["The dam leaks.", "The dam holds."]
    assert len(found.warnings) == 2
    assert found.warnings[0].startswith(f"{tmp_path / 'gone.json'}: cannot be read")
    assert found.warnings[1] == f"{tmp_path / 'pipe.json'}: cannot be read (no regular file)"


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file or folder"):
        read_fact_checks(tmp_path / "gone")
    (warning,) = read_fact_checks(tmp_path).warnings
    assert warning.startswith(f"{tmp_path}: no file with .json")


def test_many_warnings_are_counted(tmp_path: Path) -> None:
    path = _written(tmp_path, "lines.jsonl", "{\n" * 500)
    found = read_fact_checks(path)
    assert (len(found.warnings), found.warnings[-1]) == (21, f"{path}: 480 more were not read")


def test_the_hash_tells_of_changes(tmp_path: Path) -> None:
    first = read_fact_checks(_written(tmp_path, "a.json", json.dumps(_review())))
    same = read_fact_checks(_written(tmp_path, "b.jsonl", json.dumps(_review())))
    other = read_fact_checks(_written(tmp_path, "a.json", json.dumps(_review(url="https://checks.example/new"))))
    assert NO_FACT_CHECKS.sha256 == "" != first.sha256 == same.sha256 != other.sha256
