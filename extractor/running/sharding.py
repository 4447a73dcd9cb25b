"""Shards of a run: parts of its inputs that machines which share nothing can do, each for itself.

Which shard an input belongs to is a function of its name alone (of the number of a record, in large files), so that all machines
agree without talking to each other.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from extractor.errors import InputError
from extractor.records import SCHEMA_VERSION
from extractor.running.fingerprint import Provenance
from extractor.running.parts import sync_folder
from extractor.settings import RunSettings

FILE_NAME = "shard.json"


@dataclass(frozen=True, slots=True)
class Shard:
    """The shard with a number from 1 of so many."""

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> "Shard":
        """Return the shard that ``3/16`` means; everything for an empty text.

        Raises:
            InputError: the number is higher than that of the shards.
        """
        if not text:
            return cls()
        number, of = map(int, text.split("/"))
        if number > of:
            raise InputError(f"there is no shard {text}: the first number goes from 1 to {of}")
        return cls(number, of)

    def owns(self, source_path: str) -> bool:
        """Return whether the input of this name belongs to the shard."""
        digest = hashlib.blake2b(source_path.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest) % self.of == self.number - 1

    def slices(self, count: int) -> list[tuple[int, int]]:
        """Return the shard's records of a large file in so many slices: (slice, of how many) as tasks know them."""
        return [(part * self.of + self.number - 1, count * self.of) for part in range(count)]

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


EVERYTHING = Shard()


@dataclass(frozen=True, slots=True)
class ShardFile:
    """What ``shard.json`` in the folder of a shard tells.

    ``listing_sha256`` and ``found`` are about all inputs that were seen, of this and the other shards; ``documents`` and
    ``input_sha256`` about those of the shard.
    """

    shard: Shard
    provenance: Provenance
    settings: RunSettings
    finished: bool = False
    listing_sha256: str = ""
    found: int = 0
    documents: int = 0
    input_sha256: str = ""

    def write(self, folder: Path) -> None:
        """Write the file, whole or not at all."""
        content = asdict(self) | {"shard": str(self.shard), "settings": self.settings.model_dump(mode="json")}
        temporary = folder / f".{FILE_NAME}.tmp"
        with temporary.open("w", encoding="utf-8") as file:
            file.write(json.dumps({"schema_version": SCHEMA_VERSION, **content}, indent=2) + "\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / FILE_NAME)
        sync_folder(folder)

    @classmethod
    def read(cls, folder: Path) -> "ShardFile":
        """Return the file of a folder.

        Raises:
            InputError: there is none, or it is of another version.
        """
        try:
            content: Mapping[str, Any] = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
            if content.get("schema_version") != SCHEMA_VERSION:
                raise InputError(f"{folder}: made by another version of the program; run the shard again")
            fields = {name: value for name, value in content.items() if name != "schema_version"}
            fields["shard"] = Shard.parse(fields["shard"])
            fields["provenance"] = Provenance(**fields["provenance"])
            fields["settings"] = RunSettings.model_validate(fields["settings"])
            return cls(**fields)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise InputError(f"{folder}: no shard there; give folders made by 'extractor run --shard'") from error
