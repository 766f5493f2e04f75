"""A Word letter taken in the window and on the command line: fields to be corrected, losses with their texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from safetydesk.cli.arguments import parser
from safetydesk.cli.console import Console
from safetydesk.cli.wording import wording as wording_command
from safetydesk.operations.office import Office
from safetydesk.registers.records.letters.kinds import PARENT
from safetydesk.registers.records.letters.template import TemplateBlock, read_template, template_text
from safetydesk.registers.records.letters.wording import wording_in_use
from safetydesk.ui.wording.block_form import BlockForm
from safetydesk.ui.wording.word_import_dialog import WordImportDialog
from safetydesk.words import Words
from tests.desks import desk_of
from tests.wording import word_files


def import_dialog(qtbot: QtBot, office: Office, folder: Path, language: str) -> WordImportDialog:
    base = read_template(template_text("parent", "zh_CN"))
    dialog = WordImportDialog(desk_of(office, folder, language), word_files.messy(folder / "a.docx"), base)
    qtbot.addWidget(dialog)
    return dialog


def test_the_window_shows_what_becomes_a_field_and_what_is_lost(
    qtbot: QtBot, dressed: object, office: Office, tmp_path: Path
) -> None:
    dialog = import_dialog(qtbot, office, tmp_path, "zh_CN")
    rows = [(dialog.table.item(row, 0).text(), dialog.table.cellWidget(row, 1).currentText()) for row in range(dialog.table.rowCount())]  # type: ignore[union-attr, attr-defined]  # fmt: skip
    assert rows[:3] == [
        ("2025-2026学年度学生安全责任书", "学年"), ("甲方：青山县第一小学 乙方（家", "甲方"), ("乙方（家长）：（空）", "监护人"),
    ]  # fmt: skip
    losses = [dialog.losses.item(row).text() for row in range(dialog.losses.count())]
    assert losses[1] == "修订中删去的文字：任何问题" and losses[-1].startswith(
        "回执（改用程序的回执）：回执 / 我已阅读"
    )
    assert "{year_title}学生安全责任书" in dialog.wording().blocks[0].texts()
    dialog.typed_boxes[0].setCurrentIndex(0)
    assert dialog.typed_boxes[0].currentText() == "保留原文"
    assert dialog.wording().blocks[0].texts() == ["2025-2026学年度学生安全责任书"]


def test_the_command_line_says_what_became_a_field_and_what_is_lost(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = parser(Words("en")).parse_args(["letters", "wording", "--kind", "parent", "--set", str(word_files.messy(tmp_path / "a.docx"))])  # fmt: skip
    assert wording_command(office, options, Console(Words("en"), True)) == 0
    result = json.loads(capsys.readouterr().out)
    assert {"text": "2025-2026学年度", "field": Words("en").text("wording.field_year_title")} in result["fields"]
    assert "Text deleted in tracked changes: 任何问题" in result["left_out"] and len(result["left_out"]) == 7
    assert "{year_title}学生安全责任书" in wording_in_use(office.database, PARENT, "zh_CN")


def test_clauses_can_go_on_with_the_numbers_before(qtbot: QtBot, dressed: object) -> None:
    form = BlockForm(Words("zh_CN"))
    qtbot.addWidget(form)
    form.show_block(TemplateBlock("clauses", {"clauses": ["清点。"], "continued": True}))
    assert form.continued is not None and form.continued.isChecked()
    assert form.block().members == {"clauses": ["清点。"], "continued": True}
    form.continued.click()
    assert form.block().members == {"clauses": ["清点。"]}
