"""What papers a year of a school's safety work leaves, apart from what the program itself proposes for filing.

The kinds and how often they come follow the feeding of the classes (archive-and-pages.md, A01–A16): duty and gate logs
by week and month, checks and lessons by month, plans and summaries by term, letters from above as they come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

MONTHS = (1, 2, 3, 4, 5, 6, 9, 10, 11, 12)
"""Months in which school is kept."""
TERMS = {2: "春季", 9: "秋季"}
WEEK = timedelta(days=7)
PLAIN, INNER = "", "内部"
OFFICE, GENERAL, MORAL, GUARD, TEACHING = "办公室", "总务处", "政教处", "保卫处", "教务处"
BUREAU = "青山县教育局"


@dataclass(frozen=True)
class Kind:
    """A kind of paper; its title may name {year}, {month}, {term} and {n}, the how manieth of its kind in the year."""

    file_class: str
    title: str
    author: str
    pages: tuple[int, int]
    doc_no: str = ""
    retention: str = ""
    """Where it is kept longer than its class."""
    secrecy: str = ""


@dataclass(frozen=True)
class Paper:
    """One paper as it lies on the desk."""

    dated: date
    kind: Kind
    title: str
    doc_no: str
    pages: int


MONTHLY = (
    Kind("A03", "{year}年{month}月学校安全工作要点", MORAL, (1, 2)),
    Kind("A06", "关于报送{year}年{month}月安全工作情况的报告", OFFICE, (2, 4), "青实校报〔{year}〕{n}号"),
    Kind("A07", "{year}年{month}月安全工作领导小组会议纪要", OFFICE, (2, 4), "青实校纪〔{year}〕{n}号", "永久"),
    Kind("A07", "{year}年{month}月班主任安全例会记录", MORAL, (1, 3)),
    *(
        Kind("A10", f"{{year}}年{{month}}月{grade}年级安全教育课教案与签到", MORAL, (2, 6))
        for grade in "一二三四五六七八九"
    ),
    Kind("A10", "{year}年{month}月国旗下安全讲话稿", MORAL, (1, 2)),
    Kind("A12", "{year}年{month}月校舍及设施安全检查记录", GENERAL, (2, 4)),
    Kind("A12", "{year}年{month}月消防设施检查记录", GUARD, (2, 3)),
    Kind("A12", "{year}年{month}月校园周边安全检查记录", GUARD, (1, 2)),
    Kind("A12", "{year}年{month}月安全隐患排查整改台账", GENERAL, (2, 5)),
    Kind("A13", "{year}年{month}月门卫巡查与来访登记", GUARD, (8, 20)),
    Kind("A15", "{year}年{month}月食堂食品安全自查与留样记录", GENERAL, (6, 12)),
    Kind("A15", "{year}年{month}月校车运行与检查记录", GENERAL, (3, 6)),
    Kind("A15", "{year}年{month}月学生宿舍夜查记录", GENERAL, (4, 8)),
)
BY_TERM = (
    Kind("A02", "{year}年{term}学期安全岗位职责分工表", OFFICE, (2, 4), "青实校〔{year}〕{n}号"),
    Kind("A02", "{year}年{term}学期领导带班与教师值班安排表", OFFICE, (1, 2)),
    Kind("A03", "{year}年{term}学期学校安全工作计划", MORAL, (4, 8), "青实校〔{year}〕{n}号"),
    Kind("A05", "门卫管理制度（{year}年{term}修订）", GUARD, (2, 4)),
    Kind("A05", "食堂管理制度（{year}年{term}修订）", GENERAL, (3, 5)),
    Kind("A08", "{year}年{term}学期大型活动安全工作方案", MORAL, (3, 6)),
    Kind("A10", "{year}年{term}开学安全教育第一课材料", MORAL, (4, 10)),
    Kind("A11", "{year}年{term}学期教职工消防安全培训签到与课件", GUARD, (4, 12)),
    Kind("A11", "{year}年{term}学期班主任急救培训记录", GENERAL, (3, 8)),
    Kind("A14", "{year}年{term}学期学生意外伤害登记与处理情况", GENERAL, (1, 4), secrecy=INNER),
    Kind("A15", "{year}年{term}学期实验室危化品领用与双人双锁检查记录", TEACHING, (2, 4)),
    Kind("A15", "{year}年{term}学期特异体质学生排查情况", GENERAL, (2, 5), secrecy=INNER),
    Kind("A16", "{year}年{term}学期研学活动审批与安全预案", TEACHING, (6, 14)),
    Kind("A16", "{year}年{term}学期安全经费使用明细", GENERAL, (2, 4)),
    Kind("A16", "{year}年{term}学期应急物资盘点表", GENERAL, (1, 3)),
)
ONCE = {
    (1, "A03"): Kind("A03", "{year}年度安全目标考核自评表", MORAL, (4, 8)),
    (3, "A10"): Kind("A10", "{year}年全国中小学生安全教育日活动材料", MORAL, (4, 10)),
    (3, "A01"): Kind("A01", "{year}年消防设施与疏散路线分布图", GUARD, (4, 6)),
    (4, "A10"): Kind("A10", "{year}年国家安全教育日活动材料", MORAL, (2, 6)),
    (5, "A10"): Kind("A10", "{year}年防灾减灾日活动材料", MORAL, (4, 8)),
    (6, "A10"): Kind("A10", "{year}年防溺水致家长一封信及回执统计", MORAL, (2, 4)),
    (6, "A12"): Kind("A12", "{year}年汛期安全专项检查记录", GENERAL, (2, 5)),
    (6, "A03"): Kind("A03", "{year}年春季学期安全工作总结", MORAL, (4, 8)),
    (9, "A01"): Kind("A01", "{year}年校园平面图与重点部位一览", GENERAL, (2, 4)),
    (9, "A04"): Kind("A04", "{year}年度安全责任书签订台账", MORAL, (6, 12)),
    (9, "A02"): Kind("A02", "关于调整{year}年安全工作领导小组的通知", "校长室", (2, 3), "青实校〔{year}〕{n}号", "永久"),
    (10, "A01"): Kind("A01", "{year}年学校基本情况统计表", OFFICE, (2, 4)),
    (11, "A10"): Kind("A10", "{year}年消防宣传月活动材料", GUARD, (4, 10)),
    (12, "A10"): Kind("A10", "{year}年交通安全日活动材料", MORAL, (2, 6)),
    (12, "A03"): Kind("A03", "{year}年度学校安全工作总结", MORAL, (6, 12), "青实校〔{year}〕{n}号"),
}  # fmt: skip
"""By month, and the class only to tell papers of one month apart."""
FROM_ABOVE = (
    "关于做好{year}年{month}月学校安全工作的通知", "关于开展校园消防安全专项检查的通知", "关于加强学生交通安全教育的通知", "关于做好恶劣天气防范应对工作的通知",
    "关于转发食品安全风险提示的通知", "关于开展安全隐患大排查大整治的通知", "关于加强防溺水工作的紧急通知", "关于做好节假日值班和信息报送的通知", "关于开展防欺凌专项排查的通知",
    "关于规范校车安全管理的通知", "关于印发学校安全工作考核细则的通知", "关于组织开展应急疏散演练的通知",
)  # fmt: skip
ABOVE = Kind("A06", "", BUREAU, (2, 6), "青教安〔{year}〕{n}号")
DUTY = Kind("A13", "{year}年第{n}周值班记录", OFFICE, (3, 6))


def papers_of(random: Random, year: int) -> list[Paper]:
    """The papers of a calendar year by their days, some 370."""
    found = [*regular(random, year), *from_above(random, year), *duty(random, year)]
    return sorted(found, key=lambda paper: (paper.dated, paper.kind.file_class, paper.title))


def regular(random: Random, year: int) -> Iterator[Paper]:
    """What comes every month, every term or once."""
    for number, month in enumerate(MONTHS, 1):
        for kind in MONTHLY:
            yield paper(random, kind, working_day(random, year, month), number)
        for kind in BY_TERM if month in TERMS else ():
            yield paper(random, kind, working_day(random, year, month), 10 + number)
        for (due, _), kind in ONCE.items():
            if due == month:
                yield paper(random, kind, working_day(random, year, month), 30 + number)


def from_above(random: Random, year: int) -> Iterator[Paper]:
    """Letters of the bureau: two to five a month, numbered as the bureau does."""
    number = random.randrange(1, 4)
    for month in range(1, 13):
        for title in sorted(random.sample(FROM_ABOVE, random.randrange(2, 6))):
            day = working_day(random, year, month)
            text = title.format(year=year, month=month)
            yield Paper(day, ABOVE, text, ABOVE.doc_no.format(year=year, n=number), random.randint(*ABOVE.pages))
            number += random.randrange(1, 5)


def duty(random: Random, year: int) -> Iterator[Paper]:
    """The duty log of each week of school, closed on its Friday."""
    friday, number = date(year, 1, 1), 0
    friday += timedelta(days=(4 - friday.weekday()) % 7)
    while friday.year == year:
        number += 1
        if friday.month in MONTHS:
            yield paper(random, DUTY, friday, number)
        friday += WEEK


def paper(random: Random, kind: Kind, day: date, number: int) -> Paper:
    """One paper of a kind."""
    names = {"year": day.year, "month": day.month, "term": TERMS.get(day.month, ""), "n": number}
    return Paper(day, kind, kind.title.format(**names), kind.doc_no.format(**names), random.randint(*kind.pages))


def working_day(random: Random, year: int, month: int) -> date:
    """Some Monday to Friday of a month."""
    day = date(year, month, random.randrange(3, 29))
    return day - timedelta(days=max(day.weekday() - 4, 0))
