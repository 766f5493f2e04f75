"""What may stand in a text: refused with the reason, never repaired in silence (faults.md rows 50 to 52)."""

from __future__ import annotations

from safetydesk.errors import Message, message

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = frozenset(
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0"
)


def text_problem(text: str, lines: int = 1) -> Message | None:
    """Why a text cannot be stored: control, invisible or direction characters, half pairs, non-characters."""
    for ch in text:
        code = ord(ch)
        if code < 32 and not (ch in "\n\t" and lines > 1):
            return message("core.control_character", code=f"U+{code:04X}")
        if 0x7F <= code <= 0x9F or 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
            return message("core.control_character", code=f"U+{code:04X}")
        if ch in BIDI or ch in INVISIBLE:
            return message("core.invisible_character", code=f"U+{code:04X}")
    return None


def private_use(text: str) -> str:
    """The characters of a text that only one font maker's private area defines: they print as nothing elsewhere."""
    return "".join(ch for ch in text if 0xE000 <= ord(ch) <= 0xF8FF or ord(ch) >= 0xF0000)
