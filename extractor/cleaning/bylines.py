"""Who wrote an article: names from bylines and author fields, without the words, roles, dates and buttons among them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.cleaning.masthead import title_key
from extractor.errors import ResourceError
from extractor.resources import Models

_FILE = "en/bylines.toml"
# Marks between the parts of a byline; a hyphen inside a name has no spaces round it.
_PARTS = re.compile(r"[;|•·\n]|\s[–—-]\s")
# Two words or more in the capitals of names: "Jane Roe", not "BBC Scotland"; a role may follow without a comma.
_FULL_NAME = re.compile(r"[^\W\d_a-z][^\W\d_A-Z][\w’'-]*(?: [^\W\d_a-z][^\W\d_A-Z]?[\w.’'-]*)+")
_LONGEST_NAME, _MOST_WORDS = 60, 6
_EDGES = " .,*_()\t\"'“”"
_SENTENCE = re.compile(r"[!?:]|[a-z]{3}\.(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Bylines:
    """The patterns of ``models/en/bylines.toml``, each kind as one expression, and keys of known outlets and agencies."""

    before: re.Pattern[str]
    between: re.Pattern[str]
    behind: re.Pattern[str]
    suffix: re.Pattern[str]
    no_author: re.Pattern[str]
    outlets: frozenset[str]

    def names(self, text: str, *, outlet: str = "") -> list[str]:
        """Return the people whom a byline or author field names, each once; the ``outlet`` is none."""
        names = (name for part in _PARTS.split(text) for name in self._names(part))
        own = _key(outlet)
        return list(dict.fromkeys(name for name in names if self._is_person(name, own)))

    def _names(self, part: str) -> Iterator[str]:
        """Yield what stands between commas and joining words; "Roe, Jane" is one name, and a place behind a name none."""
        for group in self.between.split(self.before.sub("", part.strip(_EDGES), count=1)):
            names: list[str] = []
            for piece in map(str.strip, group.split(",")):
                if names and self.suffix.fullmatch(piece):
                    names[-1] += f", {piece}"
                elif piece:
                    found = self.behind.search(piece)
                    name = piece[: found.start() if found else None].strip(_EDGES)
                    if _FULL_NAME.fullmatch(name) or not self.no_author.fullmatch(piece):
                        names.append(name)
            if len(names) == 2 and not any(" " in name for name in names):
                yield ", ".join(names)
            else:
                yield from (name for name in names if " " in name or len(names) == 1)

    def _is_person(self, name: str, outlet: str) -> bool:
        if (
            len(name) > _LONGEST_NAME
            or len(name.split()) > _MOST_WORDS
            or _SENTENCE.search(name)
            or self.no_author.fullmatch(name)
        ):
            return False
        key = _key(name)
        return bool(key) and key != outlet and key not in self.outlets


def load_bylines(models: Models) -> Bylines:
    """Return the patterns of the models folder.

    Raises:
        ResourceError: a key is missing, or a pattern is not valid.
    """
    content = models.toml(_FILE)
    try:
        outlets = {_key(row[column]) for name, column in (("outlets", "name"), ("agencies", "short"), ("agencies", "name"))
                   for row in models.table(f"en/{name}.csv")}  # fmt: skip
        return Bylines(
            re.compile(rf"(?:{_any_of(content['before'])})\s*"),
            re.compile(rf"(?:^|,?\s)(?:{_any_of(content['between'])})(?:\s|$)"),
            re.compile(_any_of(content["behind"])),
            re.compile(_any_of(content["suffixes"])),
            re.compile(_any_of([pattern for entry in content["no_author"] for pattern in entry["patterns"]]), re.IGNORECASE),
            frozenset(outlets),
        )
    except (KeyError, re.error) as error:
        raise ResourceError(f"{_FILE}: {error}") from error


def _any_of(patterns: list[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _key(name: str) -> str:
    """Return the letters and digits of a name in lower case, without an article."""
    return title_key(name.casefold().removeprefix("the "))
