"""What all records have in common."""

from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict

_R = TypeVar("_R", bound="Row")


class _Trusted:
    """``SomeRow.trusted``: the function that makes rows of that class."""

    def __get__(self, row: "Row | None", kind: type[_R]) -> Callable[..., _R]:
        return _maker(kind)


class Row(BaseModel):
    """A row of a table: frozen, no unknown field; its validator is built when the first row is made.

    ``trusted`` makes a row of keyword arguments whose types the caller vouches for; checking them would take several times as
    long as all the rest. Required fields and lists have to be given; it raises TypeError when one is missing or unknown.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    trusted: ClassVar = _Trusted()


@cache
def _maker(kind: type[_R]) -> Callable[..., _R]:
    """A function that puts its arguments into the slots of a new row, past the guard that makes it frozen.

    It is compiled like the ``__init__`` of a dataclass, so that Python itself sorts arguments and defaults into their order.
    """
    fields = kind.model_fields
    defaults = {name: info.default for name, info in fields.items() if not info.is_required() and info.default_factory is None}
    slots = BaseModel.__dict__
    # No field begins with an underscore.
    known: dict[str, Any] = {
        "_kind": kind,
        "_names": set(fields),
        "_defaults": defaults,
        "_new": object.__new__,
        "_put_fields": slots["__dict__"].__set__,
        "_put_names": slots["__pydantic_fields_set__"].__set__,
        "_put_extra": slots["__pydantic_extra__"].__set__,
        "_put_private": slots["__pydantic_private__"].__set__,
    }
    arguments = ", ".join(f"{name}=_defaults[{name!r}]" if name in defaults else name for name in fields)
    source = f"""
def trusted(*, {arguments}):
    row = _new(_kind)
    _put_fields(row, {{{", ".join(f"{name!r}: {name}" for name in fields)}}})
    _put_names(row, _names)
    _put_extra(row, None)
    _put_private(row, None)
    return row
"""
    exec(source, known)
    made: Callable[..., _R] = known["trusted"]
    return made
