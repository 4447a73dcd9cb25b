"""What the program knows about pronouns and describing nouns, read from ``models/en/``."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, cast

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from extractor.analysis.parse import Parse
from extractor.entities.gazetteer import ORGANIZATION_COLUMNS
from extractor.entities.titles import TITLE_COLUMNS
from extractor.errors import ResourceError
from extractor.mentions.naming import Naming, naming_by_word
from extractor.model_entries import read_entry
from extractor.resources import Models

Means = Literal["person", "organization", "place", "group", "document"]
_MEANS = frozenset(("person", "organization", "place", "group", "document"))
FILE = "en/coreference.toml"
_NOUNS = frozenset(("NN", "NNS", "VB", "VBD"))
_WEIGHTS = {
    "position": ("subject embedded_subject passive_subject object agent oblique subject_possessive possessive modifier other"),
    "place": "title source other_voice decay quoted_sentence paragraph again unnamed doubtful pronoun_gain topic",
    "gender": "shown given_name against_name still_against called_otherwise",
    "syntax": "reported own_clause main_clause speaker spoke interrupted same_paragraph voice cataphora joined named_within",
    "last": "by_pronoun listed nearest nearest_owner owner_aside subject_again",
    "collective": "organization group plural reported decay least margin",
    "decision": "least margin described clear went_on",
}
_PRONOUN_COLUMNS = ("word", "person", "number", "gender", "form")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """Agreement features of a pronoun: person "1" or "3", number, gender ("m", "f", "n" or ""), form (subject, object ...)."""

    person: str
    number: str
    gender: str
    form: str


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Weights(_Strict):
    """The numbers of ``coreference.toml``, by table; a missing or unknown one is an error."""

    position: dict[str, float]
    place: dict[str, float]
    gender: dict[str, float]
    syntax: dict[str, float]
    last: dict[str, float]
    collective: dict[str, float]
    decision: dict[str, float]

    @field_validator(*_WEIGHTS)
    @classmethod
    def _is_complete(cls, table: dict[str, float], info: ValidationInfo) -> dict[str, float]:
        odd = set(_WEIGHTS[str(info.field_name)].split()) ^ table.keys()
        if odd:
            raise PydanticCustomError("keys", "missing or unknown: {keys}", {"keys": ", ".join(sorted(odd))})
        return table


@dataclass(frozen=True, slots=True)
class Coreference:
    """Word lists and weights; ``means`` and ``genders`` are keyed by the lemma of a noun, pronouns by the word in lower case.

    ``given_names`` and ``titles`` lead from the word as written to the gender that it suggests or shows, if any, ``offices`` are
    words that stand side by side in a title ("prime", "minister"), ``short`` leads from a short title to the noun that it stands
    for, ``kinds`` from a noun to the kind of the organization or place that it means, ``divided`` from one for a region to the
    countries that have such, ``reflexives`` from a reflexive pronoun to
    its gender. ``unique`` are nouns for what a country has one of, ``companies`` those for companies, ``any_body`` those for
    bodies of any kind, ``topics`` those for what an article is about, ``asking`` verbs whose object speaks next, ``judging``
    verbs whose object is meant by a pronoun after one of ``judging_by``, ``naming`` phrases between a description and its name.
    ``definite`` words take up somebody known, unless one of ``another`` is next to them, ``quantities`` are no part of a role,
    ``polite`` words come before a title by which somebody is addressed. ``standing`` words say that somebody was or is not quite
    what a noun says, ``general`` nouns mean anybody, ``many`` are nouns for persons of whom there are many around, ``adding`` are
    verbs of who has just spoken, ``pairs`` nouns for two persons, ``of_two`` words for the first (0) and the second of two.
    ``full_names`` leads from the acronym of an organization to its name, ``works`` from a noun for what a body runs to words in
    names of such bodies.
    """

    pronouns: dict[str, Pronoun]
    means: dict[str, Means]
    genders: dict[str, str]
    given_names: dict[str, str]
    titles: dict[str, str]
    offices: frozenset[tuple[str, str]]
    short: dict[str, str]
    unique: frozenset[str]
    companies: frozenset[str]
    any_body: frozenset[str]
    topics: frozenset[str]
    asking: frozenset[str]
    judging: frozenset[str]
    judging_by: frozenset[str]
    naming: Naming
    definite: frozenset[str]
    another: frozenset[str]
    quantities: frozenset[str]
    polite: frozenset[str]
    standing: frozenset[str]
    general: frozenset[str]
    many: frozenset[str]
    adding: frozenset[str]
    pairs: frozenset[str]
    of_two: dict[str, int]
    full_names: dict[str, str]
    kinds: dict[str, str]
    divided: dict[str, frozenset[str]]
    works: dict[str, frozenset[str]]
    reflexives: dict[str, str]
    weights: Weights


class _Unique(_Strict):
    heads: frozenset[str]
    companies: frozenset[str]
    any_body: frozenset[str]
    topics: frozenset[str]


class _Asking(_Strict):
    verbs: frozenset[str]


class _Judging(_Strict):
    verbs: frozenset[str]
    prepositions: frozenset[str]


class _Naming(_Strict):
    phrases: tuple[str, ...]


class _Descriptions(_Strict):
    definite: frozenset[str]
    another: frozenset[str]
    quantities: frozenset[str]
    polite: frozenset[str]
    standing: frozenset[str]
    general: frozenset[str]
    many: frozenset[str]
    pairs: frozenset[str]
    of_two: tuple[str, str]


class _Example(_Strict):
    text: str
    means: str


class _File(Weights):
    """All tables of ``coreference.toml``."""

    unique: _Unique
    asking: _Asking
    judging: _Judging
    adding: _Asking
    naming: _Naming
    descriptions: _Descriptions
    kinds: dict[str, str]
    divided: dict[str, str]
    works: dict[str, str]
    short: dict[str, str]
    example: tuple[_Example, ...] = ()


def load_coreference(models: Models) -> Coreference:
    """Return the knowledge of the folder ``models/en``.

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
    file = read_entry(_File, models.toml(FILE), str(models.root / FILE))
    titles = models.table("en/titles.csv", *TITLE_COLUMNS)
    return Coreference(
        pronouns=pronouns,
        means={row["head"]: cast(Means, row["means"]) for row in rows},
        genders={row["head"]: row["gender"] for row in rows if row["gender"]},
        given_names={row["name"]: row["gender"] for row in models.table("en/given_names.csv", "name", "gender")},
        titles={row["title"]: row["gender"] for row in titles},
        offices=frozenset(pair for row in titles for pair in pairwise(row["title"].lower().split())),
        short=file.short,
        unique=file.unique.heads,
        companies=file.unique.companies,
        any_body=file.unique.any_body,
        topics=file.unique.topics,
        asking=file.asking.verbs,
        judging=file.judging.verbs,
        judging_by=file.judging.prepositions,
        naming=naming_by_word(file.naming.phrases),
        definite=file.descriptions.definite,
        another=file.descriptions.another,
        quantities=file.descriptions.quantities,
        polite=file.descriptions.polite,
        standing=file.descriptions.standing,
        general=file.descriptions.general,
        many=file.descriptions.many,
        adding=file.adding.verbs,
        pairs=file.descriptions.pairs,
        of_two={word: place for place, word in enumerate(file.descriptions.of_two)},
        full_names={
            row["acronym"]: row["name"] for row in models.table("en/organizations.csv", *ORGANIZATION_COLUMNS) if row["acronym"]
        },
        kinds=file.kinds,
        divided={noun: frozenset(countries.split()) for noun, countries in file.divided.items()},
        works={noun: frozenset(words.split()) for noun, words in file.works.items()},
        reflexives={
            word: each.gender for word, each in pronouns.items() if each.form == "reflexive" and each.gender in ("m", "f")
        },
        weights=file,
    )


def meaning(parse: Parse, token: int, knowledge: Coreference) -> Means | None:
    """Return what a describing noun means, as it is written ("police") or by its lemma; None for other words."""
    return knowledge.means.get(parse.lowers[token]) or knowledge.means.get(parse.lemmas[token].lower())


def is_noun(parse: Parse, token: int, knowledge: Coreference) -> bool:
    """Return whether a word is only spelled like a pronoun: "the mine"."""
    if parse.tags[token] in _NOUNS or any(parse.deps[kid] == "det" for kid in parse.children[token]):
        return True
    pronoun = knowledge.pronouns[parse.lowers[token]]
    alone = pronoun.form == "possessive" and parse.deps[token] != "poss"
    return alone and token > 0 and parse.lowers[token - 1] in knowledge.definite
