"""The empty search box of each page names what it searches, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from safetydesk.operations.office import Office
from safetydesk.ui.filter_bar import FilterBar
from tests.desks import desk_of


@pytest.mark.parametrize(
    ("key", "language", "hint"),
    [
        ("files", "zh_CN", "题名、档号、文号、正文"),
        ("files", "en", "Title, Archive code, Document no., Text of files"),
        ("people", "zh_CN", "姓名、班级、手机"),
        ("classes", "zh_CN", "班级、班主任"),
        ("letters", "zh_CN", "编号、签订人／学生、班级、正文"),
    ],
)
def test_the_search_box_names_what_its_page_searches(
    qtbot: QtBot, office: Office, tmp_path: Path, key: str, language: str, hint: str
) -> None:
    bar = FilterBar(desk_of(office, tmp_path, language), office.register(key))
    qtbot.addWidget(bar)
    assert bar.search.placeholderText() == hint


def test_the_tool_tip_names_every_field_searched(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    desk = desk_of(office, tmp_path, "zh_CN")
    for register in office.registers:
        bar = FilterBar(desk, register)
        qtbot.addWidget(bar)
        fields = [desk.words.text(f"field.{register.key}.{name}") for name in register.search]
        assert all(field in bar.search.toolTip() for field in fields)
        assert ("正文" in bar.search.toolTip()) is (register.attachments and bool(fields))
