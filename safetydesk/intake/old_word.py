"""The text of documents of Word 97 and of WPS (doc, wps): pieces of it, in the order of the piece table.

[MS-DOC] 2.4.1: the file information block names the table stream and the place of the pieces in it. Older files than
Word 97 keep their text otherwise and have none here.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from itertools import pairwise

from safetydesk.intake.compound_file import CompoundFile

WORD, WORD_97 = 0xA5EC, 0x00C1
FLAGS, BODY, CLX = 0x0A, 0x4C, 0x01A2
"""Where flags, the length of the body's text, and the pieces' place stand in the information block."""
ENCRYPTED, FIRST_TABLE = 0x0100, 0x0200
PROPERTIES, PIECES = 1, 2
COMPRESSED = 0x40000000
INSTRUCTION = re.compile("\x13[^\x13\x14\x15]*\x14|\x13[^\x13\x14\x15]*\x15")
"""What a field asks for; what it shows stays."""
MARKS = {0x07: "\n", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x09: "\t", 0x1E: "-", 0xA0: " "}
CONTROLS = {code: MARKS.get(code) for code in (*range(0x20), 0xA0) if code != 0x0A}
"""Ends of cells, lines, pages and paragraphs end a line; signs for pictures and notes are nothing."""


def old_word_text(data: bytes, most: int) -> str:
    """The body, tables and all, as far as so many characters; raises ValueError for what is damaged or has a password."""
    try:
        return INSTRUCTION.sub("", "".join(pieces(data, most))).translate(CONTROLS)
    except (struct.error, IndexError) as error:
        raise ValueError("damaged") from error


def pieces(data: bytes, most: int) -> Iterator[str]:
    """The body's pieces, in order."""
    container = CompoundFile(data)
    document = container.stream("WordDocument")
    kind, version = struct.unpack_from("<HH", document)
    flags, length = struct.unpack_from("<H", document, FLAGS)[0], struct.unpack_from("<I", document, BODY)[0]
    if kind != WORD or version < WORD_97 or flags & ENCRYPTED:
        raise ValueError("not a readable Word 97 document")
    table = container.stream("1Table" if flags & FIRST_TABLE else "0Table")
    at, size = struct.unpack_from("<II", document, CLX)
    left = min(length, most)
    for characters, place in piece_table(table[at : at + size]):
        if left <= 0:
            return
        taken = min(characters, left)
        left -= taken
        yield text_at(document, place, taken)


def piece_table(clx: bytes) -> Iterator[tuple[int, int]]:
    """How many characters each piece has, and where it lies."""
    at = 0
    while clx[at] == PROPERTIES:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at] != PIECES:
        raise ValueError("no pieces")
    plc = clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]
    count = (len(plc) - 4) // 12
    starts = struct.unpack_from(f"<{count + 1}I", plc)
    for place, (first, last) in enumerate(pairwise(starts)):
        if last < first:
            raise ValueError("pieces out of order")
        yield last - first, struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * place + 2)[0]


def text_at(document: bytes, place: int, characters: int) -> str:
    """One piece: a byte to the character where that suffices, else two."""
    if place & COMPRESSED:
        first = (place & ~COMPRESSED) // 2
        return document[first : first + characters].decode("cp1252", "replace")
    return document[place : place + 2 * characters].decode("utf-16-le", "replace")
