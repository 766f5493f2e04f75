"""The container of Office 97 and WPS files: streams in chained sectors ([MS-CFB]), read from bytes of unknown honesty.

Chains that bite their tail end, sectors that are not there are empty; a head that is none raises ValueError or
struct.error.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
NO_SECTOR = 0xFFFFFFFA
MINI_CUTOFF = 4096
"""Streams shorter than this lie in the small sectors of the root."""
SHIFTS = (9, 12)
"""Sectors of 512 or 4,096 bytes."""
MINI_SECTOR = 64
ENTRY = 128


@dataclass(frozen=True)
class CompoundFile:
    """The streams of a container."""

    data: bytes

    @cached_property
    def size(self) -> int:
        """Bytes of a sector."""
        shift: int = struct.unpack_from("<H", self.data, 30)[0]
        if not self.data.startswith(OLE) or shift not in SHIFTS:
            raise ValueError("no compound file")
        return 1 << shift

    @cached_property
    def fat(self) -> list[int]:
        """After which sector which comes."""
        tables = list(struct.unpack_from("<109I", self.data, 76))
        more = struct.unpack_from("<I", self.data, 68)[0]
        while more < NO_SECTOR and len(tables) < len(self.data) // self.size:
            *part, more = struct.unpack(f"<{self.size // 4}I", self.sector(more))
            tables += part
        return [
            link for table in tables if table < NO_SECTOR for (link,) in struct.iter_unpack("<I", self.sector(table))
        ]

    def sector(self, number: int) -> bytes:
        """One sector."""
        return self.data[(number + 1) * self.size : (number + 2) * self.size]

    def chain(self, number: int) -> bytes:
        """A sector and all that follow it."""
        return b"".join(self.sector(place) for place in linked(self.fat, number, len(self.data) // self.size))

    @cached_property
    def entries(self) -> list[tuple[str, int, int]]:
        """Name, first sector and length of what is inside; the root comes first."""
        directory = self.chain(struct.unpack_from("<I", self.data, 48)[0])
        return [entry(directory[at : at + ENTRY]) for at in range(0, len(directory) - ENTRY + 1, ENTRY)]

    def stream(self, *names: str) -> bytes:
        """The first stream of one of these names; empty if there is none."""
        for name, first, length in self.entries:
            if name in names:
                return (self.chain(first) if length >= MINI_CUTOFF else self.small(first))[:length]
        return b""

    def small(self, number: int) -> bytes:
        """A short stream, out of the root's small sectors."""
        root = self.chain(self.entries[0][1])
        table = self.chain(struct.unpack_from("<I", self.data, 60)[0])
        fat = [link for (link,) in struct.iter_unpack("<I", table)]
        places = linked(fat, number, len(root) // MINI_SECTOR)
        return b"".join(root[place * MINI_SECTOR : (place + 1) * MINI_SECTOR] for place in places)


def linked(fat: list[int], number: int, most: int) -> Iterator[int]:
    """The sectors of a chain, no more than there are in all: a ring is left in time."""
    while number < len(fat) and most:
        yield number
        number, most = fat[number], most - 1


def entry(raw: bytes) -> tuple[str, int, int]:
    """One line of the directory."""
    name = raw[: max(struct.unpack_from("<H", raw, 64)[0] - 2, 0)][:64].decode("utf-16-le", "replace")
    first, length = struct.unpack_from("<II", raw, 116)
    return name, first, length
