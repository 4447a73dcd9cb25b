"""Compile articles and their annotations into ``gold.jsonl``; ``python corpus/compile_gold.py [--check]``.

An annotation names words, never offsets; this script finds them. A string that is not found, or found more than once, is an
error naming file and entry. The format is explained in ``README.md`` beside this file.
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from extractor.records import Act, StatementType

HERE = Path(__file__).parent
SUFFIXES = (".txt", ".md", ".html")
ATTITUDES = ("assertion", "belief", "intention", "decree", "other")
LABELS = ("PERSON", "ORG", "PLACE")
QUOTES = "\"'`“”‘’„«»‹›"
PRONOUNS = {
    "he": "he/she", "him": "he/she", "his": "he/she", "she": "he/she", "her": "he/she", "hers": "he/she",
    "they": "they", "them": "they", "their": "they", "it": "it", "its": "it",
    "i": "I/we", "me": "I/we", "my": "I/we", "we": "I/we", "us": "I/we", "our": "I/we",
}  # fmt: skip
STATEMENT_KEYS = {
    "content", "cue", "source", "speaker", "type", "act", "attitude", "target", "addressee", "in", "nested",
}  # fmt: skip
ENTITY_KEYS = {"id", "name", "label", "forms", "except", "country", "place_type", "lat", "lon", "metonym", "optional"}

Span = tuple[int, int]
Record = dict[str, Any]


class GoldError(Exception):
    """An annotation that cannot be applied to its article."""


def _pattern(words: str) -> str:
    """Regular expression for exact words that do not begin or end inside a longer word."""
    left = r"(?<!\w)" if words[:1].isalnum() else ""
    right = r"(?!\w)" if words[-1:].isalnum() else ""
    return left + re.escape(words) + right


def find(text: str, words: str, window: Span | None = None) -> list[Span]:
    """All spans of ``words`` in the window of the text.

    ``before |these words| after`` means the words between the bars, where that context stands around them;
    ``first words [...] last words`` means the stretch from the first to the nearest last words after them.
    """
    start, end = window or (0, len(text))
    if words.count("|") == 2:
        before, wanted, after = words.split("|")
        spans = []
        for match in re.finditer(re.escape(before) + f"({re.escape(wanted)})" + re.escape(after), text[start:end]):
            spans.append((start + match.start(1), start + match.end(1)))
        return spans
    if "[...]" in words:
        first, last = (part.strip() for part in words.split("[...]"))
        stretch = re.compile(f"(?={_pattern(first)}.*?{_pattern(last)})", re.DOTALL)
        spans = []
        for match in stretch.finditer(text, start, end):
            closing = re.compile(_pattern(last)).search(text, match.start() + len(first), end)
            if closing:
                spans.append((match.start(), closing.end()))
        return spans
    return [match.span() for match in re.compile(_pattern(words)).finditer(text, start, end)]


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _one(text: str, words: str, where: str, window: Span | None = None, *, apart_from: list[Span] | None = None) -> Span:
    """Return the only span of the words in the window; an error when there is none or more than one."""
    if not words.strip():
        raise GoldError(f"{where}: empty string")
    spans = [span for span in find(text, words, window) if not _overlaps(span, apart_from or [])]
    if not spans:
        raise GoldError(f"{where}: not found: {words!r}")
    if len(spans) > 1:
        raise GoldError(f"{where}: found {len(spans)} times, add context with bars: {words!r}")
    return spans[0]


def _strings(value: Any, where: str) -> list[str]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
        raise GoldError(f"{where}: must be a string or a list of strings")
    return [item for item in values if item]


def _paragraphs(text: str, spans: list[Span]) -> Span:
    """Return the lines of the text from the first to the last of the spans."""
    start = text.rfind("\n", 0, min(span[0] for span in spans)) + 1
    end = text.find("\n", max(span[1] for span in spans))
    return start, len(text) if end < 0 else end


def _near(text: str, words: str, where: str, content: list[Span], window: Span | None, *, may_overlap: bool) -> Span:
    """Return the only span of the words in the paragraphs of the content, or else in the whole text."""
    apart_from = [] if may_overlap else content
    if window is None:
        near = _paragraphs(text, content)
        if any(not _overlaps(span, apart_from) for span in find(text, words, near)):
            window = near
    return _one(text, words, where, window, apart_from=apart_from)


def _check_type(text: str, kind: str, content: list[Span], where: str) -> None:
    """Quotation marks must bear out the type: none at all rules out direct, full enclosure rules out indirect."""
    start, end = _paragraphs(text, content)
    marked = any(mark in text[start:end] for mark in QUOTES)
    if kind != "indirect" and not marked:
        raise GoldError(f"{where}: {kind}, but there is no quotation mark in its paragraphs")
    doubles = QUOTES.replace("'", "").replace("’", "").replace("‘", "")
    inside = all(text[s - 1 : s] in doubles and text[e : e + 2].strip(".,?! ")[:1] in doubles for s, e in content if s)
    if kind == "indirect" and inside and all(text[e : e + 2].strip(".,?! ") for _, e in content):
        raise GoldError(f"{where}: indirect, but it stands between quotation marks")


def compile_statement(text: str, entry: Record, names: dict[str, str], where: str) -> Record:
    """Return a statement in the evaluation format; ``names`` holds the article's entity names with their ids."""
    if unknown := set(entry) - STATEMENT_KEYS:
        raise GoldError(f"{where}: unknown key {sorted(unknown)[0]!r}")
    window = _one(text, entry["in"], f"{where} in") if "in" in entry else None
    content = [_one(text, words, f"{where} content", window) for words in _strings(entry.get("content", []), where)]
    if not content:
        raise GoldError(f"{where}: no content")
    parts: dict[str, list[Span]] = {"content": content}
    for part in ("cue", "source", "target", "addressee"):
        free = part in ("target", "addressee")
        parts[part] = [
            _near(text, words, f"{where} {part}", content, window, may_overlap=free)
            for words in _strings(entry.get(part, []), where)
        ]
    for part in ("content", "cue", "source"):
        spans = parts[part]
        if spans != sorted(spans) or any(left[1] > right[0] for left, right in pairwise(spans)):
            raise GoldError(f"{where} {part}: pieces overlap or are not in the order of the text")
    if any(_overlaps(span, parts["source"]) for span in parts["cue"]):
        raise GoldError(f"{where}: cue and source overlap")
    kind, act, attitude = entry.get("type", "indirect"), entry.get("act", "say"), entry.get("attitude", "assertion")
    for value, allowed in ((kind, get_args(StatementType)), (act, get_args(Act)), (attitude, ATTITUDES)):
        if value not in allowed:
            raise GoldError(f"{where}: {value!r} is none of {', '.join(allowed)}")
    _check_type(text, kind, content, where)
    speakers = _strings(entry.get("speaker", ""), where)
    for speaker in speakers:
        if speaker not in names:
            raise GoldError(f"{where}: speaker {speaker!r} is the name of no entity of this article")
    if speakers and not parts["source"]:
        raise GoldError(f"{where}: a speaker but no source")
    record: Record = {part: [list(span) for span in spans] for part, spans in parts.items() if spans or part in ("cue", "source")}
    record |= {"type": kind, "act": act, "attitude": attitude, "speaker": speakers[0] if speakers else None}
    if len(speakers) > 1:
        record["speakers"] = speakers
    if entry.get("nested", False):
        record["nested"] = True
    return record


