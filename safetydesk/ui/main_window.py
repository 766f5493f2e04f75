"""The main window: tool bar, tabs, status line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLabel, QMainWindow, QTabWidget, QToolBar, QWidget

from safetydesk.storage import backup
from safetydesk.storage.action import Action
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_reader import FileReader
from safetydesk.ui.help_window import HelpWindow
from safetydesk.ui.icons import icon
from safetydesk.ui.overview.tasks import FOLLOW_UP
from safetydesk.ui.overview_page import OverviewPage
from safetydesk.ui.pages.files_page import FilesPage
from safetydesk.ui.pages.letters_page import LettersPage
from safetydesk.ui.pages.people_page import PeoplePage
from safetydesk.ui.search_everywhere import SearchEverywhere
from safetydesk.ui.settings_dialog import SettingsDialog
from safetydesk.ui.tab_page import TabPage
from safetydesk.ui.theme import BETWEEN
from safetydesk.ui.undo_stack import UndoStack

ROSTERS = (".xlsx", ".xls", ".et", ".csv", ".xlsm")
TABS = ("letters", "drills", "hazards", "education", "duty", "resources", "files")
"""In this order behind the overview; a tab without registers is not shown."""


class MainWindow(QMainWindow):
    """Tabs are built when they are first shown."""

    dressed = Signal()
    """Language or look has changed: the window is to be built anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.undo_stack = UndoStack(desk)
        self.reader = FileReader(desk, self)
        self.dialog: SettingsDialog | SearchEverywhere | None = None
        self.help: HelpWindow | None = None
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.keys: list[str] = []
        self.saved = QLabel()
        self.safety = QLabel()
        self.setWindowTitle(desk.words.text("window.name"))
        self.setMinimumSize(900, 540)
        self.setAcceptDrops(True)
        self.add_tabs()
        self.add_tools()
        self.add_status()
        self.setCentralWidget(self.tabs)
        self.tabs.currentChanged.connect(self.build_tab)
        desk.signals.show_records.connect(self.show_records)
        desk.signals.page_wanted.connect(self.go_to_page)
        desk.signals.backed_up.connect(self.show_backup_age)
        self.looks = (desk.office.settings.window_language, desk.office.settings.get("theme"))
        self.listener = self.committed
        desk.office.database.on_commit.append(self.listener)
        if desk.office.database.read_only:
            self.add_banner()
        if not desk.state.restore(self, "main"):
            self.resize(1093, 614)

    def add_tabs(self) -> None:
        """The overview, and a tab for each group that has registers."""
        self.tabs.addTab(OverviewPage(self.desk), icon("overview"), self.desk.words.text("tab.overview"))
        self.keys.append("overview")
        for key in TABS:
            if any(register.tab == key for register in self.desk.office.registers):
                self.tabs.addTab(
                    QWidget(), icon("archive" if key == "files" else key), self.desk.words.text(f"tab.{key}")
                )
                self.keys.append(key)
        for number in range(len(self.keys)):
            QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self, lambda number=number: self.tabs.setCurrentIndex(number))

    def build_tab(self, place: int) -> None:
        """Make a tab's page when it is first shown."""
        key = self.keys[place]
        if type(self.tabs.widget(place)) is not QWidget:
            return
        registers = [register for register in self.desk.office.registers if register.tab == key]
        title, picture = self.tabs.tabText(place), self.tabs.tabIcon(place)
        self.tabs.blockSignals(True)
        self.tabs.removeTab(place)
        self.tabs.insertTab(place, TabPage(self.desk, registers), picture, title)
        self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(False)

    def add_tools(self) -> None:
        """Year, search, undo, settings, help."""
        words = self.desk.words
        bar = QToolBar()
        bar.setMovable(False)
        bar.setIconSize(QSize(18, 18))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addToolBar(bar)
        self.year_box = QComboBox()
        self.year_box.setAccessibleName(words.text("window.year"))
        now = self.desk.office.year
        for year in range(now + 1, now - 10, -1):
            self.year_box.addItem(words.text("core.year", first=year, last=year + 1), year)
        self.year_box.setCurrentIndex(self.year_box.findData(self.desk.year))
        self.year_box.activated.connect(lambda _: self.desk.year_choice.choose(int(self.year_box.currentData())))
        bar.addWidget(self.year_box)
        bar.addSeparator()
        for name, picture, keys, action in (
            ("search_all", "search", "Ctrl+K", self.search),
            ("undo", "undo", "Ctrl+Z", self.undo_stack.undo),
            ("redo", "redo", "Ctrl+Y", self.undo_stack.redo),
            ("settings", "settings", "Ctrl+,", self.show_settings),
            ("help", "help", "F1", self.show_help),
        ):
            tool = QAction(icon(picture), words.text(f"window.{name}"), self)
            tool.setShortcut(QKeySequence(keys))
            tool.setToolTip(f"{words.text(f'window.{name}')} {keys}".strip())
            tool.triggered.connect(lambda _=False, action=action: action())
            bar.addAction(tool)

    def add_status(self) -> None:
        """When it was last saved, where the data lies, how old the newest backup is."""
        where = QLabel(self.desk.words.text("window.folder", folder=str(self.desk.office.folder.root)))
        for label in (self.saved, where, self.safety):
            label.setProperty("quiet", True)
        self.statusBar().addWidget(self.saved, 1)
        self.statusBar().addPermanentWidget(where)
        self.statusBar().addPermanentWidget(self.safety)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().setContentsMargins(BETWEEN, 0, BETWEEN, 0)
        self.show_backup_age()

    def add_banner(self) -> None:
        """The folder cannot be written: everything can be read and exported, nothing changed."""
        banner = QLabel(self.desk.words.text("window.read_only"))
        banner.setProperty("warning", True)
        banner.setContentsMargins(BETWEEN, 4, BETWEEN, 4)
        bar = QToolBar()
        bar.setMovable(False)
        bar.addWidget(banner)
        self.addToolBarBreak()
        self.addToolBar(bar)

    def show_backup_age(self) -> None:
        """The newest verified backup."""
        newest = next(iter(backup.existing(self.desk.office.folder)), None)
        words = self.desk.words
        made = newest.manifest.made_at[:16].replace("T", " ") if newest else ""
        self.safety.setText(words.text("window.backup", made=made) if newest else words.text("window.no_backup"))

    def committed(self, action: Action) -> None:
        """After COMMIT, and only then: say so, remember it for undo, let pages follow."""
        self.undo_stack.committed(action)
        self.reader.committed(action)
        moment = self.desk.office.database.last_saved
        if moment:
            self.saved.setText(self.desk.words.text("window.saved", time=moment.strftime("%H:%M:%S")))
        registers = {
            register.key for table in action.touched if (register := self.desk.office.registers.of_table(table))
        }
        self.desk.signals.changed.emit(registers)
        looks = (self.desk.office.settings.window_language, self.desk.office.settings.get("theme"))
        if looks != self.looks:
            self.looks = looks
            self.dressed.emit()

    def go_to(self, key: str) -> TabPage | None:
        """The tab that lists a register."""
        register = self.desk.office.registers.get(key)
        if register is None or register.tab not in self.keys:
            return None
        self.tabs.setCurrentIndex(self.keys.index(register.tab))
        page = self.tabs.currentWidget()
        return page if isinstance(page, TabPage) else None

    def show_records(self, key: str, ids: tuple[int, ...]) -> None:
        """Go to a register and show exactly these rows."""
        if tab := self.go_to(key):
            tab.go_to(key).show_only(ids)
        elif key == "school":
            self.show_settings()

    def go_to_page(self, name: str) -> None:
        """Settings, or the page of a register."""
        if name == "settings":
            self.show_settings()
        elif name == FOLLOW_UP and (tab := self.go_to("letters")):
            page = tab.go_to("letters")
            if isinstance(page, LettersPage):
                page.follow_up()
        elif tab := self.go_to(name):
            tab.go_to(name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Rosters go to the people, everything else is filed, wherever it was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        rosters = [path for path in paths if path.suffix.lower() in ROSTERS]
        key, wanted = ("people", rosters) if rosters else ("files", paths)
        if wanted and (tab := self.go_to(key)):
            page = tab.go_to(key)
            if isinstance(page, PeoplePage):
                page.import_files(wanted)
            elif isinstance(page, FilesPage):
                page.file_these(wanted)

    def search(self) -> None:
        """Find anything."""
        self.dialog = SearchEverywhere(self.desk, self)
        self.dialog.open()

    def show_settings(self) -> None:
        """Settings."""
        self.dialog = SettingsDialog(self.desk, self)
        self.dialog.open()

    def show_help(self) -> None:
        """Help for the page that is open."""
        shown = self.tabs.currentWidget()
        page = shown.current_key if isinstance(shown, TabPage) else ""
        self.help = HelpWindow(self.desk.words, self.keys[self.tabs.currentIndex()], self, page)
        self.help.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk.tasks.busy:
            event.ignore()
            return
        self.desk.state.keep(self, "main")
        self.reader.stop()
        if self.listener in self.desk.office.database.on_commit:
            self.desk.office.database.on_commit.remove(self.listener)
        super().closeEvent(event)
