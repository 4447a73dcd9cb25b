"""How the SQLite file of a finished run is opened and searched; nothing that writes it is imported."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from extractor.errors import InputError

FILE_NAME = "extractor.sqlite"


def open_database(folder: Path, *, check_same_thread: bool = True) -> sqlite3.Connection:
    """Open the database of a finished run for reading only.

    Raises:
        InputError: there is none.
    """
    path = (folder / FILE_NAME).absolute()
    if not path.is_file():
        raise InputError(f"{folder}: no {FILE_NAME} there; run 'extractor run' with --format sqlite, csv and parquet")
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, check_same_thread=check_same_thread)


def search_expression(words: str) -> str:
    """Return what a user typed as a query of FTS5: all words must be there, the last may be a beginning; empty without words."""
    terms = _terms(words)
    return " ".join(f'"{term}"' for term in terms) + "*" if terms else ""


def phrase_expression(words: str) -> str:
    """Return a query of FTS5 for words as they are, one after the other; empty without words."""
    terms = _terms(words)
    return f'"{" ".join(terms)}"' if terms else ""


def _terms(words: str) -> list[str]:
    found = ["".join(character if character.isalnum() else " " for character in word) for word in words.split()[:20]]
    return [part for word in found for part in word.split()]
