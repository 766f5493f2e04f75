"""A school small enough to count by hand: six who work there, one who left, one from outside, two classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from safetydesk.core.records import Entry
from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import Printed, prepare, record_print
from safetydesk.registers.records.letters.issue import Issued, issue
from safetydesk.registers.records.letters.kinds import LetterKind
from safetydesk.registers.records.letters.signing import sign

NAME = "青山实验学校"
FIRST_CLASS, SECOND_CLASS = "一年级1班", "七年级2班"
STAFF: tuple[dict[str, str], ...] = (
    {"name": "王建国", "kind": "教职工", "dept": "校长室", "post": "校长"},
    {"name": "李㛃", "kind": "教职工", "dept": "教务处", "post": "班主任"},
    {"name": "赵𬭚", "kind": "教职工", "dept": "教务处", "post": "班主任、任课教师"},
    {"name": "孙大伟", "kind": "保安", "dept": "保卫处", "post": "门卫"},
    {"name": "周玉兰", "kind": "食堂人员", "post": "食堂厨师"},
    {"name": "吴亮", "kind": "教职工", "dept": "教务处"},
)
NOT_STAFF: tuple[dict[str, str], ...] = (
    {"name": "郑离", "kind": "教职工", "dept": "教务处", "state": "离职", "left": "2026-07-01"},
    {"name": "冯外", "kind": "外单位"},
)
PUPILS: tuple[dict[str, str], ...] = (
    {"name": "钱䶮", "class_name": FIRST_CLASS, "student_no": "2026101", "guardian": "钱父", "relation": "父亲"},
    {"name": "𠮷雨", "class_name": FIRST_CLASS, "student_no": "2026102", "guardian": "陈母", "phone": "13000000001"},
    {"name": "古丽娜尔·买买提", "class_name": FIRST_CLASS, "student_no": "2026103"},
    {"name": "何欣", "class_name": SECOND_CLASS, "student_no": "2026201", "guardian": "何父", "relation": "祖父"},
    {"name": "吕晨", "class_name": SECOND_CLASS, "student_no": "2026202"},
)
CONTRACTOR = "青山餐饮服务有限公司"
UNITS: tuple[dict[str, str], ...] = (
    {"name": CONTRACTOR, "contract_from": "2026-09-01", "contract_to": "2027-08-31", "leader": "钱师傅"},
    {"name": "老保安公司", "contract_from": "2022-09-01", "contract_to": "2025-08-31", "leader": "武队长"},
)
DEPARTMENTS = ("校长室", "教务处", "保卫处")
"""Those that somebody who is here works in; the cook has none."""
HEADS = {FIRST_CLASS: "李㛃", SECOND_CLASS: "赵𬭚"}


def settle(office: Office) -> None:
    """Name the school and enter everybody."""
    correct(office, "school", {"name": ""}, {"name": NAME, "code": "QS01", "bureau": "青山县教育局"})
    for values in (*STAFF, *NOT_STAFF):
        join(office, **values)
    for values in PUPILS:
        join(office, kind="学生", **values)
    for values in UNITS:
        contract(office, **values)
    for group, head in HEADS.items():
        correct(office, "classes", {"name": group}, {"head_teacher": head})


def join(office: Office, **values: str) -> int:
    """Enter a person as a clerk types one."""
    stored = office.records.save_texts(office.register("people"), [(None, values)])
    assert not stored.refused, stored.refused
    return stored.ids[0]


def contract(office: Office, **values: str) -> None:
    """Write down a unit that works in the school."""
    stored = office.records.save_texts(office.register("outside-units"), [(None, values)])
    assert not stored.refused, stored.refused


def row_of(office: Office, register: str, values: Mapping[str, object]) -> int:
    """The one row that has these values."""
    table = office.register(register).table
    where = " AND ".join(f"{name} = ?" for name in values)
    found = office.database.query(f"SELECT id FROM {table} WHERE {where}", list(values.values()))
    assert len(found) == 1, found
    return int(found[0][0])


def correct(office: Office, register: str, which: Mapping[str, object], texts: Mapping[str, str]) -> None:
    """Change one record as a clerk types it into the form."""
    found = office.register(register)
    given, issues = office.records.from_text(found, texts)
    assert not issues, issues
    row_id = row_of(office, register, which)
    needed = {"stages": ("小学", "初中")} if register == "school" else {}
    office.records.save(found, Entry({**needed, **given}, row_id))


def leave(office: Office, name: str) -> None:
    """Somebody leaves the school."""
    correct(office, "people", {"name": name}, {"state": "离职", "left": "2026-09-06"})


def issue_now(office: Office, kind: LetterKind, year: int = 2026) -> Issued:
    """Issue to all who need one, in the paper's language."""
    return issue(office.database, office.clock, kind, year, office.settings.paper_language)


def note_print(office: Office, ids: Sequence[int]) -> None:
    """Letters come out of the printer: recorded as the window records it, without the pages themselves."""
    record_print(office, prepare(office, ids), Printed(Path("责任书.pdf"), len(ids), len(ids), ""))


def sign_today(office: Office, *ids: int) -> None:
    """Mark letters as signed today; every one of them can be."""
    assert not sign(office.database, office.clock, ids, office.clock.today()).refused


def of_letter(office: Office, number: str, column: str) -> object:
    """One stored value of the letter with that printed number."""
    found = office.database.query(f"SELECT {column} FROM letter WHERE number = ?", [number])
    assert len(found) == 1, found
    return found[0][0]
