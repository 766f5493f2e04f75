"""Reading the list of materials that a bureau sends as a workbook: whatever its columns are called and however merged."""

from __future__ import annotations

import re
from dataclasses import dataclass

from safetydesk.intake.cells import SheetCells

TITLES = (
    "材料名称", "资料名称", "档案名称", "材料目录", "目录内容", "检查内容", "考核内容", "考评内容", "评估内容", "验收内容", "指标内容", "三级指标",
    "二级指标", "评估要点", "考核要点", "检查要点", "检查项目", "考核项目", "项目内容", "内容", "项目", "指标", "名称", "材料", "content", "item",
)  # fmt: skip
"""Headings of what is asked for, the surest first."""
NUMBERS = ("序号", "编号", "指标编号", "目录号", "no", "no.")
SCORES = ("分值", "标准分", "满分", "分数", "权重", "score", "points")
ANSWERS = (
    "佐证材料",
    "支撑材料",
    "材料清单",
    "档案号",
    "自查情况",
    "自评说明",
    "完成情况",
    "备注",
    "evidence",
    "remarks",
)
"""Headings of the column that the school fills in."""
SEARCHED = 15
"""Rows in which the heading is looked for."""
LONGEST = 2_000
TOTAL = re.compile(r"^(合计|总计|总分|小计|共计)")


@dataclass(frozen=True)
class AskedLine:
    """One line of the list; `row` counts from 1 as Excel shows it."""

    number: str
    title: str
    score: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Columns:
    """Where things stand in a sheet, from 0."""

    head: int
    title: int
    number: int | None
    score: int | None
    answer: int | None


@dataclass(frozen=True)
class AskedTable:
    """What was read of a workbook."""

    name: str
    """Its title line, else the file's name."""
    lines: tuple[AskedLine, ...]
    answers: dict[str, int]
    """The column that the school fills in, by sheet, from 1."""


def read_table(sheets: tuple[SheetCells, ...], file: str) -> AskedTable:
    """The lines of all visible sheets that have a heading; none where no sheet has one."""
    lines: list[AskedLine] = []
    answers: dict[str, int] = {}
    name = ""
    for sheet in sheets:
        columns = None if sheet.hidden else find_columns(sheet)
        if columns is None:
            continue
        name = name or title_above(sheet, columns.head)
        lines += lines_of(sheet, columns)
        if columns.answer is not None:
            answers[sheet.name] = columns.answer + 1
    return AskedTable(name or file.rpartition(".")[0], tuple(lines), answers)


def find_columns(sheet: SheetCells) -> Columns | None:
    """The row that names the columns, and what each holds; the surest heading decides what is asked for."""
    for row in range(min(SEARCHED, len(sheet.rows))):
        heads = [plain(sheet.text(row, column)) for column in range(len(sheet.rows[row]))]
        title = first_of(heads, TITLES)
        others = [first_of(heads, names) for names in (NUMBERS, SCORES, ANSWERS)]
        if title is not None and any(place is not None and place != title for place in others):
            number, score, answer = (None if place == title else place for place in others)
            return Columns(row, title, number, score, answer)
    return None


def first_of(heads: list[str], names: tuple[str, ...]) -> int | None:
    """The column whose heading is, or else holds, the surest of some names. Of equal headings the last counts:
    the finest of several levels stands at the right."""
    for test in (lambda head, name: head == name, lambda head, name: len(name) > 1 and name in head):
        for name in names:
            found = [place for place, head in enumerate(heads) if head and test(head, name)]
            if found:
                return found[-1]
    return None


def plain(text: str) -> str:
    """A heading without blanks and brackets."""
    return re.sub(r"[（(].*?[)）]|\s", "", text).lower()


def title_above(sheet: SheetCells, head: int) -> str:
    """The line over the table that names it."""
    for row in range(head):
        texts = list(
            dict.fromkeys(text for column in range(len(sheet.rows[row])) if (text := sheet.text(row, column).strip()))
        )
        if len(texts) == 1 and len(texts[0]) > 3:
            return " ".join(texts[0].split())
    return ""


def lines_of(sheet: SheetCells, columns: Columns) -> list[AskedLine]:
    """Each row that asks for something; totals, notes over the whole width and repeated merged cells are none."""
    found: list[AskedLine] = []
    for row in range(columns.head + 1, len(sheet.rows)):
        if row in sheet.hidden_rows or (row, columns.title) in sheet.merged:
            continue
        title = " ".join(sheet.text(row, columns.title).split())[:LONGEST]
        whole = {sheet.text(row, column).strip() for column in range(len(sheet.rows[row]))} - {""}
        if (
            not title
            or TOTAL.match(title)
            or (len(whole) == 1 and columns.number is not None and not number_like(title))
        ):
            continue
        number = "" if columns.number is None else sheet.text(row, columns.number).strip()
        score = "" if columns.score is None else sheet.text(row, columns.score).strip()
        found.append(AskedLine(number[:40], title, score[:40], sheet.name, row + 1))
    return found


def number_like(title: str) -> bool:
    """A line that begins with its own number stands alone in its row and still asks for something."""
    return bool(re.match(r"^[（(]?\d", title))
