"""Importing the bureau's list from its workbook; what was mapped for an earlier list is remembered."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from safetydesk.errors import UserError, message
from safetydesk.intake.bureau_table import AskedLine, AskedTable, read_table
from safetydesk.intake.roster import read_cells
from safetydesk.operations.attaching import store_all
from safetydesk.operations.office import Office
from safetydesk.paths import resources
from safetydesk.registers.files.bureau.register import BUREAU_LISTS


@dataclass(frozen=True)
class Mapped:
    """Where a line finds its papers: classes, and words of the title where a class is too wide."""

    class_ids: tuple[int, ...]
    keywords: str
    remembered: bool
    """Taken over from an earlier list, not guessed."""


@dataclass(frozen=True)
class Taken:
    """A list as it would be stored."""

    file: Path
    table: AskedTable
    mapped: tuple[Mapped, ...]


def read_list(office: Office, file: Path) -> Taken:
    """Read a workbook and map its lines. Raises UserError where it cannot be read or asks for nothing."""
    table = read_table(read_cells(file), file.name)
    if not table.lines:
        raise UserError(message("bureau.no_lines", file=file.name), message("bureau.no_lines_hint"))
    before, guesses = remembered(office), class_words(office)
    return Taken(file, table, tuple(mapping(line, before, guesses) for line in table.lines))


def mapping(line: AskedLine, before: dict[str, tuple[tuple[int, ...], str]], guesses: list[tuple[str, int]]) -> Mapped:
    """How a line of the same text was mapped last time, else the class that its words point at."""
    if known := before.get(plain(line.title)):
        return Mapped(*known, remembered=True)
    guess = next((class_id for word, class_id in guesses if word in line.title), None)
    return Mapped((guess,) if guess is not None else (), "", remembered=False)


def remembered(office: Office) -> dict[str, tuple[tuple[int, ...], str]]:
    """Classes and words of every line that was ever mapped; the newest list's win."""
    rows = office.database.query(
        "SELECT title, class_ids, keywords FROM bureau_line WHERE deleted_at IS NULL AND (class_ids <> '[]' OR keywords <> '') "
        "ORDER BY bureau_list_id, id"
    )
    return {plain(title): (tuple(json.loads(class_ids)), keywords) for title, class_ids, keywords in rows}


def class_words(office: Office) -> list[tuple[str, int]]:
    """Words and the class of the school that they point at; first the names of the school's own classes."""
    rows = office.database.query("SELECT id, code, name FROM file_class WHERE deleted_at IS NULL")
    by_code = {code: class_id for class_id, code, _ in rows}
    listed = tomllib.loads((resources() / "files" / "class_words.toml").read_text(encoding="utf-8"))["words"]
    own = [(name, class_id) for class_id, _, name in rows]
    return [*own, *((word, by_code[code]) for word, code in listed if code in by_code)]


def plain(title: str) -> str:
    """A title as it is compared: without blanks and marks."""
    return "".join(ch for ch in title if ch.isalnum()).lower()


def store_list(office: Office, taken: Taken, name: str, issued_by: str, first: date, last: date) -> int:
    """Store a list with its lines and its workbook as one action; returns its id. Raises UserError for bad days."""
    if last < first:
        raise UserError(message("rule.contract_in_order", first=first.isoformat()))
    files = store_all(office.folder, [taken.file])
    named = {"name": name.strip() or taken.table.name, "issued_by": issued_by.strip(), "from_on": first, "to_on": last}
    with office.database.action("bureau.take_in") as action:
        list_id = action.insert("bureau_list", {**named, "columns": taken.table.answers})
        action.insert_many(
            "bureau_line", [stored(list_id, *pair) for pair in zip(taken.table.lines, taken.mapped, strict=True)]
        )
        for file in files:
            action.attach(file, BUREAU_LISTS.key, list_id)
    return list_id


def stored(list_id: int, line: AskedLine, mapped: Mapped) -> dict[str, object]:
    """A line as its row."""
    return {
        "bureau_list_id": list_id, "number": line.number, "title": line.title, "score": line.score,
        "sheet": line.sheet[:40], "row": line.row, "class_ids": list(mapped.class_ids), "keywords": mapped.keywords,
    }  # fmt: skip


def school_year_days(year: int) -> tuple[date, date]:
    """First and last day of a school year: what a list asks for unless it says otherwise."""
    return date(year, 9, 1), date(year + 1, 8, 31)
