"""A school with three members of staff, two pupils, letters and drills, on days that a test chooses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path

from safetydesk.clock import FixedClock
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.registers.records.letters.issue import issue
from safetydesk.registers.records.letters.kinds import LETTER_KINDS
from safetydesk.registers.records.letters.signing import sign
from safetydesk.ui.desk import Desk
from safetydesk.ui.overview_page import OverviewPage
from tests.conftest import CHINA
from tests.desks import desk_of

PEOPLE = (
    {"name": "万俟舟", "kind": "教职工", "post": "校长", "dept": "校长室"},
    {"name": "单小满", "kind": "教职工", "post": "班主任", "dept": "教务处"},
    {"name": "令狐门", "kind": "保安", "post": "门卫", "dept": "保卫处"},
    {"name": "甲一", "kind": "学生", "class_name": "三年级1班", "guardian": "甲父"},
    {"name": "乙二", "kind": "学生", "class_name": "三年级1班", "guardian": "乙母"},
)
LETTERS = 10
ISSUED = date(2026, 9, 1)


@contextmanager
def on(folder: DataFolder, day: date) -> Iterator[Office]:
    """The office as it is opened on a day."""
    with open_office(folder, FixedClock(datetime.combine(day, time(9), CHINA))) as office:
        yield office


def begin(office: Office, issued: bool = True) -> None:
    """The school's name, its people, and their letters, one of which is signed."""
    school = office.register("school")
    row = office.database.query("SELECT id FROM school")[0][0]
    assert not office.records.save_texts(school, [(row, {"name": "青山小学", "stages": "小学"})]).refused
    assert not office.records.save_texts(office.register("people"), [(None, one) for one in PEOPLE]).refused
    if issued:
        for kind in LETTER_KINDS:
            issue(office.database, office.clock, kind, office.year, "zh_CN")
        sign(office.database, office.clock, [ids(office, "letter")[0]], office.clock.today())


def hold(office: Office, day: date, closed: bool = False, held: bool = True) -> int:
    """A drill as the register stores it."""
    values = {
        "name": f"{day} 消防疏散演练", "held_on": day, "type": "火灾", "form": "疏散", "announced": "预定式(有预警)",
        "commander": "万俟舟", "pupils_expected": 2, "staff_expected": 3, "pupils_present": 2 if held else None,
        "staff_present": 3 if held else None, "injured": 0 if held else None, "closed_on": day if closed else None,
    }  # fmt: skip
    with office.database.action("test.drill") as action:
        return action.insert("drill", values)


def ids(office: Office, table: str, where: str = "1") -> tuple[int, ...]:
    """Ids of a table's rows."""
    sql = f"SELECT id FROM {table} WHERE deleted_at IS NULL AND {where} ORDER BY id"
    return tuple(row[0] for row in office.database.query(sql))


def overview(office: Office, folder: Path, language: str = "zh_CN") -> tuple[Desk, OverviewPage]:
    """The page over an office, shown."""
    desk = desk_of(office, folder, language)
    page = OverviewPage(desk)
    page.resize(1093, 480)
    page.show()
    return desk, page
