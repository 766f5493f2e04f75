"""The page of GB/T 9704-2012, in points from the lower left corner."""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, TOP = 28 * MM, 37 * MM
TYPE_WIDTH, TYPE_HEIGHT = 156 * MM, 225 * MM
LINES, CHARACTERS = 22, 28
PITCH = TYPE_HEIGHT / LINES
"""28.99 pt from line to line."""
ADVANCE = TYPE_WIDTH / CHARACTERS
"""15.79 pt from character to character."""
BODY, TITLE = 16.0, 22.0
"""3号 and 2号."""
PAGE_NUMBER = 14.0
"""4号."""
SEAL = 45 * MM
"""Side of the square kept free for the school's seal; seals measure 40 to 45 mm."""
HAND = 46 * MM
"""Length of a line to sign on by hand."""


@dataclass(frozen=True)
class Measure:
    """Type size and pitch of a page's body. The Chinese one is the standard's; English runs smaller."""

    size: float
    pitch: float
    advance: float
    justifies_blanks: bool = False
    """Whether full lines are justified between words only (English), not between characters."""

    @property
    def spacing(self) -> float:
        """Added to each character: 28 characters of 16 pt fill the line only when drawn together a little."""
        return self.advance - self.size

    @property
    def lines(self) -> int:
        """Lines of the type area."""
        return int(TYPE_HEIGHT / self.pitch + 1e-6)


@dataclass(frozen=True)
class Area:
    """A rectangle on a page, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Its centre from left to right."""
        return self.left + self.width / 2


CHINESE = Measure(BODY, PITCH, ADVANCE)
ENGLISH = Measure(11.5, TYPE_HEIGHT / 36, 11.5, justifies_blanks=True)
CLOSER_CHINESE = tuple(
    Measure(BODY, TYPE_HEIGHT / lines, TYPE_WIDTH / characters)
    for lines, characters in ((23, 28), (24, 28), (24, 29), (25, 29))
)
"""Closer settings that bring a letter onto whole sheets, the least visible first. The standard lets the number of lines
and characters be adjusted where needed; type stays 3号, the pitch above 25.5 pt (1.6 times the type), the spacing above -0.8 pt."""
CLOSER_ENGLISH = tuple(Measure(11.5, TYPE_HEIGHT / lines, 11.5, justifies_blanks=True) for lines in (38, 40))
