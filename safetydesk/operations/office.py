"""Everything that works on one school's data, opened together: what the window and each command start from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from safetydesk.clock import Clock
from safetydesk.core.dates import school_year
from safetydesk.core.listing import Listing
from safetydesk.core.pinyin import Pinyin
from safetydesk.core.records import Records
from safetydesk.core.register import Register, Registers
from safetydesk.core.search import SearchIndex
from safetydesk.errors import Message, UserError
from safetydesk.operations.beginning import begin
from safetydesk.operations.settings import Settings
from safetydesk.paths import DataFolder, resources
from safetydesk.registers import REGISTERS
from safetydesk.registers.files.items.numbering import settle
from safetydesk.registers.records.letters.filing import follow_days
from safetydesk.storage.database import Database
from safetydesk.words import Words


@dataclass(frozen=True)
class Office:
    """One school's records and the engines over them."""

    folder: DataFolder
    clock: Clock
    database: Database
    registers: Registers
    records: Records
    search: SearchIndex
    settings: Settings

    def listing(self, register: Register) -> Listing:
        """The register as rows."""
        return Listing(self.database, register)

    def register(self, key: str) -> Register:
        """A register by its key; raises UserError for a key that is none."""
        found = self.registers.get(key)
        if found is None:
            raise UserError(
                Message("office.no_register", {"key": key, "keys": ", ".join(r.key for r in self.registers)})
            )
        return found

    @property
    def paper(self) -> Words:
        """The language of printed documents, a setting of its own."""
        return Words(self.settings.paper_language)

    @property
    def year(self) -> int:
        """The school year of today."""
        return school_year(self.clock.today())


@contextmanager
def open_office(folder: DataFolder, clock: Clock, registers: Registers = REGISTERS) -> Iterator[Office]:
    """Open, or on an empty folder make, a school's data; closes it at the end.

    Raises UserError where the folder cannot be used, and ValueError for a faulty declaration, which is our bug.
    """
    if faults := registers.check():
        raise ValueError("; ".join(faults))
    database = Database.open(folder, clock, create=True)
    folder.sweep()
    try:
        yield assemble(folder, clock, database, registers)
    finally:
        database.close()


def assemble(folder: DataFolder, clock: Clock, database: Database, registers: Registers) -> Office:
    """The engines over an open database."""
    database.bind([register.model for register in registers])
    pinyin = Pinyin(resources() / "pinyin.tsv")
    database.add_function("pinyin_key", pinyin.key)
    search = SearchIndex(database, registers, pinyin)
    database.before_commit.extend((settle, follow_days, search.refresh))
    begin(database, clock)
    records = Records(database, registers, clock)
    return Office(folder, clock, database, registers, records, search, Settings(database))
