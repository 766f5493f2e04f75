"""A form is loaded, checked and saved once; problems stand beside their fields; nothing typed is lost unasked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from safetydesk.ui.form_dialog import FormDialog
from safetydesk.ui.grid_view import GridView
from tests.ui.clerk import Clerk, choose, column, every, labels, only, retype, shown


def editor(form: FormDialog, title: str) -> QWidget:
    """The editor that a label is the buddy of."""
    label = next(item for item in every(form, QLabel) if item.text() in (title, f"{title} *"))
    assert label.buddy() is not None
    return label.buddy()


def fill(form: FormDialog, **texts: str) -> None:
    """Type into editors, or choose from their lists."""
    for title, text in texts.items():
        widget = editor(form, title)
        if isinstance(widget, QComboBox) and not widget.isEditable():
            choose(widget, text)
        else:
            retype(widget, text)


def new_person(clerk: Clerk) -> FormDialog:
    """An empty form of the people."""
    clerk.open_page("people")
    clerk.press("grid.new")
    return clerk.dialog(FormDialog)


def first_place(clerk: Clerk) -> FormDialog:
    """The form of a place that is there."""
    with clerk.desk.office.database.action("test.places") as action:
        action.insert("place", {"name": "操场", "building": "主楼", "floors": 4})
    grid = only(clerk.open_page("places"), GridView)
    clerk.click_cell(grid, 0, 0, twice=True)
    return clerk.dialog(FormDialog)


def people(clerk: Clerk, where: str) -> list[tuple[object, ...]]:
    """People as they are stored."""
    return clerk.desk.office.database.query(
        f"SELECT name, kind, phone FROM person WHERE {where} AND deleted_at IS NULL"
    )


def test_a_new_record_is_saved_and_chosen_in_the_list(clerk: Clerk) -> None:
    form = new_person(clerk)
    fill(form, 姓名="单小满", 人员类别="保安", 手机="13800138000")
    clerk.press("form.save", form)
    assert people(clerk, "name = '单小满'") == [("单小满", "保安", "13800138000")]
    assert not form.isVisible()
    assert only(clerk.window, GridView).currentIndex().data() == "单小满"


@pytest.mark.parametrize("keys", ["Ctrl+S", "Ctrl+Return"])
def test_the_keyboard_saves(clerk: Clerk, keys: str) -> None:
    form = new_person(clerk)
    fill(form, 姓名="单小满", 人员类别="保安")
    clerk.bot.keySequence(editor(form, "姓名"), QKeySequence(keys))
    assert len(people(clerk, "name = '单小满'")) == 1


def test_problems_stand_beside_their_fields_and_nothing_is_stored(clerk: Clerk) -> None:
    form = new_person(clerk)
    fill(form, 人员类别="学生", **{"入职/入学日期": "昨天"})
    clerk.press("form.save", form)
    assert form.isVisible() and people(clerk, "name = ''") == []
    assert clerk.say("form.problems", n=1) in labels(form)
    fill(form, **{"入职/入学日期": "2026.9.1"})
    clerk.press("form.save", form)
    QApplication.processEvents()
    beside = {issue.text(): issue.mapTo(form, issue.rect().topLeft()).y() for issue in issues(form)}
    for title, reason in (("姓名", "core.required"), ("班级", "rule.pupil_has_class")):
        under = beside[clerk.say(reason)] - editor(form, title).mapTo(form, editor(form, title).rect().bottomLeft()).y()
        assert 0 <= under < 12
    assert QApplication.focusWidget() is editor(form, "姓名")
    form.hide()


def issues(form: FormDialog) -> list[QLabel]:
    """The problems that are shown."""
    return [label for label in every(form, QLabel) if label.property("issue") and label.text()]


def test_save_and_new_leaves_an_empty_form(clerk: Clerk) -> None:
    form = new_person(clerk)
    for name in ("单小满", "万俟舟"):
        fill(form, 姓名=name, 人员类别="保安")
        clerk.press("form.save_and_new", form)
        assert form.isVisible() and only_line(form, "姓名") == ""
    clerk.press("window.cancel", form)
    assert not form.isVisible() and clerk.notices.asked == []
    assert len(people(clerk, "name IN ('单小满', '万俟舟')")) == 2


def only_line(form: FormDialog, title: str) -> str:
    """What stands in a line of the form."""
    widget = editor(form, title)
    assert isinstance(widget, QLineEdit)
    return widget.text()


def test_only_what_was_changed_is_written(newcomer: Clerk) -> None:
    form = first_place(newcomer)
    assert (only_line(form, "场所名称"), only_line(form, "层数")) == ("操场", "4")
    fill(form, 层数="５")
    newcomer.press("form.save", form)
    changed = newcomer.desk.office.database.query("SELECT name, building, floors FROM place")
    assert changed == [("操场", "主楼", 5)]
    newcomer.press("window.undo")
    assert column(only(newcomer.window, GridView), "层数") == ["4"]


@pytest.mark.parametrize("way", ["cancel", "escape", "cross"])
@pytest.mark.parametrize("yes", [True, False], ids=["discard", "stay"])
def test_unsaved_changes_are_asked_about(newcomer: Clerk, way: str, yes: bool) -> None:
    form = first_place(newcomer)
    fill(form, 楼栋="东楼")
    newcomer.notices.answer = yes
    if way == "cancel":
        newcomer.press("window.cancel", form)
    elif way == "escape":
        newcomer.bot.keyClick(form, Qt.Key.Key_Escape)
    else:
        form.close()
    assert newcomer.notices.asked == [newcomer.say("form.unsaved")]
    assert form.isVisible() is not yes
    assert newcomer.desk.office.database.query("SELECT building FROM place") == [("主楼",)]
    form.hide()


@pytest.mark.parametrize("way", ["cancel", "escape", "cross"])
def test_an_untouched_form_closes_without_a_question(newcomer: Clerk, way: str) -> None:
    form = first_place(newcomer)
    if way == "cancel":
        newcomer.press("window.cancel", form)
    elif way == "escape":
        newcomer.bot.keyClick(form, Qt.Key.Key_Escape)
    else:
        form.close()
    assert not form.isVisible() and newcomer.notices.asked == []


def test_a_record_changed_meanwhile_is_not_written_over(newcomer: Clerk) -> None:
    form = first_place(newcomer)
    with newcomer.desk.office.database.action("test.meanwhile") as action:
        action.update("place", 1, {"building": "北楼"})
    fill(form, 楼栋="东楼")
    newcomer.press("form.save", form)
    assert newcomer.desk.office.database.query("SELECT building FROM place") == [("北楼",)]
    assert newcomer.notices.refused and form.isVisible()
    form.hide()


def test_removing_a_record_is_asked_and_keeps_the_reason(newcomer: Clerk) -> None:
    first_place(newcomer).close()
    grid = only(newcomer.window, GridView)
    trash = next(action for action in grid.actions() if action.text() == newcomer.say("grid.trash"))
    newcomer.notices.answer = False
    trash.trigger()
    assert column(grid, "场所名称") == ["操场"]
    newcomer.notices.answer = True
    trash.trigger()
    assert column(grid, "场所名称") == []
    reasons = newcomer.desk.office.database.query("SELECT reason FROM audit WHERE action = 'trash'")
    assert reasons == [("在列表中删除",)]
    newcomer.press("window.undo")
    assert column(grid, "场所名称") == ["操场"]


def test_a_second_form_is_not_opened_by_a_second_key(newcomer: Clerk) -> None:
    first_place(newcomer)
    newcomer.bot.keySequence(newcomer.window, QKeySequence("Ctrl+N"))
    assert len(shown(FormDialog)) == 1
    shown(FormDialog)[0].close()


def test_control_n_opens_an_empty_form(newcomer: Clerk) -> None:
    page = newcomer.open_page("places")
    newcomer.bot.keySequence(only(page, GridView), QKeySequence("Ctrl+N"))
    form = newcomer.dialog(FormDialog)
    assert form.windowTitle() == "新建：场所"
    form.close()
