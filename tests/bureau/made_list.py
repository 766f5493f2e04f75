"""A county's list of materials as an office sends it: a merged title, merged levels, points, a sum, a column to fill."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

TITLE = "2026年青山县学校安全工作考核材料目录"
LINES = (
    (1, "组织领导", "成立安全工作领导小组，有文件", 4),
    (2, None, "层层签订安全责任书", 6),
    (3, "应急管理", "应急预案齐全", 5),
    (4, None, "每月开展应急疏散演练，有总结", 10),
    (5, "其他", "=字号不一的材料", 2),
)


def write_list(path: Path) -> Path:
    """The workbook; returns its path."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "考核表"
    page.merge_cells("A1:F1")
    page["A1"] = TITLE
    page["A1"].font = Font(bold=True, size=16)
    page.append(["序号", "一级指标", "考核内容", "分值", "佐证材料", "得分"])
    for line in LINES:
        page.append([*line, None, None])
    page["C7"].data_type = "s"
    page.append(["合计", None, None, "=SUM(D3:D7)", None, "=SUM(F3:F7)"])
    for block in ("B3:B4", "B5:B6", "E3:E4"):
        page.merge_cells(block)
    page.column_dimensions["C"].width = 40
    book.save(path)
    return path
