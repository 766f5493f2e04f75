"""Finding the header of a roster and guessing what each column holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from safetydesk.core.dates import half_width
from safetydesk.intake.cells import SheetCells

SYNONYMS: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "学生姓名", "教师姓名", "教职工姓名", "职工姓名", "员工姓名", "人员姓名", "学生", "name", "fullname", "studentname"),
    "kind": ("人员类别", "类别", "人员类型", "人员性质", "岗位类别", "用工类别", "身份", "kind", "category"),
    "sex": ("性别", "sex", "gender"),
    "dept": ("部门", "所在部门", "所属部门", "处室", "科室", "部门处室", "department", "dept"),
    "post": (
        "岗位", "职务", "现任岗位", "岗位名称", "工作岗位", "现任职务", "担任职务", "任职岗位", "职务岗位", "岗位职务", "post", "position", "title",
    ),
    "phone": (
        "手机", "电话", "手机号", "手机号码", "联系电话", "联系方式", "电话号码", "联系手机", "移动电话", "家长手机", "家长手机号码", "家长手机号",
        "家长电话", "家长联系电话", "监护人电话", "监护人手机", "监护人联系电话", "监护人手机号", "监护人手机号码", "本人手机", "本人电话",
        "phone", "mobile", "tel", "telephone",
    ),
    "class_name": ("班级", "班级名称", "所在班级", "班别", "所属班级", "现班级", "行政班", "年级班级", "年班", "class", "classname"),
    "student_no": ("学号", "学籍号", "学生学号", "学籍编号", "全国学籍号", "学籍辅号", "studentno", "studentid"),
    "staff_no": ("工号", "职工号", "教工号", "教师编号", "人员编号", "职工编号", "员工号", "staffno", "staffid"),
    "guardian": (
        "监护人", "家长", "监护人姓名", "家长姓名", "监护人家长", "家长监护人", "父母姓名", "监护人家长姓名", "联系人", "家庭联系人", "guardian", "parent",
    ),
    "relation": ("关系", "与学生关系", "与本人关系", "与监护人关系", "监护人关系", "家长关系", "称谓", "与学生的关系", "relation"),
    "joined": (
        "入职日期", "入职时间", "参加工作时间", "参加工作日期", "来校日期", "来校时间", "到校日期", "到校时间", "入校日期", "入校时间", "入学日期",
        "入学时间", "进校时间", "进校日期", "到岗日期", "到岗时间", "任职时间", "工作时间", "joined", "hiredate",
    ),
    "note": ("备注", "说明", "其他说明", "note", "remarks", "remark"),
    "seq": ("序号", "编号", "no", "序"),
    "grade": ("年级", "grade"),
}  # fmt: skip
EXACT = {synonym: field for field, synonyms in SYNONYMS.items() for synonym in synonyms}
# Inside a longer heading the longest synonym decides; very short ones would find themselves everywhere.
INSIDE = sorted((word for word in EXACT if len(word) >= 2 and not word.isascii()), key=len, reverse=True)
FIELDS = tuple(field for field in SYNONYMS if field not in ("seq", "grade"))
PARENTS = ("监护人", "家长", "父", "母", "联系人")
SEARCHED_ROWS = 40
LEAST_COLUMNS = 2


@dataclass(frozen=True)
class Header:
    """Where the header is, and what was guessed of its columns."""

    first_row: int
    last_row: int
    columns: Mapping[int, str]
    """Column to field; columns nobody needs are not in it."""
    titles: Mapping[int, str]
    """Every column's heading as written, for the preview."""


def find_header(sheet: SheetCells) -> Header | None:
    """The header with the most columns understood, the first of equals; None where no row names people."""
    found = [header for row in range(min(SEARCHED_ROWS, len(sheet.rows))) if (header := read_header(sheet, row))]
    return max(found, key=lambda header: (len(header.columns), -header.first_row), default=None)


def read_header(sheet: SheetCells, row: int) -> Header | None:
    """The header that begins in a row, of one row or two, if it holds a name and another column."""
    last = row + 1 if has_second_row(sheet, row) else row
    titles = {column: title(sheet, row, last, column) for column in range(len(sheet.rows[row]))}
    guesses = {column: guess(sheet, row, last, column) for column in titles}
    columns: dict[int, str] = {}
    for column in sorted(guesses, key=lambda column: (not guesses[column].exact, column)):
        field = guesses[column].field
        if field and field not in columns.values():
            columns[column] = field
    columns = dict(sorted(columns.items()))
    if "name" not in columns.values() or len(columns) < LEAST_COLUMNS:
        return None
    return Header(row, last, columns, titles)


def has_second_row(sheet: SheetCells, row: int) -> bool:
    """Whether the heading of names goes on below (merged, or an empty cell) while other columns have sub-headings."""
    if row + 1 >= len(sheet.rows):
        return False
    upper = [normal(sheet.text(row, column)) for column in range(len(sheet.rows[row]))]
    lower = [normal(sheet.text(row + 1, column)) for column in range(len(sheet.rows[row]))]
    name = next((place for place, word in enumerate(upper) if field_of(word) == "name"), None)
    if name is None:
        return False
    subheads = [word for word, above in zip(lower, upper, strict=True) if word and word != above]
    merged_down = (row + 1, name) in sheet.merged
    return (merged_down or not lower[name]) and bool(subheads) and all(field_of(word) for word in subheads)


def title(sheet: SheetCells, first: int, last: int, column: int) -> str:
    """A column's heading over both rows, without doubles."""
    words = [re.sub(r"\s+", "", sheet.text(row, column)) for row in range(first, last + 1)]
    return "/".join(dict.fromkeys(word for word in words if word))


@dataclass(frozen=True)
class Guess:
    """The field a heading seems to mean; a heading of exactly that name comes before one that only contains it."""

    field: str
    exact: bool


def guess(sheet: SheetCells, first: int, last: int, column: int) -> Guess:
    """The field of a column: the lower heading counts before the upper one; a name below a guardian is the guardian's."""
    words = [normal(sheet.text(row, column)) for row in range(last, first - 1, -1)]
    fields = [field_of(word) for word in words]
    if len(words) == 2 and fields[0] == "name" and any(parent in words[1] for parent in PARENTS):
        return Guess("guardian", True)
    found = next((place for place, field in enumerate(fields) if field), None)
    return Guess("", False) if found is None else Guess(fields[found], words[found] in EXACT)


def normal(heading: str) -> str:
    """A heading without blanks, brackets, marks and case: 姓  名（必填）* is 姓名."""
    plain = re.sub(r"\s+", "", half_width(heading)).lower()
    bare = re.sub(r"[(\[【{].*?[)\]】}]", "", plain)
    return re.sub(r"[*:：、/\\._\-—|·]+", "", bare or plain)


def field_of(word: str) -> str:
    """The field that a heading means, or nothing. A long text is no heading."""
    if word in EXACT:
        return EXACT[word]
    if not word or len(word) > 16:
        return ""
    # The last word of a heading says what it is: 联系人电话 is a telephone number, 家长工作单位 is nobody's name.
    bare = word.rstrip("0123456789一二三")
    inside = next((synonym for synonym in INSIDE if bare.endswith(synonym)), "")
    inside = inside or next((synonym for synonym in INSIDE if len(synonym) >= 4 and synonym in word), "")
    if "班主任" in word or "身份证" in word:
        return ""
    return EXACT.get(inside, "")
