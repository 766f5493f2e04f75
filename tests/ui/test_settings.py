"""Settings are stored when they are made, backups are made and proved, and the school's name is filled in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QLineEdit, QListWidget, QTabWidget

from safetydesk.storage import backup
from safetydesk.ui.form_dialog import FormDialog
from safetydesk.ui.settings_dialog import SettingsDialog
from tests.ui.clerk import Clerk, choose, every, labels, only, shown
from tests.ui.test_form import editor, fill


def settings(clerk: Clerk, page: str = "general") -> SettingsDialog:
    """The settings, at one of their pages."""
    clerk.press("window.settings")
    dialog = clerk.dialog(SettingsDialog)
    tabs = only(dialog, QTabWidget)
    titles = [tabs.tabText(place) for place in range(tabs.count())]
    tabs.setCurrentIndex(titles.index(clerk.say(f"settings.{page}")))
    return dialog


def box(clerk: Clerk, dialog: SettingsDialog, name: str) -> QComboBox:
    """The list of a setting."""
    return next(item for item in every(dialog, QComboBox) if item.accessibleName() == clerk.say(f"settings.{name}"))


@pytest.mark.parametrize(
    ("name", "value"),
    [("window_language", "en"), ("paper_language", "en"), ("theme", "dark"), ("theme", "light")],
)
def test_a_choice_is_stored_at_once(clerk: Clerk, name: str, value: str) -> None:
    dialog = settings(clerk)
    choose(box(clerk, dialog, name), clerk.say(f"settings.{name}_{value}"))
    assert clerk.desk.office.settings.get(name) == value
    dialog.accept()


def test_the_school_is_named(newcomer: Clerk) -> None:
    dialog = settings(newcomer)
    newcomer.press("settings.edit_school", dialog)
    form = newcomer.dialog(FormDialog)
    fill(form, 学校名称="青山小学")
    stages = editor(form, "学段")
    assert isinstance(stages, QListWidget)
    stages.item(1).setCheckState(Qt.CheckState.Checked)
    newcomer.press("form.save", form)
    dialog.accept()
    assert "青山小学　2026—2027 学年" in labels(newcomer.window)


def test_a_backup_is_made_listed_and_proved(clerk: Clerk) -> None:
    assert clerk.say("window.no_backup") in labels(clerk.window.statusBar())
    dialog = settings(clerk, "backups")
    clerk.press("settings.backup_create", dialog)
    names = only(dialog, QListWidget)
    assert names.item(0).text() == clerk.say("settings.backup_line", made="2026-09-07 09:00", people=140, letters=160)
    clerk.press("settings.backup_verify", dialog)
    made = backup.existing(clerk.desk.office.folder)
    assert clerk.say("cli.backup_ok", id=made[0].id) in clerk.heard()
    dialog.accept()
    assert clerk.say("window.backup", made="2026-09-07 09:00") in labels(clerk.window.statusBar())


def test_a_damaged_backup_is_told(clerk: Clerk) -> None:
    made = backup.create(clerk.desk.office.database)
    copy = made.path / "safetydesk.db"
    data = bytearray(copy.read_bytes())
    data[len(data) // 2] ^= 1
    copy.chmod(0o644)
    copy.write_bytes(data)
    dialog = settings(clerk, "backups")
    clerk.press("settings.backup_verify", dialog)
    assert len(clerk.notices.refused) == 1
    dialog.accept()


def choose_folder(path: Path) -> None:
    """Answer the next question for a folder."""

    def answer() -> None:
        dialog = shown(QFileDialog)[0]
        dialog.findChild(QLineEdit).setText(str(path))
        dialog.accept()

    QTimer.singleShot(0, answer)


def test_a_backup_goes_to_a_stick_and_comes_back_elsewhere(clerk: Clerk, tmp_path: Path) -> None:
    stick, other = tmp_path / "stick", tmp_path / "other"
    stick.mkdir()
    other.mkdir()
    dialog = settings(clerk, "backups")
    choose_folder(stick)
    clerk.press("settings.backup_create_at", dialog)
    assert any(stick.iterdir())
    clerk.press("settings.backup_create", dialog)
    choose_folder(other)
    clerk.press("settings.backup_restore", dialog)
    dialog.accept()
    assert clerk.say("settings.restored", path=str(other)) in clerk.heard()
    assert (other / "current.json").exists()


def test_without_a_backup_there_is_nothing_to_bring_back(clerk: Clerk) -> None:
    dialog = settings(clerk, "backups")
    assert dialog.backups.item(0).text() == clerk.say("settings.no_backups")
    clerk.press("settings.backup_restore", dialog)
    dialog.accept()
    assert clerk.say("overview.no_backup") in clerk.heard()
    assert shown(QFileDialog) == []


def test_about_names_the_version_and_the_folder(clerk: Clerk) -> None:
    dialog = settings(clerk, "about")
    said = "\n".join(label.text() for label in every(dialog, QLabel))
    assert str(clerk.desk.office.folder.root) in said
    dialog.accept()
    QApplication.processEvents()
