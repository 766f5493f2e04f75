"""Cells of a roster as values: repairs that change no meaning, and a reason for all that is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from safetydesk.core.clean_text import private_use, text_problem
from safetydesk.core.dates import half_width, read_date
from safetydesk.core.field import split_list
from safetydesk.errors import Message, message
from safetydesk.intake.cells import Cell, as_text

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
BLANK_BETWEEN = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
BRACKETED = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")
DOTS = str.maketrans(dict.fromkeys("•・‧", "·"))
SCIENTIFIC = re.compile(r"\d+(\.\d+)?[eE][+＋]?\d+")
LONGEST_NAME = 60
EXACT_DIGITS = 15
"""Digits that Excel keeps of a number."""
SERIAL_DAYS = (20_000, 80_000)
"""Numbers taken for Excel day serials: 1954 to 2119."""
DAYS_TO_1904 = 1462
EXCEL_START = datetime(1899, 12, 30)  # noqa: DTZ001 - a calendar count, not a moment.

SEXES = {"男": "男", "女": "女", "男生": "男", "女生": "女", "男性": "男", "女性": "女", "m": "男", "f": "女", "male": "男",
         "female": "女", "1": "男", "2": "女", "未知": "未知"}  # fmt: skip
RELATIONS = {
    "父亲": ("父", "爸爸", "爸", "父子", "父女", "father"),
    "母亲": ("母", "妈妈", "妈", "母子", "母女", "mother"),
    "祖父": ("爷爷", "祖孙父", "爷"),
    "祖母": ("奶奶", "奶"),
    "外祖父": ("外公", "姥爷", "老爷"),
    "外祖母": ("外婆", "姥姥"),
    "其他": ("其它", "亲属", "监护人", "叔叔", "伯父", "姑姑", "姨", "舅舅", "哥哥", "姐姐"),
}
KINDS = {
    "教职工": ("教师", "教工", "职工", "专任教师", "在编教师", "在编", "行政", "行政人员", "教辅", "教辅人员", "工勤", "后勤", "后勤人员", "正式"),
    "学生": ("在校生", "学员", "幼儿"),
    "保安": ("保安员", "安保", "安保人员", "门卫"),
    "食堂人员": ("食堂", "食堂员工", "食堂工作人员", "炊事员", "厨师"),
    "宿管": ("宿管员", "宿舍管理员", "生活老师", "生活教师"),
    "保洁": ("保洁员", "清洁工", "保洁人员"),
    "外聘": ("外聘教师", "外聘人员", "临聘", "代课教师", "临时工"),
    "校车司机": ("司机", "驾驶员", "校车驾驶员"),
    "外单位": ("外包", "外协", "外来人员"),
}  # fmt: skip
POSTS_OF_KINDS = (
    ("保安", ("保安", "门卫")), ("食堂人员", ("食堂", "厨师", "炊事")), ("宿管", ("宿舍", "宿管", "生活老师")),
    ("保洁", ("保洁", "清洁")), ("校车司机", ("校车驾驶", "校车司机")),
)  # fmt: skip


class BadCell(Exception):
    """A cell that cannot be the value of its column."""

    def __init__(self, field: str, why: Message) -> None:
        super().__init__(field)
        self.field = field
        self.why = why


@dataclass(frozen=True)
class CleanName:
    """A name, what stood beside it, and whether anything was repaired."""

    name: str
    notes: tuple[str, ...]
    repaired: bool


def read_name(cell: Cell, field: str = "name") -> CleanName:
    """A name less blanks between Chinese characters, with one kind of middle dot; bracketed text and * become notes.

    Nothing else about a name is ever touched. Raises BadCell for what cannot be a name.
    """
    raw = as_text(cell)
    bare = BRACKETED.sub("", raw)
    starred = "*" in bare or "＊" in bare
    name = BLANK_BETWEEN.sub("", bare.replace("*", "").replace("＊", "").strip()).translate(DOTS)
    notes = [part.strip() for part in BRACKETED.findall(raw) if part.strip()]
    if len(name) > LONGEST_NAME:
        raise BadCell(field, message("intake.name_too_long", limit=LONGEST_NAME))
    if problem := text_problem(name):
        raise BadCell(field, problem)
    if strange := private_use(name):
        raise BadCell(field, message("intake.private_use", code=", ".join(f"U+{ord(ch):04X}" for ch in strange)))
    if name.isdigit():
        raise BadCell(field, message("intake.name_is_number", name=name))
    return CleanName(name, (*notes, *(["*"] if starred else [])), name != raw.strip())


def read_phone(cell: Cell) -> str:
    """Digits only; +86 goes. Raises BadCell where Excel has lost digits or no number stands there."""
    text = half_width(as_text(cell)).strip()
    if not text:
        return ""
    if SCIENTIFIC.fullmatch(text.replace(" ", "")):
        raise BadCell("phone", message("intake.digits_lost", text=text))
    numbers = [re.sub(r"\.0+$|[\s\-–—()]", "", part.strip()) for part in re.split(r"[、,;/]", text)]
    plain = [re.sub(r"^(\+|00)86", "", number) for number in numbers if number]
    if not plain or not all(number.isdigit() and 5 <= len(number) <= 13 for number in plain):
        raise BadCell("phone", message("intake.bad_phone", text=text))
    return "、".join(plain)


def read_number(cell: Cell, field: str) -> str:
    """A pupil's or staff number as text; raises BadCell where a number cell is too long for Excel to have kept it."""
    if isinstance(cell, float) and (abs(cell) >= 10**EXACT_DIGITS or not cell.is_integer()):
        raise BadCell(field, message("intake.digits_lost", text=as_text(cell)))
    text = half_width(as_text(cell)).strip()
    if SCIENTIFIC.fullmatch(text):
        raise BadCell(field, message("intake.digits_lost", text=text))
    return plain_text(text, field)


