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

    def covers_number(self, box: Box) -> bool:
        """Whether something in the page's coordinates reaches into the number's corner."""
        left, bottom, right, top = self.seen(box)
        return right > self.width - NUMBER_WIDTH and left < self.width and bottom < NUMBER_HEIGHT and top > 0

    def grown(self) -> Box:
        """The box with an empty strip for the number under the page as seen."""
        left, bottom, right, top = self.box
        return {
            0: (left, bottom - NUMBER_HEIGHT, right, top),
            90: (left, bottom, right + NUMBER_HEIGHT, top),
            180: (left, bottom, right, top + NUMBER_HEIGHT),
            270: (left - NUMBER_HEIGHT, bottom, right, top),
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


def grow(page: pikepdf.Page) -> None:
    """Add the strip for the number below a page whose corner is taken, in white; it has been closed."""
    paper = paper_of(page)
    box = paper.grown()
    page.obj.MediaBox = page.obj.CropBox = pikepdf.Array([round(value, 3) for value in box])
    matrix = " ".join(f"{value:.3f}" for value in Paper(box, paper.turn).matrix)
    width = paper.width
    page.contents_add(f"q {matrix} cm 1 g 0 0 {width:.3f} {NUMBER_HEIGHT:.3f} re f Q".encode())
