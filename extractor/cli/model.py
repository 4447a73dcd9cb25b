"""``extractor model``: which English pipelines are installed, and whether their files are the expected ones."""

import json

import click


@click.group(
    epilog="""\b
Examples:
  extractor model list              what --model accepts and what is installed
  extractor model verify            compare the files of the installed pipelines with their checksums"""
)
def model() -> None:
    """The spaCy pipelines: list them, check their files."""


@model.command(
    "list",
    epilog="""\b
Examples:
  extractor model list
  extractor model list --json""",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def list_models(as_json: bool) -> None:
    """Names that --model accepts, with package and version where installed."""
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
  extractor model verify md         one of them"""
)
@click.argument("names", nargs=-1)
def verify(names: tuple[str, ...]) -> None:
    """Compare every file of the pinned pipelines with models/checksums.json (SHA-256).

    Exit code 5 when a file differs, is missing or is not known, or when none of the pipelines is installed.
    """
    from extractor.analysis.integrity import verify_pipelines

    for report in verify_pipelines(names):
        click.echo(f"{report.package} {report.version}: {report.files} files as expected")
