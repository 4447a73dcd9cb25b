"""spaCy ``DocBin``: the articles with names as entities and statements as span groups, for training and further pipelines."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.analysis.tokens import AnnotatedText, LabelledSpan, write_docbin
from extractor.exports.annotated import AnnotatedArticle, articles
from extractor.exports.base import ExportOptions, exporter
from extractor.records import MentionRow, Part

if TYPE_CHECKING:
    import duckdb

# The groups of the component ``statements`` (extractor/components.py), labelled with the type of the statement.
_GROUPS: dict[Part, str] = {"content": "statements", "cue": "statement_cues", "source": "statement_sources"}
_LABELS = {"person": "PERSON", "organization": "ORG", "place": "GPE"}


@exporter("docbin", title="spaCy DocBin with entities and span groups", file_name="articles.spacy", options=("include_rejected",))
def export_docbin(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Read with ``DocBin().from_disk(path).get_docs(spacy.blank("en").vocab)``.

    Rejected statements have span groups of their own, whose names begin with ``rejected_``.
    """

    def texts() -> Iterator[AnnotatedText]:
        for article in articles(connection):
            groups: dict[str, list[LabelledSpan]] = defaultdict(list, {group: [] for group in _GROUPS.values()})
            for statement in article.statements:
                for part, group in _GROUPS.items():
                    spans = statement.part(part)
                    groups[f"rejected_{group}" if statement.is_rejected else group] += [
                        LabelledSpan(s.start, s.end, statement.row.type, s.statement_id) for s in spans
                    ]
            names = [LabelledSpan(m.start, m.end, _label(m), m.entity_id or "") for m in article.mentions if _is_name(m)]
            yield AnnotatedText(article.row.text, names, groups, _facts(article))

    dropped = write_docbin(texts(), Path(target))
    return [f"{dropped:,} names inside other names left out"] if dropped else []


def _facts(article: AnnotatedArticle) -> dict[str, str]:
    row = article.row
    return {"document_id": row.document_id, "title": row.title, "url": row.url, "published_at": row.published_at}


def _is_name(mention: MentionRow) -> bool:
    return mention.form in ("name", "acronym") and mention.kind in _LABELS


def _label(mention: MentionRow) -> str:
    return mention.label or _LABELS[mention.kind]
