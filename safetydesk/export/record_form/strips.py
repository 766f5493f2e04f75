"""What a form is built of: strips as wide as the form, one below the other, that can be told apart and cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from safetydesk.export.fonts import SERIF
from safetydesk.export.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH
from safetydesk.export.line_breaking import Line
from safetydesk.export.marks import Mark, Rule
from safetydesk.export.record_form.form import Align, Photo
from safetydesk.export.typesetter import Typesetter

LEFT, RIGHT, TOP, FOOT = 28 * MM, 22 * MM, 25 * MM, 25 * MM
"""Room for the binding at the left, as on official documents."""
WIDTH, HEIGHT = PAGE_WIDTH - LEFT - RIGHT, PAGE_HEIGHT - TOP - FOOT
OUTER, INNER = 1.0, 0.5
PAD, AIR = 4.0, 4.5
"""Beside a cell's text, and above and below it."""
BASE = 0.3
"""Of the step: how far the baseline stands above the foot of its line."""
FEWEST = 2
"""Lines that stand together where a text is cut."""


@dataclass(frozen=True)
class Cell:
    """Lines of text in a part of a strip."""

    left: float
    width: float
    lines: tuple[Line, ...]
    face: str = SERIF
    align: Align = "left"
    indent: float = 0.0
    from_top: bool = False
    bold: bool = False


@dataclass(frozen=True)
class CellStrip:
    """Cells beside each other."""

    cells: tuple[Cell, ...]
    step: float
    least: float
    """Height at least."""
    air: float = AIR
    """Above and below the text."""
    label: Cell | None = None
    """At the left; where the strip is cut, the rest bears the label of `again`."""
    again: Cell | None = None
    head: tuple[CellStrip, ...] = ()
    """What comes again before it on a new page."""
    flows: bool = False
    """May be cut wherever a page ends; other strips only where they are higher than a page."""
    glued: bool = False
    """Stays with the strip below."""
    fresh: bool = False
    """Begins a page."""
    tail: int = 0
    """Lines at least that stay with the strip below where this one is cut."""

    @property
    def lines(self) -> int:
        """Lines of the highest cell."""
        return max((len(cell.lines) for cell in self.all), default=1)

    @property
    def all(self) -> tuple[Cell, ...]:
        """The cells, the label first."""
        return (self.label, *self.cells) if self.label else self.cells

    @property
    def height(self) -> float:
        """As much as its lines need."""
        return max(self.lines * self.step + 2 * self.air, self.least)

    @property
    def fewest(self) -> int:
        """Lines that the first part of a cut strip has at least."""
        return max(FEWEST, len(self.label.lines) if self.label else 0)

    @property
    def smallest(self) -> float:
        """Height of the least that may stand on a page by itself."""
        return min(self.fewest * self.step + 2 * self.air, self.height) if self.flows else self.height

    @property
    def most(self) -> int:
        """Lines that the first part of a cut strip has at most."""
        count = max((len(cell.lines) for cell in self.cells), default=0)
        return count - self.tail if self.tail else max(count - FEWEST, FEWEST)

    def cut(self, room: float) -> tuple[CellStrip, CellStrip] | None:
        """In two, the first as high as there is room for; None where too little would stand on either side."""
        count = max((len(cell.lines) for cell in self.cells), default=0)
        most = min(int((room - 2 * self.air) / self.step), self.most)
        if most < self.fewest or most >= count:
            return None
        first = replace(self, cells=tuple(replace(cell, lines=cell.lines[:most]) for cell in self.cells), least=0.0)
        rest = tuple(replace(cell, lines=cell.lines[most:], indent=0.0) for cell in self.cells)
        return first, replace(self, cells=rest, label=self.again, least=0.0, fresh=False)

    def marks(self, top: float, setter: Typesetter) -> Iterator[Mark]:
        """Texts, and the rules between the cells."""
        for cell in self.all:
            yield from self.text(cell, top, setter)
            if cell.left > LEFT + 1:
                yield Rule(round(cell.left, 2), round(top, 2), round(cell.left, 2), round(top - self.height, 2), INNER)

    def text(self, cell: Cell, top: float, setter: Typesetter) -> Iterator[Mark]:
        """A cell's lines, in its middle or from its top."""
        spare = 0.0 if cell.from_top else (self.height - 2 * self.air - len(cell.lines) * self.step) / 2
        for place, line in enumerate(cell.lines):
            indent = cell.indent if place == 0 else 0.0
            room = cell.width - 2 * PAD - indent
            extra = setter.stretch(line, room) if cell.align == "left" or line.width > room else 0.0
            shift = {"left": 0.0, "center": max(room - line.width, 0) / 2, "right": max(room - line.width, 0)}
            x = cell.left + PAD + indent + shift[cell.align]
            y = top - self.air - spare - self.step * (place + 1 - BASE)
            yield from setter.set_line(line.text, x, y, cell.face, extra=extra, bold=cell.bold)


