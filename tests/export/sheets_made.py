"""Tables made up for looking at one thing in a ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from safetydesk.core.sheet import Sheet, SheetColumn

COLUMNS = (
    SheetColumn("name", "姓名", "text", 14),
    SheetColumn("signed_on", "签订日期", "date", 12, "center"),
    SheetColumn("at", "时间", "moment", 18, "center"),
    SheetColumn("copies", "份数", "number", 6, "right"),
    SheetColumn("note", "备注", "text", 30),
)
ROWS: tuple[tuple[Any, ...], ...] = (
    ("李㛃", date(2026, 9, 7), datetime(2026, 9, 7, 8, 30), 2, "原件在保卫处"),
    ("𠮷雨", date(2026, 9, 1), None, 1, ""),
    ("古丽娜尔·买买提", None, datetime(2026, 12, 31, 23, 59), None, "第一行\n第二行"),
)
FORMULAS = ("=1+1", "+86 138", "-5", "@SUM(A1)", "=HYPERLINK(“x”)")


def sheet(rows: Iterable[tuple[Any, ...]] = ROWS, **changed: Any) -> Sheet:
    """A ledger of five columns."""
    given: dict[str, Any] = {
        "title": "青山实验学校责任书签订台账",
        "subtitle": "2026—2027学年",
        "footer": "青山实验学校　数据校验码 12-0123456789abcdef",
        **changed,
    }
    return Sheet(columns=COLUMNS, rows=rows, **given)


def notes(*texts: str) -> tuple[tuple[Any, ...], ...]:
    """Rows that differ in their note only."""
    return tuple((f"甲{place}", None, None, place, text) for place, text in enumerate(texts, 1))
