"""Names of the records of one file, each of which is given once."""

from hashlib import blake2b


class Names:
    """Of each name 8 bytes are kept: a file of a million records needs some 70 MB for them."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def unique(self, wanted: str) -> str:
        """Return the name, with a number behind it if another record has it."""
        name, copies = wanted, 1
        while (key := _hash(name)) in self._seen:
            copies += 1
            name = f"{wanted}#{copies}"
        self._seen.add(key)
        return name


def _hash(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())
