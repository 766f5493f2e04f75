"""Cover and contents of a volume."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from safetydesk.export.fonts import KAI, SANS, SERIF, Fonts
from safetydesk.export.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH, Measure
from safetydesk.export.marks import Mark, Rule
from safetydesk.export.typesetter import Typesetter
from safetydesk.export.volume.paper import Box
from safetydesk.export.volume.plan import Filed, Labels, Volume, archive_labels
from safetydesk.words import Words

SIDE, TOP, FOOT = 18 * MM, 20 * MM, 20 * MM
SIZE, STEP, PAD = 9.0, 12.5, 3.0
HEAD = 22.0
TITLE, SUBTITLE = 16.0, 10.0
WIDTHS = (28.0, 138.0, 138.0, 60.0, 54.0, 30.0, 45.5)
"""Place, code, title, author, date, page, remark; in all the width between the margins."""
ALIGNED = ("center", "left", "left", "left", "center", "center", "left")
COVER_LINE, COVER_LABEL, COVER_WIDTH = 30.0, 120.0, 380.0
SCHOOL, CLASS, FACT = 24.0, 26.0, 12.0

Cells = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Row:
    """An item's lines in the contents."""

    item: Filed
    cells: Cells
    height: float


@dataclass(frozen=True)
class Contents:
    """The contents broken into pages; the page numbers come later, when they are known."""

    pages: tuple[tuple[Row, ...], ...]


class Front:
    """Sets the pages that stand before the filed documents."""

    def __init__(self, fonts: Fonts, words: Words) -> None:
        self.setter = Typesetter(fonts, Measure(SIZE, STEP, SIZE))
        self.words = words

    def labels(self, volume: Volume) -> Labels:
        """What stands over cover and contents."""
        return volume.labels or archive_labels(self.words)

    def cover(self, volume: Volume) -> list[Mark]:
        """The cover: whose documents, of which year and class, how long they are kept."""
        y = PAGE_HEIGHT - 62 * MM
        marks: list[Mark] = []
        for text, face, size, gap in (
            (volume.school, SERIF, SCHOOL, 1.5),
            (self.labels(volume).cover, KAI, SUBTITLE * 1.8, 5.2),
            (volume.name, SANS, CLASS, 1.5),
            (volume.year, SERIF, SUBTITLE * 1.6, 0.0),
        ):
            for line in self.setter.lines(text, face, size, PAGE_WIDTH - 2 * SIDE, 0.0):
                marks.extend(self.centred(line.text, PAGE_WIDTH / 2, y, face, size))
                y -= size * 1.5
            y -= SUBTITLE * gap
        return [*marks, *self.facts(volume, min(y - 20 * MM, 130 * MM))]

    def facts(self, volume: Volume, top: float) -> Iterator[Mark]:
        """The table of the cover."""
        left = (PAGE_WIDTH - COVER_WIDTH) / 2
        split, right = left + COVER_LABEL, left + COVER_WIDTH
        y = top
        for label, text in volume.facts:
            lines = self.setter.lines(text, SERIF, FACT, right - split - 4 * PAD, 0.0)
            height = COVER_LINE + (len(lines) - 1) * FACT * 1.4
            yield from self.centred(label, (left + split) / 2, y - height / 2 - FACT * 0.36, SANS, FACT)
            for place, line in enumerate(lines):
                base = y - COVER_LINE / 2 - FACT * 0.36 - place * FACT * 1.4
                yield from self.setter.set_line(line.text, split + 2 * PAD, base, SERIF, FACT)
            yield from grid((left, split, right), y, height)
            y -= height

    def contents(self, volume: Volume) -> Contents:
        """The contents in pages."""
        rows = [self.row(item) for item in volume.items]
        room = PAGE_HEIGHT - TOP - FOOT - TITLE - SUBTITLE * 2.4 - HEAD
        pages: list[list[Row]] = [[]]
        used = 0.0
        for row in rows:
            if pages[-1] and used + row.height > room:
                pages.append([])
                used = 0.0
            pages[-1].append(row)
            used += row.height
        return Contents(tuple(tuple(page) for page in pages))

    def row(self, item: Filed) -> Row:
        """An item's texts in lines."""
        remark = self.words.text(f"archive.{item.remark}") if item.remark else ""
        texts = (str(item.place), item.code, item.title, item.author, item.day, "", remark)
        cells = tuple(
            tuple(line.text for line in self.setter.lines(text, SERIF, SIZE, width - 2 * PAD, 0.0))
            for text, width in zip(texts, WIDTHS, strict=True)
        )
        return Row(item, cells, max(len(cell) for cell in cells) * STEP + 6)

    def page(self, volume: Volume, rows: Sequence[Row], first_pages: dict[int, int]) -> list[tuple[list[Mark], Box]]:
        """A page of contents, row by row with the box that leads to the item; the head comes with the first."""
        drawn: list[tuple[list[Mark], Box]] = []
        y = PAGE_HEIGHT - TOP - TITLE - SUBTITLE * 2.4 - HEAD
        for row in rows:
            marks = list(self.cells(row, y, first_pages.get(row.item.place)))
            drawn.append((marks, (SIDE, y - row.height, SIDE + sum(WIDTHS), y)))
            y -= row.height
        head = list(self.head(volume))
        return [([*head, *marks] if place == 0 else marks, box) for place, (marks, box) in enumerate(drawn)]

    def head(self, volume: Volume) -> Iterator[Mark]:
        """Title and headings."""
        y = PAGE_HEIGHT - TOP - TITLE
        labels = self.labels(volume)
        yield from self.centred(labels.contents, PAGE_WIDTH / 2, y, SANS, TITLE)
        y -= SUBTITLE * 1.9
        yield from self.setter.set_line(f"{volume.name}　{volume.year}", SIDE, y, SERIF, SUBTITLE)
        y -= SUBTITLE * 0.5
        left = SIDE
        for heading, width in zip(labels.columns, WIDTHS, strict=True):
            yield from self.centred(heading, left + width / 2, y - HEAD * 0.64, SANS, SIZE)
            left += width
        yield from grid(edges(), y, HEAD)

    def cells(self, row: Row, y: float, page: int | None) -> Iterator[Mark]:
        """One row."""
        left = SIDE
        shown = [*row.cells[:5], (str(page) if page else "—",), row.cells[6]]
        for cell, width, align in zip(shown, WIDTHS, ALIGNED, strict=True):
            for place, text in enumerate(cell):
                base = y - 3 - STEP * (place + 0.78)
                if align == "center":
                    yield from self.centred(text, left + width / 2, base, SERIF, SIZE)
                else:
                    yield from self.setter.set_line(text, left + PAD, base, SERIF, SIZE)
            left += width
        yield from grid(edges(), y, row.height)

    def centred(self, text: str, middle: float, y: float, face: str, size: float) -> Iterator[Mark]:
        """A line around a point."""
        return self.setter.set_line(text, middle - self.setter.width(text, face, size) / 2, y, face, size)


def edges() -> tuple[float, ...]:
    """The vertical rules of the contents."""
    places = [SIDE]
    for width in WIDTHS:
        places.append(places[-1] + width)
    return tuple(places)


def grid(columns: tuple[float, ...], top: float, height: float) -> Iterator[Mark]:
    """The rules around a row."""
    for y in (top, top - height):
        yield Rule(round(columns[0], 2), round(y, 2), round(columns[-1], 2), round(y, 2), 0.4)
    for x in columns:
        yield Rule(round(x, 2), round(top, 2), round(x, 2), round(top - height, 2), 0.4)
