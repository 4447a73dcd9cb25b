"""From what the steps found to records: ids, offsets, texts, and which entity has to do with which statement."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor import ids
from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse, Span
from extractor.articles import Article
from extractor.contents.brackets import resolved
from extractor.contents.model import Content
from extractor.contents.references import BRACKETED
from extractor.contents.times import Calendar
from extractor.document.told_rows import fact_rows, local_id, reference_rows
from extractor.mentions.facts import Fact
from extractor.mentions.model import DocumentEntities, Entity, Mention
from extractor.mentions.speech import Speech
from extractor.records import (
    DocumentResult,
    DocumentRow,
    MentionRow,
    Part,
    Relation,
    StatementEntityRow,
    StatementRow,
    StatementSpanRow,
)
from extractor.speakers.model import Speaker
from extractor.statements.find import FoundStatements
from extractor.statements.model import Statement
from extractor.statements.weights import level_of
from extractor.told import LocalEntity

_CONTEXT = 32
_MARKS = "\"“”„‟«»'‘’`"


class _Letters(dict[int, int]):
    """For ``str.translate``: letters and digits stay, everything else becomes a space. Learns each character when it comes."""

    def __missing__(self, character: int) -> int:
        return self.setdefault(character, character if chr(character).isalnum() else ord(" "))


_LETTERS = _Letters()


@dataclass(frozen=True, slots=True)
class Findings:
    """What the steps found in one article; ``speakers`` and ``contents`` go with the statements."""

    article: Article
    parse: Parse
    layout: Layout
    found: FoundStatements
    entities: DocumentEntities
    speech: Speech
    speakers: Sequence[Speaker]
    contents: Sequence[Content]
    facts: Sequence[Fact] = ()

    @property
    def statements(self) -> Sequence[Statement]:
        """The statements in text order."""
        return self.found.statements


def make_result(found: Findings, calendar: Calendar, *, least: float = 0.0) -> DocumentResult:
    """Return the records of one document; ids of entities are local ("e0", "e1", ...).

    Statements that are less likely right than ``least`` are left out.
    """
    mentions = list(_mention_rows(found))
    statements = _StatementRows(found, calendar, mentions, least)
    kept = [number for number in range(len(found.statements)) if statements.is_kept(number)]
    kept.sort(key=lambda number: found.statements[number].content[0][0])
    rows = [statements.row(number) for number in kept]
    article = found.article
    return DocumentResult.trusted(
        errors=[],
        document=DocumentRow(
            document_id=article.document_id,
            source_path=article.source_path,
            record=article.record,
            url=article.url,
            title=article.title,
            outlet=article.outlet,
            outlet_place=article.outlet_place,
            section=article.section,
            author=article.author,
            published_at=article.published_at,
            published_precision=article.published_precision,
            language=article.language,
            text=article.text,
            text_sha256=hashlib.sha256(article.text.encode("utf-8")).hexdigest(),
            char_count=len(article.text),
            token_count=len(found.parse) - found.parse.pos.count("SPACE"),
            input_format=article.input_format,
            encoding=article.encoding,
            removed_lines=article.removed_lines,
            statement_count=len(rows),
            warnings=list(article.warnings),
        ),
        entities=[
            _local_entity(number, entity, entity_mentions, found.parse)
            for number, (entity, entity_mentions) in enumerate(
                zip(found.entities.entities, found.entities.by_entity(), strict=True)
            )
        ],
        mentions=mentions,
        statements=rows,
        statement_spans=[row for number in kept for row in statements.spans(number)],
        statement_entities=[row for number in kept for row in statements.entities(number)],
        person_facts=list(fact_rows(article.document_id, found.parse, found.facts)),
        content_references=[
            row for number in kept for row in reference_rows(statements.ids[number], found.contents[number].references)
        ],
    )


def _mention_rows(found: Findings) -> Iterator[MentionRow]:
    parse, document_id = found.parse, found.article.document_id
    title_end = found.layout.title_end
    make = MentionRow.trusted
    for mention in found.entities.mentions:
        start, end = parse.starts[mention.start], parse.ends[mention.end - 1]
        yield make(
            mention_id=ids.mention_id(document_id, start, end),
            document_id=document_id,
            start=start,
            end=end,
            text=parse.text[start:end],
            label=mention.label,
            kind=mention.kind,
            form=mention.form,
            sentence_index=parse.sentence_of[mention.start],
            entity_id=local_id(mention.entity),
            resolution=mention.resolution,
            role_text=mention.role_text,
            in_title=end <= title_end,
            origin=mention.origin,
        )


def _local_entity(number: int, entity: Entity, mentions: Sequence[Mention], parse: Parse) -> LocalEntity:
    names: dict[str, int] = {}
    for mention in mentions:
        if mention.form in ("name", "acronym"):
            name = _name_text(parse, mention)
            names[name] = names.get(name, 0) + 1
    return LocalEntity.trusted(
        entity_id=f"e{number}",
        kind=entity.kind,
        name=entity.name,
        aliases=dict(sorted(names.items())),
        given_name=entity.given_name,
        family_name=entity.family_name,
        honorific=entity.honorific,
        suffix=entity.suffix,
        acronym=entity.acronym,
        subkind=entity.subkind,
        roles=list(entity.roles),
        affiliation=local_id(entity.affiliation) or "",
        country_code=entity.country_code,
        region=entity.region,
        within=[ids.known_place_id(key) for key in entity.within],
        latitude=entity.latitude,
        longitude=entity.longitude,
        coordinates_of=entity.coordinates_of,
        geonames_id=entity.geonames_id,
        is_outlet=entity.is_outlet,
        parent=local_id(entity.parent) or "",
        known_as=entity.known_as,
    )


def _name_text(parse: Parse, mention: Mention) -> str:
    return " ".join(parse.span_text(mention.start, mention.end).split())


class _StatementRows:
    """Statements with what their rows share: ids, mentions by place, paragraphs."""

    def __init__(self, found: Findings, calendar: Calendar, mentions: Sequence[MentionRow], least: float) -> None:
        self.make_row, self.make_span = StatementRow.trusted, StatementSpanRow.trusted
        self.make_related = StatementEntityRow.trusted
        self.found = found
        self.calendar = calendar
        self.least = least
        self.mentions = mentions
        self.mention_starts = [row.start for row in mentions]
        self.blocks = [block for block in found.article.blocks if block.kind != "furniture"]
        self.block_starts = [block.start for block in self.blocks]
        document_id = found.article.document_id
        self.ids = [ids.statement_id(document_id, list(statement.content), list(statement.cue)) for statement in found.statements]
        self.contents = [_shown_content(found.parse.text, statement) for statement in found.statements]

    def is_kept(self, number: int) -> bool:
        """Return whether a statement is likely enough right."""
        return self.found.found.probabilities[number] >= self.least

    def _holder(self, number: int) -> int | None:
        """Return the nearest statement that is kept and holds this one."""
        outer = self.found.statements[number].nested_in
        while outer is not None and not self.is_kept(outer):
            outer = self.found.statements[outer].nested_in
        return outer

    def row(self, number: int) -> StatementRow:
        """Return the row of a statement."""
        parse, statement, speaker = self.found.parse, self.found.statements[number], self.found.speakers[number]
        text = parse.text
        outer = self._holder(number)
        content, probability = self.contents[number], self.found.found.probabilities[number]
        joined = _joined(text, content)
        anchor = statement.cue[0][0] if statement.cue else content[0][0]
        token = max(0, bisect_right(parse.starts, anchor) - 1)
        block = max(0, bisect_right(self.block_starts, anchor) - 1)
        when = self.calendar.resolve(_slice(text, statement.time), self.found.article.published_at, statement.tense)
        addressee, found = self._addressee(statement.addressee_head), self.found.contents[number]
        done, target = found.done, found.target
        return self.make_row(
            statement_id=self.ids[number],
            document_id=self.found.article.document_id,
            type=statement.type,
            content_form=statement.form,
            act=statement.act,
            content_act="" if done is None else done.act,
            content_act_rule="" if done is None else done.rule,
            attitude=statement.attitude,
            stance=statement.stance,
            content=joined,
            content_resolved=resolved(text, content, self.found.contents[number].references, least=BRACKETED),
            cue_text=_joined(text, statement.cue),
            cue_lemma=statement.cue_lemma,
            source_text=_joined(text, statement.source),
            speaker_id=local_id(speaker.entity),
            speaker_name=speaker.name,
            source_kind=speaker.source_kind,
            source_class=speaker.source_class,
            anonymity_reason=speaker.reason,
            speaker_kind=speaker.kind,
            speaker_status=speaker.status,
            speaker_candidates=[f"e{candidate}" for candidate in speaker.candidates],
            speaker_role=speaker.role,
            addressee_text=_slice(text, statement.addressee),
            addressee_id=addressee.entity_id if addressee else None,
            target_text=_slice(text, target.span if target else None),
            target_id=local_id(target.entity if target else None),
            via_id=local_id(self._via(number)),
            nested_in=None if outer is None else self.ids[outer],
            inferred=statement.type == "continued",
            is_negated=statement.negated,
            is_hedged=statement.hedged,
            is_conditional=statement.conditional,
            tense=statement.tense,
            time_text=_slice(text, statement.time),
            time_start=when[0],
            time_precision=when[1],
            sentence_index=parse.sentence_of[token],
            paragraph_index=block,
            in_title=bool(self.blocks) and self.blocks[block].kind == "title",
            prefix=text[max(0, content[0][0] - _CONTEXT) : content[0][0]],
            suffix=text[content[-1][1] : content[-1][1] + _CONTEXT],
            content_key=" ".join(joined.lower().translate(_LETTERS).split()),
            rule_id=statement.rule,
            other_rules=sorted(set(statement.other_rules)) if statement.other_rules else [],
            confidence=round(probability, 3),
            confidence_level=level_of(probability),
        )

    def spans(self, number: int) -> Iterator[StatementSpanRow]:
        """Yield where the parts of a statement stand."""
        text, statement, make = self.found.parse.text, self.found.statements[number], self.make_span
        parts: list[tuple[Part, Sequence[Span]]] = [
            ("content", self.contents[number]), ("cue", statement.cue), ("source", statement.source)
        ]  # fmt: skip
        target = self.found.contents[number].target
        if target is not None:
            parts.append(("target", [target.span]))
        if statement.addressee:
            parts.append(("addressee", [statement.addressee]))
        for part, spans in parts:
            for position, (start, end) in enumerate(spans):
                yield make(
                    statement_id=self.ids[number], part=part, position=position, start=start, end=end, text=text[start:end]
                )

    def entities(self, number: int) -> list[StatementEntityRow]:
        """Return which entity has to do with a statement, and how; what its content and brackets name is what it is about."""
        statement, speaker = self.found.statements[number], self.found.speakers[number]
        related: dict[tuple[str, Relation], str] = {}
        if speaker.entity is not None and speaker.mention is not None:
            related[self.mentions[speaker.mention].mention_id, "speaker"] = f"e{speaker.entity}"
        addressee, target = self._addressee(statement.addressee_head), self.found.contents[number].target
        if addressee is not None and addressee.entity_id is not None:
            related[addressee.mention_id, "addressee"] = addressee.entity_id
        if target is not None and target.entity is not None:
            mention = self._mention_of(target.entity, target.span)
            if mention is not None:
                related[mention.mention_id, "target"] = f"e{target.entity}"
        via = self._via(number)
        if via is not None and statement.nested_in is not None:
            carrier = self.found.speakers[statement.nested_in]
            if carrier.mention is not None:
                related[self.mentions[carrier.mention].mention_id, "via"] = f"e{via}"
        named: set[str] = set()  # one row an entity: the first mention in the content, or in a bracket, stands for all
        told = (each for each in self.found.contents[number].references if each.kind != "first_person")
        brackets = [each.antecedent for each in told if each.antecedent is not None and each.probability >= BRACKETED]
        for start, end in (*statement.content, *brackets):
            for mention in self.mentions[bisect_left(self.mention_starts, start) : bisect_left(self.mention_starts, end)]:
                entity = mention.entity_id
                if entity is not None and entity not in named and mention.end <= end:
                    named.add(entity)
                    related[mention.mention_id, "about"] = entity
        statement_id, make = self.ids[number], self.make_related
        return [
            make(statement_id=statement_id, entity_id=entity, mention_id=mention_id, relation=relation)
            for (mention_id, relation), entity in related.items()
        ]

    def _mention_of(self, entity: int, span: Span) -> MentionRow | None:
        """Return the first mention of an entity in a span."""
        inside = self.mentions[bisect_left(self.mention_starts, span[0]) : bisect_left(self.mention_starts, span[1])]
        return next((row for row in inside if row.entity_id == f"e{entity}"), None)

    def _via(self, number: int) -> int | None:
        """Return who passed a statement on: the speaker of the one that it is nested in ("the Times reported that officials
        said")."""
        outer = self.found.statements[number].nested_in
        if outer is None:
            return None
        entity = self.found.speakers[outer].entity
        return None if entity == self.found.speakers[number].entity else entity

    def _addressee(self, head: int | None) -> MentionRow | None:
        """Return the mention of who is addressed, also behind a description: "told her lawyer, Ann Lee"."""
        beside = [] if head is None else [kid for kid in self.found.parse.children[head] if self.found.parse.deps[kid] == "appos"]
        found = [self._entity_at(token) for token in (head, *beside)]
        return next((row for row in found if row is not None and row.entity_id is not None), found[0])

    def _entity_at(self, token: int | None) -> MentionRow | None:
        """Return the mention that holds a token."""
        if token is None:
            return None
        start = self.found.parse.starts[token]
        last = bisect_right(self.mention_starts, start)
        around = reversed(self.mentions[max(0, last - 5) : last])
        return next((row for row in around if row.start <= start < row.end), None)


def _shown_content(text: str, statement: Statement) -> Sequence[Span]:
    """Return the content spans as they are stored: those of a direct quotation without its outer marks."""
    return [_bare(text, span) for span in statement.content] if statement.type == "direct" else statement.content


def _bare(text: str, span: Span) -> Span:
    """Return a quotation without its outer marks, and without space beside them ("‘Go,’ ” he said")."""
    start, end = span
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS and text[end - 2 : end - 1] != "s":
        end -= 1
    words = text[start:end]
    start, end = end - len(words.lstrip()), start + len(words.rstrip())
    return (start, end) if start < end else span


def _joined(text: str, spans: Sequence[Span]) -> str:
    """Return the words at several places as one string."""
    if len(spans) == 1:
        return _slice(text, spans[0])
    return " ... ".join([text[start:end] for start, end in spans])


def _slice(text: str, span: Span | None) -> str:
    return "" if span is None else text[span[0] : span[1]]
