"""The form of a drill: the ordinary one, which can fill in the classes and add them up."""

from __future__ import annotations

from safetydesk.core.listing import Query
from safetydesk.ui.form_dialog import FormDialog
from safetydesk.ui.rows_editor import RowsEditor


class DrillForm(FormDialog):
    """Head counts class by class start from the register of classes, and fill the totals."""

    def build(self) -> None:
        super().build()
        counts = self.editors["counts"].widget
        assert isinstance(counts, RowsEditor)
        self.counts = counts
        for name, picture, action in (("fill_classes", "class", self.fill_classes), ("add_up", "check", self.add_up)):
            button = counts.add_button(self.desk.words.text(f"drills_page.{name}"), picture)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, action=action: action())

    def fill_classes(self) -> None:
        """A line for each class that has none, expected are the pupils it has."""
        register = self.desk.office.register("classes")
        listing = self.desk.office.listing(register)
        place = {name: number for number, name in enumerate(register.by_name)}
        lines = self.counts.rows()
        present = {line["class_name"] for line in lines}
        for row in listing.values(listing.ids(Query())):
            name, pupils = row[place["name"]], row[place["pupils"]]
            if pupils and name not in present:
                lines.append({"class_name": name, "expected": str(pupils), "present": "", "done_at": ""})
        self.counts.show_rows(lines)

    def add_up(self) -> None:
        """The school's totals from the classes; a class whose pupils were not counted yet leaves the total open."""
        lines = self.counts.rows()
        for part in ("expected", "present"):
            numbers = [line[part] for line in lines]
            if numbers and all(number.isdigit() for number in numbers):
                self.editors[f"pupils_{part}"].show(str(sum(int(number) for number in numbers)))
