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
