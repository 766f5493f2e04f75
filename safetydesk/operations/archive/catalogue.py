"""The nine-column catalogue of filed documents (DA/T 22-2015), for the package and for the window's export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from safetydesk.core.linked_field import Rows
from safetydesk.core.sheet import Sheet, SheetColumn
from safetydesk.operations.office import Office
from safetydesk.registers.files.items.register import FILES
from safetydesk.words import Words

COLUMNS: tuple[tuple[str, int], ...] = (
    ("place", 6),
    ("code", 36),
    ("doc_no", 18),
    ("author", 18),
    ("title", 42),
    ("dated", 14),
    ("secrecy", 6),
    ("pages", 6),
    ("note", 18),
)
"""序号, 档号, 文号, 责任者, 题名, 日期, 密级, 页数, 备注."""
MIDDLE = ("place", "dated", "secrecy")
NUMBERS = ("place", "pages")


def catalogue_sheet(office: Office, ids: Sequence[int], subtitle: str = "", footer: str = "") -> Sheet:
    """Filed documents, in the order of `ids`, as the catalogue that goes to an archive."""
    found = office.database.query("SELECT name FROM school WHERE deleted_at IS NULL")
    rows = [values_of(row) for row in office.listing(FILES).values(ids)]
    return sheet_of(rows, office.paper, found[0][0] if found else "", subtitle, footer)


def values_of(row: Sequence[Any]) -> dict[str, Any]:
    """A row of all fields by their names; small tables as tables, not as they are stored."""
    return {
        item.name: list(item.from_store(value)) if isinstance(item, Rows) else value
        for item, value in zip(FILES.fields, row, strict=True)
    }


def sheet_of(items: Sequence[Mapping[str, Any]], words: Words, school: str, subtitle: str, footer: str) -> Sheet:
    """The catalogue of items given by their values."""
    title = words.text("archive.catalogue")
    return Sheet(
        title=f"{school}{title}" if words.language == "zh_CN" else f"{school} {title}".strip(),
        columns=tuple(column(key, width, words) for key, width in COLUMNS),
        rows=tuple(catalogue_row(place, values, words) for place, values in enumerate(items, 1)),
        subtitle=subtitle,
        footer=footer,
    )


def column(key: str, width: int, words: Words) -> SheetColumn:
    """One column; an English catalogue calls them as the register does."""
    heading = words.text("archive.column_place" if key == "place" else f"field.files.{key}")
    align = "center" if key in MIDDLE else "right" if key in NUMBERS else "left"
    kind = "number" if key in NUMBERS else "day" if key == "dated" else "text"
    return SheetColumn(key, heading, kind, width, align)  # type: ignore[arg-type]


def catalogue_row(place: int, values: Mapping[str, Any], words: Words) -> tuple[Any, ...]:
    """One item: its date in eight digits, all else as it is filed."""
    secrecy = words.term("secrecy", values["secrecy"]) if values["secrecy"] else ""
    return (
        place, values["code"] or "", values["doc_no"] or "", values["author"], values["title"],
        values["dated"], secrecy, values["pages"], " ".join((values["note"] or "").split()),
    )  # fmt: skip
