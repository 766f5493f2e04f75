"""Beside the drills the window says of one what its paper says: figures, groups, notice; without staff never good."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from safetydesk.operations.drill_papers import prepare_summaries
from safetydesk.operations.office import Office
from safetydesk.ui.pages.drills_page import DrillsPage
from tests.desks import desk_of
from tests.drills.conftest import record
from tests.ui.clerk import every

pytestmark = pytest.mark.usefixtures("dressed")


def shown(office: Office, folder: Path, qtbot: QtBot, row_id: int) -> list[QLabel]:
    page = DrillsPage(desk_of(office, folder, "zh_CN"), office.register("drills"))
    qtbot.addWidget(page)
    page.show()
    page.details_button.setChecked(True)
    page.details.show_record(row_id)
    return every(page.details, QLabel)


def texts(labels: list[QLabel]) -> list[str]:
    return [line.text() for line in labels]


def rooms_of(office: Office) -> None:
    given = [
        {"name": f"三年级{n}班", "grade": "3", "number": str(n), "building": "南楼", "floor": str(n)} for n in (1, 2)
    ]
    assert not office.records.save_texts(office.register("classes"), [(None, values) for values in given]).refused


def test_the_pane_says_what_the_paper_says(drilled: Office, tmp_path: Path, qtbot: QtBot) -> None:
    rooms_of(drilled)
    counts = [
        {"class_name": f"三年级{n}班", "expected": "42", "present": "41", "done_at": f"10:0{6 + n}"} for n in (1, 2)
    ]
    assert record(drilled, name="第二次", held_on="2026-09-05", target="100", counts=json.dumps(counts, ensure_ascii=False)) == {}  # fmt: skip
    labels = texts(shown(drilled, tmp_path, qtbot, 2))
    (form,) = prepare_summaries(drilled, [2]).forms
    printed = "\n".join(text for block in form.blocks for _, text in block.texts())
    for value in (
        "存在不足",
        "应到 10 人，因故缺席 0 人，在岗 10 人，参加 10 人（100%），无故未到 0 人",
        "2026-09-04 用时 110 秒，本次 0 秒",
    ):
        assert value in labels and value in printed
    assert "南楼 1 层：学生 41/42，平均 120 秒，最慢 三年级1班　120" in labels
    assert any(line.startswith("预定式（预先通知）：2 次，平均 110 秒") for line in labels)
    assert any(line.startswith("突发式（不预先通知）：0 次，平均 — 秒") for line in labels)


def test_without_staff_it_looks_like_a_fault(drilled: Office, tmp_path: Path, qtbot: QtBot) -> None:
    assert record(drilled, name="没有教职工", held_on="2026-09-05", staff_present="0", target="300") == {}
    labels = shown(drilled, tmp_path, qtbot, 2)
    told = next(line for line in labels if line.text() == "无教职工参加，不能评为好")
    assert told.property("issue") and not [line for line in labels if line.property("good")]


def test_a_drill_that_lies_ahead_has_no_judgement(office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    texts_of = {
        "name": "待演练",
        "held_on": "2026-09-21",
        "type": "火灾",
        "form": "疏散",
        "announced": "预定式(有预警)",
    }
    office.records.save_texts(office.register("drills"), [(None, {**texts_of, "place": "操场", "commander": "王强"})])
    assert "演练判定" not in texts(shown(office, tmp_path, qtbot, 1))
