"""A small school whose records are awkward to print: long names, rare characters, long cells, tables over pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from safetydesk.clock import FixedClock
from safetydesk.core.records import Entry
from safetydesk.operations.archive.boxing import put_into_boxes
from safetydesk.operations.attaching import attach, store_all
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.registers.files.items.register import FILES
from safetydesk.registers.records.letters.bureau_letter import record_bureau_letter
from safetydesk.registers.records.letters.kinds import BUREAU, LETTER_KINDS
from safetydesk.registers.records.plans.model import SECTIONS
from tests.archive.filed_school import file_paper, write_drawing, write_paper, write_photo
from tests.conftest import CHINA
from tests.drills.conftest import record
from tests.letters.small_school import FIRST_CLASS, correct, issue_now, settle
from tests.plans.test_papers import RISK
from tests.plans.test_versions import FIRE, STEPS

YEAR = 2026
MANY = 45
"""Rows of a table that has to go on on another page."""
SCHOOL = "青山县第一高级中学附属九年一贯制实验学校（东校区）"
LONG_NAME = "阿卜杜热合曼·买买提吐尔逊·阿布都克里木"
RARE = ("𠮷䶮", "李㛃", "赵𬭚", "欧阳𬴊𬸦")
LONG_DEPARTMENT = "学生发展与安全保卫后勤保障服务中心"
LONG_TEXT = (
    "疏散时二楼东侧楼梯口出现短时拥挤，个别班级未按指定路线行进，带队教师及时调整队形；"
    "操场集合后清点人数用时偏长，原因是两个班级的点名册没有随身携带（见附件 GB/T 9704—2012 第 3 页）。"
)
LONG_WORD = "https://www.example.edu.cn/safety/2026/evacuation-drill-report-of-the-eastern-campus-final-version.html"
TARGETS = '[{"item": "不发生重特大安全责任事故", "field": "校园安全", "weight": "60", "rule": "每起扣10分，扣完为止", "own_score": "58"}]'


@contextmanager
def awkward_office(root: Path, language: str) -> Iterator[Office]:
    """The school, its paper in one language."""
    with open_office(DataFolder(root), FixedClock(datetime(YEAR, 9, 7, 9, tzinfo=CHINA))) as office:
        office.settings.put("paper_language", language)
        settle(office)
        correct(office, "school", {"code": "QS01"}, {"name": SCHOOL, "fonds": "Z109"})
        people(office)
        letters(office, language)
        drills(office, root)
        plans(office)
        files(office, root)
        yield office


@contextmanager
def bare_office(root: Path, language: str) -> Iterator[Office]:
    """A school in which nothing has been entered but its name."""
    with open_office(DataFolder(root), FixedClock(datetime(YEAR, 9, 7, 9, tzinfo=CHINA))) as office:
        office.settings.put("paper_language", language)
        with office.database.action("test.name") as action:
            action.update("school", 1, {"name": SCHOOL})
        yield office


def enter(office: Office, register: str, rows: list[dict[str, str]]) -> list[int]:
    """Rows as a clerk pastes them."""
    stored = office.records.save_texts(office.register(register), [(None, row) for row in rows])
    assert not stored.refused, stored.refused
    return [stored.ids[place] for place in sorted(stored.ids)]


def people(office: Office) -> None:
    """Staff with long names, posts and departments; a class that fills more than a page; places and units."""
    staff = [
        {
            "name": name,
            "kind": "教职工",
            "dept": LONG_DEPARTMENT,
            "post": "安全副校长、年级组长、实验室管理员",
            "phone": "13800001234",
        }
        for name in (LONG_NAME, *RARE)
    ]
    staff += [{"name": f"教师{place:02d}", "kind": "教职工", "dept": "教务处"} for place in range(MANY)]
    pupils = [
        {
            "name": f"{LONG_NAME}{place:02d}" if place % 9 == 0 else f"学生{place:02d}", "class_name": FIRST_CLASS,
            "student_no": f"20261{place:02d}99", "kind": "学生", "guardian": LONG_NAME, "relation": "外祖父",
        }
        for place in range(MANY + 8)
    ]  # fmt: skip
    enter(office, "people", [*staff, *pupils])
    enter(
        office, "places", [{"name": f"{LONG_DEPARTMENT}附属用房{place:02d}", "building": "东楼"} for place in range(3)]
    )
    enter(office, "outside-units", [{"name": f"{SCHOOL}承包服务有限责任公司", "leader": LONG_NAME, "contract_from": "2026-09-01", "contract_to": "2027-08-31"}])  # fmt: skip


def letters(office: Office, language: str) -> None:
    """All letters are issued; the bureau's has targets."""
    bureau = record_bureau_letter(office.database, office.clock, YEAR, language, date(YEAR, 9, 1))
    for kind in LETTER_KINDS:
        if kind is not BUREAU:
            issue_now(office, kind)
    register = office.register("letters")
    given, issues = office.records.from_text(register, {"targets": TARGETS})
    assert not issues
    office.records.save(register, Entry(given, bureau))


