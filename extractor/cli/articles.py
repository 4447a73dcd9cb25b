"""Reading the articles of one file for the commands that look at them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from extractor.articles import Article, Failure, RawDocument
from extractor.cli.terminal import safe
from extractor.errors import InputError
from extractor.readers.find import find_inputs
from extractor.readers.read import read_source

if TYPE_CHECKING:
    from extractor.api import TextExtractor


def read_articles(path: str, nlp: "TextExtractor") -> Iterator[Article]:
    """Yield the cleaned articles of a file or of standard input (``-``), in order; their warnings go to standard error.

    Raises:
        InputError: there is none, or one cannot be read.
    """
    for found in find_inputs([path]):
        for raw in [found] if isinstance(found, Failure) else read_source(found):
            if isinstance(raw, Failure):
                raise InputError(f"{_name(raw)}: {raw.message}")
            try:
                article = nlp.article(raw)
            except InputError as error:
                raise InputError(f"{_name(raw)}: {error}") from None
            for warning in article.warnings:
                click.echo(safe(f"{_name(raw)}: {warning}", keep=""), err=True)
            yield article


def _name(item: RawDocument | Failure) -> str:
    return f"{item.source_path}:{item.record}" if item.record else item.source_path
