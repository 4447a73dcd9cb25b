"""``report.html``: one static file that shows what a run found, opens from disk and loads nothing from anywhere."""

import base64
import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined

from extractor.report.data import LISTED, SHOWN_INPUTS, Figures, collect, prepare
from extractor.report.database import opened
from extractor.report.sources import Classifier
from extractor.report.statements import EMBEDDED, embedded
from extractor.resources import find_models
from extractor.speakers.anonymous import load_source_classes

FILE_NAME = "report.html"
_SHOWN_SPEAKERS = 20
_TEMPLATE = "report.html.j2"


def write_report(connection: duckdb.DuckDBPyConnection, folder: Path, *, limit: int = EMBEDDED) -> Path:
    """Write ``report.html`` from a database with the tables of a run; the same tables give the same bytes.

    ``limit`` statements are carried by the page at most; it says where the others are. The file appears whole or not at all.
    """
    prepare(connection)
    figures = collect(connection, Classifier(load_source_classes(find_models())))
    page = render(figures, embedded(connection, figures.speakers, limit=limit))
    path = folder / FILE_NAME
    temporary = folder / f".{FILE_NAME}-{os.getpid()}"
    try:
        temporary.write_bytes(page.encode("utf-8", "backslashreplace"))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def rewrite_report(folder: Path, *, limit: int = EMBEDDED) -> Path:
    """Write the report of a finished run anew from its Parquet or CSV tables.

    Raises:
        InputError: the folder holds no tables.
    """
    with opened(folder) as connection:
        return write_report(connection, folder, limit=limit)


def read_figures(folder: Path) -> Figures:
    """Return what the report of a finished run counts, from its Parquet or CSV tables.

    Raises:
        InputError: the folder holds no tables.
    """
    with opened(folder) as connection:
        prepare(connection)
        return collect(connection, Classifier(load_source_classes(find_models())))


def compile_template() -> None:
    """Have the template ready for :func:`render`."""
    _environment().get_template(_TEMPLATE)


def render(figures: Figures, statements: dict[str, Any]) -> str:
    """Return the page as text."""
    environment = _environment()
    script, marks, style = (_source(environment, name) for name in ("report.js", "marks.css", "report.css"))
    style = marks + style
    return environment.get_template(_TEMPLATE).render(
        figures=figures,
        data={**statements, "lists": figures.names},
        embedded=len(statements["statements"].get("speaker", ())),
        listed=LISTED,
        shown_inputs=SHOWN_INPUTS,
        named=[speaker for speaker in figures.speakers if ":" not in speaker.key],
        shown=_SHOWN_SPEAKERS,
        script=script,
        style=style,
        policy=_policy(script, style),
    )


@cache
def _environment() -> Environment:
    """Return how templates are read; kept, since compiling one takes longer than filling it."""
    environment = Environment(
        loader=PackageLoader("extractor.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
    environment.filters["number"] = "{:,}".format
    environment.filters["percent"] = lambda share: f"{100 * share:.0f}%"
    return environment


def _policy(script: str, style: str) -> str:
    """Return the policy: only this script and this style run, nothing is loaded or sent, and no string becomes markup."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'"
    )


def _source(environment: Environment, name: str) -> str:
    """Return a file beside the template as it stands."""
    loader = environment.loader
    assert loader is not None
    return loader.get_source(environment, name)[0]


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"
