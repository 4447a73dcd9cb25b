"""Reading the articles of one file for the commands that look at them."""

from collections.abc import Iterator

from extractor.articles import Article, Failure
from extractor.cleaning.clean import clean
from extractor.cleaning.furniture import Furniture
from extractor.errors import InputError
from extractor.readers.find import find_inputs
from extractor.readers.read import read_source


def read_articles(path: str, furniture: Furniture) -> Iterator[Article]:
    """The cleaned articles of a file or of standard input (``-``), in order.

    Raises:
        InputError: there is none, or one cannot be read.
    """
    for found in find_inputs([path]):
        for raw in [found] if isinstance(found, Failure) else read_source(found):
            article = raw if isinstance(raw, Failure) else clean(raw, patterns=furniture)
            if isinstance(article, Failure):
                raise InputError(f"{article.source_path}{':' + article.record if article.record else ''}: {article.message}")
            yield article
