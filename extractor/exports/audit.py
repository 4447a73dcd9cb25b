"""The sources of every article, each once, and who is quoted by which outlet in which month."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractor.entities.gazetteer import COUNTRY_COLUMNS
from extractor.entities.titles import TITLE_COLUMNS
from extractor.resources import Models
from extractor.sourcing import ViewName, sourced_sql, speaker_key_sql
from extractor.tables.schema import text_literal

if TYPE_CHECKING:
    import duckdb

# The tables that are made: a row for each source of an article, for each source of an outlet, for each outlet and month.
SOURCES, NAMES, OUTLETS = "sources", "sources_by_name", "sources_by_outlet"
_FIRST_WORDS = 80  # characters
# How far before a name a title may stand, in characters.
_BEFORE = 12

_SOURCES = """
CREATE OR REPLACE TABLE sources AS
WITH said AS (
    SELECT s.*, d.outlet, d.published_at AS published, coalesce(nullif(d.title, ''), d.source_path) AS article,
        {key} AS key, p.start
    FROM statements s JOIN documents d USING (document_id)
    JOIN (SELECT statement_id, min(start) AS start FROM statement_spans WHERE part = 'content' GROUP BY 1) p USING (statement_id)
    -- "who asked not to be named" says why the source has no name
    WHERE s.copy_of IS NULL AND NOT (s.anonymity_reason <> '' AND starts_with(s.anonymity_reason, s.cue_text)) AND {view}
), counted AS (
    SELECT document_id, key, any_value(outlet) AS outlet, any_value(published) AS published_at, any_value(article) AS article,
        arg_min(speaker_name, start) AS name, arg_min(speaker_id, start) AS speaker_id,
        arg_min(speaker_kind, start) AS speaker_kind, arg_min(source_kind, start) AS source_kind,
        coalesce(arg_min(speaker_role, start) FILTER (speaker_role <> ''), '') AS title,
        coalesce(arg_min(source_class, start) FILTER (source_class <> ''), '') AS class,
        coalesce(arg_min(anonymity_reason, start) FILTER (anonymity_reason <> ''), '') AS reason,
        count(*) AS statements, count(*) FILTER (type = 'direct') AS direct, count(*) FILTER (type = 'mixed') AS mixed,
        count(*) FILTER (type = 'indirect') AS indirect, count(*) FILTER (type = 'continued') AS continued,
        min(paragraph_index) + 1 AS paragraph, min(start) AS start, arg_min(content, start) AS content,
        CASE split_part(key, ':', 1) WHEN 'open' THEN 'open' WHEN 'words' THEN 'unnamed' ELSE 'named' END AS status
    FROM said GROUP BY document_id, key
), titled AS (
    SELECT document_id, entity_id AS person_id, count(*) FILTER (regexp_full_match(words, {mr})) AS he,
        count(*) FILTER (regexp_full_match(words, {ms})) AS she
    FROM (
        SELECT m.document_id, m.entity_id,
            substr(d.text, greatest(m.start - {before} + 1, 1), least(m.start, {before})) || m.text AS words
        FROM mentions m JOIN documents d USING (document_id)
        WHERE m.kind = 'person' AND m.form = 'name' AND m.entity_id IS NOT NULL
    ) GROUP BY ALL
), told AS (
    SELECT document_id, person_id, count(*) FILTER (fact = 'pronouns' AND value = 'he') AS he,
        count(*) FILTER (fact = 'pronouns' AND value = 'she') AS she,
        arg_min(value, start) FILTER (fact = 'party') AS party
    FROM person_facts GROUP BY ALL
), shown AS (
    SELECT document_id, person_id, coalesce(a.he, 0) + coalesce(b.he, 0) AS he, coalesce(a.she, 0) + coalesce(b.she, 0) AS she,
        party
    FROM titled a FULL JOIN told b USING (document_id, person_id)
)
SELECT outlet, published_at, article, c.document_id, CASE WHEN status = 'open' THEN '' ELSE c.name END AS source, title,
    CASE WHEN status = 'open' THEN substr(key, 6) WHEN speaker_kind = 'anonymous' THEN source_kind ELSE speaker_kind END AS kind,
    status, class, reason, statements,
    round(100 * statements / sum(statements) OVER (PARTITION BY c.document_id), 1) AS percent_of_article,
    direct, mixed, indirect, continued, paragraph, start,
    CASE WHEN length(content) > {most} THEN left(content, {most} - 2) || ' …' ELSE content END AS first_words,
    CASE WHEN status <> 'named' OR speaker_kind <> 'person' THEN '' WHEN coalesce(he, 0) > coalesce(she, 0) THEN 'he'
        WHEN coalesce(she, 0) > coalesce(he, 0) THEN 'she' ELSE 'unknown' END AS pronouns,
    coalesce(he, 0) AS he, coalesce(she, 0) AS she, coalesce(shown.party, '') AS party,
    regexp_extract(title, {nationality}) AS nationality, coalesce(o.name, '') AS affiliation, source_kind, c.speaker_id
