"""The rows of the tables and the result of one document, as validated records.

A column is declared once, here: CSV headers, Parquet and SQLite types, ``datapackage.json``, JSON Schema and the reference in
the documentation all follow from these models. Offsets are Unicode code points into ``documents.text``, 0-based, end exclusive.
"""

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Field

from extractor.row import Row
from extractor.told import ContentReferenceRow, FactCheck, LocalEntity, PersonFactRow

SCHEMA_VERSION = "1"

# A date or time as ISO 8601, as precisely as it is known: 2026, 2026-03, 2026-03-04 or 2026-03-04T10:20; empty when unknown.
ISO_TIME: Final = "ISO 8601"
IsoTime = Annotated[str, ISO_TIME]
Kind = Literal["person", "organization", "place", "other"]
Form = Literal["name", "nominal", "pronoun", "acronym", "demonym"]
StatementType = Literal["direct", "indirect", "mixed", "continued"]
ContentForm = Literal["quotation", "turn", "clause", "infinitive", "phrase", ""]
Act = Literal[
    "say", "claim", "accuse", "deny", "demand", "promise", "confirm", "question", "warn", "praise", "criticize",
    "believe", "intend", "decide", "other",
]  # fmt: skip
ContentAct = Literal[Act, "apologize", ""]
SpeakerKind = Literal["person", "organization", "place", "document", "group", "anonymous", "unknown"]
SpeakerStatus = Literal["named", "resolved", "ambiguous", "unresolved", "anonymous", "none"]
Part = Literal["content", "cue", "source", "target", "addressee"]
Relation = Literal["speaker", "addressee", "target", "via", "about"]
ConfidenceLevel = Literal["high", "medium", "low"]
ReviewStatus = Literal["unreviewed", "accepted", "corrected", "rejected"]


class DocumentRow(Row):
    """One row for each input file or record, whatever became of it."""

    document_id: str = Field(description="Hash of source path and record")
    source_path: str = Field(description="Path below the input root, forward slashes")
    record: str = Field("", description="Number or id of the record in a file of many; empty otherwise")
    url: str = Field("", description="Address given by the container or page")
    title: str = Field("", description="Headline")
    outlet: str = Field("", description="Who published it")
    outlet_place: str = Field("", description="Where it appears, for papers of the same name, as databases give it")
    section: str = Field("", description="Part of the paper or site that it stood in")
    author: str = Field("", description="Names in the byline, separated by '; '")
    published_at: IsoTime = Field("", description="ISO 8601 date or time of publication")
    published_precision: str = Field("", description="day, minute, or empty when unknown")
    language: str = Field("", description="ISO 639-1 code")
    text: str = Field("", description="The cleaned text that all offsets point into")
    text_sha256: str = Field("", description="SHA-256 of the text as UTF-8")
    char_count: int = Field(0, description="Code points of the text")
    token_count: int = Field(0, description="Tokens of the text, white space not counted")
    input_format: str = Field("", description="Reader that delivered it")
    encoding: str = Field("", description="Encoding that the bytes were read in")
    removed_lines: int = Field(0, description="Lines of page furniture taken out")
    duplicate_of: str | None = Field(None, description="Document with the same or nearly the same text that came first")
    duplicate_kind: str = Field("", description="exact or near; empty when it is no copy")
    statement_count: int = Field(0, description="Statements in it, without those that reviewers rejected")
    review_complete: bool = Field(False, description="A reviewer checked all of it and added what was missed")
    status: Literal["ok", "skipped", "error"] = Field("ok", description="What became of the input")
    warnings: list[str] = Field(default_factory=list, description="Repairs that the text needed, or why it was skipped")


