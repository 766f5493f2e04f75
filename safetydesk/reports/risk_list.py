"""风险点清单: every risk point with how bad it is, who watches it, and the plan that answers it or that there is none."""

from __future__ import annotations

from typing import Any

from safetydesk.core.listing import Listing, Query
from safetydesk.core.sheet import Kind, Sheet, SheetColumn
from safetydesk.registers.records.risk_points import DEGREES, HIGH, PLAN, RISK_POINTS
from safetydesk.storage.database import Database
from safetydesk.words import Words

COLUMNS: tuple[tuple[str, Kind, int], ...] = (
    ("number", "number", 5),
    ("name", "text", 18),
    ("place", "text", 12),
    ("category", "text", 10),
    ("degree", "text", 22),
    ("consequence", "text", 14),
    ("measures", "text", 26),
    ("owner", "text", 9),
    ("check_every", "text", 9),
    ("plan", "text", 20),
    ("checked", "text", 14),
)
"""Key, kind, width in Latin characters."""
FULL, EMPTY = "●", "○"
CENTRED = ("number", "degree", "owner", "check_every", "checked")


def risk_list(database: Database, words: Words) -> Sheet:
    """The checklist in the language of paper; the worst points come first."""
    ids = Listing(database, RISK_POINTS).ids(Query())
    lacking = set(unplanned(database))
    rows = tuple(
        tuple(row(number, dict(zip(RISK_POINTS.by_name, values, strict=True)), words))
        for number, values in enumerate(Listing(database, RISK_POINTS).values(ids), 1)
    )
    school = "".join(found[0] for found in database.query("SELECT name FROM school WHERE deleted_at IS NULL"))
    return Sheet(
        title=words.text("risk_list.title", school=school).strip(),
        columns=tuple(column(*given, words) for given in COLUMNS),
        rows=rows,
        subtitle=words.text("risk_list.subtitle", n=len(ids), lacking=len(lacking)),
        footer=words.text("risk_list.footer", school=school),
    )


def row(number: int, values: dict[str, Any], words: Words) -> list[Any]:
    """One point; what has no plan says so."""
    shown = {name: RISK_POINTS.field(name).text(value, words) for name, value in values.items()}
    shown["number"] = number  # type: ignore[assignment]
    shown["degree"] = words.text("risk_list.degree", sign=sign(values["degree"]), degree=shown["degree"])
    shown["plan"] = shown["plan"] or words.text("risk_list.no_plan")
    shown["checked"] = words.text("risk_list.to_check")
    return [shown[key] for key, *_ in COLUMNS]


def sign(degree: str) -> str:
    """A degree as filled rings, which reads without colour."""
    full = DEGREES.values.index(degree) + 1 if degree in DEGREES else 0
    return FULL * full + EMPTY * (len(DEGREES.values) - full)


def column(key: str, kind: Kind, width: int, words: Words) -> SheetColumn:
    """A column with its heading."""
    own = key in ("number", "checked")
    title = words.text(f"risk_list.column_{key}") if own else words.text(f"field.risk-points.{key}")
    return SheetColumn(key, title, kind, width, "center" if key in CENTRED else "left")


def unplanned(database: Database) -> list[int]:
    """Larger risk points that no current plan answers, the worst and oldest first (S54, C21)."""
    holes = ",".join("?" * len(HIGH))
    sql = (
        f"SELECT risk_point.id FROM risk_point WHERE deleted_at IS NULL AND degree IN ({holes})"
        f" AND ({PLAN.format(row='risk_point')}) IS NULL ORDER BY degree = ? DESC, id"
    )
    return [int(found[0]) for found in database.query(sql, [*HIGH, DEGREES.values[-1]])]


def newest_day(database: Database) -> str:
    """The day the points or plans were last written, which dates the file (ISO)."""
    sql = (
        "SELECT max(day) FROM (SELECT substr(max(updated_at), 1, 10) day FROM risk_point"
        " UNION ALL SELECT substr(max(updated_at), 1, 10) FROM plan)"
    )
    return str(database.query(sql)[0][0] or "2000-01-01")
