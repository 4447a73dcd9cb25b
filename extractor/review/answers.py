"""What the pages are told, as plain values: lists with counts, one statement in its article, progress."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from extractor.decisions.model import FLAGS, Description, SpeakerChoice
from extractor.decisions.verdicts import PARTS
from extractor.errors import InputError
from extractor.records import Act, SpeakerKind, StatementType
from extractor.review import tables
from extractor.review.articles import PRIORITY, lines_of
from extractor.review.index import FACETS, Query
from extractor.review.state import State, View

PAGE = 25
# Values of a filter that are shown: all of short lists, the first of long ones, in which the reader searches.
_SHOWN_VALUES, _OF_LONG = 16, 8
_LONG = ("speaker", "outlet", "rule")
_REASONS = {
    "open:unresolved": "not traced to a name",
    "open:ambiguous": "more than one name fits",
    "open:none": "no source named",
    "open:anonymous": "anonymous",
}
_COLUMNS = (
    "statement_id", "speaker", "source", "cue", "content", "act", "type", "rule", "confidence", "status", "outlet", "date",
    "title", "tags", "note",
)  # fmt: skip
CHOICES = {"acts": list(get_args(Act)), "types": list(get_args(StatementType)), "kinds": list(get_args(SpeakerKind))}
_LISTS = ("sample", "conflicts", "tagged")


def read_query(state: State, values: Mapping[str, Sequence[str]]) -> Query:
    """Return the filter of a request: ``q``, a value or several for each facet, ``from`` and ``to`` as dates, ``list``.

    Raises:
        InputError: an unknown filter.
        TooSlowError: the search took too long.
    """
    unknown = values.keys() - {*FACETS, "q", "from", "to", "list", "tag", "page"}
    if unknown:
        raise InputError(f"there is no filter {', '.join(sorted(unknown))}")
    words = " ".join(values.get("q", ()))[:500]
    found = tables.search(state.store, words)
    among = None
    if found is not None:
        folded = words.casefold().split()
        among = state.index.found(*found) | state.index.mask([name for name in state.threads if _has_words(state, name, folded)])
    only = {"sample": state.draw.statement_ids if state.draw else [], "conflicts": state.conflicts(), "tagged": state.tags.keys()}
    chosen = [only[name] for name in values.get("list", ()) if name in _LISTS]
    tags = set(values.get("tag", ()))
    if tags:
        chosen = [{name for name, event in state.tags.items() if tags & set(event.tags)}]
    first, last = (tables.day_number(value) if (value := "".join(values.get(name, ()))) else 0 for name in ("from", "to"))
    return Query({name: values[name] for name in FACETS if name in values}, first, last, among, chosen[0] if chosen else None)


def list_page(state: State, values: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return a page of statements that fit, counts of all filters, and how far the review is."""
    query = read_query(state, values)
    places, counts = state.index.select(query)
    if values.get("list") == ["sample"] and state.draw:
        rank = {state.index.place.get(name): number for number, name in enumerate(state.draw.statement_ids)}
        places.sort(key=lambda place: rank[place])
    pages = max(1, -(-len(places) // PAGE))
    page = min(page_number("".join(values.get("page", ()))), pages)
    shown = [state.index.ids[place] for place in places[(page - 1) * PAGE : page * PAGE]]
    return {
        "total": len(places),
        "page": page,
        "pages": pages,
        "items": list_items(state, shown),
        "facets": {name: facet(state, name, counts[name], query.values.get(name, ())) for name in FACETS},
        "progress": progress(state),
    }


def listed(state: State, values: Mapping[str, Sequence[str]]) -> list[str]:
    """Return all statements that fit a filter."""
    places, _ = state.index.select(read_query(state, values))
    return [state.index.ids[place] for place in places]


def page_number(text: str) -> int:
    """Return the page that a request asks for, from 1; the first when it names none.

    Raises:
        ValueError: it is no number.
    """
    try:
        return max(1, int(text or 1))
    except ValueError as error:
        raise ValueError("page must be a whole number") from error


def list_items(state: State, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return what the list shows of statements, with what reviewers changed."""
    rows = tables.list_items(state.store, list(names))
    conflicts = state.conflicts()
    items = []
    for name in names:
        item = rows.get(name)
        status = state.index.value(name, "status")
        if item is None or state.threads.get(name):
            view = state.view(name)
            said = view.said
            document = state.document(view.document_id)
            item = {
                "id": name, "content": _joined(said, "content"), "cue": _joined(said, "cue"), "source": _joined(said, "source"),
                "speaker": said.speaker.name, "act": said.act, "type": said.type, "rule": view.rule,
                "confidence": state.index.value(name, "confidence"), "outlet": document["outlet"],
                "date": document["published_at"][:10], "title": document["title"] or document["source_path"],
            }  # fmt: skip
        tagged = state.tags.get(name)
        extra = {"status": status, "conflict": name in conflicts, "tags": tagged.tags if tagged else []}
        items.append({**item, **extra, "note": tagged.note if tagged else ""})
    return items


def facet(state: State, name: str, counts: Mapping[str, int], chosen: Iterable[str]) -> dict[str, Any]:
    """Return the values of a filter with the most statements, and those that are chosen, each with its label and count."""
    ranked = sorted(counts, key=lambda value: (-counts[value], value))
    most = _OF_LONG if name in _LONG else _SHOWN_VALUES
    shown = list(dict.fromkeys([*chosen, *ranked[:most]]))
    return {
        "values": [[value, _label(state, name, value), counts.get(value, 0)] for value in shown],
        "more": max(0, len(ranked) - most),
    }


def facet_values(state: State, name: str, values: Mapping[str, Sequence[str]], words: str) -> list[list[Any]]:
    """Return the values of one filter whose label has the words, those with the most statements first."""
    _, counts = state.index.select(read_query(state, values))
    wanted = words.casefold()
    found = [(-count, _label(state, name, value), value) for value, count in counts[name].items()]
    found = sorted(row for row in found if wanted in row[1].casefold())[:_SHOWN_VALUES]
    return [[value, label, -count] for count, label, value in found]


def _label(state: State, name: str, value: str) -> str:
    if name != "speaker":
        return value
    return state.names[value][0] if value in state.names else _REASONS.get(value) or value.partition(":")[2]


def progress(state: State) -> dict[str, Any]:
    """Return how many statements are decided, how far the sample is, and what it says of the run as far as the tables know."""
    sample: dict[str, Any] | None = None
    if state.draw:
        drawn = [name for name in state.draw.statement_ids if state.index.is_shown(name)]
        done = sum(name in state.threads for name in drawn)
        sample = {"size": len(drawn), "done": done, "seed": state.draw.seed}
        if state.measured:
            sample |= {"judged": state.measured.judged, "right": state.measured.value}
            sample |= {"low": state.measured.low, "high": state.measured.high}
    return {
        "statements": len(state.index.ids),
        "decided": len(state.threads),
        "complete": len(state.complete),
        "reviewers": len({event.reviewer for events in state.threads.values() for event in events}),
        "tagged": len(state.tags),
        "tags": Counter(tag for event in state.tags.values() for tag in event.tags).most_common(_SHOWN_VALUES),
        "pending": state.pending,
        "conflicts": len(state.conflicts()),
        "orphans": len(state.orphans()),
        "sample": sample,
    }


def detail(state: State, statement_id: str) -> dict[str, Any]:
    """Return a statement and its article, cut into pieces.

    Raises:
        KeyError: there is no such statement.
    """
    view = state.view(statement_id)
    document = state.document(view.document_id)
    spans: list[tuple[str, int, int]] = [(part, place.start, place.end) for part in PARTS for place in getattr(view.said, part)]
    spans += [(part, start, end) for part in ("target", "addressee") for start, end in view.spans.get(part, ())]
    others = [row for row in tables.document_contents(state.store, view.document_id) if row[0] != statement_id]
    others = [row for row in others if state.index.is_shown(row[0])]
    for name in state.statements_of(view.document_id):
        if name != statement_id and tables.statement(state.store, name) is None:
            others += [(name, start, end) for start, end in state.view(name).said.spans("content")]
    article = {name: document[name] for name in ("title", "outlet", "author", "url", "source_path", "record")}
    return {
        "statement": _shown(state, view),
        "article": {
            **article,
            "id": view.document_id,
            "date": document["published_at"][:10],
            "complete": view.document_id in state.complete,
            "lines": lines_of(document["text"], [span for span in spans if span[0] in PRIORITY], others),
        },
        "progress": progress(state),
    }


def _shown(state: State, view: View) -> dict[str, Any]:
    row = view.row
    places = () if row is None else (("headline", row.in_title), ("inside another statement", row.nested_in is not None))
    flags = [*_remarks(view.said), *(label for label, is_set in places if is_set)]
    last = view.events[-1] if view.events else None
    tagged = state.tags.get(view.statement_id)
    return {
        "id": view.statement_id,
        "status": view.status,
        "conflict": view.conflict,
        "content": _joined(view.said, "content"),
        "cue": _joined(view.said, "cue"),
        "source": _joined(view.said, "source"),
        "spans": {part: view.said.spans(part) for part in PARTS},
        "speaker": view.said.speaker.model_dump(),
        "target": _somebody(state, view.said.target),
        "addressee": _somebody(state, view.said.addressee),
        **{flag: bool(getattr(view.said, flag)) for flag in FLAGS},
        "tags": tagged.tags if tagged else [],
        "note": tagged.note if tagged else "",
        "candidates": [state.names[name][0] for name in (row.speaker_candidates if row else []) if name in state.names],
        "role": row.speaker_role if row is not None and not (last and "speaker" in last.corrected) else "",
        "act": view.said.act,
        "type": view.said.type,
        "rule": view.rule,
        "confidence": row.confidence_level if row else "",
        "likely": round(100 * row.confidence) if row else 0,
        "flags": flags,
        "found": _found(view),
        "history": [
            {
                "reviewer": event.reviewer, "at": event.at[:16].replace("T", " "), "action": event.action,
                "corrected": event.corrected, "note": event.note,
            }
            for event in view.events
        ],
    }  # fmt: skip


def _found(view: View) -> dict[str, str]:
    """Return what the rules found, where a reviewer changed it."""
    if view.extracted is None or not view.events or view.events[-1].action == "reject":
        return {}
    before, after = _words(view.extracted), _words(view.said)
    return {name: before[name] or "nothing" for name in before if before[name] != after[name]}


def _words(said: Description) -> dict[str, str]:
    others = {name: choice.name if choice else "" for name, choice in (("target", said.target), ("addressee", said.addressee))}
    words = {"speaker": said.speaker.name, "act": said.act, "type": said.type, **others, "remarks": ", ".join(_remarks(said))}
    return {**words, **{part: _joined(said, part) for part in PARTS}}


def _remarks(said: Description) -> list[str]:
    """Return what is told of a statement in a word: negated, hedged, conditional."""
    return [flag.removeprefix("is_") for flag in FLAGS if getattr(said, flag)]


def _somebody(state: State, choice: SpeakerChoice | None) -> dict[str, Any]:
    """Return a target or addressee with the name that its entity has in the tables."""
    shown = choice or SpeakerChoice()
    return {**shown.model_dump(), "name": state.names.get(shown.entity_id, (shown.name, ""))[0]}


def sheet(state: State, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the statements of the current filter as CSV, texts made safe for spreadsheets."""
    places, _ = state.index.select(read_query(state, values))
    names = [state.index.ids[place] for place in places]
    yield _csv_line(_COLUMNS)
    for begin in range(0, len(names), 500):
        for item in list_items(state, names[begin : begin + 500]):
            cells = {**item, "statement_id": item["id"], "tags": "|".join(item["tags"])}
            yield _csv_line([_safe_cell(str(cells[name])) for name in _COLUMNS])


def _csv_line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerow(cells)
    return buffer.getvalue()


def _safe_cell(text: str) -> str:
    """Return an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.lstrip(" \"'")[:1] in ("=", "+", "-", "@", "\t", "\r") and text.strip() else text


def _joined(said: Description, part: str) -> str:
    return " ... ".join(place.exact for place in getattr(said, part))


def _has_words(state: State, name: str, words: Sequence[str]) -> bool:
    """Return whether a statement as a reviewer corrected or added it has the words; the database searches those found."""
    last = state.threads[name][-1]
    said = last.after
    if said is None or not (last.corrected or last.action == "add") or not state.index.is_shown(name):
        return False
    text = " ".join(_words(said).values()).casefold()
    return all(word in text for word in words)