class MentionRow(Row):
    """A stretch of text that names or means somebody, something or some place."""

    mention_id: str = Field(description="Hash of document and offsets")
    document_id: str = Field(description="Document it is in")
    start: int = Field(description="First code point")
    end: int = Field(description="Code point after the last")
    text: str = Field(description="The text at these offsets")
    label: str = Field("", description="Label of the name as spaCy has them; empty for pronouns and descriptions")
    kind: Kind = Field(description="What it means")
    form: Form = Field(description="How it is expressed")
    sentence_index: int = Field(0, description="0-based sentence of the document")
    entity_id: str | None = Field(None, description="Person, organization or place it means")
    resolution: str = Field("none", description="How the entity was found: exact, alias, surname, acronym, coref, ..., none")
    role_text: str = Field("", description="Title, role or description next to it")
    in_title: bool = Field(False, description="Is in the headline")
    origin: str = Field("model", description="model, or the generator or rule that offered it")


class EntityRow(Row):
    """What people, organizations and places have in common."""

    name: str = Field(description="Fullest name seen")
    aliases: list[str] = Field(default_factory=list, description="Other names seen")
    country_code: str = Field("", description="ISO 3166-1 alpha-2, or XK")
    mention_count: int = Field(0, description="Mentions in all documents")
    document_count: int = Field(0, description="Documents with a mention")
    statement_count: int = Field(0, description="Statements it is the speaker of, without rejected ones")
    first_seen: IsoTime = Field("", description="Earliest publication date with a mention")
    last_seen: IsoTime = Field("", description="Latest publication date with a mention")
    external_id: str = Field("", description="Identifier in the user's own table of known entities (--registry)")
    review_status: ReviewStatus = Field("unreviewed", description="corrected when a decision on entities changed it")


class PersonRow(EntityRow):
    """A person with a name."""

    person_id: str = Field(description="Hash of the stable key")
    given_name: str = Field("", description="Given names and initials")
    family_name: str = Field("", description="Family name with particles")
    honorific: str = Field("", description="Mr., Dr., Sir ... as most often seen")
    suffix: str = Field("", description="Jr., III ...")
    roles: list[str] = Field(default_factory=list, description="Titles and roles, most frequent first")
    affiliation_id: str | None = Field(None, description="Organization named in the roles")
    pronouns: list[str] = Field(default_factory=list, description="Pronouns that the texts use of them, with counts: 'she 4'")
    party: str = Field("", description="Party that most texts name with them")
    nationality: list[str] = Field(default_factory=list, description="Countries whose nationals texts call them, by ISO code")
    age: int | None = Field(None, description="Age that the latest text with one gives")


class OrganizationRow(EntityRow):
    """An organization with a name."""

    organization_id: str = Field(description="Hash of the stable key")
    acronym: str = Field("", description="Short form in capitals")
    kind: str = Field("other", description="government, party, military, company, media, intergovernmental, ngo, other")
    parent_id: str | None = Field(None, description="Organization it is a unit of")
    is_outlet: bool = Field(False, description="Publishes news")


class PlaceRow(EntityRow):
    """A place with a name."""

    place_id: str = Field(description="Hash of the stable key")
    kind: str = Field("other", description="country, region, city, district, street, facility, water, mountain, other")
    region: str = Field("", description="First-level region that it lies in (Ohio), where the lists or the text tell")
    within: list[str] = Field(default_factory=list, description="Ids of places that it lies in, smallest first; some have no row")
    latitude: float | None = Field(None, description="Degrees north")
    longitude: float | None = Field(None, description="Degrees east")
    coordinates_of: str = Field("", description="place: its own; holder: what it lies in; near: a town that the text names by it")
    geonames_id: str = Field("", description="Identifier in GeoNames")


