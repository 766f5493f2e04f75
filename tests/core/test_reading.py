"""What a clerk types becomes the value she meant, or a sentence; nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetydesk.core.choices import Choices
from safetydesk.core.class_name import ClassKey, read_class_name
from safetydesk.core.dates import read_date, school_year
from safetydesk.core.field import BadValue, Choice, Date, Field, Flag, Phone, Several, Text, Whole
from safetydesk.words import Words

COLOURS = Choices("colour", ("红", "黄"))


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-11",
        "2026/9/11",
        "2026.9.11",
        "2026年9月11日",
        "26.9.11",
        "20260911",
        "２０２６－０９－１１",
        "二〇二六年九月十一日",
    ],
)
def test_a_date_is_read_as_offices_write_it(text: str) -> None:
    assert read_date(text) == date(2026, 9, 11)


@pytest.mark.parametrize("text", ["2026-02-30", "9月11日", "2026", "下周一", "2026-13-01", "11/9/2026"])
def test_a_date_that_is_none_is_refused(text: str) -> None:
    assert read_date(text) is None
    with pytest.raises(BadValue):
        Date("day").read(text)


@given(st.dates(date(1900, 3, 1), date(2199, 12, 31)))
def test_every_date_shown_is_read_back(day: date) -> None:
    field = Date("day")
    assert field.read(field.text(day, Words("en"))) == day
    assert field.from_store(field.to_store(day)) == day


@pytest.mark.parametrize(("day", "year"), [("2026-08-31", 2025), ("2026-09-01", 2026), ("2027-01-05", 2026)])
def test_a_school_year_starts_in_september(day: str, year: int) -> None:
    assert school_year(date.fromisoformat(day)) == year


@pytest.mark.parametrize(
    "text",
    [
        "七(3)班",
        "七年级3班",
        "七年级（3）班",
        "703",
        "7.3",
        "7-3班",
        "初一3班",
        "初一（三）班",
        "７０３",
        " 七 年级 3 班 ",
    ],
)
def test_one_class_is_written_many_ways(text: str) -> None:
    found = read_class_name(text)
    assert found == ClassKey(7, 3)
    assert found.name == "七年级3班"


@pytest.mark.parametrize(
    ("text", "year", "stages", "name"),
    [
        ("2025级3班", 2026, ("初中",), "八年级3班"),
        ("2025级3班", 2026, ("小学",), "二年级3班"),
        ("高2026级1班", 2026, ("初中", "高中"), "高一1班"),
        ("大一班", None, (), "大班1班"),
        ("小三2班", None, (), "三年级2班"),
        ("高三（12）班", None, (), "高三12班"),
        ("三2班学生", None, (), "三年级2班"),
    ],
)
def test_classes_by_year_of_entry_and_by_stage(text: str, year: int | None, stages: tuple[str, ...], name: str) -> None:
    found = read_class_name(text, year, stages)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["2025级3班", "张三", "十三年级1班", "7班", "", "0班", "703室"])
def test_what_names_no_one_class_is_not_guessed(text: str) -> None:
    assert read_class_name(text, 2026, ("小学", "初中")) is None


@given(st.integers(-3, 12), st.integers(1, 99))
def test_the_stored_spelling_of_a_class_is_read_back(grade: int, number: int) -> None:
    assert read_class_name(ClassKey(grade, number).name) == ClassKey(grade, number)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (Whole("n"), "1,200", 1200),
        (Whole("n"), " 7 ", 7),
        (Whole("n"), "", None),
        (Flag("f"), "√", True),
        (Flag("f"), "否", False),
        (Flag("f"), "", False),
        (Choice("c", choices=COLOURS), "红", "红"),
        (Several("s", choices=COLOURS), "红，黄、红", ("红", "黄")),
        (Phone("p"), "0571-8888 1234", "0571-8888 1234"),
        (Text("t"), "  甲  乙 ", "甲  乙"),
    ],
)
def test_values_as_typed(field: Field, text: str, value: object) -> None:
    assert field.read(text) == value


@pytest.mark.parametrize(
    ("field", "text", "id"),
    [
        (Whole("n", maximum=60), "61", "core.out_of_range"),
        (Whole("n"), "seven", "core.bad_whole"),
        (Flag("f"), "也许", "core.bad_flag"),
        (Choice("c", choices=COLOURS), "蓝", "core.bad_choice"),
        (Several("s", choices=COLOURS), "红、蓝", "core.bad_choice"),
        (Phone("p"), "abc", "core.bad_phone"),
        (Text("t"), "甲\x07", "core.control_character"),
        (Text("t"), "甲\u202e乙", "core.invisible_character"),
        (Text("t"), "甲\u200b乙", "core.invisible_character"),
        (Text("t"), "甲\n乙", "core.control_character"),
        (Text("t"), "长" * 201, "core.too_long"),
        (Date("d"), "1800-01-01", "core.date_range"),
    ],
)
def test_what_cannot_be_a_value_is_refused_with_the_reason(field: Field, text: str, id: str) -> None:
    with pytest.raises(BadValue) as caught:
        field.read(text)
    assert caught.value.what.id == id
    for language in ("zh_CN", "en"):
        assert Words(language).say(caught.value.what)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co"]), max_size=150))
def test_no_character_of_a_text_is_changed(text: str) -> None:
    field = Text("name")
    try:
        value = field.read(text)
    except BadValue:
        return
    assert value == text.strip()
    assert field.from_store(field.to_store(value)) == value
