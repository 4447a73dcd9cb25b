"""The file ``extractor.toml``: defaults of options, checked key by key."""

import difflib
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel, ValidationError

from extractor.settings import Config, ReadOptions

NAME = "extractor.toml"
# The model counts for these too; all other settings are those of a run.
_ANALYSING = ("show", "explain", "predict")


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
        return Config.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{path}: cannot be read ({error})") from error
    except tomllib.TOMLDecodeError as error:
        raise click.UsageError(f"{path}: {error}") from error
    except ValidationError as error:
        lines = [_message(tuple(map(str, item["loc"])), item["type"], item["msg"]) for item in error.errors()]
        raise click.UsageError("\n".join(f"{path}: {line}" for line in lines)) from error


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


def _message(place: tuple[str, ...], kind: str, message: str) -> str:
    if kind != "extra_forbidden":
        return f"{'.'.join(place)}: {message}"
    model: type[BaseModel] = ReadOptions if place[:-1] == ("reading",) else Config
    near = difflib.get_close_matches(place[-1], model.model_fields, n=1)
    if not near and place[-1] in ReadOptions.model_fields:
        return f"unknown key '{place[-1]}'; it belongs under [reading]"
    return f"unknown key '{'.'.join(place)}'" + (f"; did you mean '{near[0]}'?" if near else "")
