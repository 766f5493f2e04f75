"""The page as it is seen: where its corners lie whatever way it is turned, and the place of the number."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf

NUMBER_WIDTH, NUMBER_HEIGHT = 84.0, 26.0
"""Room kept for the page number in the lower right corner, in points."""
SMALLEST = 36.0
"""A page smaller than half an inch is none."""
LARGEST = 14_400.0

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True)
class Paper:
    """The visible box of a page, and by how many degrees a viewer turns it clockwise."""

    box: Box
    turn: int

    @property
    def width(self) -> float:
        """Width as seen."""
        left, bottom, right, top = self.box
        return top - bottom if self.turn in (90, 270) else right - left

    @property
    def height(self) -> float:
        """Height as seen."""
        left, bottom, right, top = self.box
        return right - left if self.turn in (90, 270) else top - bottom

    @property
    def whole(self) -> Box:
        """The page as seen."""
        return 0.0, 0.0, self.width, self.height

    @property
    def matrix(self) -> tuple[float, ...]:
        """What takes a point as seen, from the lower left corner, to the page's own coordinates."""
        left, bottom, right, top = self.box
        return {
            0: (1.0, 0.0, 0.0, 1.0, left, bottom),
            90: (0.0, 1.0, -1.0, 0.0, right, bottom),
            180: (-1.0, 0.0, 0.0, -1.0, right, top),
            270: (0.0, -1.0, 1.0, 0.0, left, top),
        }[self.turn]

    def seen(self, box: Box) -> Box:
        """A box in the page's coordinates, as it is seen."""
        left, bottom, right, top = self.box
        x1, y1, x2, y2 = box
        return {
            0: (x1 - left, y1 - bottom, x2 - left, y2 - bottom),
            90: (y1 - bottom, right - x2, y2 - bottom, right - x1),
            180: (right - x2, top - y2, right - x1, top - y1),
            270: (top - y2, x1 - left, top - y1, x2 - left),
        }[self.turn]

    def covers_number(self, seen: Box) -> bool:
        """Whether something reaches into the number's corner."""
        left, bottom, right, top = seen
        return right > self.width - NUMBER_WIDTH and left < self.width and bottom < NUMBER_HEIGHT and top > 0

    def grown(self, below: float, above: float) -> Box:
        """The box with empty strips under and above the page as seen."""
        left, bottom, right, top = self.box
        return {
            0: (left, bottom - below, right, top + above),
            90: (left - above, bottom, right + below, top),
            180: (left, bottom - above, right, top + below),
            270: (left - below, bottom, right + above, top),
        }[self.turn]


def paper_of(page: pikepdf.Page) -> Paper:
    """A page's paper; raises ValueError for a page without a sensible size."""
    sheet, part = upright(page.mediabox), upright(page.cropbox)
    box = (max(sheet[0], part[0]), max(sheet[1], part[1]), min(sheet[2], part[2]), min(sheet[3], part[3]))
    if not all(SMALLEST <= side <= LARGEST for side in (box[2] - box[0], box[3] - box[1])):
        raise ValueError(box)
    turn = int(page.obj.get("/Rotate", 0)) % 360
    return Paper(box, turn if turn % 90 == 0 else 0)


def upright(corners: pikepdf.Object) -> Box:
    """A rectangle from its lower left corner; files give the corners in any order. Raises ValueError for none."""
    x1, y1, x2, y2 = (float(value) for value in corners)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def close(page: pikepdf.Page) -> None:
    """Make a foreign page ready to be drawn on: nothing it sets reaches what comes after.

    Raises what pikepdf raises for a page that cannot be drawn on.
    """
    if not isinstance(page.resources.get("/Font", pikepdf.Dictionary()), pikepdf.Dictionary):
        raise ValueError("/Font")
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ")


def grow(page: pikepdf.Page, below: float, above: float) -> None:
    """Add white strips below and above a page whose places for number or stamp are taken; it has been closed."""
    box = paper_of(page).grown(below, above)
    page.obj.MediaBox = page.obj.CropBox = pikepdf.Array([round(value, 3) for value in box])
    paper = paper_of(page)
    matrix = " ".join(f"{value:.3f}" for value in paper.matrix)
    strips = f"0 0 {paper.width:.3f} {below:.3f} re 0 {paper.height - above:.3f} {paper.width:.3f} {above:.3f} re"
    page.contents_add(f"q {matrix} cm 1 g {strips} f Q".encode())
