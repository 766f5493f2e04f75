"""Whatever a clerk's roster looks like, the people who were put in come out, and no character of a name is lost."""

from __future__ import annotations

import csv
import io
import random
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safetydesk.errors import UserError
from safetydesk.intake.found import Roster, SchoolFacts
from safetydesk.intake.roster import read_roster
from safetydesk.intake.values import BadCell, read_name
from tests.intake.conftest import Importer, in_words
from tests.intake.making import workbook

SURNAMES = st.sampled_from([*"张王李赵单曾解仇查区朴翟盖任𠮷䶮㛃", "尉迟", "长孙", "万俟"])
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
RARE = st.characters(min_codepoint=0x3400, max_codepoint=0x4DBF) | st.characters(
    min_codepoint=0x20000, max_codepoint=0x2A6DF
)
GIVEN = st.text(HAN | RARE, min_size=1, max_size=2)
HAN_NAMES = st.builds("{}{}".format, SURNAMES, GIVEN)
DOTTED_NAMES = st.builds("{}·{}".format, st.text(HAN, min_size=2, max_size=5), st.text(HAN, min_size=2, max_size=5))
NAMES = HAN_NAMES | DOTTED_NAMES | st.sampled_from(["John Smith", "Đặng Thị Ánh", "Мария", "A. B. O'Neil"])
BLANKS = st.text(" \u3000\u00a0", max_size=2)
BESIDE = st.sampled_from(
    [("", ""), ("（兼）", "兼"), ("(借调)", "借调"), ("*", "*"), ("【随读】", "随读"), ("（代课)", "代课")]
)
NUMERALS = "一二三四五六七八九"
HEADINGS = {
    "seq": ("序号",),
    "name": ("姓名", "姓  名", "学生姓名", "姓名（签字）", "姓\n名", "*姓名"),
    "class_name": ("班级", "所在班级", "班 级", "班级名称"),
    "phone": ("电话", "联系电话(手机)", "家长手机号码", "联 系 方 式"),
    "student_no": ("学号", "学 号", "学籍号"),
    "guardian": ("监护人", "家长姓名", "监护人(家长)"),
    "sex": ("性别", "性 别"),
    "": ("家庭住址", "身份证号", "民族"),
}
TITLES = st.sampled_from(["实验小学学生名册", "2026—2027学年", "填表日期：2026年9月1日", "", "附件2"])


@dataclass(frozen=True)
class Pupil:
    """A pupil as meant, and as the clerk has written the name, the class and the phone."""

    name: str
    note: str
    class_name: str
    phone: str
    guardian: str
    written: dict[str, str]


@st.composite
def written_names(draw: st.DrawFn, dress: bool = True) -> tuple[str, str, str]:
    """A name, what goes to the note, and how it stands in the roster."""
    name = draw(NAMES)
    written = name.replace("·", draw(st.sampled_from("·•・‧")))
    if "·" not in name and ord(name[0]) > 0x3400:
        written = "".join(letter + draw(BLANKS) for letter in written)
    mark, note = draw(BESIDE) if dress else ("", "")
    return name, note, draw(BLANKS) + written + mark + draw(BLANKS)


@st.composite
def pupils(draw: st.DrawFn) -> Pupil:
    name, note, written_name = draw(written_names())
    guardian, _, written_guardian = draw(written_names(dress=False))
    grade, number = draw(st.integers(1, 9)), draw(st.integers(1, 19))
    spelled = [
        f"{grade}({number})班", f"{NUMERALS[grade - 1]}（{number}）班", f"{NUMERALS[grade - 1]}年级{number}班",
        f"{grade}年级 {number}班", f"{grade}{number:02d}", f"{grade}.{number}", f"{NUMERALS[grade - 1]}{number}班",
    ]  # fmt: skip
    phone = str(draw(st.integers(13_000_000_000, 19_999_999_999)))
    phones = [phone, f"{phone[:3]}-{phone[3:7]}-{phone[7:]}", f"+86 {phone}", f" {phone} ", full_width(phone)]
    return Pupil(
        name, note, f"{NUMERALS[grade - 1]}年级{number}班", phone, guardian,
        {
            "name": written_name, "guardian": written_guardian, "phone": draw(st.sampled_from(phones)),
            "class_name": draw(st.sampled_from([*spelled, full_width(spelled[0])])), "sex": draw(st.sampled_from("男女")),
        },
    )  # fmt: skip


