"""Search box and the filters a register declares, together one query."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from safetydesk.core.dates import read_date
from safetydesk.core.filter import AnyId, AnyOf, Before, Between, Condition, Holds, Overdue, Period, Pick
from safetydesk.core.linked_field import Many
from safetydesk.core.listing import Query
from safetydesk.core.register import Register
from safetydesk.ui.desk import Desk
from safetydesk.ui.icons import icon
from safetydesk.ui.theme import INSIDE

PAUSE_MS = 150
"""Typing rests this long before the list follows."""
MOST_VALUES = 200
NAMED = 3
"""Fields named in the empty search box; the tool tip names them all."""


class FilterBar(QWidget):
    """Emits `changed` when what is asked for has changed."""

    changed = Signal()

    def __init__(self, desk: Desk, register: Register) -> None:
        super().__init__()
        self.desk = desk
        self.register = register
        self.chosen: dict[str, set[str]] = {}
        self.pinned: tuple[Condition, ...] = ()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(INSIDE)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        told = self.found_by()
        self.search.setPlaceholderText(desk.words.listed(told[:NAMED] + told[len(register.search) :]))
        self.search.setToolTip(desk.words.text("grid.search_tip", fields=tuple(told)))
        self.search.setAccessibleName(desk.words.text("grid.search"))
        self.search.setMinimumWidth(150)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(PAUSE_MS)
        self.timer.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda: self.timer.start())
        if register.search:
            layout.addWidget(self.search, 1)
        self.buttons: dict[str, QPushButton] = {}
        self.dates: dict[str, tuple[QLineEdit, QLineEdit]] = {}
        self.overdue: dict[str, QPushButton] = {}
        for item in register.filters:
            self.add_filter(layout, item)
        self.clear_button = QToolButton()
        self.clear_button.setText(desk.words.text("grid.clear"))
        self.clear_button.clicked.connect(self.clear)
        layout.addWidget(self.clear_button)
        layout.addStretch(0 if register.search else 1)
        self.mark()

    def found_by(self) -> list[str]:
        """Titles of what the search looks through: the declared fields, then the text of attached files."""
        words, register = self.desk.words, self.register
        fields = [words.text(f"field.{register.key}.{name}") for name in register.search]
        return [*fields, *([words.text("grid.search_files")] if register.attachments else [])]

    def add_filter(self, layout: QHBoxLayout, item: object) -> None:
        """The control of one declared filter."""
        if isinstance(item, Pick):
            button = self.buttons[item.field] = QPushButton()
            button.setProperty("menu", True)
            menu = QMenu(button)
            menu.aboutToShow.connect(lambda menu=menu, name=item.field: self.fill_menu(menu, name))
            button.setMenu(menu)
            layout.addWidget(button)
        elif isinstance(item, Period):
            edits = (self.date_edit("grid.from"), self.date_edit("grid.to"))
            self.dates[item.field] = edits
            for edit in edits:
                layout.addWidget(edit)
        elif isinstance(item, Overdue):
            toggle = self.overdue[item.field] = QPushButton(self.desk.words.text("grid.overdue"))
            toggle.setCheckable(True)
            toggle.toggled.connect(self.follow)
            layout.addWidget(toggle)

    def date_edit(self, hint: str) -> QLineEdit:
        """A date typed in any form; what is no date filters nothing."""
        edit = QLineEdit()
        edit.setPlaceholderText(self.desk.words.text(hint))
        edit.setAccessibleName(self.desk.words.text(hint))
        edit.setFixedWidth(96)
        edit.editingFinished.connect(self.follow)
        return edit

    def fill_menu(self, menu: QMenu, name: str) -> None:
        """The values in use, each with its count, several to be ticked."""
        menu.clear()
        item = self.register.field(name)
        words = self.desk.words
        for value, count in self.values_in_use(name):
            shown = item.text(value, words) if value else words.text("grid.nothing")
            action = QAction(words.text("grid.counted", value=shown, n=count), menu)
            action.setCheckable(True)
            action.setChecked(value in self.chosen.get(name, set()))
            action.toggled.connect(lambda on, value=value: self.pick(name, value, on))
            menu.addAction(action)

    def values_in_use(self, name: str) -> list[tuple[str, int]]:
        """Values of a field as they are shown, with their counts, in the field's own order."""
        item = self.register.field(name)
        year = f"AND {self.register.year_sql('t', self.desk.year)}" if self.register.year else ""
        rows = self.desk.office.database.query(
            f'SELECT {item.sql("t")}, count(*) FROM "{self.register.table}" t WHERE t.deleted_at IS NULL {year} '
            f"GROUP BY 1 ORDER BY min({item.order_sql('t')}) LIMIT {MOST_VALUES}"
        )
        return [("" if value is None else str(value), count) for value, count in rows]

    def pick(self, name: str, value: str, on: bool) -> None:
        """Tick or untick a value."""
        values = self.chosen.setdefault(name, set())
        (values.add if on else values.discard)(value)
        self.follow()

    def follow(self) -> None:
        """Show the choice on the buttons and let the list follow."""
        self.mark()
        self.changed.emit()

    def mark(self) -> None:
        """Each button says what is chosen."""
        words = self.desk.words
        for name, button in self.buttons.items():
            title = words.text(f"field.{self.register.key}.{name}")
            values = self.chosen.get(name)
            shown = words.text("grid.and").join(
                self.register.field(name).text(v, words) or words.text("grid.nothing") for v in sorted(values or ())
            )
            short = shown[:12] + ("…" if len(shown) > 12 else "")
            button.setText(words.text("grid.picked", title=title, values=short) if values else title)
        self.clear_button.setVisible(self.narrowed())

    def narrowed(self) -> bool:
        """Whether anything is chosen but the year."""
        return bool(self.search.text().strip() or self.pinned or any(self.chosen.values()) or self.conditions())

    def conditions(self) -> tuple[Condition, ...]:
        """What is chosen, as conditions."""
        found: list[Condition] = [*self.pinned]
        for name, values in self.chosen.items():
            if values and isinstance(self.register.field(name), Many):
                found.extend(Holds(name, value) for value in values)
            elif values:
                found.append(AnyOf(name, tuple(sorted(values))))
        for name, (low, high) in self.dates.items():
            first, last = read_date(low.text()), read_date(high.text())
            if first or last:
                found.append(Between(name, first, last))
        found.extend(
            Before(name, self.desk.office.clock.today()) for name, toggle in self.overdue.items() if toggle.isChecked()
        )
        return tuple(found)

    def query(self, order: tuple[str, ...] = ()) -> Query:
        """The query to list."""
        pointed_at = any(isinstance(condition, AnyId) for condition in self.pinned)
        year = self.desk.year if self.register.year and not pointed_at else None
        return Query(year, self.search.text(), self.conditions(), order)

    def pin(self, *conditions: Condition) -> None:
        """Narrow to what another page points at, until cleared."""
        self.chosen.clear()
        for edits in self.dates.values():
            for edit in edits:
                edit.clear()
        for toggle in self.overdue.values():
            toggle.blockSignals(True)
            toggle.setChecked(False)
            toggle.blockSignals(False)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.pinned = conditions
        self.follow()

    def clear(self) -> None:
        """Everything again."""
        self.pin()