FROM counted c LEFT JOIN shown ON shown.document_id = c.document_id AND shown.person_id = c.speaker_id
LEFT JOIN people p ON p.person_id = c.speaker_id LEFT JOIN organizations o ON o.organization_id = p.affiliation_id
ORDER BY outlet, published_at, article, c.document_id, start, key
"""
_NAMES = """
CREATE OR REPLACE TABLE sources_by_name AS
SELECT outlet, arg_min(source, published_at) AS source, status, kind, mode(class) AS class,
    coalesce(mode(title) FILTER (title <> ''), '') AS role, sum(statements)::BIGINT AS statements,
    round(100 * sum(statements) / sum(sum(statements)) OVER (PARTITION BY outlet), 1) AS percent_of_outlet,
    sum(direct)::BIGINT AS direct, sum(mixed)::BIGINT AS mixed, sum(indirect)::BIGINT AS indirect,
    sum(continued)::BIGINT AS continued, count(DISTINCT document_id) AS articles,
    coalesce(min(nullif(left(published_at, 10), '')), '') AS first_published,
    coalesce(max(nullif(left(published_at, 10), '')), '') AS last_published
FROM sources GROUP BY outlet, status, kind, coalesce(speaker_id, lower(source))
ORDER BY outlet, statements DESC, 2, kind, status
"""
_OUTLETS = """
CREATE OR REPLACE TABLE sources_by_outlet AS
SELECT outlet, left(published_at, 7) AS month, count(DISTINCT document_id) AS articles, count(*) AS sources,
    sum(statements)::BIGINT AS statements, round(100 * sum(direct + mixed) / sum(statements), 1) AS direct_percent,
    count(*) FILTER (status = 'named' AND kind = 'person') AS people,
    count(*) FILTER (status = 'named' AND kind = 'organization') AS organizations,
    count(*) FILTER (status = 'named' AND kind = 'place') AS places,
    count(*) FILTER (source_kind = 'document') AS documents, count(*) FILTER (kind = 'group') AS groups,
    count(*) FILTER (status = 'unnamed') AS unnamed,
    round(100 * count(*) FILTER (status = 'unnamed') / count(*), 1) AS unnamed_percent,
    count(*) FILTER (status = 'unnamed' AND reason <> '') AS unnamed_with_reason,
    count(*) FILTER (pronouns = 'she') AS women, count(*) FILTER (pronouns = 'he') AS men,
    count(*) FILTER (pronouns = 'unknown') AS neither_told
FROM sources GROUP BY ALL ORDER BY outlet, month
"""


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Titles by the gender that they show, under *m* and *f*, and an expression for words for nationalities."""

    titles: dict[str, tuple[str, ...]]
    nationalities: str


def load_source_words(models: Models) -> SourceWords:
    """Read the lists.

    Raises:
        ResourceError: a file is missing or does not validate.
    """
    titles = models.table("en/titles.csv", *TITLE_COLUMNS)
    countries = models.table("en/countries.csv", *COUNTRY_COLUMNS)
    demonyms = {word for row in countries for word in row["demonyms"].split("|") if len(word) > 1}
    longest = sorted(demonyms, key=lambda word: (-len(word), word))
    return SourceWords(
        {gender: tuple(row["title"] for row in titles if row["gender"] == gender) for gender in ("m", "f")},
        rf"\b(?:{'|'.join(map(re.escape, longest))})\b",
    )


def count_sources(connection: "duckdb.DuckDBPyConnection", words: SourceWords, view: ViewName) -> None:
    """Make the tables ``sources``, ``sources_by_name`` and ``sources_by_outlet``; copies of articles do not count.

    Women and men are told by pronouns (those of ``person_facts``) and by titles before their names, never by a name. The
    nationality is the word for one in the title: it may be that of an office ("French president"), which ``person_facts`` leaves
    out.
    """
    titled = {
        gender: text_literal(rf"(?s)(?:.*[^\pL])?(?:{'|'.join(map(re.escape, words.titles[gender]))}) .*")
        for gender in ("m", "f")
    }
    connection.execute(
        _SOURCES.format(
            key=speaker_key_sql("s"),
            view=sourced_sql("s") if view == "sourcing" else "true",
            mr=titled["m"],
            ms=titled["f"],
            before=_BEFORE,
            most=_FIRST_WORDS,
            nationality=text_literal(words.nationalities),
        )
    )
    connection.execute(_NAMES)
    connection.execute(_OUTLETS)


def rows_of(connection: "duckdb.DuckDBPyConnection", table: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table by column."""
    cursor = connection.cursor()
    cursor.execute(f"SELECT * FROM {table}")
    columns = [str(column[0]) for column in cursor.description or ()]
    while rows := cursor.fetchmany(1000):
        for row in rows:
            yield dict(zip(columns, row, strict=True))
