"""People, organizations and places under review: lists, what a decision would change, and the file that decisions go to."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.entities.spelling import fold
from extractor.linking.edits import ACTIONS, COLUMNS, KINDS, Decision, append_decisions, fault, read_decisions, with_name
from extractor.review.pairs import find_pairs, read_names, shown, told_apart
from extractor.review.state import State
from extractor.review.tables import ENTITY_TABLES

PAGE = 50
_EXAMPLES = 6
# Code points that are shown before and after a mention.
_AROUND = 48
_PLAIN = ("id", "name", "country_code", "mention_count", "document_count", "statement_count")


def list_entities(state: State, *, words: str, kind: str, page: int) -> dict[str, Any]:
    """Return a page of entities whose name or other names have the words, those mentioned most first."""
    wanted = fold(words).split()
    found = []
    for each, (table, key) in ENTITY_TABLES.items():
        if kind in ("", each):
            role = "roles" if each == "person" else "kind"
            names = f"{key} AS id, name, aliases, {role} AS role, {', '.join(_PLAIN[2:])}"
            for row in state.store.rows(f"SELECT {names} FROM {table}"):
                if not wanted or all(word in fold(f"{row['name']} {row['aliases']}") for word in wanted):
                    found.append((each, row))
    found.sort(key=lambda item: (-item[1]["mention_count"], item[1]["name"], item[1]["id"]))
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, page), pages)
    shown = found[(page - 1) * PAGE : page * PAGE]
    return {"total": len(found), "page": page, "pages": pages, "items": [_plain(each, row) for each, row in shown]}


def _plain(kind: str, row: Any) -> dict[str, Any]:
    role = row["role"]
    if kind == "person":
        role = "; ".join(json.loads(role)[:2])
    return {
        **{name: row[name] for name in _PLAIN},
        "kind": kind,
        "aliases": json.loads(row["aliases"]),
        "role": role,
    }


@dataclass(slots=True)
class EntityDecisions:
    """The decisions on entities that this review writes: lines of the file that ``extractor entities`` uses, too."""

    state: State
    path: Path
    # What the file held before each decision of this session (None: there was none) and after it, and the lines it took.
    _written: list[tuple[bytes | None, bytes, int]] = field(default_factory=list)

    @property
    def pending(self) -> list[str]:
        """Decisions of this session that are not in the tables yet, in words."""
        lines = read_decisions(self.path) if self.path.exists() else []
        count = self.state.names_pending
        return [_in_words(self.state, line) for line in lines[-count:]] if count else []

    def preview(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a decision would change: a sentence, numbers, and statements that would get another speaker.

        Raises:
            ValueError: the decision makes no sense.
            KeyError: there is no such entity.
        """
        action, kind, names, value = self._read(asked)
        rows = [self._entity(kind, name) for name in names]
        moved = rows if action in ("merge", "drop") else []
        mentions = sum(row["mention_count"] for row in rows)
        if action == "merge":
            into = self._entity(kind, value)
            become = "becomes" if len(rows) == 1 else "become"
            count = _count(mentions + into["mention_count"], "mention")
            text = f"{_list(rows)} {become} one with {into['name']}, which then has {count}."
        elif action == "rename":
            text = f"{rows[0]['name']} is shown as {value} in {_count(rows[0]['document_count'], 'article')}."
        elif action == "drop":
            leaves = "leaves" if len(rows) == 1 else "leave"
            text = f"{_list(rows)} {leaves} the tables; {_count(mentions, 'mention')} will stand for nobody."
        elif action == "apart":
            text = f"{rows[0]['name']} and {self.state.names.get(value, (value, ''))[0]} are two."
        elif action in ("country", "role", "title", "kind"):
            text = f"{rows[0]['name']} has {value} as its {action}."
        else:
            query = "SELECT count(*), count(DISTINCT document_id) FROM mentions WHERE entity_id = ? AND lower(text) = lower(?)"
            ((count, articles),) = self.state.store.rows(query, [rows[0]["id"], value])
            where = f"{_count(count, 'mention')} in {_count(articles, 'article')}"
            text = f"{value} ({where}) will be somebody or something else than {rows[0]['name']}."
        if action == "split":
            return {"text": text, **self._named(rows, value)}
        return {"text": text, **self._named(moved)}

    def _named(self, rows: Sequence[Any], name: str = "") -> dict[str, Any]:
        """Return the statements and places in the articles where entities, or one by a name, are meant: their number and a few
        of them."""
        marks = ", ".join("?" for _ in rows) or "NULL"
        values = [*(row["id"] for row in rows), *([name] if name else [])]
        by_name = "AND lower(m.text) = lower(?)" if name else ""
        said = (
            "FROM statements s WHERE review_status <> 'rejected' AND EXISTS (SELECT 1 FROM statement_entities e "
            "JOIN mentions m USING (mention_id) WHERE e.statement_id = s.statement_id AND e.relation = 'speaker' "
            f"AND e.entity_id = s.speaker_id AND m.entity_id IN ({marks}) {by_name})"
            if name
            else f"FROM statements s WHERE review_status <> 'rejected' AND speaker_id IN ({marks})"
        )
        (total,) = self.state.store.rows(f"SELECT count(*) {said}", values)
        examples = self.state.store.rows(f"SELECT speaker_name, source_text, content {said} LIMIT {_EXAMPLES}", values)
        places = self.state.store.rows(
            f"""
            SELECT d.title, d.source_path, substr(d.text, max(1, min(m.start) - {_AROUND} + 1), min({_AROUND}, min(m.start))),
                m.text, substr(d.text, m."end" + 1, {_AROUND})
            FROM mentions m JOIN documents d USING (document_id) WHERE m.entity_id IN ({marks}) {by_name} AND m.form <> 'pronoun'
            GROUP BY m.document_id ORDER BY d.rowid LIMIT {_EXAMPLES}
            """,
            values,
        )
        return {
            "statements": total[0],
            "examples": [{"speaker": row[0], "source": row[1], "content": row[2][:200]} for row in examples],
            "places": [
                {"title": row[0] or row[1], "before": _last_words(row[2]), "text": row[3], "after": _first_words(row[4])}
                for row in places
            ],
        }

    def decide(self, asked: Mapping[str, Any]) -> int:
        """Write the decision; how many lines it took.

        Raises:
            ValueError: the decision makes no sense.
            KeyError: there is no such entity.
            OutputError: the file cannot be written.
        """
        action, kind, names, value = self._read(asked)
        for name in names:
            self._entity(kind, name)
        each_kind = next(each for each in KINDS if each == kind)
        value = self._with_name(value)
        before = self.path.read_bytes() if self.path.exists() else None
        note = " ".join(str(asked.get("note", "")).split())
        append_decisions(self.path, [Decision(action, each_kind, self._with_name(name), value, note) for name in names])
        self._written.append((before, self.path.read_bytes(), len(names)))
        self._count()
        return len(names)

    def next_pair(self, later: Sequence[str] = ()) -> dict[str, Any]:
        """Return the next pair that may be one, and how many are left; ``later`` are pairs of ids, joined by "+", that come last.

        Who was merged or dropped by a decision that the tables lack is in no pair.
        """
        lines = read_decisions(self.path) if self.path.exists() else []
        names = read_names(self.state.store)
        ids_of = {(each.kind, fold(each.name)): each.entity_id for each in names}
        gone = {line.entity for line in lines if line.action in ("merge", "drop")}
        gone |= {ids_of.get((line.kind, fold(line.entity)), "") for line in lines if line.action in ("merge", "drop")}
        pairs = find_pairs((each for each in names if each.entity_id not in gone), told_apart(lines, ids_of))
        waiting = {frozenset(key.split("+")): number for number, key in enumerate(later)}
        pairs.sort(key=lambda pair: waiting.get(pair.key, -1))
        return {"left": len(pairs), "pair": shown(self.state.store, pairs[0]) if pairs else None}

    def undo(self) -> bool:
        """Take back the last decision of this session that is not in the tables yet; False if there is none."""
        if not self._written:
            return False
        before, behind, _ = self._written[-1]
        if not self.path.exists() or self.path.read_bytes() != behind:  # somebody else wrote to it since
            return False
        self._written.pop()
        self._count()
        if before is None:
            self.path.unlink(missing_ok=True)
        else:
            self.path.write_bytes(before)
        return True

    def forget(self) -> None:
        """Forget the decisions that the tables all have now."""
        self._written.clear()
        self._count()

    def _with_name(self, reference: str) -> str:
        """Return an id with the name beside it, so that a line of the file can be read."""
        return with_name(reference, self.state.names[reference][0]) if reference in self.state.names else reference

    def _count(self) -> None:
        self.state.names_pending = sum(taken for *_, taken in self._written)

    def _read(self, asked: Mapping[str, Any]) -> tuple[str, str, list[str], str]:
        action, kind = str(asked.get("action", "")), str(asked.get("kind", ""))
        names = [str(name) for name in asked.get("entities") or ()]
        value = " ".join(str(asked.get("value", "")).split())
        if action not in ACTIONS or kind not in KINDS or not names:
            raise ValueError(f"a decision needs {', '.join(COLUMNS[:3])}")
        if (action == "drop") == bool(value) or len(value) > 300:
            raise ValueError("this needs a name" if action != "drop" else "drop takes no name")
        if action in ("merge", "apart") and value in names:
            raise ValueError("an entity cannot be merged with itself, nor be another")
        if wrong := fault({"action": action, "kind": kind, "entity": names[0], "value": value}):
            raise ValueError(wrong)
        return action, kind, names, value

    def _entity(self, kind: str, entity_id: str) -> Any:
        table, key = ENTITY_TABLES[kind]
        rows = self.state.store.rows(
            f"SELECT {key} AS id, name, mention_count, document_count FROM {table} WHERE {key} = ?", [entity_id]
        )
        if not rows:
            raise KeyError(entity_id)
        return rows[0]


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def _list(rows: list[Any]) -> str:
    return ", ".join(row["name"] for row in rows)


def _in_words(state: State, line: Decision) -> str:
    name = state.names.get(line.entity, (line.entity, ""))[0]
    value = state.names.get(line.value, (line.value, ""))[0]
    if line.action == "split":
        return f"split {value} off {name}"
    if line.action == "apart":
        return f"{name} is not {value}"
    between = {"merge": "into", "rename": "as", "alias": "also"}.get(line.action, "")
    return " ".join(filter(None, (line.action, name, between, value)))


def _last_words(text: str) -> str:
    """Return the text before a mention without half a word at its start."""
    return f"… {text.partition(' ')[2]}" if len(text) == _AROUND and " " in text else text


def _first_words(text: str) -> str:
    """Return the text after a mention without half a word at its end."""
    return f"{text.rpartition(' ')[0]} …" if len(text) == _AROUND and " " in text else text