def _within(spans: list[list[int]], others: list[list[int]]) -> bool:
    return all(any(start <= a and b <= end for start, end in others) for a, b in spans)


def check_nesting(statements: list[Record], file: str) -> None:
    """Check that a statement is marked as nested if content and cue lie in another content, and only if its content does."""
    for statement in statements:
        others = [other["content"] for other in statements if other is not statement]
        where = f"{file} statement with content at {statement['content'][0]}"
        if statement.get("nested") and not any(_within(statement["content"], other) for other in others):
            raise GoldError(f"{where}: nested, but it lies in no other content")
        if not statement.get("nested") and any(_within(statement["cue"] + statement["content"], other) for other in others):
            raise GoldError(f"{where}: it lies in another content, but is not marked as nested")


def compile_entities(text: str, entries: list[Record], file: str) -> list[Record]:
    """Every occurrence of every form of every entity; the longest form wins, one with context before one without."""
    found: list[tuple[bool, int, int, Span, str, Record]] = []
    owners: dict[str, str] = {}
    for number, entry in enumerate(entries, 1):
        where = f"{file} entity {number} ({entry.get('id', '?')})"
        if unknown := set(entry) - ENTITY_KEYS:
            raise GoldError(f"{where}: unknown key {sorted(unknown)[0]!r}")
        if not entry.get("id") or not entry.get("name") or entry.get("label") not in LABELS:
            raise GoldError(f"{where}: needs id, name and a label of {', '.join(LABELS)}")
        excepted = [_one(text, words, f"{where} except") for words in _strings(entry.get("except", []), where)]
        for form in dict.fromkeys([entry["name"], *_strings(entry.get("forms", []), where)]):
            if owners.setdefault(form, entry["id"]) != entry["id"]:
                raise GoldError(f"{where}: form {form!r} belongs to {owners[form]} too, add context with bars")
            for span in find(text, form):
                if not _overlaps(span, excepted):
                    found.append(("|" not in form, span[0] - span[1], span[0], span, form, entry))
    taken: list[Span] = []
    used: set[str] = set()
    records = []
    for _, _, _, span, form, entry in sorted(found, key=lambda item: item[:3]):
        if _overlaps(span, taken):
            continue
        taken.append(span)
        used.add(form)
        record = {"start": span[0], "end": span[1], "label": entry["label"], "entity_id": entry["id"]}
        records.append(
            record | {key: entry[key] for key in ("country", "place_type", "lat", "lon", "metonym", "optional") if key in entry}
        )
    if unused := [form for form in owners if form not in used]:
        raise GoldError(f"{file} entity {owners[unused[0]]}: form never stands by itself: {unused[0]!r}")
    return sorted(records, key=lambda record: record["start"])


