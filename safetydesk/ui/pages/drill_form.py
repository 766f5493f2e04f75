"""The form of a drill: the ordinary one, which can fill in classes, departments and what the stopwatch says."""

from __future__ import annotations

from safetydesk.operations.class_rolls import classes_with_pupils, staff_of_departments
from safetydesk.registers.records.drills.stopwatch import marks, presses, reports, times
from safetydesk.ui.form_dialog import FormDialog
from safetydesk.ui.rows_editor import RowsEditor


class DrillForm(FormDialog):
    """Head counts start from the registers of classes and people, and fill the totals."""

    def build(self) -> None:
        super().build()
        self.counts, self.staff = self.rows_editor("counts"), self.rows_editor("staff_counts")
        for editor, name, picture, action in (
            (self.counts, "fill_classes", "class", self.fill_classes),
            (self.counts, "add_up", "check", self.add_up),
            (self.counts, "from_stopwatch", "clock", self.from_stopwatch),
            (self.staff, "fill_departments", "users", self.fill_departments),
            (self.staff, "add_up", "check", self.add_up_staff),
        ):
            button = editor.add_button(self.desk.words.text(f"drills_page.{name}"), picture)
            button.setAutoDefault(False)
            button.setEnabled(not self.closed and (name != "from_stopwatch" or self.timed()))
            button.clicked.connect(lambda _=False, action=action: action())

    def rows_editor(self, name: str) -> RowsEditor:
        """The small table of a field."""
        widget = self.editors[name].widget
        assert isinstance(widget, RowsEditor)
        return widget

    def timed(self) -> bool:
        """Whether the stopwatch ran for this drill."""
        return self.row_id is not None and bool(presses(self.desk.office.database, self.row_id))

    def fill_classes(self) -> None:
        """A line for each class that has none, expected are the pupils it has."""
        lines = self.counts.rows()
        present = {line["class_name"] for line in lines}
        for name, pupils in classes_with_pupils(self.desk.office).items():
            if name not in present:
                lines.append({"class_name": name, "expected": str(pupils), "present": "", "done_at": ""})
        self.counts.show_rows(lines)

    def fill_departments(self) -> None:
        """A line for each department that has none, expected are its staff; who is off duty is taken off by hand."""
        lines = self.staff.rows()
        present = {line["dept"] for line in lines}
        for name, staff in staff_of_departments(self.desk.office).items():
            if name not in present:
                lines.append({"dept": name, "expected": str(staff), "present": ""})
        self.staff.show_rows(lines)

    def from_stopwatch(self) -> None:
        """Times and reports as they were pressed; what was typed before of other classes stays."""
        if self.row_id is None:
            return
        found = marks(presses(self.desk.office.database, self.row_id))
        for name, at in times(found).items():
            self.editors[name].show(at.isoformat("seconds"))
        self.fill_classes()
        lines, reported = self.counts.rows(), reports(found)
        for line in lines:
            if mark := reported.get(line["class_name"]):
                line["done_at"] = mark.at.isoformat("seconds")
                if mark.press.present is not None:
                    line["present"] = str(mark.press.present)
        self.counts.show_rows(lines)
        self.add_up()

    def add_up(self) -> None:
        """The school's totals from the classes; a class whose pupils were not counted yet leaves the total open."""
        self.total(self.counts, "pupils")

    def add_up_staff(self) -> None:
        """The same of departments and staff."""
        self.total(self.staff, "staff")

    def total(self, editor: RowsEditor, group: str) -> None:
        """Sum up the lines of a table into the fields of a group."""
        lines = editor.rows()
        for part in ("expected", "present"):
            numbers = [line[part] for line in lines]
            if numbers and all(number.isdigit() for number in numbers):
                self.editors[f"{group}_{part}"].show(str(sum(int(number) for number in numbers)))
