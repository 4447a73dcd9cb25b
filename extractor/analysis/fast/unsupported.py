"""The one reason why the fast engine does not start."""


class UnsupportedError(Exception):
    """The pipeline has a part that the fast engine does not know; the message names it."""
