"""Where a photo was taken, taken out of the photo: nothing is re-encoded and nothing moves.

Everything is blanked in place, so the file keeps its length and every offset in it stays right.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

SIGNATURE = b"\xff\xd8\xff"
EXIF = re.compile(rb"\xff\xe1(..)Exif\x00\x00", re.DOTALL)
TEXTS = re.compile(
    rb"\xff(?:\xe1(..)http://ns\.adobe\.com/(?:xap/1\.0/|xmp/extension/)\x00|\xed(..)Photoshop 3\.0\x00)", re.DOTALL
)
"""XMP packets and IPTC blocks. The marker FF E1 cannot stand in the picture itself: JPEG stuffs every FF there."""
PLACE_WORDS = re.compile(rb"GPS|Location|:City|:State|:Country|\x1c\x02[\x1a\x1b\x5a\x5c\x5f\x64\x65]")
"""Names of properties in XMP; records 26, 27, 90, 92, 95, 100 and 101 of IPTC."""
GPS_POINTER = 0x8825
ENTRY = 12
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
"""Bytes of a value by its type in TIFF."""


def without_place(data: bytes) -> bytes:
    """The same JPEG without coordinates and place names; the very same bytes where there are none."""
    if not data.startswith(SIGNATURE):
        return data
    changed = bytearray(data)
    for found in EXIF.finditer(data):
        blank_gps(changed, found.end(), found.start() + 2 + length_of(found))
    texts = list(TEXTS.finditer(data))
    if any(PLACE_WORDS.search(data, found.start(), found.start() + 2 + length_of(found)) for found in texts):
        for found in texts:
            make_comment(changed, found.start(), length_of(found))
    return bytes(changed)


def length_of(found: re.Match[bytes]) -> int:
    """A segment's length as it is written behind its marker."""
    return int.from_bytes(next(group for group in found.groups() if group), "big")


def make_comment(data: bytearray, start: int, length: int) -> None:
    """Turn a segment into a comment of blanks of the same length."""
    end = min(start + 2 + length, len(data))
    data[start + 1] = 0xFE
    data[start + 4 : end] = b" " * (end - start - 4)


def blank_gps(data: bytearray, start: int, end: int) -> None:
    """Take the pointer to the GPS table out of each directory of an Exif block, and wipe the table."""
    block = memoryview(data)[start : min(end, len(data))]
    order = {b"II": "<", b"MM": ">"}.get(bytes(block[:2]))
    try:
        if order:
            for directory in directories(block, order):
                drop_pointer(block, order, directory)
    except struct.error:
        return  # A broken table: what no reader finds needs no wiping.


def directories(block: memoryview, order: str) -> Iterator[int]:
    """Offsets of the directories: the picture's and its thumbnail's."""
    seen: set[int] = set()
    (place,) = struct.unpack_from(f"{order}I", block, 4)
    while place and place not in seen:
        seen.add(place)
        yield place
        (count,) = struct.unpack_from(f"{order}H", block, place)
        (place,) = struct.unpack_from(f"{order}I", block, place + 2 + count * ENTRY)


def drop_pointer(block: memoryview, order: str, directory: int) -> None:
    """Remove the GPS entry from a directory; what follows moves up, a blank entry's room is left behind it."""
    (count,) = struct.unpack_from(f"{order}H", block, directory)
    first, after = directory + 2, min(directory + 2 + count * ENTRY + 4, len(block))
    for place in range(first, first + count * ENTRY, ENTRY):
        tag, _, _, target = struct.unpack_from(f"{order}HHII", block, place)
        if tag == GPS_POINTER:
            rest = bytes(block[place + ENTRY : after])
            block[place : place + len(rest)] = rest
            block[after - ENTRY : after] = bytes(ENTRY)
            struct.pack_into(f"{order}H", block, directory, count - 1)
            wipe_table(block, order, target)
            return


def wipe_table(block: memoryview, order: str, table: int) -> None:
    """Zeros over a table and over the values it points at."""
    (count,) = struct.unpack_from(f"{order}H", block, table)
    for place in range(table + 2, table + 2 + count * ENTRY, ENTRY):
        _, kind, values, target = struct.unpack_from(f"{order}HHII", block, place)
        size = SIZES.get(kind, 1) * values
        if size > 4:
            wipe(block, target, size)
        wipe(block, place, ENTRY)
    wipe(block, table, 2)


def wipe(block: memoryview, start: int, size: int) -> None:
    """Zeros, as far as the block reaches."""
    end = min(start + size, len(block))
    if start < end:
        block[start:end] = bytes(end - start)
