"""The word lists of ``entities.toml``: which there must be, and reading them."""

from collections.abc import Mapping
from typing import Any

from extractor.errors import ResourceError
from extractor.resources import Models

FILE = "en/entities.toml"
LINKING = "en/linking.toml"
# Each is explained in the file, with an example.
_NAMES = frozenset(
    (
        "affiliating", "american", "based", "before_verbs", "body_act", "calendar", "caption", "company", "coordinating",
        "credit", "creed", "direction", "division", "domain", "english_endings", "epithet", "eponym", "event", "example",
        "facility", "facility_first", "feeling", "firm_thing", "founding", "function", "given_titles", "head_link", "holding",
        "holiday", "honours", "hyphenated", "inner_titles", "inside", "inverted", "joined_head", "joining", "joining_alone",
        "junk", "kept_titles", "kin",
        "kind_company", "kind_government", "kind_head", "kind_link", "kind_media", "kind_military", "kind_ngo", "kind_party",
        "languages", "law", "led", "living", "local", "maiden", "medium", "month_names", "moving",
        "moving_preposition", "named_noun", "national", "national_first",
        "natural", "neighbours", "no_person", "organization", "organization_first", "organization_head", "organization_noun",
        "particles", "patronymics", "people", "person_thing", "place", "place_endings", "place_first", "place_noun", "place_post",
        "place_thing", "plain", "platform", "policy", "post", "posting", "posting_preposition", "region", "seat",
        "seat_preposition", "settlement", "short_form_of", "site", "speaking", "species", "subjects", "suffering", "suffixes",
        "surname_endings", "thing", "thing_noun", "towards", "town", "trading", "vague", "visiting", "water", "water_first",
        "work", "yearly",
    )
)  # fmt: skip


def load_word_lists(models: Models) -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
    """Return the ambiguous names of ``entities.toml`` and its word lists by name, with the legal forms of ``linking.toml``.

    Raises:
        ResourceError: a file is missing, or a list in it is missing, unknown or no list of words.
    """
    content = models.toml(FILE)
    _check(set(content), frozenset(("ambiguous", "words")), f"{models.root / FILE}")
    lists: Mapping[str, Any] = content["words"]
    _check(set(lists), _NAMES, f"{models.root / FILE}: words")
    for name, words in (("ambiguous", content["ambiguous"]), *lists.items()):
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise ResourceError(f"{models.root / FILE}: {name}: a list of words is expected")
    legal = frozenset(models.toml(LINKING).get("legal_forms", ()))
    return frozenset(content["ambiguous"]), {name: frozenset(words) for name, words in lists.items()} | {"legal_form": legal}


def _check(found: set[str], expected: frozenset[str], where: str) -> None:
    if wrong := found ^ expected:
        raise ResourceError(f"{where}: missing or unknown list: {', '.join(sorted(wrong))}")
