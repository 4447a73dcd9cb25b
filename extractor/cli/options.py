"""Options that several commands share."""

from typing import Any

import click


def model_option(command: Any) -> Any:
    """``--model``, with ``EXTRACTOR_MODEL`` in the environment as its default."""
    return click.option(
        "--model",
        default="md",
        show_default=True,
        envvar="EXTRACTOR_MODEL",
        help="English pipeline: md, sm, lg, trf, a package or a folder.",
    )(command)


def gazetteer_option(command: Any) -> Any:
    """``--gazetteer``: our own lists of places, or also the cities of GeoNames."""
    return click.option(
        "--gazetteer",
        default="lists",
        type=click.Choice(["lists", "geonames"]),
        show_default=True,
        help="Places: our own lists, or also the cities of GeoNames (extra geo).",
    )(command)
