"""The checklist of risk points on paper or as a workbook, remembered in the history as given out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from safetydesk.core.listing import Query
from safetydesk.errors import UserError, message
from safetydesk.operations.office import Office
from safetydesk.paths import resources
from safetydesk.registers.records.risk_points import RISK_POINTS
from safetydesk.reports.risk_list import newest_day, risk_list


def list_writer(office: Office, format: str, path: Path) -> Callable[[], int]:
    """Read the points now; the writing ("pdf" or "xlsx") touches neither database nor window. Raises UserError."""
    sheet, words, day = risk_list(office.database, office.paper), office.paper, newest_day(office.database)
    if not sheet.rows:
        raise UserError(message("risk_list.nothing"), message("risk_list.nothing_hint"))

    def write() -> int:
        if format == "xlsx":
            from safetydesk.export.ledger_xlsx import write_xlsx

            return write_xlsx(sheet, path)
        from safetydesk.export.fonts import Fonts
        from safetydesk.export.ledger_pdf import write_pdf

        return write_pdf(sheet, path, words, Fonts(resources() / "fonts"), day)

    return write


def record_list(office: Office, path: Path) -> None:
    """Note in the history that the points left the program in a list."""
    ids = office.listing(RISK_POINTS).ids(Query())
    with office.database.action("risk_points.list") as action:
        action.record("export", RISK_POINTS.table, ids, path.name)


def write_risk_list(office: Office, format: str, path: Path) -> int:
    """All three steps; returns how many points there are."""
    count = list_writer(office, format, path)()
    record_list(office, path)
    return count
