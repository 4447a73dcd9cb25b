"""What all records have in common."""

from functools import cache
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Row(BaseModel):
    """A row of a table: frozen, no unknown field; its validator is built when the first row is made."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def trusted(cls, **values: Any) -> Self:
        """A row of values whose types the caller vouches for; checking them would take several times as long as all the rest.

        Required fields and lists have to be given.

        Raises:
            TypeError: there is no such field.
        """
        template, names = _template(cls)
        fields = template | values
        if len(fields) != len(template):
            raise TypeError(f"{cls.__name__} has no field {', '.join(sorted(fields.keys() - template.keys()))}")
        row = object.__new__(cls)
        _put_fields(row, fields)
        _put_names(row, names)
        _put_extra(row, None)
        _put_private(row, None)
        return row


# Slots of a record are set past the guard that makes it frozen.
_put_fields = BaseModel.__dict__["__dict__"].__set__
_put_names = BaseModel.__dict__["__pydantic_fields_set__"].__set__
_put_extra = BaseModel.__dict__["__pydantic_extra__"].__set__
_put_private = BaseModel.__dict__["__pydantic_private__"].__set__


@cache
def _template(row: type[Row]) -> tuple[dict[str, Any], set[str]]:
    """The fields of a record in their order, with their defaults, and their names."""
    fields = {name: info.get_default() for name, info in row.model_fields.items()}
    return fields, set(fields)