def drills(office: Office, desk: Path) -> None:
    """More than a page of drills, and one of the year before; one with photos and long texts, one without staff, one still planned."""
    shots = [write_photo(desk / "photo.jpg"), write_drawing(desk / "drawing.png")]
    first = date(YEAR, 9, 1)
    for place in range(MANY):
        day = first - timedelta(days=(MANY - place) * 7)
        texts = {"name": f"{LONG_DEPARTMENT}疏散演练{place:02d}", "held_on": day.isoformat(), "findings": LONG_TEXT * 2}
        assert record(office, **texts) == {}
    assert record(office, name="上一学年的演练", held_on=f"{YEAR - 1}-05-12") == {}
    long = {"findings": LONG_TEXT * 6, "measures": "\n".join([LONG_TEXT] * 6), "summary": LONG_WORD}
    assert record(office, name=f"{SCHOOL}全员消防疏散演练", held_on="2026-09-02", place=LONG_DEPARTMENT, **long) == {}
    latest = office.database.query("SELECT max(id) FROM drill")[0][0]
    attach(office, office.register("drills"), latest, store_all(office.folder, shots))
    assert record(office, name="无人演练", held_on="2026-08-28", staff_present="0", target="100") == {}


def plans(office: Office) -> None:
    """A plan that lacks parts, one with all of them at length, and more than a page of risk points."""
    parts = {"guiding": "生命第一", "evacuation_page": 1, "steps": STEPS, "approved_by": RARE[0]}
    office.records.save(office.register("plans"), Entry({**FIRE, **parts}))
    whole = {section: "\n".join([LONG_TEXT] * 3) for section in SECTIONS}
    steps = tuple({"action": LONG_TEXT, "owner": LONG_NAME, "limit": "1分钟"} for _ in range(12))
    entry = {**FIRE, **whole, "name": f"{SCHOOL}地震应急预案", "type": "地震", "steps": steps, "author": LONG_NAME}
    office.records.save(office.register("plans"), Entry(entry))
    enter(office, "risk-points", [{**RISK, "name": f"{LONG_DEPARTMENT}药品柜{place:02d}", "measures": LONG_TEXT} for place in range(MANY)])  # fmt: skip


def files(office: Office, desk: Path) -> None:
    """More than a page of filed items with long titles, in boxes; photos and a foreign PDF among their files."""
    paper, photo = write_paper(desk / "paper.pdf", "责任书", 2), write_photo(desk / "filed.jpg")
    for place in range(MANY):
        title = f"{SCHOOL}关于印发《{LONG_DEPARTMENT}消防安全管理办法》的通知{place:02d}"
        more = {
            "author": LONG_NAME,
            "doc_no": f"青一中附实校安〔2026〕{place}号",
            "note": LONG_TEXT if place % 9 == 0 else "",
        }
        file_paper(office, "A04", title, date(YEAR, 9, 3), [photo] if place < 3 else [], **more)
    file_paper(office, "A09", "演练照片", date(YEAR, 9, 4), [photo])
    file_paper(office, "A12", f"{SCHOOL}消防检查意见书", date(YEAR, 9, 5), [paper])
    put_into_boxes(office, YEAR, 30)
    assert office.database.query(f"SELECT count(*) FROM {FILES.table}")[0][0] == MANY + 2
