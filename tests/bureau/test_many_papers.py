"""A line of the bureau's form that many papers answer: a count and ranges of codes, in a row high enough to read them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from safetydesk.export.filled_form import fill_form
from safetydesk.operations.bureau.answer_said import FEW, MOST_LINES, MOST_RANGES, Paper, answer_said, cell_said
from safetydesk.operations.bureau.giving_back import fill
from safetydesk.operations.bureau.taking_in import read_list, store_list
from safetydesk.operations.office import Office
from safetydesk.words import Words
from tests.bureau.made_list import write_list
from tests.bureau.test_lists import YEAR, put

WORDS = Words("zh_CN")


def series(count: int, file_class: str = "A09", first: int = 1, year: int = 2026) -> list[Paper]:
    """Papers of one class and year, one behind another."""
    return [
        Paper(f"WS·{year}-D10-{file_class}-{number:04d}", f"{file_class}第{number}份")
        for number in range(first, first + count)
    ]


@pytest.mark.parametrize(
    ("papers", "said"),
    [
        ([], "（缺）"),
        (series(3), "WS·2026-D10-A09-0001 A09第1份\nWS·2026-D10-A09-0002 A09第2份\nWS·2026-D10-A09-0003 A09第3份"),
        (series(4), "共 4 件，档号 WS·2026-D10-A09-0001 至 WS·2026-D10-A09-0004"),
        (series(292), "共 292 件，档号 WS·2026-D10-A09-0001 至 WS·2026-D10-A09-0292"),
        (
            [*series(3), *series(2, first=7)],
            "共 5 件，档号在 WS·2026-D10-A09-0001 至 WS·2026-D10-A09-0008 之间",
        ),
        (
            [*series(1, "A04"), *series(200, year=2025), *series(9), Paper("", "未编号的")],
            "共 211 件：\nWS·2025-D10-A09-0001 至 WS·2025-D10-A09-0200，200 件\nWS·2026-D10-A04-0001，1 件\n"
            "WS·2026-D10-A09-0001 至 WS·2026-D10-A09-0009，9 件\n未编档号 1 件",
        ),
    ],
)  # fmt: skip
def test_many_papers_are_a_count_and_a_range(papers: list[Paper], said: str) -> None:
    assert answer_said(papers, WORDS) == said


def test_ranges_are_few_and_the_rest_is_counted() -> None:
    papers = [paper for number in range(1, MOST_RANGES + 3) for paper in series(4, f"A{number:02d}")]
    lines = answer_said(papers, WORDS).split("\n")
    assert len(lines) == MOST_RANGES + 2 and lines[-1] == "另有 2 个类目、年度的 8 件"
    exactly = [paper for paper in papers if paper.series <= f"WS·2026-D10-A{MOST_RANGES:02d}"]
    assert "另有" not in answer_said(exactly, WORDS)


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 40)), max_size=12), st.integers(0, 5))
def test_every_paper_is_counted_in_a_handful_of_lines(parts: list[tuple[int, int]], uncoded: int) -> None:
    counts: dict[int, int] = {}
    for number, count in parts:
        counts[number] = counts.get(number, 0) + count
    papers = [paper for number, count in counts.items() for paper in series(count, f"A{number:02d}")]
    papers += [Paper("", "草稿")] * uncoded
    said = answer_said(papers, WORDS)
    assert said.count("\n") < MOST_RANGES + 3
    if len(papers) > FEW:
        assert f"共 {len(papers)} 件" in said


@pytest.mark.parametrize(("lines", "together"), [(MOST_LINES, False), (MOST_LINES + 1, True)])
def test_lines_that_share_a_cell_are_told_together_where_they_are_many(lines: int, together: bool) -> None:
    papers = dict(enumerate(series(lines - 1)))
    answers = [*([item] for item in papers), ()]
    said = cell_said(answers, papers, WORDS)
    if together:
        assert said == f"共 {lines - 1} 件，档号 WS·2026-D10-A09-0001 至 WS·2026-D10-A09-{lines - 1:04d}\n（1 条缺）"
    else:
        assert said.count("\n") == lines - 1 and said.endswith("（缺）")


def test_the_form_of_a_school_with_many_papers_stays_readable(office: Office, tmp_path: Path) -> None:
    for number in range(1, 31):
        put(office, f"演练记录{number}", "A09", date(2026, 3, 2))
    taken = store_list(office, read_list(office, write_list(tmp_path / "目录.xlsx")), "", "", *YEAR)
    fill(office, taken, tmp_path / "填好.xlsx")
    page = openpyxl.load_workbook(tmp_path / "填好.xlsx")["考核表"]
    assert page["E6"].value == "共 30 件，档号 WS·2026-D10-A09-0001 至 WS·2026-D10-A09-0030"
    assert page.row_dimensions[6].height > 70, "some five lines in a narrow column"


def form(path: Path) -> None:
    """A bureau's form with formats of its own."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "表"
    page.column_dimensions["B"].width = 20
    page.merge_cells("B3:C4")
    page.row_dimensions[2].height = 60
    page["A5"], page["A5"].alignment = "很长的要求" * 20, Alignment(wrap_text=True)
    for place in ("B2", "B3", "B5", "B6"):
        page[place].font = Font(name="楷体", size=14, italic=True)
        page[place].fill = PatternFill("solid", fgColor="FFF2CC")
        page[place].border = Border(left=Side(style="thin"))
        page[place].alignment = Alignment(horizontal="right", vertical="top", text_rotation=0, indent=1)
    book.save(path)


def test_rows_grow_as_the_text_needs_and_formats_stay(tmp_path: Path) -> None:
    form(tmp_path / "a.xlsx")
    places = {("表", row, 2): "档" * 30 for row in (2, 3, 5, 6)}
    assert fill_form(tmp_path / "a.xlsx", places, "\n".join, tmp_path / "b.xlsx") == 4
    page = openpyxl.load_workbook(tmp_path / "b.xlsx")["表"]
    for place in ("B2", "B3", "B5", "B6"):
        cell = page[place]
        assert (cell.font.name, cell.font.size, cell.font.i, cell.fill.fgColor.rgb) == ("楷体", 14, True, "00FFF2CC")
        assert (cell.alignment.horizontal, cell.alignment.vertical, cell.alignment.indent) == ("right", "top", 1)
        assert cell.alignment.wrap_text and cell.border.left.style == "thin"
    heights = {row: page.row_dimensions[row].height for row in (2, 3, 4, 5, 6)}
    assert heights[2] > 80, "higher than the bureau's own 60 points, which five lines of 14 point type overfill"
    assert heights[6] == pytest.approx(heights[2]) and heights[3] == 15, "a block of merged cells grows in its last row"
    assert heights[3] + heights[4] > 60 and heights[5] > 200, "the bureau's own text in the row is still read whole"


@pytest.mark.parametrize("height", [60.0, 200.0])
def test_no_row_becomes_lower(tmp_path: Path, height: float) -> None:
    form(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book["表"].row_dimensions[2].height = height
    book.save(tmp_path / "a.xlsx")
    fill_form(tmp_path / "a.xlsx", {("表", 2, 2): "一"}, "\n".join, tmp_path / "b.xlsx")
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["表"].row_dimensions[2].height == height
