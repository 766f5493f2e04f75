"""Cells of a workbook by calamine, and by a second look at the XML what calamine does not tell."""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from safetydesk.intake.cells import Cell, CellFault, Place, SheetCells
from safetydesk.intake.old_workbook import error_cells
from safetydesk.intake.sniff import TooLarge

Merge = tuple[Place, Place]


def read_sheets(path: Path, most_rows: int, most_columns: int) -> list[SheetCells]:
    """Every worksheet of a workbook; raises TooLarge."""
    looks = second_looks(path, most_rows, most_columns)
    old_errors = error_cells(path.read_bytes())
    with path.open("rb") as handle:
        book = CalamineWorkbook.from_filelike(handle)  # By content: from_path would trust the name's ending.
    sheets = []
    for place, meta in enumerate(book.sheets_metadata):
        if meta.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        if sheet.height > most_rows or sheet.width > most_columns:
            raise TooLarge
        hidden = meta.visible is not SheetVisibleEnum.Visible
        look = looks.get(meta.name, SecondLook())
        look.faults.update(dict.fromkeys(old_errors[place] if place < len(old_errors) else (), "error"))
        sheets.append(plain_sheet(sheet, hidden, look, counts_from_1904(path)))
    return sheets


def plain_sheet(sheet: CalamineSheet, hidden: bool, look: SecondLook, from_1904: bool) -> SheetCells:
    """A sheet's cells with merged ones filled."""
    rows = [[blank_to_none(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    filled = set(fill_merges(rows, sheet.merged_cell_ranges or []))
    return SheetCells(
        name=sheet.name,
        rows=tuple(tuple(row) for row in rows),
        hidden=hidden,
        hidden_rows=frozenset(look.hidden_rows),
        merged=frozenset(filled),
        faults=dict(look.faults),
        from_1904=from_1904,
    )


def blank_to_none(value: Cell) -> Cell:
    """Calamine gives "" for an empty cell."""
    return None if value == "" else float(value) if type(value) is int else value


def fill_merges(rows: list[list[Cell]], merges: list[Merge]) -> Iterator[Place]:
    """Write each merge's value into all its cells that exist; yields the places that were filled."""
    for (top, left), (bottom, right) in merges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                if (row, column) != (top, left) and rows[row][column] is None:
                    rows[row][column] = value
                    yield row, column


class SecondLook:
    """What the XML of one sheet says of hidden rows, errors, and formulas without a stored value.

    It comes before calamine, which asks for memory for every cell up to the last one.
    """

    def __init__(self, most_rows: int = sys.maxsize, most_columns: int = sys.maxsize) -> None:
        self.most_rows, self.most_columns = most_rows, most_columns
        self.hidden_rows: set[int] = set()
        self.faults: dict[Place, CellFault] = {}
        self.place: Place | None = None
        self.kind = ""
        self.formula = self.value = self.inside = False

    def parse(self, data: bytes) -> None:
        """Read a sheet's XML; raises expat.ExpatError for a broken one."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.started
        parser.EndElementHandler = self.ended
        parser.CharacterDataHandler = self.text
        parser.Parse(data, True)

    def started(self, tag: str, attributes: dict[str, str]) -> None:
        """A row, a cell, or what is in a cell."""
        name = tag.rpartition(":")[2]
        if name == "row" and attributes.get("hidden") in ("1", "true") and "r" in attributes:
            self.hidden_rows.add(int(attributes["r"]) - 1)
        elif name == "c":
            self.place, self.kind = cell_place(attributes.get("r", "")), attributes.get("t", "")
            self.formula = self.value = False
        elif name == "f":
            self.formula = True
        elif name in ("v", "is"):
            self.inside = True
            self.value = self.kind == "str"  # An empty text is a value; an empty number is none.

    def text(self, data: str) -> None:
        """What a cell shows."""
        self.value = self.value or self.inside

    def ended(self, tag: str) -> None:
        """At the end of a cell it is known what it holds; raises TooLarge for one that is out of bounds."""
        name = tag.rpartition(":")[2]
        if name in ("v", "is"):
            self.inside = False
        elif name == "c" and self.place:
            if self.value and (self.place[0] >= self.most_rows or self.place[1] >= self.most_columns):
                raise TooLarge
            if self.kind == "e":
                self.faults[self.place] = "error"
            elif self.formula and not self.value:
                self.faults[self.place] = "no_value"


def cell_place(reference: str) -> Place | None:
    """B3 as (2, 1)."""
    found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def second_looks(path: Path, most_rows: int, most_columns: int) -> dict[str, SecondLook]:
    """A second look at each sheet of an xlsx by the sheet's name; nothing for other formats."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" not in names:
            return {}
        looks = {}
        for name, part in sheet_parts(archive, names):
            look = looks[name] = SecondLook(most_rows, most_columns)
            look.parse(archive.read(part))
    return looks


def sheet_parts(archive: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, str]]:
    """Name and archive member of each worksheet, as the workbook binds them."""
    targets: dict[str, str] = {}

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("Relationship"):
            targets[attributes["Id"]] = attributes["Target"]

    sheets: list[tuple[str, str]] = []

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            sheets.append((attributes["name"], next((v for k, v in attributes.items() if k.endswith(":id")), "")))

    for part, handler in (("xl/_rels/workbook.xml.rels", relation), ("xl/workbook.xml", sheet)):
        if part in names:
            parser = expat.ParserCreate()
            parser.StartElementHandler = handler
            parser.Parse(archive.read(part), True)
    for name, key in sheets:
        target = targets.get(key, "").lstrip("/")
        member = target if target.startswith("xl/") else f"xl/{target}"
        if member in names:
            yield name, member


def counts_from_1904(path: Path) -> bool:
    """Whether an xlsx counts its days from 1904, as Excel for the Mac did."""
    if not zipfile.is_zipfile(path):
        return False
    found: list[str] = []

    def properties(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "workbookPr":
            found.append(attributes.get("date1904", ""))

    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" in archive.namelist():
            parser = expat.ParserCreate()
            parser.StartElementHandler = properties
            parser.Parse(archive.read("xl/workbook.xml"), True)
    return found in (["1"], ["true"])