def full_width(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


def table(people: list[Pupil], titles: list[str], seed: int) -> list[list[str]]:
    """The roster as a grid: titles, headings in some order, people with blank lines between, and a total."""
    chance = random.Random(seed)
    fields = list(HEADINGS)
    chance.shuffle(fields)
    rows = [[title] + [""] * (len(fields) - 1) for title in titles]
    rows.append([chance.choice(HEADINGS[field]) for field in fields])
    for place, pupil in enumerate(people, 1):
        cells = {**pupil.written, "seq": str(place), "student_no": f"{place:04d}", "": "某地"}
        rows.append([cells[field] for field in fields])
        rows += [[""] * len(fields)] * chance.choice([0, 0, 0, 1])
    return [*rows, [f"合计{len(people)}人"] + [""] * (len(fields) - 1)]


def as_meant(people: list[Pupil]) -> list[tuple[str, ...]]:
    meant = enumerate(people, 1)
    return [(p.name, p.note, p.class_name, p.phone, p.guardian, f"{place:04d}") for place, p in meant]


def as_read(roster: Roster) -> list[tuple[str, ...]]:
    assert roster.refused == ()
    return [(p.name, p.note, p.class_name, p.phone, p.guardian, p.student_no) for p in roster.people]


def read_bytes(name: str, data: bytes) -> Roster:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        return read_roster(path, SchoolFacts(2026))


PEOPLE = st.lists(pupils(), min_size=1, max_size=6)


@given(PEOPLE, st.lists(TITLES, max_size=4), st.integers(), st.sampled_from(",\t;|"), st.booleans())
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@settings(max_examples=60)
def test_a_text_roster(
    encoding: str, people: list[Pupil], titles: list[str], seed: int, mark: str, quoted: bool
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=mark, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerows(
        table(people, titles, seed)
    )
    assert as_read(read_bytes("名单.csv", out.getvalue().encode(encoding))) == as_meant(people)


@given(PEOPLE, st.lists(TITLES, max_size=4), st.integers())
@settings(max_examples=25)
def test_a_workbook_roster(people: list[Pupil], titles: list[str], seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = table(people, titles, seed)
        path = workbook(Path(folder, "名单.xlsx"), with_numbers(rows) if seed % 2 else rows)
        assert as_read(read_roster(path, SchoolFacts(2026))) == as_meant(people)


def with_numbers(rows: list[list[str]]) -> list[list[str | int]]:
    """Digits as Excel takes them when they are typed; a number with noughts before it is kept as text."""
    return [
        [int(cell) if cell.isascii() and cell.isdigit() and cell[0] != "0" else cell for cell in row] for row in rows
    ]


@given(st.text(HAN | RARE | st.sampled_from(" \u3000()（）[]【】*＊·•・‧.'-aÉ"), max_size=20))
def test_no_character_of_a_name_is_lost(written: str) -> None:
    clean = read_name(written)
    kept = Counter(clean.name + "".join(clean.notes))
    declared = set("()（）[]【】*＊•・‧·")
    assert {ch: n for ch, n in kept.items() if ch not in declared and not ch.isspace()} == {
        ch: n for ch, n in Counter(written).items() if ch not in declared and not ch.isspace()
    }
    dots = "·•・‧"
    assert sum(kept[dot] for dot in dots) == sum(written.count(dot) for dot in dots)
    assert clean.repaired or clean.name == written.strip()


@given(st.text(max_size=12))
def test_a_name_that_is_taken_stays_as_it_is_when_read_again(written: str) -> None:
    try:
        once = read_name(written).name
    except BadCell:
        return
    again = read_name(once)
    assert (again.name, again.notes, again.repaired) == (once, (), False)


def test_rare_names_come_out_of_the_register_as_they_went_in(carry: Importer, shown: object, tmp_path: Path) -> None:
    chance = random.Random(7)
    codes = [0x20BB7, 0x4DAE, 0x36C3, 0x5586, 0x9555, 0xFA30, 0x3007, 0x2A6D6, 0x30EDD, 0x31350, 0x2CEB0]
    names = [f"张{chr(code)}{chr(chance.randrange(0x4E00, 0x9FA5))}" for code in codes] + ["阿卜杜·热合曼", "Mary Ann"]
    path = tmp_path / "教师.csv"
    rows = [f"{name},保安,{13_800_138_000 + place}\n" for place, name in enumerate(names)]
    path.write_text("姓名,岗位,手机\n" + "".join(rows), encoding="gb18030")
    plan, _ = carry(path)
    assert plan.refused == ()
    assert sorted(str(person["name"]) for person in shown()) == sorted(names)  # type: ignore[operator]


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    for whole in (data, "姓名,电话\n".encode() + data, "姓名,班级\n张三,".encode("gb18030") + data):
        try:
            read_bytes("名单.csv", whole)
        except UserError as error:
            in_words(error)
