"""The school: its name, stages, boarding, and the first days of both terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from safetydesk.core.issue import Issue, Refused
from safetydesk.core.records import Entry
from safetydesk.core.register import Register
from safetydesk.errors import UserError, message
from safetydesk.registers.reference.school import STAGES
from safetydesk.registers.reference.school_years import usual_terms
from safetydesk.ui.desk import Desk
from safetydesk.ui.first_run.step_page import StepPage
from safetydesk.ui.first_run.steps import SCHOOL
from safetydesk.ui.theme import BETWEEN, INSIDE

TERMS = ("autumn_start", "spring_start")
NEAREST = {"autumn_end": "autumn_start", "spring_end": "spring_start"}
"""Where a reason is shown whose own field is not on this page; all others stand below the name."""
DATE_WIDTH = 120


class SchoolPage(StepPage):
    """Stored by the rules of the two registers, school and school year."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, SCHOOL)
        self.school = desk.office.register("school")
        self.years = desk.office.register("school-years")
        self.problems: dict[str, QLabel] = {}
        self.rows = QFormLayout()
        self.rows.setHorizontalSpacing(INSIDE + 4)
        self.rows.setVerticalSpacing(INSIDE)
        self.name = QLineEdit()
        self.name.setMaxLength(40)
        self.name.textEdited.connect(self.tick_named_stages)
        self.add_row(self.school, "name", self.name)
        self.stages = {value: QCheckBox(desk.words.term("stage", value)) for value in STAGES.values}
        self.touched = False
        for box in self.stages.values():
            box.clicked.connect(self.stages_touched)
        self.add_row(self.school, "stages", side_by_side(self.stages.values()))
        self.boarding = QCheckBox(desk.words.text("first_run.boarding_yes"))
        self.add_row(self.school, "boarding", self.boarding)
        self.terms = {name: QLineEdit() for name in TERMS}
        for name, edit in self.terms.items():
            edit.setFixedWidth(DATE_WIDTH)
            self.add_row(self.years, name, edit)
        self.column.addLayout(self.rows)
        self.column.addStretch()
        for name, changed in self.edits():
            changed.connect(lambda *_, name=name: self.problems[name].hide())
        self.load()

    def edits(self) -> Iterator[tuple[str, Any]]:
        """What tells that a field is being mended."""
        yield "name", self.name.textEdited
        yield from (("stages", box.toggled) for box in self.stages.values())
        yield from ((name, edit.textEdited) for name, edit in self.terms.items())

    def add_row(self, register: Register, name: str, editor: QWidget) -> None:
        """A field: label as buddy, editor with its accessible name, its problem below."""
        text = self.desk.words.text(f"field.{register.key}.{name}")
        heading = QLabel(text)
        heading.setBuddy(editor)
        editor.setAccessibleName(text)
        problem = self.problems[name] = QLabel()
        problem.setProperty("issue", True)
        problem.setWordWrap(True)
        problem.hide()
        cell = QVBoxLayout()
        cell.setSpacing(2)
        cell.addWidget(editor)
        cell.addWidget(problem)
        self.rows.addRow(heading, cell)

    def load(self) -> None:
        """What the data holds, the usual terms where it holds none."""
        query = self.desk.office.database.query
        self.school_id = int(query("SELECT id FROM school")[0][0])
        found = query("SELECT id FROM school_year WHERE year = ? AND deleted_at IS NULL", [self.desk.office.year])
        self.year_id = int(found[0][0]) if found else None
        school = self.desk.office.records.read(self.school, self.school_id)
        terms = self.stored_terms()
        self.name.setText(school["name"])
        for value, box in self.stages.items():
            box.setChecked(value in school["stages"])
        self.touched = bool(school["stages"])
        self.boarding.setChecked(bool(school["boarding"]))
        for name, edit in self.terms.items():
            edit.setText(self.years.field(name).typed(terms[name], self.desk.words))
        self.shown = self.given()

    def stored_terms(self) -> Mapping[str, Any]:
        """The days of both terms."""
        if self.year_id is None:
            return usual_terms(self.desk.office.year)
        return self.desk.office.records.read(self.years, self.year_id)

    def arrive(self) -> None:
        self.name.setFocus()

    def stages_touched(self) -> None:
        """From now on the clerk knows better than the name."""
        self.touched = True

    def tick_named_stages(self, name: str) -> None:
        """Most names say which stages the school has."""
        if not self.touched:
            for value, box in self.stages.items():
                box.setChecked(value in name)

    def given(self) -> tuple[dict[str, str], dict[str, str]]:
        """What stands on the page, as typed texts: of the school, and of the year."""
        stages = "、".join(value for value, box in self.stages.items() if box.isChecked())
        school = {
            "name": self.name.text().strip(),
            "stages": stages,
            "boarding": "yes" if self.boarding.isChecked() else "no",
        }
        return school, {name: edit.text() for name, edit in self.terms.items()}

    def keep(self) -> bool:
        """Judge both before either is stored, so that a refusal leaves nothing half done."""
        school, year = self.given()
        if issues := self.missing(school):
            return self.show_issues(issues)
        if (school, year) == self.shown:
            return self.show_issues(())
        records = self.desk.office.records
        terms, issues = records.from_text(self.years, year)
        if self.year_id is None:
            terms = {**usual_terms(self.desk.office.year), **terms, "year": self.desk.office.year}
        entry = Entry(terms, self.year_id)
        issues = issues or records.check(self.years, records.completed(self.years, entry), self.year_id)
        if any(issue.blocking for issue in issues):
            return self.show_issues(issues)
        values, issues = records.from_text(self.school, school)
        if issues:
            return self.show_issues(issues)
        return self.store(Entry(values, self.school_id), entry)

    def store(self, school: Entry, year: Entry) -> bool:
        """Write both; what a rule refuses stands beside its field."""
        try:
            self.desk.office.records.save(self.school, school)
            if self.year_id is None or self.given()[1] != self.shown[1]:
                self.desk.office.records.save(self.years, year)
        except Refused as refused:
            return self.show_issues(refused.issues)
        except UserError as error:
            self.desk.notices.refuse(error)
            return False
        self.load()
        return self.show_issues(())

    def missing(self, school: Mapping[str, str]) -> list[Issue]:
        """What must be there, told in this page's own words."""
        needed = {"name": message("first_run.needed_name"), "stages": message("first_run.needed_stages")}
        return [Issue(name, why) for name, why in needed.items() if not school[name]]

    def show_issues(self, issues: Iterable[Issue]) -> bool:
        """Each reason beside its field; True where there is none."""
        editors: dict[str, QWidget] = {"name": self.name, "stages": next(iter(self.stages.values())), **self.terms}
        for problem in self.problems.values():
            problem.hide()
        places = []
        for issue in issues:
            if issue.blocking:
                places.append(issue.field if issue.field in editors else NEAREST.get(issue.field, "name"))
                self.problems[places[-1]].setText(self.desk.words.say(issue.message))
                self.problems[places[-1]].show()
        if places:
            editors[places[0]].setFocus()
        return not places

    def leave(self) -> None:
        """A page that was filled in whole is kept."""
        school, year = self.given()
        if (school, year) != self.shown and not self.missing(school):
            self.keep()


def side_by_side(boxes: Iterable[QWidget]) -> QWidget:
    """Boxes in one row."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(BETWEEN)
    for box in boxes:
        row.addWidget(box)
    row.addStretch()
    return line
