"""One ``ClaimReview`` of schema.org, as fact-checkers write it, to a record."""

import math
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from extractor.cleaning.characters import clean_characters
from extractor.readers.base import ReadError
from extractor.readers.decode import replace_surrogates
from extractor.told import FactCheck

_TYPE = "ClaimReview"
# A text that is longer is no claim but an article.
_LONGEST = 5_000
_LARGEST = 1_000_000


def find_reviews(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the reviews of claims in a JSON value, whatever lists and objects are round them, each with its place:
    ``dataFeedElement[3].item[0]``; also those in answers of Google's Fact Check Tools."""
    waiting = [("", value)]
    while waiting:
        place, found = waiting.pop()
        if isinstance(found, dict) and _is_review(found):
            yield place, found
        elif isinstance(found, dict) and isinstance(found.get("claimReview"), list):
            yield from ((f"{place}.claimReview[{number}]", review) for number, review in enumerate(_of_answer(found)))
        elif isinstance(found, dict):
            waiting.extend((f"{place}.{key}" if place else key, inner) for key, inner in reversed(found.items()))
        elif isinstance(found, list):
            waiting.extend((f"{place}[{number}]", found[number]) for number in reversed(range(len(found))))


def fact_check(review: Mapping[str, Any]) -> FactCheck:
    """Return what a review says.

    Raises:
        ReadError: ``record`` when it does not say which claim it is about, or what came of it.
    """
    reviewed = _object(review.get("itemReviewed"))
    rating = _object(review.get("reviewRating"))
    claim = _text(review.get("claimReviewed")) or _text(reviewed.get("name"))
    if not claim or len(claim) > _LONGEST:
        raise ReadError("record", "claimReviewed is longer than a claim" if claim else "no claimReviewed")
    numbers = {name: _number(rating.get(name)) for name in ("ratingValue", "bestRating", "worstRating")}
    words = _text(rating.get("alternateName")) or _text(rating.get("name")) or _in_words(numbers)
    if not words:
        raise ReadError("record", "no reviewRating with an alternateName or a ratingValue")
    url = _address(review.get("url"))
    return FactCheck(
        review_url=url,
        publisher=_text(review.get("author")) or _text(review.get("publisher")) or (urlsplit(url).hostname or ""),
        rating=words,
        rating_value=numbers["ratingValue"],
        best_rating=numbers["bestRating"],
        worst_rating=numbers["worstRating"],
        claim_reviewed=claim,
        claimant=_text(reviewed.get("author")),
        claimed_at=_day(reviewed.get("datePublished")),
        reviewed_at=_day(review.get("datePublished")),
    )


def _of_answer(claim: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the reviews of a claim in an answer of Google's Fact Check Tools as schema.org has them."""
    for review in map(_object, claim["claimReview"]):
        yield {
            "url": review.get("url"),
            "datePublished": review.get("reviewDate"),
            "author": review.get("publisher"),
            "claimReviewed": claim.get("text"),
            "itemReviewed": {"author": claim.get("claimant"), "datePublished": claim.get("claimDate")},
            "reviewRating": {"alternateName": review.get("textualRating")},
        }


def _is_review(found: Mapping[str, Any]) -> bool:
    kinds = found.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.replace("/", ":").rpartition(":")[2] == _TYPE for kind in kinds)


def _object(value: Any) -> Mapping[str, Any]:
    """Return an object, or the first of a list; empty for anything else."""
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    """Return the text of a value on one line: a string, the name of an object, or that of the first of a list."""
    for _ in range(3):
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("name", value.get("@value")) if isinstance(value, dict) else value
    if not isinstance(value, str) or len(value) > 2 * _LONGEST:
        return "" if not isinstance(value, str) else value[: 2 * _LONGEST]
    return " ".join(clean_characters(replace_surrogates(value)[0])[0].split())


def _number(value: Any) -> float | None:
    try:
        number = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else math.nan
    except (ValueError, OverflowError):
        return None
    return number if abs(number) <= _LARGEST else None


def _in_words(numbers: Mapping[str, float | None]) -> str:
    """Return a rating that is only a number: "2 of 5"; empty without one."""
    value, best = numbers["ratingValue"], numbers["bestRating"]
    return "" if value is None else f"{value:g} of {best:g}" if best is not None else f"{value:g}"


def _address(value: Any) -> str:
    """Return an address of the web; empty for anything else, so that nobody follows ``javascript:``."""
    text = _text(value)
    return text if text.lower().startswith(("https://", "http://")) and " " not in text else ""


def _day(value: Any) -> str:
    text = _text(value)[:10]
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
