"""From a record with named fields (a JSON object, a row of a table) to an article."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from extractor.articles import Block, RawDocument
from extractor.readers.base import ReadError, Source
from extractor.readers.columns import COMMON, LEADS, field_key, text_column, text_names
from extractor.readers.decode import Decoded, replace_surrogates
from extractor.readers.markup import CLOSED_TAG, read_fragment, read_where_marked
from extractor.readers.naming import Names
from extractor.readers.nested import as_article, follow
from extractor.settings import ReadOptions

_MARKUP = re.compile(r"</?[a-z][a-z0-9]{0,20}(?:\s[^<>]{0,500})?/?>|&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_GOLD = ("statements", "entities")
_TEXT_OF = ("name", "title", "main", "original", "rendered", "text", "value", "#text", "$oid", "$date")
# A first paragraph in a field of its own is a whole sentence, no excerpt of a search.
_SENTENCE_END, _SHORTEST_LEAD = tuple('.!?"”’'), 40
TEASER = "teaser: only the beginning of the text was given"
# How an interface that gives beginnings says so; the word before it is broken.
_CUT = re.compile(r"\s?[^\s…]{0,60}(?:…|\.\.\.)\s?\[\+\d{1,6} chars\]\s*$")
_OUTLET_BEHIND = re.compile(r"\s[-–—|]\s(?P<name>[^-–—|]{1,80})$")
# What is in an object inside the record, and nowhere else.
_INSIDE = {"outlet": ("site", "sitename", "ogsitename"), "url": ("permalink",), "author": ("author",)}
# Lists and objects inside each other that metadata is looked for in.
_DEEPEST = 5


def is_evaluation(record: Mapping[str, Any]) -> bool:
    """Return true for a text with annotation, no article to be read: a line of the evaluation format, a result of this
    program."""
    if isinstance(record.get("document"), Mapping) and isinstance(record.get("statements"), list):
        return True
    return "doc_id" in record and "text" in record and any(isinstance(record.get(key), list) for key in _GOLD)


class Records(Names):
    """Turns the records of one file into articles and gives each a name that no other record of the file has.

    The name is the record's id, so that it stays when records are added before it, else its number.
    """

    def __init__(self, source: Source, options: ReadOptions, *, day_first: bool | None = None) -> None:
        """Note ``day_first``: whether dates in numbers have the day before the month, where the whole column tells."""
        super().__init__()
        self._source = source
        self.options = options
        self.day_first = day_first

    def name(self, number: int, record: Mapping[str, Any] | None = None) -> str:
        """Return the name of the record with this 1-based number."""
        return self.unique((self.id_of(record) if record else "") or str(number))

    def id_of(self, record: Mapping[str, Any]) -> str:
        """Return the id of a record; empty when it has none."""
        return self._find(record, "id")[1].strip()

    def document(self, record: Mapping[str, Any], name: str, decoded: Decoded, *, markup: bool = False) -> RawDocument:
        """Return the article of a record; ``decoded`` tells how its bytes were read, ``markup`` that its text may be HTML.

        Raises:
            ReadError: ``record`` when no field holds a text, ``empty`` when it is blank.
        """
        field, found = self._text(record)
        text, surrogates = replace_surrogates(found)
        warnings = decoded.warnings + surrogates
        text, blocks = read_where_marked(text, _MARKUP if markup else None)
        text, cut = _CUT.subn("", text) if not blocks else (text, 0)
        if not text.strip():
            raise ReadError("empty", "the text is blank", status="skipped")
        if lead := self._lead(record, text):
            text, moved = f"{lead}\n\n{text}", len(lead) + 2
            blocks = blocks and (Block(0, len(lead)), *(replace(b, start=b.start + moved, end=b.end + moved) for b in blocks))
        told = {role: self._find(record, role) for role in ("title", "author", "outlet", "url", "date", "language")}
        values = {role: value for role, (_, value) in told.items()}
        outlet = values["outlet"]
        warnings += (TEASER,) if cut or self._is_teaser(record) else ()
        return RawDocument(
            self._source.source_path,
            text,
            record=name,
            title=_without_outlet(values["title"], outlet),
            author=values["author"],
            outlet=outlet,
            url=values["url"],
            published_at=values["date"],
            language=values["language"],
            input_format=self._source.format,
            encoding=decoded.encoding,
            warnings=warnings,
            blocks=blocks,
            day_first=self.day_first,
            fields=(("text", field), *((role, name) for role, (name, value) in told.items() if value)),
        )

    def _text(self, record: Mapping[str, Any]) -> tuple[str, str]:
        """Return the field that holds the text, and the text."""
        field = self.options.text_field
        values = {field: follow(record, field)} if field else {name: record[name] for name in text_names(record)}
        texts = {name: text for name, value in values.items() if (text := as_article(value)) is not None}
        if texts or (values and all(value is None for value in values.values()) and text_column(record, self.options)):
            return next(((name, text) for name, text in texts.items() if text.strip()), ("", ""))
        if other := [name for name, value in values.items() if value is not None]:
            raise ReadError("record", f"what stands in {', '.join(other)[:300]} is no text; name another field with --text-field")
        names = ", ".join(str(key) for key in list(record)[:20]) or "none"
        raise ReadError("record", f"no field with a text (fields: {names[:300]}); name it with --text-field")

    def _lead(self, record: Mapping[str, Any], text: str) -> str:
        """Return the first paragraph, where it stands in a field of its own and not in the text; empty elsewhere."""
        if self.options.text_field:
            return ""
        for name in record:
            lead = record[name] if field_key(name) in LEADS.split() else None
            if isinstance(lead, str) and len(lead) >= _SHORTEST_LEAD and lead.rstrip().endswith(_SENTENCE_END):
                lead = replace_surrogates(" ".join(lead.split()))[0]
                if not _MARKUP.search(lead) and lead[:_SHORTEST_LEAD] not in " ".join(text.split()):
                    return lead
        return ""

    def _is_teaser(self, record: Mapping[str, Any]) -> bool:
        if self.options.text_field:
            return False
        filled = (name for name in text_names(record) if (as_article(record[name]) or "").strip())
        return field_key(next(filled, "")) in LEADS.split()

    def _find(self, record: Mapping[str, Any], role: str) -> tuple[str, str]:
        """Return the first field of a role that is not blank, and its value as a line of text, lone surrogates replaced."""
        for name, value in self._values(record, role):
            if role not in ("id", "date") and isinstance(value, bool | int | float):
                continue  # the number of an author in another table
            text = " ".join(_as_text(value).split()) if role != "id" else _as_text(value)
            if role == "title" and CLOSED_TAG.search(text):
                text = " ".join(read_fragment(text)[0].split())
            if text.strip():
                return name, replace_surrogates(text)[0]
        return "", ""

    def _values(self, record: Mapping[str, Any], role: str) -> Iterable[tuple[str, Any]]:
        option = getattr(self.options, f"{role}_field", "")
        if option:
            yield option, follow(record, option)
            return
        known = {field_key(name): name for name in record}
        for key in COMMON[role].split():
            if key in known:
                yield known[key], record[known[key]]
        for outer, value in record.items() if role in _INSIDE else ():
            if isinstance(value, Mapping):
                yield from ((f"{outer}.{name}", value[name]) for name in value if field_key(name) in _INSIDE[role])


def _without_outlet(title: str, outlet: str) -> str:
    """Return the headline without a dash and the name of the outlet behind it."""
    found = _OUTLET_BEHIND.search(title) if outlet else None
    return title[: found.start()] if found and found["name"].casefold() == outlet.casefold() else title


def _as_text(value: Any, depth: int = _DEEPEST) -> str:
    if isinstance(value, str):
        return value
    if value is None or not depth:
        return ""
    if isinstance(value, Mapping):
        return _as_text(next((value[key] for key in _TEXT_OF if value.get(key) is not None), None), depth - 1)
    if isinstance(value, list):
        return "; ".join(filter(None, (_as_text(item, depth - 1) for item in value)))
    return json.dumps(value)
