"""Entries of the files of ``models/``, checked one by one."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from extractor.errors import ResourceError

_Kind = TypeVar("_Kind")


def read_entry(kind: type[_Kind], entry: Mapping[str, Any], where: str) -> _Kind:
    """Return the entry as a record of this kind; ``where`` says for the message which one it is.

    Raises:
        ResourceError: the entry does not validate.
    """
    try:
        return TypeAdapter(kind).validate_python(entry)
    except ValidationError as error:
        first = error.errors()[0]
        raise ResourceError(f"{where}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
