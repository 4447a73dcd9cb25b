"""The exceptions of the package: one root, few children. The command line turns them into one line and an exit code."""


class ExtractorError(Exception):
    """Root of all errors that are the user's to solve; the message says what, where and what to do."""

    exit_code = 1


class InputError(ExtractorError):
    """No input was found, or an input option does not fit the data."""

    exit_code = 4


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


class BusyError(ExtractorError):
    """Another run is using the output folder."""

    exit_code = 75


class ResourceError(ExtractorError):
    """A file of ``models/`` is missing or does not validate; the message names file and entry."""
