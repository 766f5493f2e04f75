"""年度演练汇总表: the drills of a school year that were held, one to a row, with what an inspector adds up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from safetydesk.core.listing import Listing, Query, cell
from safetydesk.core.sheet import Kind, Sheet, SheetColumn
from safetydesk.registers.records.drills.kinds import SUDDEN
from safetydesk.registers.records.drills.paper import rate
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.storage.database import Database
from safetydesk.storage.history import chain_head
from safetydesk.words import Words

COUNTED = ("pupils_expected", "pupils_present", "staff_expected", "staff_present", "injured", "photos")
"""What is summed up over the year."""
COLUMNS: tuple[tuple[str, Kind, int, int], ...] = (
    ("number", "number", 5, 7),
    ("held_on", "date", 12, 18),
    ("type", "text", 14, 18),
    ("form", "text", 8, 19),
    ("announced", "text", 7, 12),
    ("period", "text", 9, 18),
    ("place", "text", 13, 18),
    ("pupils_expected", "number", 8, 13),
    ("pupils_present", "number", 8, 11),
    ("staff_expected", "number", 8, 11),
    ("staff_present", "number", 8, 11),
    ("seconds", "number", 6, 9),
    ("met", "text", 6, 10),
    ("injured", "number", 5, 9),
    ("plan_revised", "text", 8, 15),
    ("summary", "text", 6, 15),
    ("photos", "number", 5, 11),
    ("late", "text", 5, 8),
)
"""Key, kind, and widths in Latin characters on Chinese and on English paper."""
KEYS = tuple(key for key, *_ in COLUMNS)
LEFT = ("type", "place")
"""Columns whose texts begin at the left."""

Row = dict[str, Any]


def year_table(database: Database, year: int, words: Words) -> Sheet:
    """The table of a school year, with its totals and the head of the history that anchors this copy."""
    rows = read_rows(database, year, words)
    school = "".join(row[0] for row in database.query("SELECT name FROM school WHERE deleted_at IS NULL"))
    seq, head = chain_head(database)
    title = words.text("drill_paper.year_title", school=school, first=year, last=year + 1)
    return Sheet(
        title=title.strip(),
        columns=tuple(column(*given, words) for given in COLUMNS),
        rows=tuple(tuple(row["shown"][key] for key in KEYS) for row in rows),
        subtitle=subtitle(database, year, rows, words),
        totals=totals(rows, words) if rows else (),
        footer=words.text("ledger.footer", school=school, seq=seq, head=head[:16]),
    )


def held_in(database: Database, year: int) -> list[int]:
    """Ids of the drills of a school year that were held, the earliest first."""
    wanted = Listing(database, DRILLS).ids(Query(year=year, order=("held_on", "signal_at")))
    held = {row[0] for row in database.query("SELECT id FROM drill WHERE pupils_present IS NOT NULL")}
    return [row_id for row_id in wanted if row_id in held]


def last_day(database: Database, year: int) -> date:
    """The day of the last drill in the table, which dates its file; the first of the year where there is none."""
    ids = held_in(database, year)
    if not ids:
        return date(year, 9, 1)
    return date.fromisoformat(database.query("SELECT held_on FROM drill WHERE id = ?", [ids[-1]])[0][0])


def read_rows(database: Database, year: int, words: Words) -> list[Row]:
    """The drills by field name, and what of them is shown."""
    names = [field.name for field in DRILLS.fields]
    found = []
    for number, values in enumerate(Listing(database, DRILLS).values(held_in(database, year)), 1):
        row = dict(zip(names, values, strict=True))
        seconds, target = row["seconds"], row["target"]
        row["met"] = None if seconds is None or target is None else seconds <= target
        row["shown"] = shown(number, row, words)
        found.append(row)
    return found


def shown(number: int, row: Row, words: Words) -> Row:
    """A drill's cells by key: numbers and days as such, all else as text."""
    cells = {key: cell(DRILLS.field(key), row[key], words) for key in KEYS if key in DRILLS.by_name}
    told = {"met": row["met"], "summary": bool(row["summary"]), "late": row["late"] or None}
    answers = {
        key: None if value is None else words.text(f"core.{'yes' if value else 'no'}") for key, value in told.items()
    }
    sudden = "sudden" if row["announced"] == SUDDEN else "announced"
    return {**cells, **answers, "number": number, "announced": words.text(f"drill_paper.year_is_{sudden}")}


def totals(rows: Sequence[Row], words: Words) -> tuple[Any, ...]:
    """The last row: how many drills, the sums, the share of those present, how often a target was met."""
    sums: Row = {key: sum(row[key] or 0 for row in rows) for key in COUNTED}
    judged = [row["met"] for row in rows if row["met"] is not None]
    expected, present = everybody(rows, ("pupils", "staff"))
    told = {
        "number": words.text("drill_paper.all"),
        "held_on": words.text("drill_paper.year_count", n=len(rows)),
        "place": words.text("drill_paper.year_rate", rate=rate(expected, present)) if expected else None,
        "met": f"{sum(judged)}/{len(judged)}" if judged else None,
        "plan_revised": sum(row["plan_revised"] == "是" for row in rows),
        "summary": f"{sum(bool(row['summary']) for row in rows)}/{len(rows)}",
        "late": sum(bool(row["late"]) for row in rows),
    }
    return tuple({**sums, **told}.get(key) for key in KEYS)


def subtitle(database: Database, year: int, rows: Sequence[Row], words: Words) -> str:
    """What an inspector asks first: how many drills, how many of the people took part; what is still planned."""
    planned = len(Listing(database, DRILLS).ids(Query(year=year))) - len(rows)
    parts = [words.text("drill_paper.year_held", n=len(rows))]
    for group in ("pupils", "staff"):
        expected, present = everybody(rows, (group,))
        if expected:
            parts.append(words.text(f"drill_paper.year_{group}", rate=rate(expected, present)))
    if planned:
        parts.append(words.text("drill_paper.year_planned", n=planned))
    return ("　" if words.language == "zh_CN" else "   ").join(parts)


def everybody(rows: Sequence[Row], groups: Sequence[str]) -> tuple[int, int]:
    """Expected and present over the year."""
    expected, present = (
        sum(row[f"{group}_{part}"] or 0 for row in rows for group in groups) for part in ("expected", "present")
    )
    return expected, present


def column(key: str, kind: Kind, chinese: int, english: int, words: Words) -> SheetColumn:
    """A column under its short heading."""
    align: Literal["left", "center", "right"] = (
        "right" if kind == "number" and key != "number" else "left" if key in LEFT else "center"
    )
    width = chinese if words.language == "zh_CN" else english
    return SheetColumn(key, words.text(f"drill_paper.year_{key}"), kind, width, align)
