"""``extractor fields``: what of a file's fields was taken for the text, the title, the date ..."""

from collections import Counter
from itertools import islice
from typing import Any

import click

from extractor.articles import Failure, RawDocument
from extractor.cli.run import field_options, read_options
from extractor.cli.terminal import safe
from extractor.errors import InputError

_SHOWN = 60
_ROLES = ("text", "title", "date", "author", "outlet", "url", "language")


@click.command(
    short_help="Which fields of a file are taken for text, title and so on.",
    epilog="""\b
Examples:
  extractor fields dump.csv
  extractor fields answer.json --text-field response.results.body
  extractor fields articles.jsonl --limit 1000""",
)
@click.argument("file")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="Records that are looked at.")
@field_options
def fields(file: str, limit: int, **options: Any) -> None:
    """Say for FILE which of its columns or keys are taken for what, with the first value of each; nothing is analysed."""
    from extractor.readers.find import find_inputs
    from extractor.readers.read import read_source

    reading = read_options(options)
    read: list[RawDocument] = []
    failed: list[Failure] = []
    for found in find_inputs([file], options=reading):
        for item in [found] if isinstance(found, Failure) else islice(read_source(found, reading), limit):
            if isinstance(item, Failure):
                failed.append(item)
            else:
                read.append(item)
    for failure in failed[:1]:
        click.echo(safe(f"{failure.source_path}: {failure.message}", keep=""), err=True)
    if not read:
        raise InputError(f"{file}: no article was read from it")
    click.echo(safe(f"{len(read)} read, {len(failed)} not, as {', '.join(sorted({each.input_format for each in read}))}"))
    for role in _ROLES:
        click.echo(safe(f"{role:9} {_told(read, role)}", keep=""))


def _told(read: list[RawDocument], role: str) -> str:
    """Return the fields of a role with the number of records in which they gave something, and its first value."""
    values = [value for each in read if (value := _value(each, role))]
    counts = Counter(name for each in read for known, name in each.fields if known == role and name)
    names = ", ".join(f"{name} ({count})" for name, count in counts.most_common())
    if not values:
        return "-"
    first = " ".join(values[0].split())
    shown = f"{first[:_SHOWN]}..." if len(first) > _SHOWN else first
    return f"{names or 'from the file itself'}: {shown}"


def _value(document: RawDocument, role: str) -> str:
    value: str = getattr(document, "published_at" if role == "date" else role)
    return value
