"""The table of the bureau's targets on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetydesk.core.sheet import Sheet
from safetydesk.errors import UserError, message
from safetydesk.operations.ledger import writer
from safetydesk.operations.office import Office
from safetydesk.operations.paper import Paper
from safetydesk.reports.target_table import bureau_letter, target_table
from safetydesk.storage.history import chain_head


@dataclass(frozen=True)
class Targets:
    """The table, and the letter it belongs to."""

    letter_id: int
    sheet: Sheet


def target_sheet(office: Office, year: int) -> Targets:
    """Read the table of a year. Raises UserError where no targets are entered."""
    letter = bureau_letter(office.database, year)
    if letter is None or not letter[-1]:
        raise UserError(message("chain.no_targets"), message("chain.no_targets_hint"))
    words = office.paper
    school = "".join(row[0] for row in office.database.query("SELECT name FROM school WHERE deleted_at IS NULL"))
    seq, head = chain_head(office.database)
    footer = words.text("ledger.footer", school=school, seq=seq, head=head[:16])
    return Targets(letter[0], target_table(letter, words, school, footer))


def target_writer(office: Office, targets: Targets, path: Path) -> Callable[[], Any]:
    """The writing itself, fit for a worker: PDF or Excel as the file's name says."""
    return writer(office, targets.sheet, path.suffix.lower().removeprefix("."), path)


def targets_paper(targets: Targets, path: Path) -> Paper:
    """The letter's annex as a paper."""
    return Paper(path, "letters.targets", "letter", (targets.letter_id,))
