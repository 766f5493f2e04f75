"""Where an archive stamp stands on a page as it is seen: at its head, in the middle before the corners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from safetydesk.export.geometry import MM
from safetydesk.export.labels.sheet import STAMP_HEIGHT, STAMP_WIDTH
from safetydesk.export.volume.paper import Box, Paper

WIDTH, HEIGHT = STAMP_WIDTH * MM, STAMP_HEIGHT * MM
TOP, SIDE, CLEAR = 7 * MM, 10 * MM, 1 * MM
"""From the upper and side edges of the page, and from what else stands on it."""
HEAD = TOP + HEIGHT + 3 * MM
"""Height kept free for the stamp where a page of ours is laid out for it."""
STRIP = HEIGHT + 6 * MM
"""Height added above a foreign page that has no room."""


@dataclass(frozen=True)
class Spot:
    """A place for a stamp; whatever the width of the page, it stays within it."""

    across: float
    """0 at the left, 1 at the right."""
    down: float
    """From the page's upper edge to the stamp's."""

    def left(self, paper: Paper) -> float:
        """Where its left edge lies."""
        side = min(SIDE, max(paper.width - WIDTH, 0.0) / 2)
        return side + self.across * (paper.width - 2 * side - WIDTH)

    def box(self, paper: Paper) -> Box:
        """The stamp as seen, from the page's lower left corner."""
        left, top = self.left(paper), paper.height - self.down
        return left, top - HEIGHT, left + WIDTH, top

    def is_free(self, paper: Paper, taken: Iterable[Box]) -> bool:
        """Whether nothing stands there or close by; the boxes are as seen."""
        left, foot, right, top = self.box(paper)
        return not any(
            x1 < right + CLEAR and x2 > left - CLEAR and y1 < top + CLEAR and y2 > foot - CLEAR
            for x1, y1, x2, y2 in taken
        )


AT_HEAD = Spot(0.5, TOP)
"""首页上端的居中空白位置 (DA/T 22-2015)."""
IN_STRIP = Spot(0.5, (STRIP - HEIGHT) / 2)


def candidates(paper: Paper) -> Iterator[Spot]:
    """Places in the order they are tried; none on a page too small for a stamp."""
    if paper.width >= WIDTH and paper.height >= 3 * HEIGHT:
        yield from (AT_HEAD, Spot(1.0, TOP), Spot(0.0, TOP))


def free_spot(paper: Paper, taken: Iterable[Box]) -> Spot | None:
    """The first free place, or None where the page has to grow."""
    boxes = tuple(taken)
    return next((spot for spot in candidates(paper) if spot.is_free(paper, boxes)), None)
