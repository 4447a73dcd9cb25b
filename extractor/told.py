"""Rows of what one text tells besides its statements: its entities as it knows them, and what words of contents stand for; and of
what fact-checkers found."""

from typing import Literal

from pydantic import Field

from extractor.row import Row

ReferenceKind = Literal[
    "personal_pronoun", "first_person", "it", "demonstrative", "definite", "anaphoric", "elliptic", "temporal",
]  # fmt: skip


FactKind = Literal["pronouns", "age", "party", "nationality"]


class PersonFactRow(Row):
    """What the text says of a person: a pronoun that it uses, an age, a party, a nationality. Nothing is guessed from a name."""

    person_id: str = Field(description="Person")
    document_id: str = Field(description="Article that says so")
    fact: FactKind = Field(description="pronouns, age, party, nationality")
    value: str = Field(description="he, she, they; years; name of the party; ISO 3166-1 alpha-2 code of the country")
    start: int = Field(description="First code point of the words")
    end: int = Field(description="Code point after the last")
    text: str = Field(description="The text at these offsets")


class ContentReferenceRow(Row):
    """Words of a content that stand for something named elsewhere in the article, and for what."""

    statement_id: str = Field(description="Statement")
    start: int = Field(description="First code point of the words; where a word is left out, where it would stand")
    end: int = Field(description="Code point after the last")
    kind: ReferenceKind = Field(
        description="personal_pronoun, first_person, it, demonstrative ('this plan'), definite ('the company'), "
        "anaphoric ('denied the allegations'), elliptic (who shall do it: '[...] to resign'), temporal ('on Friday')"
    )
    means: str = Field(description="What is in the brackets of content_resolved")
    entity_id: str | None = Field(None, description="Person, organization or place that is meant")
    antecedent_start: int | None = Field(None, description="First code point of the words that are meant")
    antecedent_end: int | None = Field(None, description="Code point after the last")
    rule: str = Field(description="What decided")
    probability: float = Field(description="How often the rule is right on annotated articles; from .9 on it makes a bracket")


class Role(Row):
    """A title, function or description that the text gives somebody."""

    text: str = Field(
        description="As it stands, e.g. 'Secretary of State'; 'owner' where the words are 'owned by', 'senator' "
        "for 'senators', 'husband of Ana Ruiz' for 'her husband'"
    )
    start: int
    end: int
    affiliation: str = Field("", description="Name of the organization or country in it")
    kind: Literal["function", "relation", "affiliation"] = Field(
        "function",
        description="What somebody does ('mayor'), is to others ('Hale's daughter'), or only belongs to ('of Harlow Bank')",
    )


class LocalEntity(Row):
    """An entity as one document knows it; ``entity_id`` is local ('e0', 'e1', ...) until documents are linked."""

    entity_id: str
    kind: Literal["person", "organization", "place"]
    name: str
    aliases: dict[str, int] = Field(default_factory=dict, description="Name as it stands -> number of mentions")
    given_name: str = ""
    family_name: str = ""
    honorific: str = ""
    suffix: str = ""
    acronym: str = ""
    subkind: str = Field("", description="Kind of organization or place")
    roles: list[Role] = Field(default_factory=list)
    affiliation: str = Field("", description="Local id of the organization or place in the roles")
    country_code: str = ""
    region: str = ""
    within: list[str] = Field(default_factory=list, description="Ids of the places that a place lies in")
    latitude: float | None = None
    longitude: float | None = None
    coordinates_of: str = ""
    geonames_id: str = ""
    is_outlet: bool = False
    parent: str = Field("", description="Local id of the parent organization")
    known_as: str = Field("", description="Key in models/ data, e.g. a country code, when it is a known entity")


class FactCheck(Row):
    """What a fact-checker found about a claim, as a ``ClaimReview`` says it."""

    claim_reviewed: str = Field(description="The claim, in the words of the fact-checker")
    rating: str = Field(description="Verdict in words")
    rating_value: float | None = Field(None, description="The same as a number on the fact-checker's scale, if given")
    best_rating: float | None = Field(None, description="The number of that scale for what is true")
    worst_rating: float | None = Field(None, description="The number of that scale for what is false")
    publisher: str = Field("", description="Who checked it")
    review_url: str = Field("", description="Address of the fact-check")
    reviewed_at: str = Field("", description="Day of the fact-check, ISO 8601")
    claimant: str = Field("", description="Who made the claim, as the fact-checker names them")
    claimed_at: str = Field("", description="Day on which it was made, ISO 8601")
