"""Any register as a ledger in a file; what became of it is told by `paper`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from safetydesk.core.listing import Query
from safetydesk.core.register import Register
from safetydesk.core.sheet import Sheet
from safetydesk.errors import Cancelled
from safetydesk.operations.office import Office
from safetydesk.operations.paper import Paper, record_saved
from safetydesk.paths import resources
from safetydesk.storage.history import chain_head

CSV_FOR_OLDER = "csv_gb18030"
FORMATS = ("xlsx", "pdf", "csv", CSV_FOR_OLDER, "json")
"""What a ledger can be written as. CSV is UTF-8 with a byte order mark; older Excel and WPS read GB18030 only."""


def ending(format: str) -> str:
    """How a file of that format is called, without the point."""
    return format.partition("_")[0]


def ledger_sheet(office: Office, register: Register, query: Query, names: Sequence[str] = ()) -> Sheet:
    """The rows of one moment, titled with the school, anchored by the head of the history chain.

    `names` are the columns wanted, in their order; without any, all of them.
    """
    words = office.paper
    found = office.database.query("SELECT name FROM school WHERE deleted_at IS NULL")
    school = found[0][0] if found else ""
    seq, head = chain_head(office.database)
    footer = words.text("ledger.footer", school=school, seq=seq, head=head[:16])
    sheet = office.listing(register).sheet(query, words, footer, names)
    return replace(
        sheet, rows=tuple(sheet.rows), title=f"{school}{sheet.title}" if words.language == "zh_CN" else sheet.title
    )


def writer(office: Office, sheet: Sheet, format: str, path: Path) -> Callable[..., int]:
    """The writing itself, to be run in a worker: it touches neither database nor window."""
    words = office.paper
    day = office.clock.today().isoformat()

    def write(cancelled: Callable[[], bool] = lambda: False) -> int:
        rows = replace(sheet, rows=while_wanted(sheet.rows, cancelled))
        if format == "xlsx":
            from safetydesk.export.ledger_xlsx import write_xlsx

            return write_xlsx(rows, path)
        if format == "pdf":
            from safetydesk.export.fonts import Fonts
            from safetydesk.export.ledger_pdf import write_pdf

            return write_pdf(rows, path, words, Fonts(resources() / "fonts"), day)
        from safetydesk.export.plain import write_csv, write_json

        if format == CSV_FOR_OLDER:
            return write_csv(rows, path, "gb18030")
        return write_csv(rows, path) if format == "csv" else write_json(rows, path)

    return write


def while_wanted(rows: Iterable[tuple[Any, ...]], cancelled: Callable[[], bool]) -> Iterator[tuple[Any, ...]]:
    """The rows, until somebody presses Cancel."""
    for row in rows:
        if cancelled():
            raise Cancelled
        yield row


def ledger_paper(office: Office, register: Register, query: Query, path: Path) -> Paper:
    """The ledger as a paper, or as any other file: it shows the rows of the query."""
    return Paper(path, "ledger.export", register.table, tuple(office.listing(register).ids(query)))


def write_ledger(office: Office, register: Register, query: Query, format: str, path: Path) -> int:
    """All three steps in one go, for the command line; returns the number of records."""
    count = writer(office, ledger_sheet(office, register, query), format, path)()
    record_saved(office, ledger_paper(office, register, query, path))
    return count
