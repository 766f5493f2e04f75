"""Puts the program together: paths, data, words, window. The only place that knows all the parts."""

from __future__ import annotations

import faulthandler
import hashlib
import os
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QTimer, QTranslator
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QMessageBox

from safetydesk.cli.console import REFUSED, Console
from safetydesk.clock import Clock
from safetydesk.errors import UserError
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder, resources
from safetydesk.storage import backup, pruning
from safetydesk.ui.crash import CrashDesk
from safetydesk.ui.desk import Desk, YearChoice
from safetydesk.ui.first_run.dialog import FirstRun
from safetydesk.ui.first_run.steps import is_new
from safetydesk.ui.main_window import MainWindow
from safetydesk.ui.notices import WindowNotices
from safetydesk.ui.pictures import take_pictures
from safetydesk.ui.tasks import WindowTasks
from safetydesk.ui.theme import apply_theme, load_fonts
from safetydesk.ui.wheel_guard import WheelGuard
from safetydesk.ui.window_state import WindowState
from safetydesk.words import Words

BACKUP_EVERY_MS = 2 * 60 * 60 * 1000
RAISE_WAIT_MS = 500


def run_window(folder: DataFolder, clock: Clock, language: str | None) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    app = QApplication(sys.argv[:1])
    words = Words(language or "zh_CN")
    family = load_fonts(resources() / "fonts")
    apply_theme(app, "auto", family)
    if raise_other_window(folder):
        return 0
    try:
        with open_office(folder, clock) as office:
            return Program(app, office, language, family).run()
    except UserError as error:
        QMessageBox.warning(None, words.text("window.name"), words.error(error))
        return REFUSED


def run_pictures(folder: DataFolder, clock: Clock, out: Path, language: str | None) -> int:
    """Pictures of every page in both languages, without a screen if there is none."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    family = load_fonts(resources() / "fonts")
    try:
        with open_office(folder, clock) as office:
            for file in take_pictures(app, office, family, out):
                sys.stdout.write(f"{file}\n")
    except UserError as error:
        Console(Words(language or "zh_CN"), as_json=False).refusal(error)
        return REFUSED
    return 0


def server_name(folder: DataFolder) -> str:
    """One name for each data folder and user."""
    return "safetydesk-" + hashlib.sha256(str(folder.root.absolute()).encode()).hexdigest()[:16]


def raise_other_window(folder: DataFolder) -> bool:
    """Bring the window forward that is open on this folder already; False if there is none."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(folder))
    return bool(socket.waitForConnected(RAISE_WAIT_MS))


class Program:
    """The running window program."""

    def __init__(self, app: QApplication, office: Office, language: str | None, family: str) -> None:
        self.app = app
        self.office = office
        self.language = language
        self.family = family
        self.window: MainWindow | None = None
        self.first_run: FirstRun | None = None
        self.translator = QTranslator()
        self.wheel = WheelGuard(app)
        self.server = QLocalServer()
        self.timer = QTimer()

    def run(self) -> int:
        """Show the window and work until it is closed; a last backup if anything was changed."""
        words = Words(self.language or self.office.settings.window_language)
        self.crashes = CrashDesk(words, self.office.folder.logs)
        self.crashes.install()
        self.fault_log = (self.office.folder.logs / "fault.txt").open("w", encoding="utf-8")
        faulthandler.enable(self.fault_log)
        QLocalServer.removeServer(server_name(self.office.folder))
        self.server.listen(server_name(self.office.folder))
        self.server.newConnection.connect(self.come_forward)
        self.backup_if_due()
        self.timer.timeout.connect(self.backup_if_due)
        self.timer.start(BACKUP_EVERY_MS)
        if is_new(self.office.database):
            self.welcome()
        else:
            self.show_window()
        code = self.app.exec()
        if backup.changed_since_last(self.office.database):
            backup.create(self.office.database)
        faulthandler.disable()
        self.fault_log.close()
        return code

    def welcome(self) -> None:
        """The first run comes before the window; the window opens where it ends."""
        words = self.dress()
        notices, tasks = WindowNotices(words), WindowTasks(words)
        dialog = self.first_run = FirstRun(self.desk(words, notices, tasks), anew=True)
        notices.parent = tasks.parent_window = dialog

        def speak(language: str) -> None:
            self.language = None
            notices.words = tasks.words = self.dress()

        dialog.language_chosen.connect(speak)
        dialog.finished.connect(lambda _: self.begin())
        self.app.setQuitOnLastWindowClosed(False)
        dialog.show()

    def begin(self) -> None:
        """From the first run to the window."""
        self.show_window()
        self.app.setQuitOnLastWindowClosed(True)
        if self.first_run is not None:
            self.first_run.deleteLater()
            self.first_run = None

    def dress(self) -> Words:
        """Look, font and Qt's own words as the settings want them; returns the window's words."""
        language = self.language or self.office.settings.window_language
        apply_theme(self.app, self.office.settings.get("theme"), self.family)
        self.app.removeTranslator(self.translator)
        if language == "zh_CN" and self.translator.load(
            "qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        ):
            self.app.installTranslator(self.translator)
        return Words(language)

    def desk(self, words: Words, notices: WindowNotices, tasks: WindowTasks) -> Desk:
        """What the pages are handed."""
        state = WindowState(self.office.folder.window_state)
        return Desk(self.office, words, tasks, notices, state, YearChoice(self.office.year))

    def show_window(self) -> None:
        """Build the window in the language and look of the settings."""
        words = self.dress()
        notices, tasks = WindowNotices(words), WindowTasks(words)
        self.window = MainWindow(self.desk(words, notices, tasks))
        notices.parent = tasks.parent_window = self.window
        self.window.dressed.connect(lambda: QTimer.singleShot(0, self.rebuild))
        self.window.show()

    def rebuild(self) -> None:
        """A new window after the language or the look was changed; --lang counts only at the start."""
        old = self.window
        self.language = None
        if old is not None:
            old.desk.state.keep(old, "main")
        self.show_window()
        if old is not None:
            old.close()
            old.deleteLater()

    def come_forward(self) -> None:
        """A second start: this window is the one that is wanted."""
        while self.server.nextPendingConnection():
            pass
        if front := self.window or self.first_run:
            front.setWindowState(front.windowState())
            front.raise_()
            front.activateWindow()

    def backup_if_due(self) -> None:
        """A verified backup after some hours of work; old ones go by the rule."""
        if self.office.database.read_only or not backup.due(self.office.database):
            return
        try:
            backup.create(self.office.database)
            pruning.prune(backup.existing(self.office.folder), self.office.clock.now())
            if self.window:
                self.window.desk.signals.backed_up.emit()
        except UserError as error:
            if self.window:
                self.window.desk.notices.refuse(error)
