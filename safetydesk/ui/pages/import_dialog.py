"""What an import of rosters would do, before it does it: columns to correct, people to add, rows left out and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from safetydesk.errors import UserError
from safetydesk.intake.found import Reading, Roster, SchoolFacts, SheetFound
from safetydesk.intake.header import FIELDS
from safetydesk.intake.roster import read_roster
from safetydesk.operations.people_import import ImportPlan, apply_import, plan_import
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import BETWEEN, INSIDE

LISTED = 3_000


class ImportDialog(QDialog):
    """Preview of an import."""

    def __init__(self, desk: Desk, paths: list[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.paths = paths
        self.plan: ImportPlan | None = None
        self.columns: dict[str, dict[str, dict[int, str]]] = {}
        self.sheets: dict[str, set[str]] = {}
        """Corrected columns and ticked sheets, by file."""
        words = desk.words
        self.setWindowTitle(words.text("import_page.title"))
        self.head = QLabel(words.text("import_page.reading"))
        self.head.setProperty("section", True)
        self.head.setWordWrap(True)
        self.fill_down = QCheckBox(words.text("import_page.fill_down"))
        self.fill_down.hide()
        self.fill_down.toggled.connect(self.read)
        self.tabs = QTabWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(BETWEEN, BETWEEN, BETWEEN, BETWEEN)
        layout.setSpacing(INSIDE)
        layout.addWidget(self.head)
        layout.addWidget(self.fill_down)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(self.buttons())
        self.resize(880, 560)

    def buttons(self) -> QHBoxLayout:
        """Import and cancel."""
        row = QHBoxLayout()
        row.addStretch()
        cancel = QPushButton(self.desk.words.text("window.cancel"))
        cancel.clicked.connect(self.reject)
        self.go = QPushButton(self.desk.words.text("import_page.import"))
        self.go.setProperty("primary", True)
        self.go.setEnabled(False)
        self.go.clicked.connect(self.store)
        row.addWidget(cancel)
        row.addWidget(self.go)
        return row

    def read(self) -> None:
        """Read the files in a worker, with what has been corrected."""
        stages = self.desk.office.database.query("SELECT stages FROM school")
        school = SchoolFacts(self.desk.office.year, tuple(json.loads(stages[0][0])) if stages else ())
        readings = [(path, self.reading(path.name)) for path in self.paths]
        self.go.setEnabled(False)
        self.desk.tasks.run(
            self.desk.words.text("import_page.reading"),
            lambda progress, cancelled: read_all(readings, school, cancelled),
            self.show_rosters,
            self.refuse,
        )

    def reading(self, file: str) -> Reading:
        """How to read a file."""
        sheets = self.sheets.get(file)
        columns = {sheet: dict(places) for sheet, places in self.columns.get(file, {}).items()}
        return Reading(
            fill_down=self.fill_down.isChecked(), columns=columns, sheets=None if sheets is None else frozenset(sheets)
        )

    def refuse(self, error: UserError) -> None:
        """A file that cannot be used changes nothing."""
        self.reject()
        self.desk.notices.refuse(error)

    def show_rosters(self, rosters: list[Roster] | None) -> None:
        """The plan in words and lists; without rosters somebody pressed Cancel."""
        if rosters is None:
            self.reject()
            return
        plan = self.plan = plan_import(self.desk.office, rosters)
        words = self.desk.words
        count = len(plan.added) + len(plan.changed)
        self.head.setText(
            words.text(
                "import_page.head", added=len(plan.added), changed=len(plan.changed), same=len(plan.same),
                left=len(plan.left), refused=len(plan.refused),
            )
        )  # fmt: skip
        blank = sum(sheet.blank_classes for roster in rosters for sheet in roster.sheets)
        self.fill_down.setVisible(bool(blank) or self.fill_down.isChecked())
        self.go.setText(words.text("import_page.go", n=count))
        self.go.setEnabled(count > 0)
        self.tabs.clear()
        self.add_tab("refused", self.refused_tree(plan))
        self.add_tab(
            "added",
            self.people_tree(
                [[p.name, p.kind, p.class_name or p.post, p.phone, self.repairs(p.repairs)] for p, _ in plan.added]
            ),
        )
        self.add_tab("changed", self.changed_tree(plan))
        self.add_tab("left", self.people_tree([[k.name, k.kind, k.class_name, k.phone, ""] for k in plan.left]))
        self.tabs.addTab(self.columns_page(rosters), words.text("import_page.columns"))

    def add_tab(self, name: str, tree: QTreeWidget) -> None:
        """A list, if there is anything in it."""
        if tree.topLevelItemCount():
            tree.setAccessibleName(self.desk.words.text(f"import_page.{name}", n=tree.topLevelItemCount()))
            self.tabs.addTab(tree, self.desk.words.text(f"import_page.{name}", n=tree.topLevelItemCount()))

    def repairs(self, fields: tuple[str, ...]) -> str:
        """What was repaired in a name."""
        return self.desk.words.listed(
            self.desk.words.text("import_page.repaired", field=self.title(name)) for name in fields
        )

    def title(self, field: str) -> str:
        """A field's heading."""
        return self.desk.words.text(f"field.people.{field}")

    def tree(self, headings: list[str], rows: list[list[str]]) -> QTreeWidget:
        """A plain list of rows."""
        tree = QTreeWidget()
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setHeaderLabels(headings)
        items = [QTreeWidgetItem(row) for row in rows[:LISTED]]
        for item, row in zip(items, rows, strict=False):
            for column, text in enumerate(row):
                item.setToolTip(column, text)
        tree.addTopLevelItems(items)
        for column, width in enumerate((130, 140, 110, 150)):
            tree.setColumnWidth(column, width)
        return tree

    def people_tree(self, rows: list[list[str]]) -> QTreeWidget:
        """People with what tells them apart."""
        words = self.desk.words
        heads = [
            self.title("name"),
            self.title("kind"),
            f"{self.title('class_name')} / {self.title('post')}",
            self.title("phone"),
            words.text("import_page.repairs"),
        ]
        return self.tree(heads, [[row[0], words.term("person_kind", row[1]), *row[2:]] for row in rows])

    def refused_tree(self, plan: ImportPlan) -> QTreeWidget:
        """Rows that stay out, each with place and reason."""
        words = self.desk.words
        rows = [
            [r.name, words.text("import_page.row", sheet=r.sheet, row=r.row), self.title(r.field), words.say(r.why)]
            for r in plan.refused
        ]
        heads = [
            self.title("name"),
            words.text("import_page.place"),
            words.text("import_page.field"),
            words.text("import_page.why"),
        ]
        return self.tree(heads, rows)

    def changed_tree(self, plan: ImportPlan) -> QTreeWidget:
        """Fields that change, from what to what."""
        words = self.desk.words
        people = self.desk.office.register("people")
        rows = [
            [
                change.person.name,
                self.title(name),
                people.field(name).text(change.before[name], words),
                people.field(name).text(change.after[name], words),
            ]
            for change in plan.changed
            for name in change.after
        ]
        heads = [
            self.title("name"),
            words.text("import_page.field"),
            words.text("import_page.before"),
            words.text("import_page.after"),
        ]
        return self.tree(heads, rows)

    def columns_page(self, rosters: list[Roster]) -> QWidget:
        """What each column was taken for; another choice reads the files again."""
        body = QWidget()
        grid = QGridLayout(body)
        grid.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row = 0
        for roster in rosters:
            for sheet in roster.sheets:
                row = self.add_sheet(grid, row, roster, sheet)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(body)
        return area

    def add_sheet(self, grid: QGridLayout, row: int, roster: Roster, sheet: SheetFound) -> int:
        """One sheet's tick and columns; returns the next free row."""
        words = self.desk.words
        key = "import_page.sheet_hidden" if sheet.hidden else "import_page.sheet"
        tick = QCheckBox(words.text(key, file=roster.file, sheet=sheet.name, hidden_rows=sheet.hidden_rows))
        chosen = self.sheets.get(roster.file)
        tick.setChecked(bool(sheet.kind) and (not sheet.hidden if chosen is None else sheet.name in chosen))
        tick.setEnabled(bool(sheet.kind))
        names = [other.name for other in roster.sheets if other.kind and not other.hidden]
        tick.toggled.connect(lambda on, name=sheet.name: self.tick_sheet(roster.file, name, on, names))
        grid.addWidget(tick, row, 0, 1, 4)
        for place, (column, title) in enumerate(sheet.titles.items()):
            if title:
                label, box = QLabel(title), self.field_box(roster.file, sheet, column)
                label.setBuddy(box)
                grid.addWidget(label, row + 1 + place // 3, place % 3 * 2)
                grid.addWidget(box, row + 1 + place // 3, place % 3 * 2 + 1)
        return row + 2 + len(sheet.titles) // 3

    def field_box(self, file: str, sheet: SheetFound, column: int) -> QComboBox:
        """The fields a column may hold."""
        box = QComboBox()
        box.addItem(self.desk.words.text("import_page.ignore"), "")
        for name in FIELDS:
            box.addItem(self.title(name), name)
        box.setCurrentIndex(max(box.findData(sheet.columns.get(column, "")), 0))
        box.activated.connect(lambda _: self.correct(file, sheet, column, str(box.currentData())))
        return box

    def correct(self, file: str, sheet: SheetFound, column: int, name: str) -> None:
        """Take a column for another field."""
        columns = {place: field for place, field in sheet.columns.items() if place != column and field != name}
        self.columns.setdefault(file, {})[sheet.name] = {**columns, column: name} if name else columns
        self.read()

    def tick_sheet(self, file: str, name: str, on: bool, shown: list[str]) -> None:
        """Read a sheet or leave it out."""
        chosen = self.sheets.setdefault(file, set(shown))
        (chosen.add if on else chosen.discard)(name)
        self.read()

    def store(self) -> None:
        """Write the plan as one action."""
        if self.plan is None:
            return
        plan = self.plan
        try:
            apply_import(self.desk.office, plan)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        self.accept()
        self.desk.notices.tell(
            self.desk.words.text(
                "import_page.done", added=len(plan.added), changed=len(plan.changed), refused=len(plan.refused)
            )
        )


def read_all(
    readings: list[tuple[Path, Reading]], school: SchoolFacts, cancelled: Callable[[], bool]
) -> list[Roster] | None:
    """The rosters of some files; None where somebody pressed Cancel."""
    rosters = []
    for path, reading in readings:
        if cancelled():
            return None
        rosters.append(read_roster(path, school, reading))
    return None if cancelled() else rosters
