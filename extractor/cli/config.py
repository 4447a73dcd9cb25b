"""The file ``extractor.toml``: defaults of options, checked key by key."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from extractor.errors import SettingsError
from extractor.settings import Config, checked_settings

NAME = "extractor.toml"
# The model counts for these too; all other settings are those of a run.
_ANALYSING = ("show", "explain", "predict", "serve")


def find_config(given: str) -> Path | None:
    """Return the file that was named, else ``extractor.toml`` of the working folder, else None.

    Raises:
        UsageError: the named file does not exist.
    """
    if given:
        if not Path(given).is_file():
            raise click.UsageError(f"configuration {given}: there is no such file")
        return Path(given)
    path = Path(NAME)
    return path if path.is_file() else None


def load_config(path: Path) -> Config:
    """Return the settings of a configuration file; those that it does not name have their defaults.

    Raises:
        UsageError: it cannot be read, is no TOML, or has an unknown key or a value that does not fit.
    """
    try:
        return checked_settings(Config, tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{path}: cannot be read ({error})") from error
    except tomllib.TOMLDecodeError as error:
        raise click.UsageError(f"{path}: {error}") from error
    except SettingsError as error:
        raise click.UsageError("\n".join(f"{path}: {line}" for line in str(error).splitlines())) from error


def option_defaults(config: Config) -> dict[str, dict[str, Any]]:
    """Return what the file sets, as defaults of the options of each command (click's ``default_map``)."""
    reading = config.reading.model_dump(exclude_unset=True) if "reading" in config.model_fields_set else {}
    run = {**config.model_dump(exclude_unset=True, exclude={"reading"}), **reading}
    shared = {"model": config.model} if "model" in run else {}
    return {"run": run, **dict.fromkeys(_ANALYSING, shared)}


def check_not_an_input(path: Path, inputs: Iterable[str]) -> None:
    """Refuse settings that came along with articles, unless the user names the file.

    Raises:
        UsageError: ``path`` lies in one of the ``inputs``.
    """
    folder = path.resolve().parent
    for name in inputs:
        if Path(name).is_dir() and folder.is_relative_to(Path(name).resolve()):
            raise click.UsageError(f"{path} lies in the input '{name}'; if its settings are yours, say --config {path}")
