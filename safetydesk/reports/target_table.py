"""目标责任书指标表: what the bureau's letter asks for, with weights and scores, as the letter's annex (S71, S78)."""

from __future__ import annotations

import json
from typing import Any

from safetydesk.core.sheet import Sheet, SheetColumn
from safetydesk.registers.records.letters.kinds import BUREAU, VOID
from safetydesk.registers.records.letters.register import TARGET
from safetydesk.storage.database import Database
from safetydesk.words import Words

WIDTHS = {"item": 30, "group": 10, "weight": 8, "standard": 40, "own_score": 10, "bureau_score": 14}
"""In Latin characters."""
SUMMED = ("weight", "own_score", "bureau_score")


def bureau_letter(database: Database, year: int) -> tuple[int, str, str, str, list[dict[str, Any]]] | None:
    """Row, number, parties and targets of the year's letter of the bureau, or none."""
    sql = (
        "SELECT id, number, party_a, party_b, COALESCE(targets, '[]') FROM letter WHERE kind = ? AND year = ? "
        "AND state <> ? AND ended_on IS NULL AND deleted_at IS NULL ORDER BY id DESC LIMIT 1"
    )
    found = database.query(sql, [BUREAU.key, year, VOID])
    return (*found[0][:4], json.loads(found[0][4])) if found else None


def target_table(
    letter: tuple[int, str, str, str, list[dict[str, Any]]], words: Words, school: str, footer: str
) -> Sheet:
    """Numbered lines, and the sums of weights and scores."""
    _, number, party_a, party_b, targets = letter
    title = words.text("chain.targets_title")
    columns = [SheetColumn("number", words.text("chain.targets_number"), "number", 6, "center")]
    for part in TARGET:
        kind = "number" if part.name in SUMMED else "text"
        columns.append(
            SheetColumn(
                part.name, words.text(f"field.letters.{part.name}"), "number" if kind == "number" else "text",
                WIDTHS[part.name], "right" if kind == "number" else "left",
            )
        )  # fmt: skip
    rows = tuple((place, *(shown(line, part.name, words) for part in TARGET)) for place, line in enumerate(targets, 1))
    sums = {name: sum(line.get(name) or 0 for line in targets) for name in SUMMED}
    filled = {name for name in SUMMED if any(line.get(name) is not None for line in targets)}
    total = words.text("chain.targets_total")
    totals = (
        None,
        *(total if part.name == "item" else sums[part.name] if part.name in filled else None for part in TARGET),
    )
    return Sheet(
        title=f"{school}{title}" if words.language == "zh_CN" else title,
        columns=tuple(columns),
        rows=rows,
        subtitle=words.text("chain.targets_of", number=number, party_a=party_a, party_b=party_b),
        totals=totals,
        footer=footer,
    )


def shown(line: dict[str, Any], name: str, words: Words) -> Any:
    """A cell: figures as such, the group in the paper's language."""
    value = line.get(name)
    return words.term("clause_group", value) if name == "group" and value else value
