"""A record before it has a page: its blocks in order, all texts final."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Align = Literal["left", "center", "right"]
Told = tuple[str, str]
"""Where a text stands, by its label, and the text."""


@dataclass(frozen=True)
class Pair:
    """A label with its value; without one the cell is left to be filled in by hand."""

    label: str
    value: str = ""
    wide: bool = False
    """Across the form, with the whole row to itself."""
    strong: bool = False
    """In bold: what nobody may overlook."""


@dataclass(frozen=True)
class Pairs:
    """Short facts, so many to a row; one whose value needs more room gets a row of its own."""

    pairs: tuple[Pair, ...]
    per_row: int = 2

    def texts(self) -> Iterator[Told]:
        """Everything that is printed of it."""
        for pair in self.pairs:
            yield pair.label, pair.label + pair.value


@dataclass(frozen=True)
class Long:
    """A label and running text over as many pages as it takes."""

    label: str
    text: str
    least: int = 2
    """Lines of room at least, for a hand."""
    bold: bool = False
    """Set so that it catches the eye: what is missing."""

    def texts(self) -> Iterator[Told]:
        """Everything that is printed of it."""
        yield self.label, self.label + self.text


@dataclass(frozen=True)
class Column:
    """A column of a table; widths are shares of the form's width."""

    title: str
    share: float = 1.0
    align: Align = "center"


@dataclass(frozen=True)
class Table:
    """A table with a title and a head that comes again on each page."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    across: int = 1
    """Rows beside each other: narrow tables are set in so many parts."""
    height: float = 0.0
    """Of a row in points, where it is not the usual one."""

    def texts(self) -> Iterator[Told]:
        """Everything that is printed of it."""
        yield self.title, self.title + "".join(column.title for column in self.columns)
        for row in self.rows:
            yield f"{self.title} {row[0]}".strip(), "".join(row)


@dataclass(frozen=True)
class Photo:
    """A picture with what is written under it; `turn` is in degrees clockwise, after the camera's own orientation."""

    path: Path
    caption: str = ""
    turn: int = 0
    name: str = ""
    """What the picture is called where it cannot be shown; the file's own name where this is empty."""
    record: str = ""
    """Whose picture it is, where it has to be told; the form's title where this is empty."""


@dataclass(frozen=True)
class Photos:
    """Pictures on pages of their own."""

    title: str
    photos: tuple[Photo, ...]
    per_page: int = 0
    """Two one below the other, four or six in two columns; without it they are shared out evenly, at most three."""

    def texts(self) -> Iterator[Told]:
        """Everything that is printed of it; the name of a picture that cannot be shown is not among it."""
        yield self.title, self.title
        for photo in self.photos:
            yield photo.name or photo.path.name, photo.caption


@dataclass(frozen=True)
class Signatures:
    """Who signs, each with a line long enough for a hand, and a line for the date."""

    roles: tuple[str, ...]
    date: str
    """Runs of underscores stand for rules to write on."""

    def texts(self) -> Iterator[Told]:
        """Everything that is printed of it."""
        for role in self.roles:
            yield role, role
        yield self.date, self.date.replace("_", "")


Block = Pairs | Long | Table | Photos | Signatures


@dataclass(frozen=True)
class RecordForm:
    """One record on paper."""

    title: str
    number_line: str
    """What tells this record from the others, above the frame: number, year, day of entry."""
    blocks: tuple[Block, ...]
    language: str
    day: str
    """ISO; the record's own day, which dates the file."""

    @property
    def photos(self) -> int:
        """How many photos it has."""
        return sum(len(block.photos) for block in self.blocks if isinstance(block, Photos))

    def texts(self) -> Iterator[Told]:
        """Everything that is printed of it."""
        yield self.title, self.title + self.number_line
        for block in self.blocks:
            yield from block.texts()
