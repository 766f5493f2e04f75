"""Any register as a ledger in a file, remembered in the history as given out."""

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
from safetydesk.paths import resources
from safetydesk.storage.history import chain_head

FORMATS = ("xlsx", "pdf", "csv", "json")


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

        return write_csv(rows, path) if format == "csv" else write_json(rows, path)

    return write


def while_wanted(rows: Iterable[tuple[Any, ...]], cancelled: Callable[[], bool]) -> Iterator[tuple[Any, ...]]:
    """The rows, until somebody presses Cancel."""
    for row in rows:
        if cancelled():
            raise Cancelled
        yield row


def record_export(office: Office, register: Register, query: Query, path: Path) -> None:
    """Note in the history that these rows left the program in a file of that name."""
    ids = office.listing(register).ids(query)
    with office.database.action("ledger.export") as action:
        action.record("export", register.table, ids, path.name)


def write_ledger(office: Office, register: Register, query: Query, format: str, path: Path) -> int:
    """All three steps in one go, for the command line; returns the number of records."""
    count = writer(office, ledger_sheet(office, register, query), format, path)()
    record_export(office, register, query, path)
    return count
