"""Results of documents made by hand, and a document stage without a model: lines such as ``Ana Kova, minister, said: text``."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from extractor import ids
from extractor.articles import Article, Block, Deferred, Failure, RawDocument
from extractor.readers.base import Item, Source
from extractor.readers.read import read_items
from extractor.records import DocumentResult, DocumentRow, MentionRow, StatementEntityRow, StatementRow, StatementSpanRow
from extractor.running import faults
from extractor.settings import RunSettings
from extractor.tables.wording import content_key
from extractor.told import LocalEntity, Role

_LINE = re.compile(r"(?P<name>[A-Z]\w+(?: [A-Z][\w.]*)*)(?:, (?P<role>[^,\n]+),)? said: (?P<content>[^\n]+)")


def make_result(text: str, source_path: str = "in/a.txt", record: str = "", published_at: str = "") -> DocumentResult:
    """The result of a text by the rule above: a person, a mention and a statement for each line that fits."""
    document = ids.document_id(source_path, record)
    entities: dict[str, LocalEntity] = {}
    mentions, statements, spans, links = [], [], [], []
    for number, match in enumerate(_LINE.finditer(text)):
        name = match["name"]
        given, _, family = name.rpartition(" ")
        if name not in entities:
            local = f"e{len(entities)}"
            roles = [Role(text=match["role"], start=match.start("role"), end=match.end("role"))] if match["role"] else []
            entities[name] = LocalEntity(
                entity_id=local, kind="person", name=name, given_name=given, family_name=family, aliases={name: 1}, roles=roles
            )
        local = entities[name].entity_id
        start, end = match.span("name")
        mention = ids.mention_id(document, start, end)
        mentions.append(
            MentionRow(
                mention_id=mention, document_id=document, start=start, end=end, text=name, label="PERSON", kind="person",
                form="name", sentence_index=number, entity_id=local, resolution="exact",
            )
        )  # fmt: skip
        content, cue = match.span("content"), (match.end("content"), match.end("content"))
        statement = ids.statement_id(document, [content], [cue])
        statements.append(
            StatementRow(
                statement_id=statement, document_id=document, type="indirect", act="say", content=match["content"],
                cue_text="said", cue_lemma="say", source_text=name, speaker_id=local, speaker_name=name, speaker_kind="person",
                speaker_status="named", sentence_index=number, content_key=content_key(match["content"]),
                rule_id="test/line",
            )
        )  # fmt: skip
        spans.append(
            StatementSpanRow(
                statement_id=statement, part="content", position=0, start=content[0], end=content[1], text=match["content"]
            )
        )
        links.append(StatementEntityRow(statement_id=statement, entity_id=local, mention_id=mention, relation="speaker"))
    return DocumentResult(
        document=DocumentRow(
            document_id=document,
            source_path=source_path,
            record=record,
            published_at=published_at,
            text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            char_count=len(text),
            statement_count=len(statements),
            language="en",
        ),
        entities=list(entities.values()),
        mentions=mentions,
        statements=statements,
        statement_spans=spans,
        statement_entities=links,
    )


def _struck(item: Deferred) -> RawDocument | Failure:
    """A record of an archive whose parsing can be made to fail."""
    faults.strike(item.source_path, item.record)
    return item.load()


class LineStage:
    """The document stage of the rule above."""

    def __init__(self, settings: RunSettings) -> None:
        self._settings = settings

    def read(self, source: Source) -> Iterator[Item]:
        for item in read_items(source, self._settings.reading):
            yield replace(item, load=partial(_struck, item)) if isinstance(item, Deferred) else item

    def clean(self, raw: RawDocument) -> Article | Failure:
        block = Block(0, len(raw.text))
        return Article(
            ids.document_id(raw.source_path, raw.record), raw.source_path, raw.text, (block,), record=raw.record,
            published_at=raw.published_at,
        )  # fmt: skip

    def extract_many(self, articles: Iterable[Article]) -> Iterator[DocumentResult]:
        for article in articles:
            yield make_result(article.text, article.source_path, article.record, article.published_at)


def with_fields(text: str, path: str, **fields: str) -> DocumentResult:
    """A result of lines ``NAME said: ...`` whose document has these fields."""
    result = make_result(text, path)
    return result.model_copy(update={"document": result.document.model_copy(update=fields)})
