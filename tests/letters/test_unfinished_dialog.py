"""The window holds unfinished letters back: the clauses are shown, mended or accepted, and then printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from safetydesk.operations.letter_findings import Unfinished, accept_concerns, look_over
from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import letter_paper, prepare_new, write
from safetydesk.operations.undoing import take_back
from safetydesk.operations.wording import save_wording
from safetydesk.registers.records.letters.kinds import PARENT, STAFF, LetterKind
from safetydesk.registers.records.letters.template import Template, TemplateBlock, read_template, template_text
from safetydesk.storage.history import of_row
from safetydesk.ui.pages.letters.unfinished_dialog import UnfinishedDialog
from safetydesk.ui.preview_dialog import PreviewDialog
from safetydesk.ui.wording.clause_shown import note_lines
from safetydesk.words import Words
from tests.desks import RecordedNotices, desk_of
from tests.letters.small_school import issue_now

CLAUSES = ("{name}受托人为×××。", "离校后发生意外，后果自负。")


def with_clauses(kind: LetterKind, *clauses: str) -> Template:
    """The program's wording with clauses more at its end."""
    template = read_template(template_text(kind.key, "zh_CN"))
    return replace(template, blocks=(*template.blocks, TemplateBlock("clauses", {"clauses": list(clauses)})))


@pytest.fixture
def ids(school: Office) -> list[int]:
    """Letters to the parents of five and to six of the staff, never printed, with two clauses amiss."""
    for kind in (PARENT, STAFF):
        save_wording(school, kind, "zh_CN", with_clauses(kind, *CLAUSES))
    return [row_id for kind in (PARENT, STAFF) for row_id in issue_now(school, kind).ids]


@pytest.fixture
def printed() -> list[str]:
    """Filled when the dialog lets the letters through."""
    return []


@pytest.fixture
def dialog(
    qtbot: QtBot, dressed: object, school: Office, ids: list[int], printed: list[str], tmp_path: Path
) -> Iterator[UnfinishedDialog]:
    made = UnfinishedDialog(desk_of(school, tmp_path, "zh_CN"), ids, lambda: printed.append("again"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.done(0)


def rows(dialog: UnfinishedDialog) -> list[list[str]]:
    """Wordings with their clauses: clause, letters."""
    tree = dialog.tree
    groups = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    return [
        [
            group.text(0),
            *(f"{group.child(row).text(0)} {group.child(row).text(2)}" for row in range(group.childCount())),
        ]
        for group in groups
    ]


def test_the_clauses_are_grouped_by_wording_with_how_many_letters_they_stop(dialog: UnfinishedDialog) -> None:
    shown = ["〔签订人／学生〕受托人为×××。", "离校后发生意外，后果自负。"]
    assert rows(dialog) == [
        ["家长责任书 · 简体中文", *(f"{clause} 5" for clause in shown)],
        ["教职工责任书 · 简体中文", *(f"{clause} 6" for clause in shown)],
    ]
    assert "11 份" in dialog.head.text() and "×××" in dialog.detail.text()


def test_each_clause_is_accepted_with_a_reason_and_then_the_letters_are_printed(
    dialog: UnfinishedDialog, school: Office, ids: list[int], printed: list[str], tmp_path: Path
) -> None:
    notices = dialog.desk.notices
    assert isinstance(notices, RecordedNotices)
    dialog.accept_chosen()
    assert [error.what.id for error in notices.refused] == ["unfinished.no_reason"] and len(rows(dialog)[0]) == 3
    for reason in ("当面填写", "教育局原文", "当面填写", "教育局原文"):
        assert not printed
        dialog.reason.setText(reason)
        dialog.accept_chosen()
    assert printed == ["again"] and dialog.result() == QDialog.DialogCode.Accepted
    job = prepare_new(school, ids)
    notes = note_lines(Words("zh_CN"), job.noted)
    assert "当面填写" in notes[0] and "〔签订人／学生〕受托人" in notes[0] and notes[-1] == "另有 2 处"
    take_back(school.database, of_row(school.database, "accepted_clause", 1)[-1].batch)
    with pytest.raises(Unfinished):
        prepare_new(school, ids)


def test_a_mended_wording_is_for_the_letters_it_stopped(dialog: UnfinishedDialog, school: Office, ids: list[int], printed: list[str]) -> None:  # fmt: skip
    """Mend opens the editor at the clause; after Save the stopped letters have the new version, others keep theirs."""
    dialog.mend()
    editor = dialog.editor
    assert editor is not None and editor.kind is PARENT and "×××" in editor.note.text()
    assert CLAUSES[0] in editor.form.texts["clauses"].toPlainText()
    editor.form.texts["clauses"].setPlainText("受托人另行告知。")
    assert editor.note.text() == "", "findings go as soon as the text is mended"
    editor.save()
    assert "5 份" in editor.note.text()
    editor.reject()
    assert [group[0] for group in rows(dialog)] == ["教职工责任书 · 简体中文"] and not printed
    assert look_over(school, ids[:5]) == []


def test_a_clause_of_a_posts_duties_is_mended_there(
    qtbot: QtBot, dressed: object, school: Office, tmp_path: Path
) -> None:
    ids = issue_now(school, STAFF).ids[:1]
    with school.database.action("test.duties") as action:
        action.update("letter", ids[0], {"duties": [{"post": "门卫", "duties": ["联系人为×××。"]}]})
    made = UnfinishedDialog(desk_of(school, tmp_path, "zh_CN"), ids, lambda: None)
    qtbot.addWidget(made)
    notices = made.desk.notices
    assert isinstance(notices, RecordedNotices)
    made.mend()
    assert made.editor is None and "岗位的职责" in notices.told[0]


def test_the_preview_says_what_was_accepted(qtbot: QtBot, dressed: object, school: Office, ids: list[int], tmp_path: Path) -> None:  # fmt: skip
    accept_concerns(school, look_over(school, ids), "教育局原文")
    job = prepare_new(school, ids[:1])
    paper = letter_paper(job, write(job, tmp_path / "a.pdf"))
    preview = PreviewDialog(desk_of(school, tmp_path, "zh_CN"), paper)
    qtbot.addWidget(preview)
    preview.tell_note(note_lines(Words("zh_CN"), job.noted))
    assert "教育局原文" in preview.note.text()
    preview.done(0)
