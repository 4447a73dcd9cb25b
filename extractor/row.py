"""What all records have in common."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Row(BaseModel):
    """A row of a table: frozen, no unknown field; its validator is built when the first row is made."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def trusted(cls, **values: Any) -> Self:
        """Make a row of values whose types the caller vouches for.

        Checking them would take several times as long as all the rest, and ``model_construct`` takes nearly as long as checking.
        Required fields and lists have to be given. The state of the row is set as pydantic sets it for a model without private
        attributes; ``tests/unit/test_records.py`` fails when a release of pydantic keeps more than that.

        Raises:
            TypeError: a field is missing or unknown.
        """
        shape = _shape(cls)
        fields = values if tuple(values) == shape.order else shape.filled(cls.__name__, values)
        row = cls.__new__(cls)
        _set(row, "__dict__", fields)
        _set(row, "__pydantic_fields_set__", shape.names)
        _set(row, "__pydantic_extra__", None)
        _set(row, "__pydantic_private__", None)
        return row


# The way past the guard that makes a row frozen.
_set = object.__setattr__


@dataclass(frozen=True, slots=True)
class _Shape:
    """Fields of a record: all with their defaults, those that have to be given, and all names, also in their order."""

    blank: dict[str, Any]
    required: frozenset[str]
    names: set[str]
    order: tuple[str, ...]

    def filled(self, name: str, values: dict[str, Any]) -> dict[str, Any]:
        """Return values in the order of the fields, with the defaults of those that are not given."""
        fields = self.blank | values
        if len(fields) != len(self.blank) or not self.required <= values.keys():
            wrong = self.required - values.keys() or values.keys() - self.names
            raise TypeError(f"missing or unknown fields of {name}: {', '.join(sorted(wrong))}")
        return fields


@cache
def _shape(kind: type[Row]) -> _Shape:
    fields = kind.model_fields
    required = frozenset(name for name, info in fields.items() if info.is_required() or info.default_factory is not None)
    blank = {name: None if name in required else info.default for name, info in fields.items()}
    return _Shape(blank, required, set(fields), tuple(fields))
