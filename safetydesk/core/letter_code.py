"""The machine codes of printed letters: what they say, and how a text proves that it is one of them."""

from __future__ import annotations

from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is taken for a digit."""
CHECK = 31
"""Weights of the check character are powers of this, modulo 37 symbols: any one wrong or swapped sign shows."""
CHECK_ALPHABET = ALPHABET + "*$U+-"
FORMAT = "SD1"
SHORTEST = 5


@dataclass(frozen=True)
class PageCode:
    """What the code on a page says."""

    school: str
    key: str
    page: int
    pages: int

    @property
    def text(self) -> str:
        """SD1/<school>/<key>/<page>/<pages>, plain ASCII."""
        return f"{FORMAT}/{self.school}/{self.key}/{self.page}/{self.pages}"


def letter_key(row_id: int) -> str:
    """The short key of a letter, unique for ever since row ids are never used twice; its last character is a check."""
    digits = ""
    while row_id:
        row_id, digit = divmod(row_id, 32)
        digits = ALPHABET[digit] + digits
    body = digits.rjust(SHORTEST, "0")
    return body + check_character(body)


def check_character(body: str) -> str:
    """The check over the characters of a key."""
    total = sum(ALPHABET.index(ch) * pow(CHECK, place, 37) for place, ch in enumerate(reversed(body), 1))
    return CHECK_ALPHABET[total % 37]


def key_is_sound(key: str) -> bool:
    """Whether a key read or typed is one that the program could have printed."""
    return len(key) > SHORTEST and all(ch in ALPHABET for ch in key[:-1]) and check_character(key[:-1]) == key[-1]


def read_code(text: str) -> PageCode | None:
    """The page that a scanned text means, or None for any other text."""
    parts = text.strip().split("/")
    if len(parts) != 5 or parts[0] != FORMAT or not (parts[3].isdigit() and parts[4].isdigit()):
        return None
    return PageCode(parts[1], parts[2], int(parts[3]), int(parts[4])) if key_is_sound(parts[2]) else None