@dataclass(frozen=True)
class PictureStrip:
    """Photos beside each other, each with its caption below; a caption's cell says where its photo has its room."""

    photos: tuple[Photo, ...]
    captions: tuple[Cell, ...]
    step: float
    height: float
    glued: bool = False
    fresh: bool = False
    head: tuple[CellStrip, ...] = ()

    @property
    def smallest(self) -> float:
        """All of it."""
        return self.height

    @property
    def under(self) -> float:
        """Height of the captions."""
        return max(len(caption.lines) for caption in self.captions) * self.step + AIR

    def cut(self, room: float) -> None:
        """A photo is never cut."""
        return

    def marks(self, top: float, setter: Typesetter) -> Iterator[Mark]:
        """The captions and the rules between the photos; a picture is no mark."""
        foot = top - self.height
        words = CellStrip(self.captions, self.step, self.under)
        for caption in self.captions:
            yield from words.text(caption, foot + self.under + AIR, setter)
            if caption.left > LEFT + 1:
                yield Rule(round(caption.left, 2), round(top, 2), round(caption.left, 2), round(foot, 2), INNER)


@dataclass(frozen=True)
class SignedStrip:
    """Places to sign in, beside each other."""

    roles: tuple[Cell, ...]
    date: str
    size: float
    step: float
    height: float
    rule: float
    """Length of the line to sign on."""
    glued: bool = False
    fresh: bool = False
    head: tuple[CellStrip, ...] = ()

    @property
    def smallest(self) -> float:
        """All of it."""
        return self.height

    def cut(self, room: float) -> None:
        """A signature belongs with its role."""
        return

    def marks(self, top: float, setter: Typesetter) -> Iterator[Mark]:
        """Role, line to sign on, line for the date."""
        yield from CellStrip(self.roles, self.step, self.height).marks(top, setter)
        floor = top - self.height
        for cell in self.roles:
            y = round(floor + self.step * 1.2 + 2 * AIR, 2)
            right = cell.left + cell.width - 2 * PAD
            yield Rule(round(right - self.rule, 2), y, round(right, 2), y, INNER)
            yield from self.dated(right, floor + AIR + self.step * BASE, setter)

    def dated(self, right: float, y: float, setter: Typesetter) -> Iterator[Mark]:
        """The date to be written in by hand, ending at the right."""
        blank = self.size * 0.55
        parts = runs_of(self.date)
        widths = [len(part) * blank if part[0] == "_" else setter.width(part) for part in parts]
        x = right - sum(widths)
        for part, width in zip(parts, widths, strict=True):
            if part[0] == "_":
                yield Rule(round(x, 2), round(y - 2, 2), round(x + width, 2), round(y - 2, 2), INNER)
            else:
                yield from setter.set_line(part, x, y)
            x += width


Strip = CellStrip | PictureStrip | SignedStrip


def runs_of(text: str) -> list[str]:
    """A text in runs of underscores and of anything else."""
    runs: list[str] = []
    for ch in text:
        if runs and (ch == "_") == (runs[-1][-1] == "_"):
            runs[-1] += ch
        else:
            runs.append(ch)
    return runs
