"""``report.html``: one static file that shows what a run found, opens from disk and loads nothing from anywhere."""

import base64
import hashlib
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from extractor.kept import Kept
from extractor.report.claims import LISTED as LISTED_CLAIMS
from extractor.report.data import SHOWN_INPUTS, Figures, collect, prepare
from extractor.report.database import opened
from extractor.report.entities import LISTED
from extractor.report.statements import CHUNK, EMBEDDED, Embedded, embedded

FILE_NAME = "report.html"
_SHOWN_SPEAKERS = 12
_TEMPLATE = "report.html.j2"
# One file for each thing that the page does; a later one uses what is in those before it.
_SCRIPTS = (
    "base", "address", "filters", "statement", "figure", "time", "shares", "pairs", "map", "accusations", "names", "main",
)  # fmt: skip
_STYLES = ("marks", "css/page", "css/list", "css/charts", "css/print")


def write_report(connection: duckdb.DuckDBPyConnection, folder: Path, *, limit: int = EMBEDDED, kept: Kept | None = None) -> Path:
    """Write ``report.html`` from a database with the tables of a run; the same tables give the same bytes.

    ``limit`` statements are carried by the page at most; it says where the others are. Texts of statements that were cut
    before come from ``kept``. The file appears whole or not at all.
    """
    prepare(connection)
    figures = collect(connection)
    page = render(figures, embedded(connection, figures.speakers, limit=limit, kept=kept))
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
        return collect(connection)


def compile_template() -> None:
    """Have the template ready for :func:`render`."""
    _environment().get_template(_TEMPLATE)


def render(figures: Figures, statements: Embedded) -> str:
    """Return the page as text."""
    environment = _environment()
    script = "\n".join(_source(environment, f"js/{name}.js") for name in _SCRIPTS)
    script = f'"use strict";\n(() => {{\n{script}}})();\n'
    style = "".join(_source(environment, f"{name}.css") for name in _STYLES)
    has_map = any("latitude" in entity for entity in statements.data["entities"])
    answers = [[case["statement_id"], case["accusation_id"], case["relation"]] for case in figures.answers]
    return environment.get_template(_TEMPLATE).render(
        figures=figures,
        data={**statements.data, "answers": answers, "checks": figures.checks, "dial": figures.dial, "chunk": CHUNK},
        chunks=[_joined(statements.texts[begin : begin + CHUNK]) for begin in range(0, len(statements.texts), CHUNK)],
        world=_source(environment, "world.json") if has_map else "",
        embedded=len(statements.texts),
        listed=LISTED,
        listed_claims=LISTED_CLAIMS,
        shown_inputs=SHOWN_INPUTS,
        named=[speaker for speaker in figures.speakers if ":" not in speaker.key],
        shown=_SHOWN_SPEAKERS,
        script=script,
        style=style,
        policy=_policy(script, style),
    )


def _joined(texts: Sequence[str]) -> Markup:
    """Return values that are JSON as a list, with the letters that mean something to a page written as the filter tojson does."""
    text = f"[{','.join(texts)}]"
    for letter in "<>&'":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)


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
    """Return the allow only this script and this style: nothing is loaded or sent, and no string becomes markup.

    The only images are those that the page makes of its own charts.
    """
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'"
    )


def _source(environment: Environment, name: str) -> str:
    """Return a file next to the template as it stands."""
    loader = environment.loader
    assert loader is not None
    return loader.get_source(environment, name)[0]


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"
