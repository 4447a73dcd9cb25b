"""People, organizations and places under review: lists, what a decision would change, and the file that decisions go to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.entities.spelling import fold
from extractor.linking.decisions import ACTIONS, COLUMNS, KINDS, Decision, append_decisions, read_decisions
from extractor.review.state import State
from extractor.review.tables import ENTITY_TABLES

PAGE = 50
_EXAMPLES = 6
_PLAIN = ("id", "name", "country_code", "mention_count", "document_count", "statement_count")


def list_entities(state: State, *, words: str, kind: str, page: int) -> dict[str, Any]:
    """A page of entities whose name or other names have the words, those mentioned most first."""
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
    # What the file held before each decision of this session (None: there was none) and behind it, and the lines it took.
    _written: list[tuple[bytes | None, bytes, int]] = field(default_factory=list)

    @property
    def pending(self) -> list[str]:
        """Decisions of this session that are not in the tables yet, in words."""
        lines = read_decisions(self.path) if self.path.exists() else []
        count = sum(taken for *_, taken in self._written)
        return [_in_words(self.state, line) for line in lines[-count:]] if count else []

    def preview(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What a decision would change: a sentence, numbers, and statements that would get another speaker.

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
        else:
            query = "SELECT count(*), count(DISTINCT document_id) FROM mentions WHERE entity_id = ? AND lower(text) = lower(?)"
            ((count, articles),) = self.state.store.rows(query, [rows[0]["id"], value])
            where = f"{_count(count, 'mention')} in {_count(articles, 'article')}"
            text = f"{value} ({where}) will be somebody or something else than {rows[0]['name']}."
        marks = ", ".join("?" for _ in moved) or "NULL"
        ids = [row["id"] for row in moved]
        theirs = f"FROM statements WHERE review_status <> 'rejected' AND speaker_id IN ({marks})"
        said = self.state.store.rows(f"SELECT speaker_name, source_text, content {theirs} LIMIT {_EXAMPLES}", ids)
        (total,) = self.state.store.rows(f"SELECT count(*) {theirs}", ids)
        return {
            "text": text,
            "statements": total[0],
            "examples": [{"speaker": row[0], "source": row[1], "content": row[2][:200]} for row in said],
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
        before = self.path.read_bytes() if self.path.exists() else None
        note = " ".join(str(asked.get("note", "")).split())
        append_decisions(self.path, [Decision(action, each_kind, name, value, note) for name in names])
        self._written.append((before, self.path.read_bytes(), len(names)))
        return len(names)

    def undo(self) -> bool:
        """Take back the last decision of this session that is not in the tables yet; False if there is none."""
        if not self._written:
            return False
        before, behind, _ = self._written[-1]
        if not self.path.exists() or self.path.read_bytes() != behind:  # somebody else wrote to it since
            return False
        self._written.pop()
        if before is None:
            self.path.unlink(missing_ok=True)
        else:
            self.path.write_bytes(before)
        return True

    def forget(self) -> None:
        """The tables have all decisions now."""
        self._written.clear()

    def _read(self, asked: Mapping[str, Any]) -> tuple[str, str, list[str], str]:
        action, kind = str(asked.get("action", "")), str(asked.get("kind", ""))
        names = [str(name) for name in asked.get("entities") or ()]
        value = " ".join(str(asked.get("value", "")).split())
        if action not in ACTIONS or kind not in KINDS or not names:
            raise ValueError(f"a decision needs {', '.join(COLUMNS[:3])}")
        if (action == "drop") == bool(value) or len(value) > 300:
            raise ValueError("this needs a name" if action != "drop" else "drop takes no name")
        if action == "merge" and value in names:
            raise ValueError("an entity cannot be merged with itself")
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
    between = {"merge": "into", "rename": "as", "alias": "also", "split": "from it:"}.get(line.action, "")
    return " ".join(filter(None, (line.action, name, between, value)))
