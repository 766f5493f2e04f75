"""Settings: the school, languages, look, printing, and the backups."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from safetydesk import __version__
from safetydesk.errors import UserError
from safetydesk.paths import DataFolder
from safetydesk.storage import backup
from safetydesk.storage.restore import restore
from safetydesk.ui.checks_settings import ChecksSettings
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_choice import choose_folder
from safetydesk.ui.form_dialog import FormDialog
from safetydesk.ui.required_plans_settings import RequiredPlansSettings
from safetydesk.ui.rhythm_settings import RhythmSettings
from safetydesk.ui.scan_settings import ScanPage
from safetydesk.ui.theme import BETWEEN, INSIDE

CHOICES: dict[str, tuple[str, ...]] = {
    "window_language": ("zh_CN", "en"),
    "paper_language": ("zh_CN", "en"),
    "theme": ("auto", "light", "dark"),
    "faces": ("system", "own"),
}


class SettingsDialog(QDialog):
    """Every change is stored when it is made."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.form: FormDialog | None = None
        words = desk.words
        self.setWindowTitle(words.text("settings.title"))
        self.tabs = QTabWidget()
        self.tabs.addTab(self.general(), words.text("settings.general"))
        self.tabs.addTab(ChecksSettings(desk), words.text("checks.settings"))
        self.tabs.addTab(ScanPage(desk, self.store), words.text("filing.settings"))
        self.tabs.addTab(RhythmSettings(desk), words.text("drill_year.settings"))
        self.plans = RequiredPlansSettings(desk)
        self.tabs.addTab(self.plans, words.text("required_plans.title"))
        self.tabs.addTab(self.safety(), words.text("settings.backups"))
        self.tabs.addTab(self.about(), words.text("settings.about"))
        close = QPushButton(words.text("window.close"))
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(BETWEEN, BETWEEN, BETWEEN, BETWEEN)
        layout.addWidget(self.tabs)
        layout.addLayout(row)
        self.resize(640, 420)

    def show_plans(self) -> None:
        """Begin at the kinds of plan that are required."""
        self.tabs.setCurrentWidget(self.plans)

    def general(self) -> QWidget:
        """The school's form, languages, theme, duplex."""
        words, settings = self.desk.words, self.desk.office.settings
        page = QWidget()
        rows = QFormLayout(page)
        rows.setVerticalSpacing(INSIDE + 2)
        school = QPushButton(words.text("settings.edit_school"))
        school.clicked.connect(self.edit_school)
        rows.addRow(words.text("register.school"), school)
        self.boxes: dict[str, QComboBox] = {}
        for name, values in CHOICES.items():
            box = self.boxes[name] = QComboBox()
            for value in values:
                box.addItem(words.text(f"settings.{name}_{value}"), value)
            box.setCurrentIndex(values.index(settings.get(name)))
            box.setAccessibleName(words.text(f"settings.{name}"))
            box.activated.connect(lambda _, name=name: self.store(name, self.boxes[name].currentData()))
            rows.addRow(words.text(f"settings.{name}"), box)
        duplex = QCheckBox(words.text("settings.duplex_yes"))
        duplex.setChecked(bool(settings.get("duplex")))
        duplex.toggled.connect(lambda on: self.store("duplex", on))
        rows.addRow(words.text("settings.duplex"), duplex)
        hint = QLabel(words.text("settings.hint"))
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        rows.addRow(hint)
        return page

    def store(self, name: str, value: object) -> None:
        """Keep a setting."""
        try:
            self.desk.office.settings.put(name, value)
        except UserError as error:
            self.desk.notices.refuse(error)

    def edit_school(self) -> None:
        """The form of the one school."""
        row = self.desk.office.database.query("SELECT id FROM school")[0][0]
        self.form = FormDialog(self.desk, self.desk.office.register("school"), row, self)
        self.form.open()

    def safety(self) -> QWidget:
        """Backups on this PC, made, verified and brought back."""
        words = self.desk.words
        page = QWidget()
        column = QVBoxLayout(page)
        self.backups = QListWidget()
        self.backups.setAccessibleName(words.text("settings.backups"))
        column.addWidget(self.backups, 1)
        row = QHBoxLayout()
        for name, action in (
            ("create", self.back_up),
            ("create_at", self.back_up_elsewhere),
            ("verify", self.verify),
            ("restore", self.restore),
        ):
            button = QPushButton(words.text(f"settings.backup_{name}"))
            button.clicked.connect(action)
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        self.list_backups()
        return page

    def list_backups(self) -> None:
        """Newest first."""
        self.found = backup.existing(self.desk.office.folder)
        self.backups.clear()
        if not self.found:
            nothing = QListWidgetItem(self.desk.words.text("settings.no_backups"), self.backups)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
        for item in self.found:
            made = item.manifest.made_at[:16].replace("T", " ")
            people = item.manifest.tables.get("person", 0)
            letters = item.manifest.tables.get("letter", 0)
            self.backups.addItem(
                self.desk.words.text("settings.backup_line", made=made, people=people, letters=letters)
            )

    def back_up(self) -> None:
        """A backup on this PC."""
        self.guarded(lambda: backup.create(self.desk.office.database))

    def back_up_elsewhere(self) -> None:
        """A backup on a stick or in another folder."""
        place = choose_folder(self.desk, self)
        if place:
            self.guarded(lambda: backup.create(self.desk.office.database, place))

    def guarded(self, make: object) -> None:
        """Make a backup and tell how it went."""
        try:
            made = make() if callable(make) else None
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        self.list_backups()
        self.desk.signals.backed_up.emit()
        if made is not None:
            self.desk.notices.tell(self.desk.words.text("cli.backed_up", path=str(made.path)))

    def chosen(self) -> backup.Backup | None:
        """The backup chosen in the list, else the newest."""
        if not self.found:
            self.desk.notices.tell(self.desk.words.text("overview.no_backup"))
            return None
        return self.found[max(self.backups.currentRow(), 0)]

    def verify(self) -> None:
        """Prove the chosen backup anew."""
        item = self.chosen()
        if item:
            try:
                backup.check(item)
            except UserError as error:
                self.desk.notices.refuse(error)
                return
            self.desk.notices.tell(self.desk.words.text("cli.backup_ok", id=item.id))

    def restore(self) -> None:
        """Bring the chosen backup into another folder; the data in use is not touched."""
        item = self.chosen()
        place = choose_folder(self.desk, self) if item else None
        if item and place:
            try:
                restore(item.path, DataFolder(place))
            except UserError as error:
                self.desk.notices.refuse(error)
                return
            self.desk.notices.tell(self.desk.words.text("settings.restored", path=str(place)))

    def about(self) -> QWidget:
        """Version, folder, licences."""
        page = QWidget()
        column = QVBoxLayout(page)
        text = QLabel(
            self.desk.words.text("settings.about_text", version=__version__, folder=str(self.desk.office.folder.root))
        )
        text.setWordWrap(True)
        column.addWidget(text)
        column.addStretch()
        return page
