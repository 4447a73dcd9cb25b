"""From a record with named fields (a JSON object, a row of a table) to an article."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from extractor.articles import Block, RawDocument
from extractor.readers.base import ReadError, Source
from extractor.readers.decode import Decoded, replace_surrogates
from extractor.readers.markup import read_fragment
from extractor.readers.naming import Names
from extractor.settings import ReadOptions

# Names that corpora and news interfaces use, compared without case, "_", "-" and spaces; the first that holds something wins.
_COMMON = {
    "text": "text content body article articletext articlebody fulltext bodytext maintext plaintext story paragraphs",
    "id": "id docid documentid articleid uuid guid recordid",
    "title": "title headline articletitle webtitle heading",
    "url": "url link uri sourceurl articleurl canonicalurl weburl permalink",
    "date": "publishedat datepublished publisheddate publicationdate publishdate datepublish pubdate published date "
    "webpublicationdate datetime timestamp",
    "author": "author authors byline creator journalist writer",
    "outlet": "outlet publisher publication sitename newspaper source sourcename media site domain",
    "language": "language lang",
}
_PARAGRAPH_TAG = re.compile(r"</?(?:p|br|div|blockquote|h[1-6]|li)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z][a-z0-9]{0,20}(?:\s[^<>]{0,500})?/?>|&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_GOLD = ("statements", "entities")
# Lists and objects inside each other that metadata is looked for in.
_DEEPEST = 5


def field_key(name: str) -> str:
    """The form in which field names are compared."""
    return "".join(character for character in name.casefold() if character not in "_- .")


def text_column(names: Iterable[str], options: ReadOptions) -> str:
    """The field that holds the text, empty when no name fits."""
    known = {field_key(name): name for name in names}
    if options.text_field:
        return options.text_field if options.text_field in known.values() else known.get(field_key(options.text_field), "")
    return next((known[key] for key in _COMMON["text"].split() if key in known), "")


def used_columns(names: Iterable[str], options: ReadOptions) -> list[str]:
    """The fields that can give something to an article, in their order."""
    fields = [value for role in _COMMON if (value := getattr(options, f"{role}_field", ""))]
    given = {*fields, *(value.partition(".")[0] for value in fields)}
    common = {key for keys in _COMMON.values() for key in keys.split()}
    return [name for name in names if name in given or field_key(name) in common or field_key(name) in map(field_key, given)]


def is_evaluation(record: Mapping[str, Any]) -> bool:
    """True for a line of the evaluation format: a text with annotation, no article to be read."""
    return "doc_id" in record and "text" in record and any(isinstance(record.get(key), list) for key in _GOLD)


class Records(Names):
    """Turns the records of one file into articles and gives each a name that no other record of the file has.

    The name is the record's id, so that it stays when records are added before it, else its number.
    """

    def __init__(self, source: Source, options: ReadOptions) -> None:
        super().__init__()
        self._source = source
        self._options = options

    def name(self, number: int, record: Mapping[str, Any] | None = None) -> str:
        """Name of the record with this 1-based number."""
        given = self._value(record, "id") if record else ""
        return self.unique(given.strip() or str(number))

    def document(self, record: Mapping[str, Any], name: str, decoded: Decoded, *, markup: bool = False) -> RawDocument:
        """The article of a record; ``decoded`` tells how its bytes were read, ``markup`` that its text may be HTML.

        Raises:
            ReadError: ``record`` when no field holds a text, ``empty`` when it is blank.
        """
        text, surrogates = replace_surrogates(self._text(record))
        blocks: tuple[Block, ...] = ()
        if len(_PARAGRAPH_TAG.findall(text, 0, 10_000)) >= 2 or (markup and _MARKUP.search(text)):
            text, blocks = read_fragment(text)
        if not text.strip():
            raise ReadError("empty", "the text is blank", status="skipped")
        return RawDocument(
            self._source.source_path,
            text,
            record=name,
            title=self._value(record, "title"),
            author=self._value(record, "author"),
            outlet=self._value(record, "outlet"),
            url=self._value(record, "url"),
            published_at=self._value(record, "date"),
            language=self._value(record, "language"),
            input_format=self._source.format,
            encoding=decoded.encoding,
            warnings=decoded.warnings + surrogates,
            blocks=blocks,
        )

    def _text(self, record: Mapping[str, Any]) -> str:
        values = list(self._values(record, "text"))
        texts = [text for text in map(_as_article, values) if text is not None]
        if texts or (values and all(value is None for value in values) and text_column(record, self._options)):
            return next((text for text in texts if text.strip()), "")
        names = ", ".join(str(key) for key in list(record)[:20]) or "none"
        raise ReadError("record", f"no field with a text (fields: {names[:300]}); name it with --text-field")

    def _value(self, record: Mapping[str, Any], role: str) -> str:
        """First non-blank value of a role as a line of text, lone surrogates replaced."""
        for value in self._values(record, role):
            text = " ".join(_as_text(value).split()) if role != "id" else _as_text(value)
            if text.strip():
                return replace_surrogates(text)[0]
        return ""

    def _values(self, record: Mapping[str, Any], role: str) -> Iterable[Any]:
        option = getattr(self._options, f"{role}_field", "")
        if option:
            yield _follow(record, option)
            return
        known = {field_key(name): name for name in record}
        for key in _COMMON[role].split():
            if key in known:
                yield record[known[key]]


def _follow(record: Mapping[str, Any], path: str) -> Any:
    """Value of a field; ``fields.bodyText`` looks into an object."""
    if path in record:
        return record[path]
    value: Any = record
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _as_article(value: Any) -> str | None:
    """Text of a string, of a list of paragraphs, or of an object with a text; None of anything else."""
    if isinstance(value, Mapping):
        return _as_article(next((value[key] for key in ("text", "content", "body") if isinstance(value.get(key), str)), None))
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "\n\n".join(value)
    return value if isinstance(value, str) else None


def _as_text(value: Any, depth: int = _DEEPEST) -> str:
    if isinstance(value, str):
        return value
    if value is None or not depth:
        return ""
    if isinstance(value, Mapping):
        return _as_text(next((value[key] for key in ("name", "title", "$oid", "$date") if key in value), None), depth - 1)
    if isinstance(value, list):
        return "; ".join(filter(None, (_as_text(item, depth - 1) for item in value)))
    return json.dumps(value)
