"""Which filed items answer a line of the bureau's list: named one by one, or by class and words of their title."""

from __future__ import annotations

from dataclasses import dataclass

from safetydesk.storage.database import Database

LISTED = "replace(replace({line}.keywords, '，', '、'), ',', '、')"
WORDS = "json_each('[\"' || replace(" + LISTED + ", '、', '\",\"') || '\"]')"
"""Words separated by any comma; quotation marks are refused when a line is saved."""
ANSWERS = (
    "i.deleted_at IS NULL AND (i.id IN (SELECT value FROM json_each({line}.item_ids))"
    " OR (i.file_class_id IN (SELECT value FROM json_each({line}.class_ids))"
    " AND i.dated BETWEEN (SELECT from_on FROM bureau_list b WHERE b.id = {line}.bureau_list_id)"
    " AND (SELECT to_on FROM bureau_list b WHERE b.id = {line}.bureau_list_id)"
    f" AND ({{line}}.keywords = '' OR EXISTS (SELECT 1 FROM {WORDS} word"
    " WHERE trim(word.value) <> '' AND instr(i.title, trim(word.value)) > 0))))"
)
"""SQL over an item `i` and a line: named ones of whatever day, others of the list's own days."""
FOUND = "SELECT count(*) FROM file_item i WHERE " + ANSWERS.replace("{line}", "{row}")


@dataclass(frozen=True)
class Answered:
    """A line of the list with the items that answer it."""

    id: int
    number: str
    title: str
    score: str
    items: tuple[int, ...]
    sheet: str
    row: int | None


def answered(database: Database, list_id: int) -> list[Answered]:
    """The lines of a list in its own order, each with its items by code."""
    lines = database.query(
        "SELECT id, number, title, score, sheet, row FROM bureau_line "
        "WHERE bureau_list_id = ? AND deleted_at IS NULL ORDER BY id",
        [list_id],
    )
    found: dict[int, list[int]] = {}
    sql = (
        "SELECT line.id, i.id FROM bureau_line line JOIN file_item i ON " + ANSWERS.format(line="line")
        + " WHERE line.bureau_list_id = ? AND line.deleted_at IS NULL ORDER BY i.code, i.id"
    )  # fmt: skip
    for line_id, item_id in database.query(sql, [list_id]):
        found.setdefault(line_id, []).append(item_id)
    return [
        Answered(line_id, number, title, score, tuple(found.get(line_id, ())), sheet, row)
        for line_id, number, title, score, sheet, row in lines
    ]
