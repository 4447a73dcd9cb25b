"""The exceptions of the package: one root, few children. The command line turns them into one line and an exit code."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self


class ExtractorError(Exception):
    """Root of all errors that are the user's to solve; the message says what, where and what to do."""

    exit_code = 1


class InputError(ExtractorError):
    """No input was found, or an input option does not fit the data."""

    exit_code = 4


class SettingsError(ExtractorError, ValueError):
    """A setting is unknown, or its value does not fit; one line for each."""

    exit_code = 2


class ExportError(ExtractorError):
    """An export was asked for that cannot be made: an unknown format, or a filter that does not hold."""

    exit_code = 2


class ModelError(ExtractorError):
    """A spaCy pipeline or an optional extra is missing or not the one asked for."""

    exit_code = 5


class GateError(ExtractorError):
    """A quality floor or a comparison was not met."""

    exit_code = 6


class OutputError(ExtractorError):
    """The output folder cannot be written."""

    exit_code = 74

    @classmethod
    def of(cls, where: object, reason: str, *, is_full: bool) -> Self:
        """Return what is wrong with a file or folder; a full disk is said in plain words."""
        said = "the disk is full; make room and give the same command again" if is_full else f"cannot be written ({reason})"
        return cls(f"{where}: {said}")


class BusyError(ExtractorError):
    """Another run is using the output folder."""

    exit_code = 75


class ResourceError(ExtractorError):
    """A file of ``models/`` is missing or does not validate; the message names file and entry."""


def error_of(kind: str, text: str) -> ExtractorError:
    """Return the error that another process told of: the name of its class and its message."""
    kinds = {each.__name__: each for each in (ModelError, OutputError)}
    return kinds.get(kind, ExtractorError)(text)


@contextmanager
def temporary_files() -> Iterator[None]:
    """Raise what goes wrong with temporary files in the ``with`` block as our error: no fault of an input, and not its result.

    Raises:
        OutputError: there is no room for them, or no folder that can be written.
    """
    try:
        yield
    except OSError as error:
        what = f"temporary files cannot be written ({error.strerror or error})"
        raise OutputError(f"{what}; make room, or name another folder in the variable TMPDIR") from error
