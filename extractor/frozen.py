"""Frozen dataclasses of which a document makes thousands.

Python's own set each field by a call, which makes an instance three times as dear. These leave it to the type checker to refuse
an assignment; all else is the same.
"""

import dataclasses
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, **options: Any) -> Any:
        """Make a class a dataclass with a hash, as ``frozen`` asks for, and without a guard against assignments."""
        return dataclasses.dataclass(unsafe_hash=frozen, **options)


__all__ = ["dataclass"]
