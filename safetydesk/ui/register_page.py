"""The page of any register: filters, grid, buttons."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction, QKeySequence, QPalette, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from safetydesk.core.filter import AnyId
from safetydesk.core.register import Register
from safetydesk.core.sheet import Sheet
from safetydesk.errors import UserError
from safetydesk.operations.closing import CannotClose, close, reopen
from safetydesk.operations.ledger import FORMATS, ending, ledger_paper, ledger_sheet, writer
from safetydesk.operations.paper import Paper
from safetydesk.ui.desk import Desk
from safetydesk.ui.details_pane import DetailsPane
from safetydesk.ui.file_choice import save_path
from safetydesk.ui.filter_bar import FilterBar
from safetydesk.ui.form_dialog import FormDialog
from safetydesk.ui.grid_view import GridView
from safetydesk.ui.icons import icon
from safetydesk.ui.paper_told import tell_exported
from safetydesk.ui.preview_dialog import PreviewDialog
from safetydesk.ui.sheet_model import SheetModel
from safetydesk.ui.theme import BETWEEN, INSIDE

ICON_ROLES = {True: QPalette.ColorRole.HighlightedText, False: QPalette.ColorRole.ButtonText}
"""By whether the button is the page's primary one."""


class RegisterPage(QWidget):
    """Works for every register from its declaration; pages with more to offer build on it."""

    form_class: type[FormDialog] = FormDialog
    details_class: type[DetailsPane] = DetailsPane

    def __init__(self, desk: Desk, register: Register) -> None:
        super().__init__()
        self.desk = desk
        self.register = register
        self.missed: set[str] = set()
        self.saved_unseen = self.other_year = False
        self.form: FormDialog | None = None
        self.preview: PreviewDialog | None = None
        self.model = SheetModel(desk.office, register, desk.words)
        self.filters = FilterBar(desk, register)
        self.grid = GridView(self.model, desk.state)
        self.grid.setAccessibleName(desk.words.text(f"register.{register.key}"))
        self.totals = QLabel()
        self.totals.setProperty("quiet", True)
        self.empty = QLabel(desk.words.text(f"empty.{register.key}"))
        self.empty.setProperty("quiet", True)
        self.empty.setWordWrap(True)
        self.details = self.details_class(desk, register)
        self.details_button = QPushButton(desk.words.text("grid.details"))
        self.details_button.setProperty("link", True)
        self.details_button.setCheckable(True)
        self.details_button.setChecked(bool(desk.state.read("details/shown", False)))
        self.details.setVisible(self.details_button.isChecked())
        self.buttons = QHBoxLayout()
        self.build()
        self.connect_all()
        self.list_again()

    def build(self) -> None:
        """From top to bottom: buttons, filters, grid, totals."""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(BETWEEN, BETWEEN, BETWEEN, INSIDE)
        self.column.setSpacing(INSIDE)
        self.buttons.setSpacing(INSIDE)
        self.add_buttons()
        self.buttons.addStretch()
        self.column.addLayout(self.buttons)
        self.column.addWidget(self.filters)
        self.column.addWidget(self.empty)
        middle = QHBoxLayout()
        middle.addWidget(self.grid, 1)
        middle.addWidget(self.details)
        self.column.addLayout(middle, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.totals, 1)
        foot.addWidget(self.details_button)
        self.column.addLayout(foot)

    def add_buttons(self) -> None:
        """New, export, print, more."""
        words = self.desk.words
        if self.register.grows:
            new = self.button(words.text("grid.new"), "add", self.new_record, primary=True)
            new.setToolTip("Ctrl+N")
        self.button(words.text("grid.export"), "export", menu=self.export_menu())
        self.button(words.text("grid.print"), "print", menu=self.print_menu())
        if self.register.frozen:
            self.button(words.text(f"closing.{self.register.key}"), "lock", menu=self.close_menu())
        if not self.register.kept:
            trash = QAction(words.text("grid.trash"), self.grid)
            trash.triggered.connect(self.trash_chosen)
            self.grid.addAction(trash)

    def print_menu(self) -> QMenu:
        """The list on paper; pages with papers of their own put them first."""
        menu = QMenu(self)
        menu.addAction(self.desk.words.text("grid.print_list"), self.print_list)
        return menu

    def export_menu(self) -> QMenu:
        """The ledger in each format."""
        menu = QMenu(self)
        for format in FORMATS:
            menu.addAction(self.desk.words.text(f"grid.export_{format}"), partial(self.export, format))
        return menu

    def button(
        self, text: str, picture: str, action: object = None, menu: QMenu | None = None, primary: bool = False
    ) -> QPushButton:
        """A button of the page's row."""
        button = QPushButton(icon(picture, ICON_ROLES[primary]), text)
        button.setProperty("primary", primary)
        if menu:
            button.setProperty("menu", True)
            button.setMenu(menu)
        elif callable(action):
            button.clicked.connect(lambda: action())
        self.buttons.addWidget(button)
        return button

    def connect_all(self) -> None:
        """Lists follow filters, year, and every save anywhere."""
        self.filters.changed.connect(self.list_again)
        self.model.failed.connect(self.desk.notices.refuse)
        self.grid.opened.connect(self.open_record)
        self.grid.pasted.connect(self.report_paste)
        self.grid.add_rows.connect(self.add_pasted)
        self.grid.selectionModel().selectionChanged.connect(self.count)
        self.model.modelReset.connect(self.count)
        self.details_button.toggled.connect(self.fold_details)
        self.grid.selectionModel().currentRowChanged.connect(lambda *_: self.show_details())
        self.desk.year_choice.changed.connect(self.year_chosen)
        self.desk.signals.changed.connect(self.follow)
        for keys, action in (
            ("Ctrl+F", self.filters.search.setFocus),
            ("Ctrl+N", self.new_record),
            ("Ctrl+P", self.print_list),
        ):
            QShortcut(QKeySequence(keys), self, action)

    def year_chosen(self, *_: object) -> None:
        """Another school year: listed at once only where it is seen."""
        self.other_year = True
        self.catch_up()

    def follow(self, keys: set[str]) -> None:
        """Something was saved: a page out of sight looks when it is shown again."""
        self.missed |= keys
        self.saved_unseen = True
        self.catch_up()

    def catch_up(self) -> None:
        """Show what happened since the page was last seen."""
        if not self.isVisible():
            return
        if self.other_year:
            self.other_year = False
            self.list_again()
        if self.saved_unseen:
            keys, self.missed, self.saved_unseen = self.missed, set(), False
            self.registers_changed(keys)

    def showEvent(self, event: QShowEvent) -> None:
        self.catch_up()
        super().showEvent(event)

    def list_again(self) -> None:
        """Ask the database anew."""
        self.model.show_query(self.filters.query(self.model.query.order))
        self.filters.mark()
        self.empty.setVisible(not self.model.ids and not self.filters.narrowed())

    def registers_changed(self, keys: set[str]) -> None:
        """Something was saved: what this register shows, or links to, may have changed."""
        self.model.refresh()
        self.show_details()
        self.empty.setVisible(not self.model.ids and not self.filters.narrowed())
        self.count()

    def count(self) -> None:
        """How many rows, how many chosen."""
        chosen = self.grid.chosen_count()
        key = "grid.total_chosen" if chosen > 1 else "grid.total"
        self.totals.setText(self.desk.words.text(key, n=len(self.model.ids), chosen=chosen))

    def fold_details(self, shown: bool) -> None:
        """Show or fold the pane, and remember it for every page."""
        self.desk.state.write("details/shown", shown)
        self.details.setVisible(shown)
        self.show_details()

    def show_details(self) -> None:
        """The record under the cursor, while the pane is open."""
        if self.details_button.isChecked():
            row = self.grid.currentIndex().row()
            self.details.show_record(self.model.ids[row] if 0 <= row < len(self.model.ids) else None)

    def show_only(self, ids: tuple[int, ...]) -> None:
        """Exactly these records, until the filter is cleared."""
        self.filters.pin(AnyId("", ids))
        self.grid.choose_ids(set(ids[:1]))

    def new_record(self) -> None:
        """An empty form."""
        if self.register.grows:
            self.show_form(None)

    def open_record(self, row_id: int) -> None:
        """The form of a record."""
        self.show_form(row_id)

    def show_form(self, row_id: int | None) -> None:
        """Open the form over the window; the saved record is chosen afterwards."""
        form = self.form = self.form_class(self.desk, self.register, row_id, self)
        form.accepted.connect(lambda: self.grid.choose_ids({form.saved_id} if form.saved_id else set()))
        form.open()

    def report_paste(self, count: int, refused: int) -> None:
        """A refused cell stays marked; say how many."""
        if refused:
            self.totals.setText(self.desk.words.text("grid.pasted_refused", n=count, refused=refused))

    def add_pasted(self, rows: list[dict[str, str]]) -> None:
        """Rows pasted below the last one, as new records."""
        try:
            stored = self.desk.office.records.save_texts(
                self.register, [(None, row) for row in rows], f"{self.register.key}.paste"
            )
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        if stored.refused:
            reasons = {self.desk.words.say(issue.message) for issues in stored.refused.values() for issue in issues}
            text = self.desk.words.text("grid.rows_refused", n=len(stored.refused), reasons="；".join(sorted(reasons)))
            self.desk.notices.tell(text)

    def close_menu(self) -> QMenu:
        """Closing and opening again, for registers whose records can be closed."""
        menu = QMenu(self)
        menu.addAction(self.desk.words.text(f"closing.{self.register.key}"), self.close_chosen)
        menu.addAction(self.desk.words.text("grid.reopen_record"), self.reopen_chosen)
        return menu

    def close_chosen(self) -> None:
        """Close the chosen records; the first that lacks something is opened, with what it lacks."""
        ids = self.grid.chosen_ids()
        if not ids:
            self.desk.notices.tell(self.desk.words.text("letters_page.choose_first"))
            return
        try:
            close(self.desk.office, self.register, ids)
        except CannotClose as refused:
            self.show_form(refused.row_id)
            if self.form:
                self.form.show_issues(refused.issues)

    def reopen_chosen(self) -> None:
        """Open one closed record again, with the reason."""
        ids = self.grid.chosen_ids()
        if len(ids) != 1:
            self.desk.notices.tell(self.desk.words.text("grid.choose_one"))
            return
        reason = self.desk.notices.ask_text(self.desk.words.text("grid.reopen_reason"))
        if reason is not None:
            try:
                reopen(self.desk.office, self.register, ids[0], reason)
            except UserError as error:
                self.desk.notices.refuse(error)

    def trash_chosen(self) -> None:
        """Put the chosen rows into the trash, after a question."""
        ids = self.grid.chosen_ids()
        if ids and self.desk.notices.ask(
            self.desk.words.text("grid.trash_ask", n=len(ids)), self.desk.words.text("grid.trash")
        ):
            try:
                self.desk.office.records.trash(self.register, ids, self.desk.words.text("grid.trash_reason"))
            except UserError as error:
                self.desk.notices.refuse(error)

    def export(self, format: str) -> None:
        """The rows as they are listed, into a file the clerk names."""
        name = f"{self.desk.office.paper.text(f'register.{self.register.key}')}_{self.desk.office.clock.today().isoformat()}.{ending(format)}"
        path = save_path(self.desk, self, name)
        if path:
            self.write(format, path, partial(tell_exported, self.desk))

    def print_list(self) -> None:
        """The ledger as it will be on paper."""
        path = self.desk.office.folder.work / f"{self.register.key}.pdf"
        self.write("pdf", path, self.show_preview)

    def write(self, format: str, path: Path, then: Callable[[Paper], None], sheet: Sheet | None = None) -> None:
        """Write the list, or another table of its rows, in a worker; go on with the paper."""
        query = self.model.query
        office = self.desk.office
        # Paper shows the columns that the clerk sees, in their order; a file for another program holds all of them.
        shown = [self.model.fields[place].name for place in self.grid.columns.in_order()] if format == "pdf" else ()
        work = writer(office, sheet or ledger_sheet(office, self.register, query, shown), format, path)

        self.desk.tasks.run(
            self.desk.words.text("grid.writing", file=path.name),
            lambda progress, cancelled: work(cancelled),
            lambda _: then(ledger_paper(office, self.register, query, path)),
            self.desk.notices.refuse,
        )

    def show_preview(self, paper: Paper) -> None:
        """The very file that is printed."""
        self.preview = PreviewDialog(self.desk, paper, self)
        self.preview.open()