def compile_pronouns(text: str, data: Record, statements: list[Record], names: dict[str, str], file: str) -> list[Record]:
    """Pronouns that are sources with the entity of their speaker, and those annotated by themselves."""
    forms: dict[str, list[str]] = {entry["id"]: [entry["name"]] for entry in data.get("entity", [])}
    pronouns: dict[int, Record] = {}

    def add(span: Span, entity: str, *, speaker: bool) -> None:
        word = text[span[0] : span[1]].lower()
        pronouns[span[0]] = {
            "start": span[0], "end": span[1], "entity_id": entity or "unnamed", "names": forms.get(entity, []),
            "pronoun_class": PRONOUNS[word], "speaker": speaker, "resolvable": bool(entity),
        }  # fmt: skip

    for number, entry in enumerate(data.get("pronoun", []), 1):
        where = f"{file} pronoun {number}"
        span = _one(text, entry["text"], where)
        if entry["entity"] not in forms or text[span[0] : span[1]].lower() not in PRONOUNS:
            raise GoldError(f"{where}: unknown entity or no pronoun")
        add(span, entry["entity"], speaker=False)
    for statement in statements:
        if len(statement["source"]) == 1 and "speakers" not in statement:
            start, end = statement["source"][0]
            if text[start:end].lower() in PRONOUNS:
                add((start, end), names.get(statement["speaker"] or "", ""), speaker=True)
    return [pronouns[start] for start in sorted(pronouns)]


def compile_article(article: Path, annotation: Path) -> Record:
    """Return the gold record of one article.

    Raises GoldError for words that are not found or ambiguous, overlapping parts, unknown keys and values.
    """
    text = article.read_bytes().decode("utf-8")
    file = annotation.name
    data = tomllib.loads(annotation.read_text(encoding="utf-8"))
    if unknown := set(data) - {"style", "ignore", "entity", "pronoun", "statement"}:
        raise GoldError(f"{file}: unknown key {sorted(unknown)[0]!r}")
    names = {entry["name"]: entry["id"] for entry in data.get("entity", [])}
    if len(names) != len(data.get("entity", [])) or len(set(names.values())) != len(names):
        raise GoldError(f"{file}: two entities have the same name or id")
    ignore = [_one(text, words, f"{file} ignore") for words in data.get("ignore", [])]
    entities = compile_entities(text, data.get("entity", []), file)
    entities = [e | {"optional": True} if _overlaps((e["start"], e["end"]), ignore) else e for e in entities]
    statements = []
    for number, entry in enumerate(data.get("statement", []), 1):
        where = f"{file} statement {number} ({str(entry.get('content', ''))[:40]})"
        statements.append(compile_statement(text, entry, names, where))
    keys = [json.dumps([s["content"], s["cue"]]) for s in statements]
    if len(set(keys)) != len(keys):
        raise GoldError(f"{file}: the same statement twice")
    check_nesting(statements, file)
    statements.sort(key=lambda s: (min(s["content"] + s["cue"] + s["source"]), s["content"]))
    return {
        "doc_id": article.stem,
        "style": data.get("style", ""),
        "text": text,
        "entities": entities,
        "pronouns": compile_pronouns(text, data, statements, names, file),
        "statements": statements,
        "ignore": [list(span) for span in ignore],
    }


def compile_corpus(folder: Path = HERE) -> Iterator[Record]:
    """Yield the gold records of all articles in order of their names; one id has one label in all articles."""
    articles = sorted(path for path in (folder / "articles").iterdir() if path.suffix in SUFFIXES)
    annotations = {path.stem: path for path in (folder / "_annotations").glob("*.toml")}
    stems = [path.stem for path in articles]
    if lonely := sorted(set(stems) ^ set(annotations)) or sorted(stem for stem in stems if stems.count(stem) > 1):
        raise GoldError(f"{lonely[0]}: article without annotation, annotation without article, or two articles of that name")
    labels: dict[str, str] = {}
    for article in articles:
        record = compile_article(article, annotations[article.stem])
        for entity in record["entities"]:
            if labels.setdefault(entity["entity_id"], entity["label"]) != entity["label"]:
                raise GoldError(f"{article.stem}: {entity['entity_id']} has another label in another article")
        yield record


def render(folder: Path = HERE) -> str:
    """Return the text of ``gold.jsonl``: one article a line."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in compile_corpus(folder))


def main() -> int:
    """Write ``gold.jsonl``, or with ``--check`` only tell whether it is up to date; 0 when all is well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if gold.jsonl is not up to date")
    arguments = parser.parse_args()
    target = HERE / "gold.jsonl"
    try:
        gold = render()
    except (GoldError, tomllib.TOMLDecodeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if arguments.check:
        return int(not target.exists() or target.read_text(encoding="utf-8") != gold)
    target.write_text(gold, encoding="utf-8", newline="\n")
    sys.stderr.write(f"{gold.count(chr(10))} articles in {target.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
