"""brat standoff (brat.nlplab.org/standoff.html): a text and an annotation file for each article, and the configuration."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from extractor.exports.annotated import AnnotatedArticle, AnnotatedStatement, Names, articles
from extractor.exports.base import ExportOptions, exporter
from extractor.records import Act, Part, StatementType

if TYPE_CHECKING:
    import duckdb

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LINE = re.compile(r"[^\n\r]*\S[^\n\r]*")
_ARGUMENTS: tuple[Part, ...] = ("content", "source", "target", "addressee")
_CONFIGURATION = f"""[entities]
Person
Organization
Place
Content
Source
Target
Addressee

[events]
Statement\tContent+:Content, Source*:Source, Target*:Target, Addressee*:Addressee

[relations]
<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[attributes]
Act\tArg:Statement, Value:{"|".join(get_args(Act))}
Type\tArg:Statement, Value:{"|".join(get_args(StatementType))}
Negated\tArg:Statement
Rejected\tArg:Statement
"""


@exporter(
    "brat",
    title="brat standoff: texts, annotation files and configuration",
    target="folder",
    file_name="brat",
    options=("include_rejected",),
)
def export_brat(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return the names are text-bound annotations; statements are events whose trigger is the cue, or the content where there
    is none."""
    folder = Path(target)
    (folder / "annotation.conf").write_text(_CONFIGURATION, encoding="utf-8")
    for article in articles(connection):
        stem = _UNSAFE.sub("_", Path(article.row.source_path).stem)[:60]
        name = f"{stem}-{article.row.document_id[2:10]}"
        (folder / f"{name}.txt").write_text(article.row.text, encoding="utf-8", newline="")
        lines = "".join(f"{line}\n" for line in _lines(article))
        (folder / f"{name}.ann").write_text(lines, encoding="utf-8", newline="")
    return ()


class _Numbers:
    """Text-bound annotations of an article, numbered as they come."""

    def __init__(self, text: str) -> None:
        self.text, self.last = text, 0

    def line(self, kind: str, spans: Sequence[tuple[int, int]]) -> str:
        """Return the next annotation; a span over several lines becomes a fragment for each."""
        self.last += 1
        fragments = [fragment for span in spans for fragment in self._fragments(*span)]
        places = ";".join(f"{start} {end}" for start, end in fragments)
        return f"T{self.last}\t{kind} {places}\t{' '.join(self.text[start:end] for start, end in fragments)}"

    def _fragments(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for match in _LINE.finditer(self.text, start, end):
            yield match.span()


def _lines(article: AnnotatedArticle) -> Iterator[str]:
    numbers = _Numbers(article.row.text)
    for mention in article.mentions:
        if mention.form in Names and mention.kind != "other":
            yield numbers.line(mention.kind.capitalize(), [(mention.start, mention.end)])
            if mention.entity_id:
                yield f"#{numbers.last}\tAnnotatorNotes T{numbers.last}\t{mention.entity_id}"
    attributes = 0
    for number, statement in enumerate(article.statements, 1):
        arguments = []
        for part in _ARGUMENTS:
            if spans := _places(statement, part):
                yield numbers.line(part.capitalize(), spans)
                arguments.append(f"{part.capitalize()}:T{numbers.last}")
        yield numbers.line("Statement", _places(statement, "cue") or _places(statement, "content"))
        yield f"E{number}\tStatement:T{numbers.last} {' '.join(arguments)}"
        flags = {"Negated": statement.row.is_negated, "Rejected": statement.is_rejected}
        for value in (
            f"Act E{number} {statement.row.act}",
            f"Type E{number} {statement.row.type}",
            *(f"{name} E{number}" for name, holds in flags.items() if holds),
        ):
            attributes += 1
            yield f"A{attributes}\t{value}"


def _places(statement: AnnotatedStatement, part: Part) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in statement.part(part) if span.start < span.end]
