"""Tasks with annotations to be corrected, for Prodigy and Label Studio; offsets of both are code points."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args
from xml.sax.saxutils import quoteattr

import extractor
from extractor.analysis.tokens import Token, load_tokenizer
from extractor.exports.annotated import AnnotatedArticle, articles
from extractor.exports.base import ExportOptions, exporter
from extractor.records import Act, Part

if TYPE_CHECKING:
    import duckdb

_PARTS = {"content": "#b6e3b6", "cue": "#d9b6e3", "source": "#b6d4e3", "target": "#e3c9b6", "addressee": "#e3e1b6"}
_SOURCE: Part = "source"
_CONTENT: Part = "content"


@exporter(
    "prodigy", title="tasks for Prodigy (spans.manual), JSON lines", file_name="prodigy.jsonl", options=("include_rejected",)
)
def export_prodigy(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return a task for each article: ``prodigy spans.manual DATASET blank:en FILE --label
    CONTENT,CUE,SOURCE,TARGET,ADDRESSEE``."""
    tokenize = load_tokenizer()
    with Path(target).open("w", encoding="utf-8") as file:
        for article in articles(connection):
            tokens = tokenize(article.row.text)
            file.write(json.dumps(_prodigy_task(article, tokens), ensure_ascii=False) + "\n")
    return ()


def _prodigy_task(article: AnnotatedArticle, tokens: Sequence[Token]) -> dict[str, Any]:
    starts, ends = [token.start for token in tokens], [token.end for token in tokens]
    text, spans = article.row.text, []
    for statement in article.statements:
        for span in statement.spans:
            # Tools of spaCy want whole tokens; the last one is counted in.
            first, last = bisect_right(ends, span.start), bisect_left(starts, span.end) - 1
            if first <= last:
                spans.append(
                    {
                        "start": starts[first],
                        "end": ends[last],
                        "token_start": first,
                        "token_end": last,
                        "label": span.part.upper(),
                    }
                    | {"statement_id": span.statement_id}
                    | ({"review_status": statement.row.review_status} if statement.is_rejected else {})
                )
    return {
        "text": text,
        "tokens": [
            {"text": text[start:end], "start": start, "end": end, "id": number, "ws": space}
            for number, (start, end, _, space) in enumerate(tokens)
        ],
        "spans": spans,
        "meta": {"document_id": article.row.document_id, "source": article.row.source_path},
    }


@exporter(
    "labelstudio",
    title="tasks with predictions for Label Studio, and its labeling setup",
    target="folder",
    file_name="labelstudio",
    options=("include_rejected",),
)
def export_labelstudio(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Write files for Label Studio: ``labeling.xml`` goes into the project's settings, ``tasks.json`` is imported (a task a
    line)."""
    folder = Path(target)
    (folder / "labeling.xml").write_text(_interface(), encoding="utf-8")
    with (folder / "tasks.json").open("w", encoding="utf-8") as file:
        file.write("[")
        for number, article in enumerate(articles(connection)):
            file.write(("," if number else "") + "\n" + json.dumps(_labelstudio_task(article), ensure_ascii=False))
        file.write("\n]\n")
    return ()


def _interface() -> str:
    labels = "".join(f"    <Label value={quoteattr(part)} background={quoteattr(colour)}/>\n" for part, colour in _PARTS.items())
    acts = "".join(f"    <Choice value={quoteattr(act)}/>\n" for act in get_args(Act))
    return (
        "<View>\n"
        '  <Header value="$title"/>\n'
        f'  <Labels name="part" toName="text">\n{labels}  </Labels>\n'
        '  <Relations>\n    <Relation value="says"/>\n  </Relations>\n'
        f'  <Choices name="act" toName="text" perRegion="true" whenTagName="part" whenLabelValue="content">\n{acts}  </Choices>\n'
        '  <Choices name="review" toName="text" perRegion="true" whenTagName="part" whenLabelValue="content">\n'
        '    <Choice value="rejected"/>\n  </Choices>\n'
        '  <Text name="text" value="$text" granularity="word"/>\n'
        "</View>\n"
    )


def _labelstudio_task(article: AnnotatedArticle) -> dict[str, Any]:
    result: list[dict[str, Any]] = []
    for statement in article.statements:
        regions: dict[str, str] = {}
        for span in statement.spans:
            region = f"{span.statement_id}-{span.part}-{span.position}"
            regions.setdefault(span.part, region)
            place = {"start": span.start, "end": span.end, "text": span.text}
            result.append(_region(region, "part", "labels", {**place, "labels": [span.part]}))
            if span.part == _CONTENT:
                result.append(_region(region, "act", "choices", {**place, "choices": [statement.row.act]}))
                if statement.is_rejected:
                    result.append(_region(region, "review", "choices", {**place, "choices": ["rejected"]}))
        if _SOURCE in regions and _CONTENT in regions:
            ends = {"from_id": regions[_SOURCE], "to_id": regions[_CONTENT]}
            result.append({**ends, "type": "relation", "direction": "right", "labels": ["says"]})
    return {
        "data": {"text": article.row.text, "title": article.row.title, "document_id": article.row.document_id},
        "predictions": [{"model_version": f"extractor {extractor.__version__}", "result": result}],
    }


def _region(key: str, name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": key, "from_name": name, "to_name": "text", "type": kind, "value": value}
