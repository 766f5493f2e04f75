"""Ledger, rate table and missing list of letters into files; what became of them is told by `paper`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from safetydesk.core.sheet import Sheet
from safetydesk.operations.ledger import writer
from safetydesk.operations.office import Office
from safetydesk.operations.paper import Paper, record_saved
from safetydesk.registers.records.letters.kinds import LETTER_KINDS, LetterKind
from safetydesk.registers.records.letters.ledgers import missing_list, rate_table, signing_ledger
from safetydesk.storage.database import Database
from safetydesk.words import Words

MAKERS: dict[str, Callable[[Database, Words, int, Sequence[LetterKind]], Sheet]] = {
    "ledger": signing_ledger,
    "rates": rate_table,
    "missing": missing_list,
}


def letter_sheet(office: Office, form: str, year: int, kinds: Sequence[LetterKind] = LETTER_KINDS) -> Sheet:
    """One of the forms, in the language of paper."""
    return MAKERS[form](office.database, office.paper, year, kinds)


def write_letter_ledger(
    office: Office, form: str, year: int, format: str, path: Path, kinds: Sequence[LetterKind] = LETTER_KINDS
) -> int:
    """Write a form as a workbook ("xlsx") or on paper ("pdf"); returns its rows. Raises UserError as the writers do."""
    rows = writer(office, letter_sheet(office, form, year, kinds), format, path)()
    record_saved(office, letter_ledger_paper(office, year, path, kinds))
    return rows


def letter_ledger_paper(office: Office, year: int, path: Path, kinds: Sequence[LetterKind] = LETTER_KINDS) -> Paper:
    """One of the forms as a paper: it shows the letters of these kinds."""
    keys = [kind.key for kind in kinds]
    marks = ",".join("?" * len(keys))
    sql = f"SELECT id FROM letter WHERE year = ? AND kind IN ({marks}) AND deleted_at IS NULL"
    ids = tuple(row[0] for row in office.database.query(sql, [year, *keys]))
    return Paper(path, "letters.ledger", "letter", ids)
