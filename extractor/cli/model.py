"""``extractor model``: which English pipelines are installed, whether their files and the engines' answers are as expected."""

import json
from pathlib import Path

import click

from extractor.errors import GateError


@click.group(
    short_help="List the language models, verify their files.",
    epilog="""\b
Examples:
  extractor model list              what --model accepts and what is installed
  extractor model verify            compare the files of the installed pipelines with their checksums""",
)
def model() -> None:
    """List the spaCy pipelines and check their files."""


@model.command(
    "list",
    epilog="""\b
Examples:
  extractor model list
  extractor model list --json""",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def list_models(as_json: bool) -> None:
    """List the names that --model accepts, with package and version where installed."""
    from extractor.analysis.integrity import installed_pipelines

    found = installed_pipelines()
    if as_json:
        click.echo(json.dumps({"models": [entry._asdict() for entry in found]}, indent=2))
        return
    for entry in found:
        state = f"{entry.package} {entry.version}" if entry.version else f"not installed: {entry.command}"
        click.echo(f"{entry.name:4} {state}{'  (default)' if entry.is_default else ''}")


@model.command(
    epilog="""\b
Examples:
  extractor model verify            all pinned pipelines that are installed
  extractor model verify md         one of them
  extractor model verify md --compare articles    and both engines on the texts of a folder"""
)
@click.argument("names", nargs=-1)
@click.option(
    "--compare",
    "texts",
    type=click.Path(exists=True, path_type=Path),
    help="Run both engines on these texts and compare every token.",
)
def verify(names: tuple[str, ...], texts: Path | None) -> None:
    """Compare every file of the pinned pipelines with models/checksums.json (SHA-256).

    Exit code 5 when a file differs, is missing or is not known, or when none of the pipelines is installed; 6 when the engines
    differ with --compare, which takes a folder of .txt files or a JSON lines file with doc_id and text; each line is a paragraph.
    """
    from extractor.analysis.integrity import verify_pipelines

    for report in verify_pipelines(names):
        click.echo(f"{report.package} {report.version}: {report.files} files as expected")
    if texts is not None:
        for name in names or ("md",):
            _compare_engines(name, texts)


def _compare_engines(name: str, texts: Path) -> None:
    from extractor.analysis.comparison import compare
    from extractor.analysis.pipeline import load_pipeline
    from extractor.cleaning.characters import line_spans
    from extractor.evaluation.predictions import read_texts

    documents = list(read_texts(texts).values())
    inputs = ((document.text, [start for start, _ in line_spans(document.text)]) for document in documents)
    result = compare(load_pipeline(name, engine="fast"), inputs)
    click.echo(
        f"{name}: {result.texts} texts, {result.tokens:,} tokens, {len(result.differences)} differences between the engines"
    )
    for difference in result.differences[:20]:
        document = documents[difference.text].doc_id
        click.echo(f"  {document}: {difference.field}[{difference.place}] is {difference.found}, spaCy has {difference.expected}")
    if result.differences:
        raise GateError(f"the fast engine does not give spaCy's answer with '{name}'")
