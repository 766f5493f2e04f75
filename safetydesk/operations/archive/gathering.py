"""What goes into a package, read from the records in one go: afterwards neither database nor window is touched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from safetydesk.core.filter import AnyId, Between
from safetydesk.core.listing import Query
from safetydesk.core.sheet import Sheet
from safetydesk.errors import Message, UserError, message
from safetydesk.export.labels.drawing import Fact
from safetydesk.operations.archive.boxing import stamps_of
from safetydesk.operations.archive.catalogue import values_of
from safetydesk.operations.attaching import Attached, attached
from safetydesk.operations.ledger import ledger_sheet
from safetydesk.operations.office import Office
from safetydesk.registers.files.bureau.answering import Answered, answered
from safetydesk.registers.files.items.register import FILES
from safetydesk.storage.database import Database
from safetydesk.words import Words

FED = {"letters": "A04", "plans": "A08", "drills": "A09", "drill-tasks": "A09", "risk-points": "A12"}
"""The class that a register feeds (archive-and-pages.md)."""


@dataclass(frozen=True)
class Item:
    """One filed document with its files."""

    id: int
    class_code: str
    values: dict[str, Any]
    """By field name, as shown; terms in Chinese, as they are data."""
    files: tuple[Attached, ...]
    stamp: tuple[Fact, ...] = ()
    """The six cells of its archive stamp."""


@dataclass(frozen=True)
class Anchor:
    """The newest entry of the history that changed a record: what this package tells of is what that entry left.

    Prints, exports and packages come after it and change nothing; so the same records give the same package.
    """

    seq: int
    head: str


@dataclass(frozen=True)
class Asked:
    """A list of the bureau's, line by line, with the items of the package that answer it."""

    name: str
    lines: tuple[Answered, ...]


@dataclass(frozen=True)
class PackageJob:
    """Everything a package is made from."""

    year: int
    words: Words
    school: dict[str, str]
    """name, code, fonds."""
    classes: dict[str, str]
    """Names by code, in the language of the package."""
    items: tuple[Item, ...]
    ledgers: tuple[tuple[str, Sheet], ...]
    """Registers of the year, by key."""
    anchor: Anchor
    asked: tuple[Asked, ...] = ()
    """Lists of the bureau's that fall into the year."""
    chosen: tuple[str, ...] = ()
    """Codes of the classes where only some were wanted."""
    noted: tuple[Message, ...] = ()
    """What the clerk has to know of the content; not said in the package."""

    @property
    def day(self) -> str:
        """The newest document's day: it stands for the making of every file."""
        return max((item.values["dated"].isoformat() for item in self.items), default=f"{self.year}-09-01")

    @property
    def ids(self) -> list[int]:
        """The rows that leave the program."""
        return [item.id for item in self.items]

    @property
    def footer(self) -> str:
        """What anchors each page and table in the history."""
        return self.words.text(
            "archive.footer", school=self.school["name"], seq=self.anchor.seq, head=self.anchor.head[:16]
        )

    @property
    def year_text(self) -> str:
        """The school year in words."""
        return self.words.text("core.year", first=self.year, last=self.year + 1)


def gather(office: Office, year: int, list_id: int | None = None, classes: Sequence[str] = ()) -> PackageJob:
    """Read a school year: documents dated from 1 September to 31 August by class and code, and the year's registers.

    With a list of the bureau's, the documents are those that it asks for, whatever their day; with classes, those in
    them, and the registers that feed them. Raises UserError where there is nothing to give or a class is unknown.
    """
    words = office.paper
    names = class_names(office, words)
    refuse_unknown(classes, names)
    lists = () if classes else lists_of(office, year, list_id)
    wanted = None if list_id is None else {item for asked in lists for line in asked.lines for item in line.items}
    job = PackageJob(
        year,
        words,
        school_of(office),
        names,
        items_of(office, year, wanted, classes),
        (),
        newest_change(office.database),
        lists,
        tuple(code for code in names if code in classes),
    )
    job = replace(job, ledgers=ledgers_of(office, job))
    yearly = {register.key for register in office.registers if register.year}
    if not job.items and not any(tuple(sheet.rows) for key, sheet in job.ledgers if key in yearly):
        raise UserError(message("archive.nothing", first=year, last=year + 1), message("archive.nothing_hint"))
    return job


