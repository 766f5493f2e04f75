"""Finding records by what a clerk types: characters, pinyin, initials, a phone's tail, a class written any way.

Each record has one line in the table search_index. The line is written in the same transaction as the record,
whatever wrote it (form, import, undo), so search never lags and never needs rebuilding by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from safetydesk.core.field import Text
from safetydesk.core.listing import Listing
from safetydesk.core.matching import match_files_sql, match_sql
from safetydesk.core.pinyin import Pinyin
from safetydesk.core.register import Register, Registers
from safetydesk.storage.action import Action
from safetydesk.storage.database import Database

GAP = "\n"  # Between the texts of a record: nothing typed can reach over it.
SPELLED_UP_TO = 12  # Longer texts are remarks, not names: they are found by their characters only.


@dataclass(frozen=True)
class Hit:
    """A record that a search over everything found."""

    register: str
    row_id: int
    label: str
    inside: str = ""
    """Name of the file that has the words, where the record itself has not."""


class SearchIndex:
    """Keeps search_index and reads it."""

    def __init__(self, database: Database, registers: Registers, pinyin: Pinyin) -> None:
        self.database = database
        self.registers = registers
        self.pinyin = pinyin

    def refresh(self, action: Action) -> None:
        """Write the lines of the rows that an action touched; called before its COMMIT."""
        for table, ids in action.touched.items():
            register = self.registers.of_table(table)
            if register and register.search and ids:
                self.write(action, register, sorted(ids))

    def write(self, action: Action, register: Register, ids: list[int]) -> None:
        """Replace the lines of some rows of a register."""
        listing = Listing(self.database, register)
        names = [item.name for item in register.fields]
        wanted = [(names.index(name), register.field(name)) for name in register.search]
        label = names.index(register.label)
        lines = [
            (register.key, row_id, str(row[label] or ""), self.haystack(row, wanted))
            for row_id, row in zip(ids, listing.values(ids), strict=True)
        ]
        action.index(lines)

    def haystack(self, row: tuple[Any, ...], wanted: Iterable[tuple[int, Any]]) -> str:
        """Everything that finds this row, in one lower-case text."""
        parts: list[str] = []
        for position, item in wanted:
            text = "" if row[position] is None else str(row[position])
            parts.append(text)
            if isinstance(item, Text) and item.pinyin and len(text) <= SPELLED_UP_TO:
                parts.extend(self.pinyin.spellings(text))
        return GAP.join(part.lower() for part in parts if part)

    def everywhere(self, typed: str, limit: int = 50) -> list[Hit]:
        """Records of any register that match, best (label starts with it) first."""
        condition, values = match_sql(typed)
        if not condition:
            return []
        rows = self.database.query(
            f"SELECT register, row_id, label FROM search_index WHERE {condition} AND ({self.kept()}) "
            "ORDER BY label LIKE ? DESC, length(label), register, row_id LIMIT ?",
            [*values, f"{typed.strip()}%", limit],
        )
        hits = [Hit(*row) for row in rows]
        return [*hits, *self.in_files(typed, limit - len(hits), {(hit.register, hit.row_id) for hit in hits})]

    def in_files(self, typed: str, limit: int, known: set[tuple[str, int]]) -> list[Hit]:
        """Records that have the words only in the text of a file, the newest file first."""
        files, values = match_files_sql(typed)
        if not files or limit <= 0:
            return []
        rows = self.database.query(
            "SELECT register, row_id, label, file FROM (SELECT s.register, s.row_id, s.label, a.original_name AS file, "
            "max(a.id) AS newest FROM attachment a JOIN search_index s ON s.register = a.register "
            f"AND s.row_id = a.record_id WHERE a.deleted_at IS NULL AND a.sha256 IN ({files}) "
            f"GROUP BY s.register, s.row_id) WHERE {self.kept()} ORDER BY newest DESC LIMIT ?",
            [*values, limit + len(known)],
        )
        return [Hit(*row) for row in rows if (row[0], row[1]) not in known][:limit]

    def kept(self) -> str:
        """SQL: the record is not in the trash."""
        return " OR ".join(
            f"(register = '{register.key}' AND row_id IN (SELECT id FROM \"{register.table}\" WHERE deleted_at IS NULL))"
            for register in self.registers
            if register.search
        )
