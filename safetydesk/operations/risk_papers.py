"""The checklist of risk points on paper or as a workbook; what became of it is told by `paper`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from safetydesk.core.listing import Query
from safetydesk.errors import UserError, message
from safetydesk.operations.office import Office
from safetydesk.operations.paper import Paper, record_saved
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


def list_paper(office: Office, path: Path) -> Paper:
    """The checklist as a paper."""
    return Paper(path, "risk_points.list", RISK_POINTS.table, tuple(office.listing(RISK_POINTS).ids(Query())))


def write_risk_list(office: Office, format: str, path: Path) -> int:
    """All three steps; returns how many points there are."""
    count = list_writer(office, format, path)()
    record_saved(office, list_paper(office, path))
    return count
