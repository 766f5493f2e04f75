"""The list, as it is filtered and sorted, goes into a file or onto paper, and the history knows."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QLineEdit

from safetydesk.ui.grid_view import GridView
from safetydesk.ui.preview_dialog import PreviewDialog
from tests.ui.clerk import Clerk, column_of, only, shown
from tests.ui.test_filters import tick
from tests.ui.test_grid_columns import hide


def save_as(name: str | None) -> list[str]:
    """Answer the next file dialog with a name, or decline; the name it offered is kept."""
    offered: list[str] = []

    def answer() -> None:
        dialog = shown(QFileDialog)[0]
        line = dialog.findChild(QLineEdit)
        offered.append(line.text())
        if name is None:
            dialog.reject()
        else:
            line.setText(name)
            dialog.accept()

    QTimer.singleShot(0, answer)
    return offered


def guards(clerk: Clerk) -> None:
    """The list of the two guards."""
    clerk.open_page("people")
    tick(clerk, "人员类别", "保安")
    assert only(clerk.window, GridView).model().rowCount() == 2


def cells(path: Path) -> list[str]:
    """All that is written in an exported file."""
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path).active
        return [str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None]
    if path.suffix == ".csv":
        return [value for row in csv.reader(path.read_text("utf-8-sig").splitlines()) for value in row]
    document = pypdfium2.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text.split()


@pytest.mark.parametrize("format", ["xlsx", "pdf", "csv"])
def test_what_is_listed_is_written_where_the_clerk_said(clerk: Clerk, tmp_path: Path, format: str) -> None:
    guards(clerk)
    target = tmp_path / f"保安.{format}"
    offered = save_as(str(target))
    clerk.pick("grid.export", f"grid.export_{format}")
    clerk.bot.waitUntil(lambda: clerk.notices.files == [target], timeout=20_000)
    assert offered == [f"人员名册_2026-09-07.{format}"]
    written = "".join(cells(target))
    assert "陈力" in written and "毛建语" in written and "皇甫程" not in written
    assert clerk.desk.office.database.query("SELECT count(*) FROM audit WHERE action = 'export'") == [(1,)]


def test_csv_for_older_programs_is_a_choice_of_its_own(clerk: Clerk, tmp_path: Path) -> None:
    guards(clerk)
    target = tmp_path / "保安.csv"
    offered = save_as(str(target))
    clerk.pick("grid.export", "grid.export_csv_gb18030")
    clerk.bot.waitUntil(lambda: clerk.notices.files == [target], timeout=20_000)
    assert offered == ["人员名册_2026-09-07.csv"]
    assert "陈力" in target.read_bytes().decode("gb18030")


def test_paper_shows_the_columns_that_the_clerk_sees_in_their_order(clerk: Clerk, tmp_path: Path) -> None:
    guards(clerk)
    grid = only(clerk.window, GridView)
    hide(clerk, grid, "性别")
    grid.horizontalHeader().moveSection(column_of(grid, "岗位"), 1)
    for count, format in enumerate(("pdf", "csv"), 1):
        save_as(str(tmp_path / f"保安.{format}"))
        clerk.pick("grid.export", f"grid.export_{format}")
        clerk.bot.waitUntil(lambda count=count: len(clerk.notices.files) == count, timeout=20_000)
    paper = cells(tmp_path / "保安.pdf")
    assert "未列出的栏：性别。" in paper
    assert paper.index("姓名") < paper.index("岗位") < paper.index("人员类别")
    assert "性别" in cells(tmp_path / "保安.csv"), "a file for another program holds everything"


def test_a_declined_export_writes_nothing(clerk: Clerk) -> None:
    guards(clerk)
    save_as(None)
    clerk.pick("grid.export", "grid.export_csv")
    assert clerk.desk.office.database.query("SELECT count(*) FROM audit WHERE action = 'export'") == [(0,)]


def test_a_name_without_an_ending_gets_one_that_excel_opens(clerk: Clerk, tmp_path: Path) -> None:
    guards(clerk)
    save_as(str(tmp_path / "保安名单"))
    clerk.pick("grid.export", "grid.export_xlsx")
    clerk.bot.waitUntil(lambda: bool(clerk.notices.files), timeout=20_000)
    assert clerk.notices.files == [tmp_path / "保安名单.xlsx"]


def test_the_folder_is_offered_again_the_next_time(clerk: Clerk, tmp_path: Path) -> None:
    guards(clerk)
    save_as(str(tmp_path / "a.csv"))
    clerk.pick("grid.export", "grid.export_csv")
    clerk.bot.waitUntil(lambda: bool(clerk.notices.files))
    folders: list[str] = []
    QTimer.singleShot(
        0, lambda: (folders.append(shown(QFileDialog)[0].directory().path()), shown(QFileDialog)[0].reject())
    )
    clerk.pick("grid.export", "grid.export_csv")
    assert folders == [str(tmp_path)]


@pytest.mark.skipif(sys.platform == "win32", reason="a name is counted in bytes elsewhere only")
def test_a_file_that_cannot_be_written_is_told_in_a_sentence(clerk: Clerk, tmp_path: Path) -> None:
    guards(clerk)
    save_as(str(tmp_path / f"{'很长的名字' * 25}.csv"))
    clerk.pick("grid.export", "grid.export_csv")
    clerk.bot.waitUntil(lambda: bool(clerk.notices.refused))
    assert clerk.notices.files == []


def test_control_p_shows_the_list_as_it_will_be_on_paper(clerk: Clerk) -> None:
    guards(clerk)
    clerk.bot.keySequence(only(clerk.window, GridView), QKeySequence("Ctrl+P"))
    clerk.dialog(PreviewDialog).reject()
    written = "".join(cells(clerk.desk.office.folder.work / "people.pdf"))
    assert "陈力" in written and "皇甫程" not in written