class StatementRow(Row):
    """One content that a source is said to have uttered, written or been accused of."""

    statement_id: str = Field(description="Hash of document, content spans and cue spans")
    document_id: str = Field(description="Document it is in")
    type: StatementType = Field(description="direct: all inside quotation marks; mixed: some; indirect: none; continued: no cue")
    content_form: ContentForm = Field(
        "",
        description="quotation (all of it), turn (of a conversation), clause, infinitive, phrase (less than that); "
        "empty when reviewers changed it",
    )
    act: Act = Field(description="What the source does by it")
    content_act: ContentAct = Field(
        "", description="What the words of the content do by themselves ('We condemn ...', she said); empty: nothing else"
    )
    content_act_rule: str = Field("", description="Rule that says so")
    attitude: str = Field("assertion", description="Kind of the cue: assertion, belief, intention, decree, other")
    stance: str = Field("neutral", description="What the cue says of the truth: neutral, doubting, endorsing")
    content: str = Field(description="Verbatim; pieces of a split content joined by ' ... '")
    content_resolved: str = Field("", description="The content with what its words stand for in brackets, each once")
    cue_text: str = Field("", description="Words that signal it")
    cue_lemma: str = Field("", description="Dictionary form of the cue's head")
    source_text: str = Field("", description="Words that name the source, as written")
    speaker_id: str | None = Field(None, description="Person, organization or place that the source means")
    speaker_name: str = Field("", description="Name of that entity; the words themselves for groups and anonymous sources")
    source_kind: SpeakerKind = Field("unknown", description="What the words of the source mean: document of 'the report'")
    source_class: str = Field("", description="Class of a source without a name: official, witness, person familiar ...")
    anonymity_reason: str = Field("", description="Why it has no name, in the text's words")
    speaker_kind: SpeakerKind = Field("unknown", description="What the speaker is")
    speaker_status: SpeakerStatus = Field("none", description="How sure the speaker is")
    speaker_candidates: list[str] = Field(default_factory=list, description="Entities it could be when ambiguous")
    speaker_role: str = Field("", description="Role given next to the source, or else in the document")
    addressee_text: str = Field("", description="To whom it was said")
    addressee_id: str | None = Field(None, description="Entity of the addressee")
    target_text: str = Field(
        "", description="Who or what is accused, criticized, praised, warned or asked, by act or content_act"
    )
    target_id: str | None = Field(None, description="Entity of the target")
    via_id: str | None = Field(None, description="Entity that passed it on")
    nested_in: str | None = Field(None, description="Statement whose content holds this one")
    inferred: bool = Field(False, description="No cue tells it: a sentence that goes on with what was said before")
    is_negated: bool = Field(False, description="The attribution is negated (did not say that ...)")
    is_hedged: bool = Field(False, description="reportedly, allegedly, seems, may have said ...")
    is_conditional: bool = Field(False, description="The attribution is in a condition (if he says ...)")
    tense: str = Field("", description="Tense of the cue: past, present, future")
    time_text: str = Field("", description="When it was said, in the text's words")
    time_start: IsoTime = Field("", description="ISO 8601 date, when it can be told")
    time_precision: str = Field(
        "", description="day, week (told by its Monday), weekend (by its Saturday), month, year; empty when unknown"
    )
    sentence_index: int = Field(0, description="0-based sentence of the cue, or of the content without one")
    paragraph_index: int = Field(0, description="0-based paragraph")
    in_title: bool = Field(False, description="Is in the headline")
    prefix: str = Field("", description="32 code points before the content")
    suffix: str = Field("", description="32 code points after the content")
    content_key: str = Field("", description="Content in lower case, letters and digits only")
    cluster_id: str | None = Field(None, description="The same utterance or claim in several documents")
    copy_of: str | None = Field(None, description="The same statement in the document that this one is a copy of")
    rule_id: str = Field(description="Rule that found it")
    other_rules: list[str] = Field(default_factory=list, description="Rules that found the same")
    confidence: float = Field(0.5, description="How likely the row is right (0 to 1), by what speaks for and against it")
    confidence_level: ConfidenceLevel = Field("medium", description="The same in a word")
    review_status: ReviewStatus = Field("unreviewed", description="What reviewers decided")


class StatementSpanRow(Row):
    """Where the parts of a statement are; contents and sources may be split."""

    statement_id: str = Field(description="Statement")
    part: Part = Field(description="Which part")
    position: int = Field(description="0-based number among the spans of this part")
    start: int = Field(description="First code point")
    end: int = Field(description="Code point after the last")
    text: str = Field(description="The text at these offsets")


class StatementEntityRow(Row):
    """Which entity has to do with a statement, and how."""

    statement_id: str = Field(description="Statement")
    entity_id: str = Field(description="Person, organization or place")
    mention_id: str = Field(description="Mention that shows it")
    relation: Relation = Field(description="speaker, addressee, target, via, about")


