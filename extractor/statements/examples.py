"""Example sentences of the rules, read from ``frames.toml`` and ``en/examples/``: what a rule must find, in the sentence.

``[source Pristina] [cue accused] [target content Belgrade] [content of backing the gunmen].`` A bracket opens with one or
more names of parts; brackets may lie inside each other; any other bracket is part of the sentence.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.analysis.parse import Span
from extractor.errors import ResourceError
from extractor.model_entries import read_entry
from extractor.records import Act, StatementType
from extractor.resources import Models

FOLDER, FRAMES = "en/examples", "en/frames.toml"
PARTS = ("source", "cue", "content", "target", "addressee", "time")
_LINE = re.compile(r"[^\n]+")
_OPENING = re.compile(r"\[((?:{0})(?: (?:{0}))*) ".format("|".join(PARTS)))


class Entry(BaseModel):
    """An ``[[example]]`` of a file: sentences in which a rule must and must not find a statement.

    ``rule`` is a rule id, or a family with ``/*`` after it where any rule of the family may find the statement. The fields from
    ``type`` on are what the statements of the ``yes`` sentences must say of themselves. ``fails`` is the reason why the sentences
    of the entry are not yet analysed as they should be; ``title`` tells that their first line is a headline.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    rule: str
    about: str = Field(min_length=3)
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    fails: str = ""
    title: bool = False
    type: StatementType | None = None
    act: Act | None = None
    negated: bool | None = None
    hedged: bool | None = None
    conditional: bool | None = None

    def details(self) -> dict[str, str | bool]:
        """Return what a statement must say of itself, by the name of the field."""
        return self.model_dump(include={"type", "act", "negated", "hedged", "conditional"}, exclude_none=True)


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence: ``spans`` are code points into ``text`` by part, empty for a sentence in which the rule must not fire."""

    rule: str
    kind: Literal["yes", "no"]
    text: str
    where: str
    spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    details: Mapping[str, str | bool] = field(default_factory=dict)
    fails: str = ""
    title: bool = False

    def paragraphs(self) -> list[Span]:
        """Return every line of the text that is not blank."""
        return [match.span() for match in _LINE.finditer(self.text)]

    def title_end(self) -> int:
        """Return the code point after the headline, 0 without one."""
        return self.paragraphs()[0][1] if self.title else 0

    def concerns(self, rule: str) -> bool:
        """Return whether the example is about the rule id: its own, or one of the family that it names with ``/*``."""
        return rule.startswith(self.rule[:-1]) if self.rule.endswith("/*") else rule == self.rule


def parse_annotation(annotated: str) -> tuple[str, dict[str, tuple[Span, ...]]]:
    """Return the sentence without its annotation, and the spans of each part in text order.

    Raises:
        ValueError: a bracket is not closed.
    """
    text: list[str] = []
    length = position = 0
    opened: list[tuple[list[str], int]] = []
    spans: dict[str, list[Span]] = {}
    while position < len(annotated):
        bracket = _OPENING.match(annotated, position)
        if bracket is not None:
            opened.append((bracket[1].split(), length))
            position = bracket.end()
            continue
        character = annotated[position]
        position += 1
        if character == "[":
            opened.append(([], length))
        elif character == "]" and opened:
            parts, start = opened.pop()
            for part in parts:
                spans.setdefault(part, []).append((start, length))
            if parts:
                continue
        text.append(character)
        length += 1
    if any(parts for parts, _ in opened):
        raise ValueError(f"the bracket of [{' '.join(opened[-1][0])} ...] is not closed")
    return "".join(text), {part: tuple(sorted(found)) for part, found in spans.items()}


def read_entries(models: Models) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every ``[[frame.example]]`` of the frames, then every ``[[example]]`` of the folder in the order of file names.

    Each comes with the place where it stands.

    Raises:
        ResourceError: a file is no TOML, or one of the folder has other tables than ``[[example]]``.
    """
    for frame in models.toml(FRAMES).get("frame", []):
        for number, entry in enumerate(frame.get("example", []), start=1):
            yield f"frames.toml, frame '{frame.get('id', '?')}', example {number}", {"rule": frame.get("id", ""), **entry}
    for name in sorted({path.name for root in (models.root, *models.more) for path in (root / FOLDER).glob("*.toml")}):
        content = models.toml(f"{FOLDER}/{name}")
        if odd := set(content) - {"example"}:
            raise ResourceError(f"{models.root / FOLDER / name}: {', '.join(sorted(odd))}: only [[example]] is known")
        for number, entry in enumerate(content.get("example", []), start=1):
            yield f"{name.removesuffix('.toml')}, example {number}", entry


def read_examples(where: str, raw: Mapping[str, Any]) -> list[Example]:
    """Return the sentences of an entry.

    Raises:
        ResourceError: a key is unknown or missing, an annotation has no content, or a bracket is not closed.
    """
    entry = read_entry(Entry, raw, where)
    examples = []
    for annotated in entry.yes:
        try:
            text, spans = parse_annotation(annotated)
        except ValueError as error:
            raise ResourceError(f"{where}: {error} in {annotated!r}") from error
        if not spans.get("content"):
            raise ResourceError(f"{where}: no [content ...] in {annotated!r}")
        examples.append(Example(entry.rule, "yes", text, where, spans, entry.details(), entry.fails, entry.title))
    for plain in entry.no:
        if _OPENING.search(plain):
            raise ResourceError(f"{where}: a 'no' sentence is not annotated: {plain!r}")
        examples.append(Example(entry.rule, "no", plain, where, fails=entry.fails, title=entry.title))
    return examples


def load_examples(models: Models) -> list[Example]:
    """Return all example sentences of ``models/en``; the tests and the documentation use it.

    Raises:
        ResourceError: as ``read_entries`` and ``read_examples``.
    """
    return [example for where, entry in read_entries(models) for example in read_examples(where, entry)]
