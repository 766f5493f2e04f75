"""Names that every Windows takes, each used once in its folder."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
"""Units of UTF-16 in a name: two levels and the folder of the package fit into Windows's 260."""
MOST_BYTES = 240
"""Of UTF-8, for other systems, whose limit is 255."""
MARKS = '<>:"/\\|?*#%'
"""Forbidden on Windows; # and % mean something in the links of a workbook."""
TWINS = {ord(ch): chr(ord(ch) + 0xFEE0) for ch in MARKS}
"""The full-width twins look the same and are allowed."""
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Categories of Unicode: control characters, direction marks, half characters, what has no meaning."""
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\..*)?")
NAMELESS = "_"
SHEET_NAME = 31
"""Characters that Excel allows in the name of a sheet."""


def safe_name(text: str, longest: int = LONGEST) -> str:
    """A text as the name of a file or folder; its ending is kept when it has to be shortened."""
    plain = unicodedata.normalize("NFC", text)
    plain = "".join("" if unicodedata.category(ch) in UNSEEN else ch for ch in plain).translate(TWINS)
    plain = " ".join(plain.split())
    stem, ending = split(plain)
    name = shortened(stem, longest - units(ending), MOST_BYTES - len(ending.encode())).rstrip(". ") + ending
    name = name.lstrip(" ").rstrip(". ") or NAMELESS
    return f"{NAMELESS}{name}" if RESERVED.fullmatch(name) else name


def safe_sheet(text: str) -> str:
    """A text without what Excel refuses in the name of a sheet."""
    return safe_name("".join(" " if ch in "[]'" else ch for ch in text), SHEET_NAME)


def split(name: str) -> tuple[str, str]:
    """Stem and ending of a name; only a short plain ending counts as one."""
    found = re.fullmatch(r"(.+?)(\.[A-Za-z0-9]{1,8})", name, re.DOTALL)
    return (found[1], found[2]) if found else (name, "")


def shortened(text: str, most_units: int, most_bytes: int) -> str:
    """As much of the beginning as fits."""
    while units(text) > most_units or len(text.encode()) > most_bytes:
        text = text[:-1]
    return text


def units(text: str) -> int:
    """Length as Windows counts it."""
    return len(text.encode("utf-16-le")) // 2


class Names:
    """The names given in one folder: no two alike, in whatever case they are written."""

    def __init__(self, longest: int = LONGEST) -> None:
        self.longest = longest
        self.given: set[str] = set()

    def give(self, text: str) -> str:
        """A free name for a text."""
        name = safe_name(text, self.longest)
        number = 1
        while name.casefold() in self.given:
            number += 1
            stem, ending = split(safe_name(text, self.longest - len(f" ({number})")))
            name = f"{stem} ({number}){ending}"
        self.given.add(name.casefold())
        return name