def read_day(cell: Cell, field: str = "joined", from_1904: bool = False) -> date | None:
    """A day from a date cell, a day serial or a written date; raises BadCell for a month without a day and for no date."""
    if cell is None or as_text(cell).strip() in ("", "-", "—", "/"):
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float) and SERIAL_DAYS[0] <= cell <= SERIAL_DAYS[1]:
        return (EXCEL_START + timedelta(days=int(cell) + (DAYS_TO_1904 if from_1904 else 0))).date()
    text = half_width(as_text(cell)).strip()
    if text.isdigit() and SERIAL_DAYS[0] <= int(text) <= SERIAL_DAYS[1]:
        return (EXCEL_START + timedelta(days=int(text))).date()
    found = read_date(text.split(" ")[0] if re.fullmatch(r"\S+ \d{1,2}:\d\d(:\d\d)?", text) else text)
    if found:
        return found
    if re.fullmatch(r"(\d{2}|\d{4})\s*[年.\-/]\s*\d{1,2}\s*月?", text):
        raise BadCell(field, message("intake.month_only", text=text))
    raise BadCell(field, message("intake.bad_date", text=text))


def read_sex(cell: Cell) -> str:
    """男, 女 or 未知, from the many ways to write them; raises BadCell for others."""
    text = half_width(as_text(cell)).strip().lower()
    if not text:
        return ""
    if text not in SEXES:
        raise BadCell("sex", message("intake.bad_sex", text=text))
    return SEXES[text]


def read_relation(cell: Cell) -> str:
    """One of the relations of R01; an unknown word is 其他."""
    text = re.sub(r"\s+", "", half_width(as_text(cell)))
    if not text or text in RELATIONS:
        return text
    return next((relation for relation, words in RELATIONS.items() if text.lower() in words), "其他")


def read_kind(cell: Cell, post: str) -> str:
    """The kind of a member of staff, from its own column, else from the post, else 教职工; raises BadCell."""
    text = re.sub(r"\s+", "", half_width(as_text(cell)))
    if text:
        kind = next((kind for kind, words in KINDS.items() if text == kind or text in words), "")
        if not kind:
            raise BadCell("kind", message("intake.bad_kind", text=text, allowed=tuple(KINDS)))
        return kind
    return next((kind for kind, words in POSTS_OF_KINDS if any(word in post for word in words)), "教职工")


def read_posts(cell: Cell) -> str:
    """Posts as spelled, joined by 、."""
    return "、".join(dict.fromkeys(re.sub(r"\s+", "", part) for part in split_list(plain_text(as_text(cell), "post"))))


def plain_text(text: str, field: str) -> str:
    """A line of text without line breaks; raises BadCell for characters that cannot be stored."""
    line = " ".join(text.split("\n")).strip()
    if problem := text_problem(line):
        raise BadCell(field, problem)
    return line
