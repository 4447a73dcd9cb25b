"""The tables of a run in the evaluation format, with offsets into the gold texts.

A run cleans its texts, so its offsets are not those of the gold file. Both texts are aligned word by word (longest matching
blocks, Ratcliff and Obershelp 1988, as in ``difflib``), and a span becomes the stretch of gold text from the first to the last
of its words that is found there.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from extractor.errors import InputError
from extractor.evaluation.gold import (
    LABELS,
    AnnotatedDocument,
    AnnotatedEntity,
    AnnotatedPronoun,
    AnnotatedStatement,
    Corpus,
    Span,
)
from extractor.tables.dataframes import read_dataframes

if TYPE_CHECKING:
    import pandas as pd

_WORD = re.compile(r"\w+")


def read_output(folder: Path, gold: Corpus) -> Corpus:
    """Return what a run found in the documents of a gold file.

    A document of the run belongs to the ``doc_id`` that is its record, or else the stem of its file name.

    Raises:
        InputError: the folder holds no tables, or no document of the gold file.
    """
    tables = read_dataframes(folder)
    documents: dict[str, Any] = {}
    for row in _rows(tables["documents"]):
        doc_id = next((name for name in (row.record, *_stems(row.source_path)) if name in gold), None)
        if doc_id is not None and row.status == "ok":
            documents.setdefault(doc_id, row)
    if not documents:
        raise InputError(f"{folder}: the run has no document whose record or file name is a doc_id of the gold file")
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for row in sorted(_rows(tables["statement_spans"]), key=lambda row: row.position):
        spans[row.statement_id, row.part].append((row.start, row.end))
    names = {row[1]: row.name for kind in ("people", "organizations", "places") for row in _rows(tables[kind])}
    statements, mentions = (_by_document(tables[name]) for name in ("statements", "mentions"))
    return {
        doc_id: _document(
            doc_id,
            Alignment(row.text, gold[doc_id].text),
            [(statement, spans) for statement in statements[row.document_id]],
            mentions[row.document_id],
            names,
        )
        for doc_id, row in documents.items()
    }


class Alignment:
    """Where the words of one text stand in another."""

    def __init__(self, text: str, other: str) -> None:
        words, others = ([match.span() for match in _WORD.finditer(each)] for each in (text, other))
        matcher = SequenceMatcher(
            None, [text[slice(*span)] for span in words], [other[slice(*span)] for span in others], autojunk=False
        )
        self._starts = [start for start, _ in words]
        self._ends = [end for _, end in words]
        self._place: dict[int, Span] = {}
        for first, second, size in matcher.get_matching_blocks():
            for offset in range(size):
                self._place[first + offset] = others[second + offset]

    def spans(self, spans: Iterable[Span]) -> list[Span]:
        """Return the spans in the other text; one of which no word is found there is left out."""
        found = []
        for start, end in spans:
            touched = range(bisect_right(self._ends, start), bisect_left(self._starts, end))
            places = [self._place[word] for word in touched if word in self._place]
            if places and start < end:
                found.append((places[0][0], places[-1][1]))
        return found


def _stems(source_path: str) -> Iterator[str]:
    """Yield the names of a file without its endings: ``a.txt.gz`` is ``a.txt`` and ``a``."""
    name = PurePosixPath(source_path).name
    while "." in name:
        name = name.rpartition(".")[0]
        yield name


def _rows(table: "pd.DataFrame") -> list[Any]:
    return list(table.itertuples())


def _by_document(table: "pd.DataFrame") -> dict[str, list[Any]]:
    rows = defaultdict(list)
    for row in _rows(table):
        rows[row.document_id].append(row)
    return rows


def _document(
    doc_id: str,
    alignment: Alignment,
    statements: list[tuple[Any, dict[tuple[str, str], list[Span]]]],
    mentions: list[Any],
    entity_names: Mapping[str, str],
) -> AnnotatedDocument:
    found = [
        AnnotatedStatement(
            **{part: alignment.spans(spans[row.statement_id, part]) for part in ("content", "cue", "source")},
            speaker=[row.speaker_name] if isinstance(row.speaker_id, str) else [],  # missing values are NaN
            type=row.type,
            form=row.content_form,
            act=row.act,
            rule=row.rule_id,
        )
        for row, spans in statements
    ]
    names = [row for row in mentions if row.form in ("name", "acronym") and row.kind in LABELS]
    entities = [
        AnnotatedEntity(start=start, end=end, label=LABELS[row.kind], entity_id=row.entity_id)
        for row in names
        for start, end in alignment.spans([(row.start, row.end)])
    ]
    pronouns = [
        AnnotatedPronoun(start=start, end=end, entity_id=row.entity_id, name=entity_names[row.entity_id])
        for row in mentions
        if row.form == "pronoun" and row.entity_id in entity_names
        for start, end in alignment.spans([(row.start, row.end)])
    ]
    return AnnotatedDocument(doc_id=doc_id, statements=found, entities=entities, pronouns=pronouns)
