"""The sheets on which a year of drills is read together: comparison, plan, chart."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from safetydesk.errors import UserError
from safetydesk.operations.drill_papers import write_year_table
from safetydesk.operations.drill_tables import CHART, COMPARISON, FORMATS, YEAR_PLAN, write_drill_tables
from safetydesk.operations.office import Office
from tests.drills.conftest import record
from tests.drills.test_judgement import time_of
from tests.drills.test_papers import text_of
from tests.export.read_pages import read_pages


@pytest.fixture
def year(drilled: Office) -> Office:
    """Two drills of a year, one of them without staff and too slow."""
    time_of(drilled, "2026-09-05", 150, announced="突发式(无预警)", staff_present="0", name="无人演练")
    return drilled


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_comparison_says_what_each_drill_came_to(year: Office, tmp_path: Path, language: str) -> None:
    year.settings.put("paper_language", language)
    path = tmp_path / "compared.pdf"
    assert write_drill_tables(year, COMPARISON, 2026, path) == 2
    text = text_of(path)
    words = year.paper
    for part in ("2026-09-04", "九月疏散演练", "110", "无人演练", "150", "+40"):
        assert part in text, part
    for id in ("drill_judged.no_staff", "drill_judged.verdict_no_staff", "drill_compared.sudden_drills"):
        assert "".join(words.text(id).split()) in text, id


def test_the_workbook_has_a_sheet_for_each_comparison(year: Office, tmp_path: Path) -> None:
    path = tmp_path / "compared.xlsx"
    write_drill_tables(year, COMPARISON, 2026, path)
    book = openpyxl.load_workbook(path)
    first = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=4)]
    assert [row[5] for row in first] == [110, 150] and [row[6] for row in first] == [None, 120]
    assert [sheet.title for sheet in book.worksheets[1:]] == ["按学段比较", "预先通知与不预先通知演练比较"]
    assert [row[0].value for row in book.worksheets[2].iter_rows(min_row=4)] == [
        "预定式（预先通知）",
        "突发式（不预先通知）",
    ]


def test_a_figure_that_is_changed_changes_the_sheet(year: Office, tmp_path: Path) -> None:
    for form in FORMATS:
        write_drill_tables(year, form, 2026, tmp_path / f"{form}-1.pdf")
    with year.database.action("test.change") as action:
        action.update("drill", 2, {"assembled_at": "10:07:19", "held_on": "2026-09-06"})
    for form in FORMATS:
        write_drill_tables(year, form, 2026, tmp_path / f"{form}-2.pdf")
        before, after = (text_of(tmp_path / f"{form}-{n}.pdf") for n in (1, 2))
        assert "2026-09-05" in before and "2026-09-06" in after, form
        assert form == YEAR_PLAN or ("150" in before and "139" in after and "150" not in after), form


def test_the_same_drills_give_the_same_files(year: Office, tmp_path: Path) -> None:
    for form in FORMATS:
        paths = [tmp_path / f"{form}-{n}.pdf" for n in (1, 2)]
        for path in paths:
            write_drill_tables(year, form, 2026, path)
        assert paths[0].read_bytes() == paths[1].read_bytes(), form


def test_the_plan_of_the_year_tells_planned_moved_and_cancelled_apart(year: Office, tmp_path: Path) -> None:
    counts = ("pupils_expected", "pupils_present", "staff_expected", "staff_present", "injured")
    told = (*counts, "counts", "absent", "signal_at", "assembled_at", "counted_at", "summary", "summary_by")
    nothing = dict.fromkeys((*told, "findings", "measures"), "")
    for day in ("2026-10-09", "2026-11-09", "2026-12-09"):
        assert record(year, held_on=day, name=f"{day}演练", **nothing) == {}
    moves = '[{"moved_from": "2026-10-30", "moved_to": "2026-11-09", "reason": "会考", "moved_on": "2026-09-07"}]'
    with year.database.action("test.life") as action:
        action.update("drill", 4, {"moves": moves})
        action.update("drill", 5, {"cancelled_on": "2026-09-07", "cancelled_reason": "暴雨"})
    path = tmp_path / "plan.xlsx"
    assert write_drill_tables(year, YEAR_PLAN, 2026, path) == 5
    sheet = openpyxl.load_workbook(path).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[8] for row in rows] == ["已开展", "已开展", "计划", "已改期", "已取消"]
    assert [row[9] for row in rows] == [None, 1, None, None, None]
    assert "2026-10-30" in rows[3][10] and "会考" in rows[3][10] and "暴雨" in rows[4][10]
    assert rows[0][6] == "小学", "of the classes that were counted"
    assert "最长间隔 3 天" in sheet["A2"].value, "as the calendar counts: a drill without staff does not end a pause"


def test_the_chart_names_drills_without_staff_and_keeps_to_one_page_size(year: Office, tmp_path: Path) -> None:
    for number in range(20):
        time_of(year, f"2026-0{1 + number % 8}-{10 + number}", 60 + number)
        time_of(year, f"2025-1{number % 3}-{10 + number % 18}", 60 + number, name=f"去年{number}")
    path = tmp_path / "chart.pdf"
    write_drill_tables(year, CHART, 2025, path)
    assert len(read_pages(path)) > 1
    write_drill_tables(year, CHART, 2026, path)
    text = text_of(path)
    assert text.count("无教职工") == 1, "at its bar"
    assert "110" in text and "150" in text and "超时" in text


def test_an_empty_year_is_refused_in_a_sentence(year: Office, tmp_path: Path) -> None:
    for form in FORMATS:
        with pytest.raises(UserError, match="no_drills"):
            write_drill_tables(year, form, 2020, tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_a_name_that_has_no_room_below_its_bar_ends_in_dots(drilled: Office, tmp_path: Path) -> None:
    for day in range(1, 17):
        record(drilled, name=f"{'很长的演练名称' * 6}{day}", held_on=f"2026-08-{day + 9:02d}")
    write_drill_tables(drilled, CHART, 2025, tmp_path / "chart.pdf")
    assert text_of(tmp_path / "chart.pdf").count("…") == 16


def test_the_year_table_of_no_drills_says_so_on_paper(drilled: Office, tmp_path: Path) -> None:
    assert write_year_table(drilled, 2019, "pdf", tmp_path / "none.pdf") == 0
    assert "无" in read_pages(tmp_path / "none.pdf")[0].texts()
