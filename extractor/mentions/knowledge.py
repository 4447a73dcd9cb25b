"""What the program knows about pronouns and describing nouns, read from ``models/en/``."""

from dataclasses import dataclass
from typing import Literal, cast

from extractor.errors import ResourceError
from extractor.resources import Models

Means = Literal["person", "organization", "place", "group", "document"]
_MEANS = frozenset(("person", "organization", "place", "group", "document"))
_PRONOUN_COLUMNS = ("word", "person", "number", "gender", "form")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """Agreement features of a pronoun: person "1" or "3", number, gender ("m", "f", "n" or ""), form (subject, object ...)."""

    person: str
    number: str
    gender: str
    form: str


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers of ``coreference.toml``, by table."""

    position: dict[str, float]
    place: dict[str, float]
    gender: dict[str, float]
    syntax: dict[str, float]
    collective: dict[str, float]
    decision: dict[str, float]


@dataclass(frozen=True, slots=True)
class Coreference:
    """Word lists and weights; ``means`` and ``genders`` are keyed by the lemma of a noun, pronouns by the word in lower case.

    ``given_names`` and ``titles`` lead from the word as written to the gender that it suggests or shows, ``short`` from a short
    title to the noun that it stands for. ``unique`` are nouns for what a country has one of, ``companies`` those for companies,
    ``asking`` verbs whose object speaks next, ``judging`` verbs whose object is meant by a pronoun behind one of ``judging_by``.
    """

    pronouns: dict[str, Pronoun]
    means: dict[str, Means]
    genders: dict[str, str]
    given_names: dict[str, str]
    titles: dict[str, str]
    short: dict[str, str]
    unique: frozenset[str]
    companies: frozenset[str]
    asking: frozenset[str]
    judging: frozenset[str]
    judging_by: frozenset[str]
    weights: Weights


def load_coreference(models: Models) -> Coreference:
    """The knowledge of the folder ``models/en``.

    Raises:
        ResourceError: a file is missing, has other columns, or an entry holds an unknown value.
    """
    pronouns = {
        row["word"]: Pronoun(row["person"], row["number"], row["gender"], row["form"])
        for row in models.table("en/pronouns.csv", *_PRONOUN_COLUMNS)
    }
    rows = models.table("en/descriptions.csv", "head", "means", "gender")
    for row in rows:
        if row["means"] not in _MEANS or row["gender"] not in ("", "m", "f"):
            raise ResourceError(f"en/descriptions.csv: {row['head']}: unknown means or gender")
    tables = models.toml("en/coreference.toml")
    return Coreference(
        pronouns=pronouns,
        means={row["head"]: cast(Means, row["means"]) for row in rows},
        genders={row["head"]: row["gender"] for row in rows if row["gender"]},
        given_names={row["name"]: row["gender"] for row in models.table("en/given_names.csv", "name", "gender")},
        titles={row["title"]: row["gender"] for row in models.table("en/titles.csv", "title", "kind", "gender") if row["gender"]},
        short=tables["short"],
        unique=frozenset(tables["unique"]["heads"]),
        companies=frozenset(tables["unique"]["companies"]),
        asking=frozenset(tables["asking"]["verbs"]),
        judging=frozenset(tables["judging"]["verbs"]),
        judging_by=frozenset(tables["judging"]["prepositions"]),
        weights=Weights(**{name: tables[name] for name in Weights.__slots__}),
    )
