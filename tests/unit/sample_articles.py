"""Two small articles annotated by hand."""

from extractor import ids
from extractor.records import DocumentResult, DocumentRow, MentionRow, StatementEntityRow, StatementRow, StatementSpanRow
from extractor.told import LocalEntity, Role

DAM = (
    "Mayor denies leak\n\n“The dam 🏞 is safe,” Mayor Ana Ruiz said in Oslo. “Nobody\nhas to leave.”\n\n"
    "The Harbour Board accused Ruiz of hiding the report, the Gazette reported. Residents <said> no | never."
)
FORMULA = "Bo Lund wrote: =1+1 is two."


class Annotator:
    """Rows of a document from words of its text."""

    def __init__(self, name: str, text: str, **facts: str) -> None:
        document = ids.document_id(name, "")
        self.result = DocumentResult(
            document=DocumentRow(
                document_id=document,
                source_path=name,
                text=text,
                language="en",
                char_count=len(text),
                text_sha256="0" * 64,
                **facts,
            )
        )
        self.text, self.document_id = text, document

    def entity(self, kind: str, name: str, *forms: str, **facts: object) -> str:
        local = f"e{len(self.result.entities)}"
        aliases = dict.fromkeys((name, *forms), 1)
        self.result.entities.append(
            LocalEntity.model_validate({"entity_id": local, "kind": kind, "name": name, "aliases": aliases, **facts})
        )
        for form in (name, *forms):
            start = self.text.index(form) if form == name else self.text.rindex(form)
            self.result.mentions.append(
                MentionRow.model_validate(
                    {
                        "mention_id": ids.mention_id(self.document_id, start, start + len(form)), "document_id": self.document_id,
                        "start": start, "end": start + len(form), "text": form, "kind": kind, "form": "name",
                        "label": {"person": "PERSON", "organization": "ORG", "place": "GPE"}[kind], "entity_id": local,
                        "resolution": "exact",
                    }
                )
            )  # fmt: skip
        return local

    def statement(self, rule: str, parts: dict[str, list[str]], **facts: object) -> None:
        find = {"target": self.text.rindex}
        spans = [
            (part, n, find.get(part, self.text.index)(words), words)
            for part, pieces in parts.items()
            for n, words in enumerate(pieces)
        ]
        places = {part: [(s, s + len(w)) for each, _, s, w in spans if each == part] for part in ("content", "cue")}
        statement = ids.statement_id(self.document_id, places["content"], places["cue"])
        words = {part: " ... ".join(pieces) for part, pieces in parts.items()}
        self.result.statements.append(
            StatementRow.model_validate(
                {
                    "statement_id": statement, "document_id": self.document_id, "rule_id": rule, "type": "indirect", "act": "say",
                    "content": words["content"], "cue_text": words.get("cue", ""), "source_text": words.get("source", ""),
                    "prefix": self.text[: spans[0][2]][-32:], "suffix": self.text[spans[0][2] + len(spans[0][3]) :][:32], **facts,
                }
            )
        )  # fmt: skip
        self.result.statement_spans.extend(
            StatementSpanRow.model_validate(
                {"statement_id": statement, "part": part, "position": n, "start": start, "end": start + len(text), "text": text}
            )
            for part, n, start, text in spans
        )
        for relation in ("speaker", "addressee", "target", "via"):
            if local := facts.get(f"{relation}_id"):
                mention = next(m for m in self.result.mentions if m.entity_id == local)
                self.result.statement_entities.append(
                    StatementEntityRow.model_validate(
                        {"statement_id": statement, "entity_id": local, "mention_id": mention.mention_id, "relation": relation}
                    )
                )


def dam() -> DocumentResult:
    """Direct and indirect statements, a split content, a character beyond the first plane, nobody's statement."""
    made = Annotator(
        "news/dam.txt",
        DAM,
        title="Mayor denies leak",
        outlet="The Gazette",
        published_at="2026-03-04",
        url="https://example.org/dam",
    )
    role = Role(text="Mayor", start=DAM.index("Mayor Ana"), end=DAM.index("Mayor Ana") + 5)
    ruiz = made.entity("person", "Ana Ruiz", "Ruiz", given_name="Ana", family_name="Ruiz", roles=[role])
    oslo = {"country_code": "NO", "latitude": 59.9, "longitude": 10.7, "subkind": "city"}
    made.entity("place", "Oslo", **oslo)
    board = made.entity("organization", "Harbour Board", subkind="government")
    gazette = made.entity("organization", "Gazette", subkind="media", is_outlet=True)
    named = {"speaker_status": "named", "speaker_id": ruiz, "speaker_name": "Ana Ruiz", "speaker_kind": "person"}
    made.statement(
        "quote/after",
        {"content": ["The dam 🏞 is safe,", "Nobody\nhas to leave."], "cue": ["said"], "source": ["Mayor Ana Ruiz"]},
        type="direct", cue_lemma="say", time_start="2026-03-02", speaker_role="Mayor", confidence=0.93,
        confidence_level="high", **named,
    )  # fmt: skip
    made.statement(
        "accuse-of",
        {"content": ["Ruiz of hiding the report"], "cue": ["accused"], "source": ["The Harbour Board"], "target": ["Ruiz"]},
        act="accuse", cue_lemma="accuse", speaker_status="named", speaker_id=board, speaker_name="Harbour Board",
        speaker_kind="organization", target_id=ruiz, target_text="Ruiz", via_id=gazette,
    )  # fmt: skip
    made.statement(
        "clause", {"content": ["no | never"], "cue": ["<said>"], "source": ["Residents"]},
        cue_lemma="say", speaker_status="anonymous", speaker_name="Residents", speaker_kind="group", confidence=0.4,
        confidence_level="low",
    )  # fmt: skip
    return made.result


def formula() -> DocumentResult:
    """A content that a spreadsheet would compute."""
    made = Annotator("news/formula.txt", FORMULA, published_at="2026-03-04T23:30-05:00")
    lund = made.entity("person", "Bo Lund", given_name="Bo", family_name="Lund")
    made.statement(
        "clause", {"content": ["=1+1 is two"], "cue": ["wrote"], "source": ["Bo Lund"]},
        cue_lemma="write", speaker_status="named", speaker_id=lund, speaker_name="Bo Lund", speaker_kind="person",
    )  # fmt: skip
    return made.result
