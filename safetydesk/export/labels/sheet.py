"""Where labels lie on a sheet of A4, to the millimetre: a page to cut, or a sheet of labels as shops sell them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from safetydesk.export.geometry import MM, PAGE_HEIGHT

PAPER_WIDTH, PAPER_HEIGHT = 210.0, 297.0
STAMP_WIDTH, STAMP_HEIGHT = 45.0, 16.0
"""归档章, DA/T 22-2015: 45 mm by 16 mm."""
SPINE_HEIGHT = 210.0
"""A spine's label; boxes stand 310 mm high (DA/T 22-2015), and a finger's breadth stays free above and below."""
SPINES = (20, 30, 40)
"""Thicknesses of boxes in mm (DA/T 22-2015)."""


@dataclass(frozen=True)
class LabelSheet:
    """Labels of one size in columns and rows; everything in mm from the sheet's upper left corner."""

    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    across: float
    """From the left edge of a label to that of the next."""
    down: float
    """From the upper edge of a label to that of the next."""
    cut: bool
    """Whether the labels are outlined to be cut out."""

    def fits(self) -> bool:
        """Whether every label lies on the paper and none on another."""
        if min(self.columns, self.rows) < 1 or min(self.left, self.top, self.width, self.height) < 0:
            return False
        right = self.left + (self.columns - 1) * self.across + self.width
        foot = self.top + (self.rows - 1) * self.down + self.height
        apart = (self.columns == 1 or self.across >= self.width) and (self.rows == 1 or self.down >= self.height)
        return apart and right <= PAPER_WIDTH and foot <= PAPER_HEIGHT

    @property
    def per_sheet(self) -> int:
        """Labels on a sheet."""
        return self.columns * self.rows

    def places(self, count: int, first: int = 0) -> Iterator[tuple[int, float, float]]:
        """Sheet number, left and upper edge in points of so many labels.

        `first` labels are left free on the first sheet: they were used the last time.
        """
        for place in range(first, first + count):
            sheet, on_sheet = divmod(place, self.per_sheet)
            row, column = divmod(on_sheet, self.columns)
            yield (
                sheet,
                (self.left + column * self.across) * MM,
                PAGE_HEIGHT - (self.top + row * self.down) * MM,
            )


def stamp_sheet() -> LabelSheet:
    """Archive stamps on a page to cut: four across, fifteen down."""
    return LabelSheet(STAMP_WIDTH, STAMP_HEIGHT, 4, 15, 12.0, 15.0, 47.0, 18.0, cut=True)


def spine_sheet(thickness: int) -> LabelSheet:
    """Spines of boxes side by side on a page to cut."""
    columns = int((PAPER_WIDTH - 20) // (thickness + 2))
    return LabelSheet(float(thickness), SPINE_HEIGHT, columns, 1, 10.0, 30.0, thickness + 2.0, SPINE_HEIGHT, cut=True)
