"""Which field of a record is the text, the title, the date ...: names that corpora, databases and news interfaces use."""

import re
from collections.abc import Iterable
from functools import lru_cache

from extractor.articles import Status
from extractor.readers.base import ReadError, Source
from extractor.settings import ReadOptions

# Names are compared without case, "_", "-", "." and spaces; the first that holds something wins.
COMMON = {
    "id": "id docid documentid articleid uuid guid recordid goid",
    "title": "title headline articletitle webtitle newstitle storytitle posttitle pagetitle heading",
    "url": "url link uri sourceurl articleurl canonicalurl weburl permalink documenturl",
    "date": "publishedat datepublished publisheddate publicationdate publishdate datepublish pubdate published date "
    "webpublicationdate publicationdatetime datetimepublished dateofpublication firstpublicationdate seendate datetime timestamp "
    "numericdate createdat created",
    "author": "author authors byline creator journalist writer",
    "outlet": "outlet publicationtitle pubtitle publisher publication "
    "publicationname sitename newspaper source sourcename sourcecom medianame sourcemedia "
    "media site domain sourcedomain",
    "language": "language lang languagecode",
}
_TEXT = "text content body fulltext bodytext maintext plaintext articletext articlebody"
# Names that are put together of these words ("cleaned_text", "Story Text", "text_en") hold a text ...
_NOUN = "text|content|body|article|story|transcript|speech|paragraphs?|sentences?"
_MORE = "full|raw|cleaned|clean|main|plain|original|extracted|translated|document|doc|news|post|page|web|hit|html|english|eng|en"
_COMPOSED = re.compile(rf"(?=.*?(?:{_NOUN}))(?:{_NOUN}|{_MORE}){{2,4}}")
# ... and these where nothing else does.
_ELSE = "article story paragraphs transcript speech selftext document news"
# The first paragraph, which databases keep in a field of its own; where there is nothing else it is a teaser.
LEADS = "leadparagraph snippet standfirst lede"
# What databases call the text where they export one, and elsewhere a summary.
_SUMMARY = "abstract"
_LONGEST_NAME = 40


@lru_cache(maxsize=4096)
def field_key(name: str) -> str:
    """Return the form in which field names are compared."""
    return "".join(character for character in name.casefold() if character not in "_- .")


def text_rank(key: str) -> int:
    """Return how likely a name, in the form in which they are compared, is that of the text: 1 the most, 0 not at all."""
    for rank, names in ((1, _TEXT), (1001, _ELSE), (2001, LEADS), (3001, _SUMMARY)):
        if key in names.split():
            return rank + names.split().index(key)
    return 1000 if len(key) <= _LONGEST_NAME and _COMPOSED.fullmatch(key) else 0


def text_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that may be those of the text, the likeliest first."""
    return _text_names(tuple(names))


@lru_cache(maxsize=1024)  # records of a file have the same names
def _text_names(names: tuple[str, ...]) -> tuple[str, ...]:
    ranked = [(rank, name) for name in names if (rank := text_rank(field_key(name)))]
    return tuple(name for _, name in sorted(ranked, key=lambda pair: pair[0]))


def text_column(names: Iterable[str], options: ReadOptions) -> str:
    """Return the column that holds the text, empty when no name fits."""
    names = list(names)
    if options.text_field:
        return _named(names, options.text_field)
    return next(iter(text_names(names)), "")


def used_columns(names: Iterable[str], options: ReadOptions) -> list[str]:
    """Return the columns that can give something to an article, in their order."""
    given = named_fields(options).values()
    wanted = {*map(field_key, given), *(field_key(value.partition(".")[0]) for value in given)}
    common = {key for keys in COMMON.values() for key in keys.split()}
    return [name for name in names if (key := field_key(name)) in common or key in wanted or text_rank(key)]


def named_fields(options: ReadOptions) -> dict[str, str]:
    """Return the fields that the user named, by role."""
    return {role: value for role in ("text", *COMMON) if (value := getattr(options, f"{role}_field", ""))}


def check_columns(columns: Iterable[str], options: ReadOptions, source: Source, *, what: str = "column") -> None:
    """Refuse a table without a column for the text, or without one that the user named.

    Raises:
        ReadError: ``columns``.
    """
    columns = list(columns)
    shown = ", ".join(filter(None, columns))[:300] or "none"
    for role, name in named_fields(options).items():
        if not _named(columns, name.partition(".")[0]) and not _named(columns, name):
            raise ReadError("columns", f"no {what} {name!r} among: {shown} (option --{role}-field)")
    if not text_column(columns, options):
        status: Status = "error" if source.named or source.format == "csv" else "skipped"
        raise ReadError("columns", f"no {what} for the text among: {shown}; name it with --text-field", status=status)


def _named(columns: list[str], name: str) -> str:
    return name if name in columns else next((column for column in columns if field_key(column) == field_key(name)), "")
