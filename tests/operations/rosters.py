"""Rosters written for a test, read and imported as the command line would."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from safetydesk.intake.found import Reading, SchoolFacts
from safetydesk.intake.roster import read_roster
from safetydesk.operations.office import Office
from safetydesk.operations.people_import import ImportPlan, apply_import, plan_import

PUPILS = ("班级", "学号", "姓名", "性别", "监护人", "关系", "联系电话")
STAFF = ("工号", "姓名", "部门", "岗位", "手机")


class Desk:
    """A clerk with an office, who is handed rosters."""

    def __init__(self, office: Office, desk: Path) -> None:
        self.office = office
        self.desk = desk
        self.files = 0

    def plan(self, header: tuple[str, ...], *lines: str, title: str = "") -> ImportPlan:
        """What a roster would do; cells of a line and of the title are parted by blanks, "-" is an empty cell."""
        return self.plan_files(self.write(header, *lines, title=title))

    def plan_files(self, *paths: Path) -> ImportPlan:
        stages = json.loads(self.office.database.query("SELECT stages FROM school")[0][0])
        school = SchoolFacts(self.office.year, tuple(stages))
        return plan_import(self.office, [read_roster(path, school, Reading()) for path in paths])

    def take(self, header: tuple[str, ...], *lines: str, title: str = "") -> ImportPlan:
        """Import a roster; everything in it must be good."""
        plan = self.plan(header, *lines, title=title)
        assert plan.refused == ()
        apply_import(self.office, plan)
        return plan

    def write(self, header: tuple[str, ...], *lines: str, title: str = "") -> Path:
        self.files += 1
        path = self.desk / f"{self.files}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as handle:
            writer = csv.writer(handle)
            if title:
                writer.writerow(title.split())
            writer.writerow(header)
            writer.writerows([cell.replace("-", "") for cell in line.split()] for line in lines)
        return path

    def people(self, *columns: str) -> list[tuple[Any, ...]]:
        """Everybody in the register, in order of entry."""
        shown = ", ".join(f"p.{column}" if column != "class" else "c.name" for column in columns)
        return self.office.database.query(
            f"SELECT {shown} FROM person p LEFT JOIN school_class c ON c.id = p.class_id "
            "WHERE p.deleted_at IS NULL ORDER BY p.id"
        )


def counts(plan: ImportPlan) -> tuple[int, int, int, int]:
    """How many are added, changed, the same, and no longer listed."""
    return len(plan.added), len(plan.changed), len(plan.same), len(plan.left)