class EntityAliasRow(Row):
    """A name of an entity and where it comes from."""

    entity_id: str = Field(description="Person, organization or place")
    alias: str = Field(description="The name")
    kind: str = Field("name", description="name, acronym, surname, demonym, former name ...")
    source: str = Field("text", description="text, models, user")
    count: int = Field(0, description="Mentions by this name")


class ClaimRow(Row):
    """The same utterance or claim in several documents; the first is the one that was published first."""

    cluster_id: str = Field(description="Hash of the longest wording, its speaker, and whether it is quoted, denied or judged")
    content: str = Field(description="Words of the first")
    speaker_id: str | None = Field(None, description="Speaker of the first")
    speaker_name: str = Field("", description="Name of that speaker")
    act: Act = Field(description="Act of the first")
    first_statement_id: str = Field(description="The first statement")
    first_outlet: str = Field("", description="Who published it first, if known")
    first_seen: str = Field("", description="Day on which it was first published, if known")
    last_seen: str = Field("", description="Latest day of publication")
    statement_count: int = Field(0, description="Statements, in copies of articles too")
    document_count: int = Field(0, description="Documents with it")
    outlets: list[str] = Field(default_factory=list, description="Who published it")
    shortened_count: int = Field(0, description="Statements that give a part of the first")
    extended_count: int = Field(0, description="Statements that give more than the first")
    reworded_count: int = Field(0, description="Statements in other words than the first")


class AnswerRow(Row):
    """An accusation, and what the accused said to it in the same article or in one of the two weeks after it."""

    statement_id: str = Field(description="The answer")
    accusation_id: str = Field(description="The accusation")
    relation: Literal["denies", "confirms", "apologizes", "declines"] = Field(description="What the accused does")
    days: int = Field(0, description="Days between both articles; 0 in the same")


class FactCheckMatchRow(FactCheck):
    """A statement that repeats a claim which somebody has checked (option ``--fact-checks``)."""

    statement_id: str = Field(description="Statement that repeats it")
    fact_check_id: str = Field(description="Hash of what the fact-check says")
    wording: Literal["same", "shortened", "extended", "reworded"] = Field(description="How the statement differs from the claim")
    similarity: float = Field(description="Share of the words with a meaning that both have, synonyms taken as one (0 to 1)")
    is_claimant: bool | None = Field(None, description="The speaker has the claimant's name; empty when either is unknown")


class ErrorRow(Row):
    """An input or record that could not be used, and why."""

    source_path: str = Field(description="Path below the input root")
    record: str = Field("", description="Record of the file")
    stage: str = Field(description="read, clean, analyse, extract, ...")
    code: str = Field(description="Short stable code")
    message: str = Field(description="One sentence")


class RunRow(Row):
    """The settings that made the tables; times are in manifest.json."""

    run_id: str = Field(description="Hash of program, model, settings and input")
    program_version: str
    model_name: str
    model_version: str
    model_sha256: str
    models_sha256: str = Field(description="Hash of the files of models/")
    settings_sha256: str
    input_sha256: str
    documents: int
    statements: int