def school_of(office: Office) -> dict[str, str]:
    """Name, code and fonds number."""
    return dict(
        zip(("name", "code", "fonds"), office.database.query("SELECT name, code, fonds FROM school")[0], strict=True)
    )


def refuse_unknown(classes: Sequence[str], names: Collection[str]) -> None:
    """Raise UserError for a class that the school does not have."""
    for code in classes:
        if code not in names:
            raise UserError(
                message("archive.no_class", code=code), message("archive.no_class_hint", codes=tuple(names))
            )


def lists_of(office: Office, year: int, list_id: int | None) -> tuple[Asked, ...]:
    """The one list that is asked for, else all lists whose days touch the year."""
    rows = office.database.query(
        "SELECT id, name FROM bureau_list WHERE deleted_at IS NULL AND (id = ? OR ? IS NULL AND from_on <= ? AND to_on >= ?) "
        "ORDER BY from_on, id",
        [list_id, list_id, f"{year + 1}-08-31", f"{year}-09-01"],
    )
    return tuple(Asked(name, tuple(answered(office.database, row_id))) for row_id, name in rows)


def items_of(
    office: Office, year: int, wanted: set[int] | None = None, classes: Sequence[str] = ()
) -> tuple[Item, ...]:
    """The year's documents with their files, of some classes only, or those that are wanted of whatever year."""
    during = Between("dated", date(year, 9, 1), date(year + 1, 8, 31))
    chosen = (during,) if wanted is None else (AnyId("", tuple(sorted(wanted))),)
    ids = office.listing(FILES).ids(Query(conditions=chosen, order=("file_class", "code")))
    codes = dict(
        office.database.query("SELECT i.id, c.code FROM file_item i JOIN file_class c ON c.id = i.file_class_id")
    )
    if classes:
        ids = [row_id for row_id in ids if codes[row_id] in classes]
    files: dict[int, list[Attached]] = {}
    for file in attached(office, FILES, ids):
        files.setdefault(file.record_id, []).append(file)
    rows = office.listing(FILES).values(ids)
    stamps = stamps_of(office)
    return tuple(
        Item(row_id, codes[row_id], values_of(row), tuple(files.get(row_id, ())), stamps.get(row_id, ()))
        for row_id, row in zip(ids, rows, strict=True)
    )


def class_names(office: Office, words: Words) -> dict[str, str]:
    """Names of the classes by code; an English package uses the English ones where they are given."""
    rows = office.database.query("SELECT code, name, name_en FROM file_class ORDER BY code")
    return {code: (english or name) if words.language == "en" else name for code, name, english in rows}


def ledgers_of(office: Office, job: PackageJob) -> tuple[tuple[str, Sheet], ...]:
    """The registers: those that go by school years with the rows of this one, the others as they stand if any."""
    query = Query(year=job.year)
    return tuple(
        (register.key, replace(ledger_sheet(office, register, query), footer=job.footer))
        for register in office.registers
        if register.packed and feeds(register.key, job.chosen)
        if register.year or office.listing(register).ids(query)
    )


def feeds(register: str, chosen: Sequence[str]) -> bool:
    """Whether a register goes along: with a whole year each does, with some classes those whose papers are filed there."""
    return not chosen or FED.get(register) in chosen


def newest_change(database: Database) -> Anchor:
    """The newest entry that changed a row."""
    found = database.query("SELECT seq, hash FROM audit WHERE row_id IS NOT NULL ORDER BY seq DESC LIMIT 1")
    return Anchor(found[0][0], found[0][1].hex()) if found else Anchor(0, "")