class DecisionRow(Row):
    """One decision of a reviewer, from the log of decisions; with what was taken back."""

    decision_id: str = Field(description="Id of the event in the log")
    statement_id: str = Field("", description="Statement of these tables that it is about")
    document_id: str = Field("", description="Document as it was called when the decision was made")
    decision: str = Field(description="accept, reject, correct, add, complete, reopen, undo, sample, tag")
    content: str = Field("", description="Content as the reviewer left it")
    fields: str = Field("", description="The statement as the reviewer left it, as JSON")
    corrected: list[str] = Field(default_factory=list, description="What the reviewer changed")
    extracted: str = Field("", description="What the rules found, as JSON, where a decision stands in its place")
    extracted_speaker_id: str | None = Field(None, description="Speaker that the rules found")
    extracted_speaker_name: str = Field("", description="Name of that speaker")
    undoes: str = Field("", description="Decision that it takes back")
    reviewer: str = Field("", description="Who decided")
    decided_at: IsoTime = Field("", description="When, ISO 8601, UTC")
    note: str = Field("", description="Remark of the reviewer")
    tags: list[str] = Field(default_factory=list, description="All tags of the statement, from the decision 'tag'")
    anchor: str = Field("", description="How it found its statement: id, content, quote, kept (only the words), orphan")
    holds: bool = Field(False, description="It is the last word on its statement or document")
    conflict: bool = Field(False, description="Reviewers differ about the statement")
    is_right: bool | None = Field(None, description="The rules found it so that half and speaker agree; empty: not found")
    sample: str = Field("", description="Random sample that the statement belongs to: size/seed")
    sample_size: int = Field(0, description="Size of the sample that was drawn")
    sample_of: str = Field("", description="Hash of the ids of the statements it was drawn from")


class DocumentResult(Row):
    """All that one document gives: one line of a part file (the second waist; no spaCy after it).

    ``entity_id`` fields of mentions, statements and statement_entities hold local ids.
    """

    document: DocumentRow
    errors: list[ErrorRow] = Field(default_factory=list)
    entities: list[LocalEntity] = Field(default_factory=list)
    mentions: list[MentionRow] = Field(default_factory=list)
    statements: list[StatementRow] = Field(default_factory=list)
    statement_spans: list[StatementSpanRow] = Field(default_factory=list)
    statement_entities: list[StatementEntityRow] = Field(default_factory=list)
    content_references: list[ContentReferenceRow] = Field(default_factory=list)
    person_facts: list[PersonFactRow] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the output: its rows, key and references (column -> table; several tables where an id may be of any)."""

    name: str
    row: type[Row]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[tuple[str, str], ...] = ()

    @property
    def written_key(self) -> str:
        """The columns of the key in SQL."""
        return ", ".join(f'"{column}"' for column in self.primary_key)

    @property
    def summary(self) -> str:
        """What a row is, in one line; empty where Python was told to leave out docstrings."""
        return (self.row.__doc__ or "").partition("\n")[0]


def tables() -> tuple[Table, ...]:
    """Return the tables of the contract in the order in which they are written; references point to earlier tables only."""
    return (
        Table("documents", DocumentRow, ("document_id",)),
        Table("organizations", OrganizationRow, ("organization_id",)),
        Table("people", PersonRow, ("person_id",), (("affiliation_id", "organizations"),)),
        Table("places", PlaceRow, ("place_id",)),
        Table(
            "person_facts",
            PersonFactRow,
            ("person_id", "document_id", "start", "end", "fact"),
            (("person_id", "people"), ("document_id", "documents")),
        ),
        Table("mentions", MentionRow, ("mention_id",), (("document_id", "documents"),)),
        Table("statements", StatementRow, ("statement_id",), (("document_id", "documents"),)),
        Table("statement_spans", StatementSpanRow, ("statement_id", "part", "position"), (("statement_id", "statements"),)),
        Table(
            "statement_entities",
            StatementEntityRow,
            ("statement_id", "mention_id", "relation"),
            (("statement_id", "statements"), ("mention_id", "mentions")),
        ),
        Table(
            "content_references", ContentReferenceRow, ("statement_id", "start", "end", "kind"), (("statement_id", "statements"),)
        ),
        Table("claims", ClaimRow, ("cluster_id",), (("first_statement_id", "statements"),)),
        Table("answers", AnswerRow, ("statement_id",), (("statement_id", "statements"), ("accusation_id", "statements"))),
        Table("fact_check_matches", FactCheckMatchRow, ("statement_id", "fact_check_id"), (("statement_id", "statements"),)),
        Table("entity_aliases", EntityAliasRow, ("entity_id", "alias", "kind", "source")),
        Table("errors", ErrorRow, ("source_path", "record", "stage", "code")),
        Table("runs", RunRow, ("run_id",)),
        Table("decisions", DecisionRow, ("decision_id",)),
    )
