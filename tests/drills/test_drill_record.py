"""A drill as form: what was written, what is left for a hand, what few drills have; and the table of a year of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from safetydesk.core.linked_field import Rows
from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.operations.attaching import attach, store_all
from safetydesk.operations.drill_papers import (
    write_drill_records,
    write_roll_calls,
    write_year_table,
    year_table_paper,
)
from safetydesk.operations.office import Office
from safetydesk.operations.paper import record_saved
from safetydesk.registers.records.drills.year_table import year_table
from safetydesk.reports.drill_judgement import judge_all
from safetydesk.reports.held_drills import all_drills
from safetydesk.storage.history import of_row
from safetydesk.words import LANGUAGES, Words
from tests.drills.conftest import record
from tests.export.read_pages import MM, Page, read_pages

CLASSES = [f"{grade}年级{number}班" for grade in "一二三四五六七八" for number in range(1, 6)]
FULL = {
    "period": "上课", "route": "各班从就近楼梯下楼到操场", "assembly": "操场", "plan": "九月演练方案",
    "roles": '[{"point": "东侧楼梯口", "person": "欧阳青", "arrived": "是"}]',
    "others_expected": "7", "others_present": "6", "target": "100", "based_on": "地震应急预案",
    "staff_counts": '[{"dept": "教务处", "expected": "10", "present": "10"}]', "supplies": "扩音器、急救箱",
    "presence_rating": "好", "supplies_rating": "一般", "teamwork_rating": "差", "suitable": "不够顺利",
    "sufficient": "基本满足", "summary_on": "2026-09-05", "cost": "350", "note": "下次在课间进行",
}  # fmt: skip
BLANK = dict.fromkeys(
    ("pupils_present", "staff_present", "counts", "absent", "injured", "findings", "measures", "summary", "summary_by",
     "plan_revised", "signal_at", "assembled_at", "counted_at"), ""
)  # fmt: skip

ELSEWHERE = (
    "photos", "state", "late", "closed_on", "staff_share", "purpose", "preparation", "procedure", "guard",
    "cancelled_on", "cancelled_reason", "flaws",
)  # fmt: skip
"""On the drill plan, or told in another way."""


@dataclass(frozen=True)
class Paper:
    """A printed file as it is read."""

    pages: list[Page]

    @property
    def text(self) -> str:
        return "".join(text for page in self.pages for text in page.texts())


def printed(office: Office, path: Path, *ids: int) -> Paper:
    write_drill_records(office, ids or (1,), path)
    return Paper(read_pages(path))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_that_was_filled_is_on_the_paper(drilled: Office, tmp_path: Path, language: str) -> None:
    drilled.settings.put("paper_language", language)
    register, words = drilled.register("drills"), Words(language)
    plan = {"name": "地震应急预案", "type": "地震", "edition": "1", "author": "万俟舟", "issued_on": "2026-03-01"}
    assert not drilled.records.save_texts(drilled.register("plans"), [(None, plan)]).refused
    assert not drilled.records.save_texts(register, [(1, FULL)]).refused
    text = printed(drilled, tmp_path / "record.pdf").text
    listing = drilled.listing(register)
    for field, value in zip(register.fields, listing.values([1])[0], strict=True):
        shown = field.text(value, words)
        if field.name in ELSEWHERE or isinstance(field, Rows):
            continue
        assert shown and "".join(shown.split()) in text, field.name
        if field.name not in ("pupils_expected", "pupils_present") and not field.name.startswith(("staff", "others")):
            assert all(word in text for word in words.text(f"field.drills.{field.name}").split()), field.name
    for part in ("东侧楼梯口", "欧阳青", "三年级1班", "10:07:00", "乙二", "事假", "97.6%", "85.7%", "10198", "教务处"):
        assert part in text, part
    (judged,) = judge_all(all_drills(drilled.database))
    assert judged.faults
    for fault in judged.faults:
        assert "".join(words.say(fault).split()) in text, fault.id


def test_what_few_drills_have_is_left_out(drilled: Office, tmp_path: Path, words: Words) -> None:
    text = printed(drilled, tmp_path / "record.pdf").text
    for name in ("route", "plan", "roles", "supplies", "cost", "note", "closed_on"):
        assert words.text(f"field.drills.{name}") not in text, name
    assert words.text("drill_paper.others") not in text
    for name in ("assembly", "period", "presence_rating", "summary_on"):
        assert words.text(f"field.drills.{name}") in text, name


def test_a_planned_drill_is_a_form_to_take_along(drilled: Office, tmp_path: Path, words: Words) -> None:
    pupils = [{"name": f"学生{n}", "kind": "学生", "class_name": "四(2)班"} for n in range(13)]
    drilled.records.save_texts(drilled.register("people"), [(None, pupil) for pupil in pupils])
    assert record(drilled, held_on="2026-10-16", name="十月演练", **BLANK) == {}
    text = printed(drilled, tmp_path / "record.pdf", 2).text
    assert "四年级2班13" in text and "□全部能够执行□不够顺利□明显不适宜" in text and "□好□一般□差" in text
    assert text.count("□是□否") == 2
    for name in ("findings", "measures", "summary", "signal_at", "absent", "injured"):
        assert words.text(f"field.drills.{name}") in text, name
    assert words.text("drill_paper.others") in text and "%" not in text


def test_nobody_missing_is_said(drilled: Office, tmp_path: Path, words: Words) -> None:
    counts = '[{"class_name": "三年级1班", "expected": "84", "present": "84", "done_at": ""}]'
    changes = {"pupils_present": "84", "counts": counts, "absent": ""}
    assert not drilled.records.save_texts(drilled.register("drills"), [(1, changes)]).refused
    assert "未参加人员" + words.text("drill_paper.nobody") in printed(drilled, tmp_path / "record.pdf").text


def test_forty_classes_are_all_counted(drilled: Office, tmp_path: Path) -> None:
    lines = [{"class_name": name, "expected": 40 + place, "present": 39 + place} for place, name in enumerate(CLASSES)]
    absent = [
        {"person": f"缺席{place:02d}", "class_name": name, "reason": "病假"} for place, name in enumerate(CLASSES)
    ]
    changes = {
        "counts": json.dumps(lines), "absent": json.dumps(absent),
        "pupils_expected": str(sum(line["expected"] for line in lines)),
        "pupils_present": str(sum(line["present"] for line in lines)),
    }  # fmt: skip
    assert not drilled.records.save_texts(drilled.register("drills"), [(1, changes)]).refused
    paper = printed(drilled, tmp_path / "record.pdf")
    for place, name in enumerate(CLASSES):
        assert f"{name}{40 + place}{39 + place}" in paper.text
        assert paper.text.count(f"缺席{place:02d}") == 1
    for page in paper.pages:
        assert all(ch.left > 28 * MM and ch.right < 188 * MM and ch.bottom > 13 * MM for ch in page.chars)


def test_a_late_entry_says_so(drilled: Office, tmp_path: Path, words: Words) -> None:
    assert record(drilled, held_on="2026-08-20", name="暑期演练") == {}
    late = words.text("drill_paper.late")
    assert late in printed(drilled, tmp_path / "late.pdf", 2).text
    assert late not in printed(drilled, tmp_path / "record.pdf", 1).text
    assert "2025—2026" in printed(drilled, tmp_path / "late.pdf", 2).text


def test_several_drills_are_one_file_in_the_chosen_order(drilled: Office, tmp_path: Path) -> None:
    assert record(drilled, held_on="2026-09-07", name="第二次") == {}
    paper = printed(drilled, tmp_path / "both.pdf", 2, 1)
    starts = [number for number, page in enumerate(paper.pages) if any("第1页/" in text for text in page.texts()[-1:])]
    assert len(starts) == 2
    assert "第二次" in "".join(paper.pages[0].texts()) and "九月疏散演练" in "".join(paper.pages[starts[1]].texts())
    assert of_row(drilled.database, "drill", 2)[-1].after == {"text": "both.pdf", "ids": [1, 2]}


def test_a_photo_of_a_phone_is_named_though_it_cannot_be_read(drilled: Office, tmp_path: Path) -> None:
    photo = tmp_path / "IMG_7.HEIC"
    photo.write_bytes(b"\0\0\0\x18ftypheic" + bytes(99))
    plan = tmp_path / "方案.docx"
    plan.write_bytes(b"PK no picture")
    attach(drilled, drilled.register("drills"), 1, store_all(drilled.folder, [photo, plan]))
    text = printed(drilled, tmp_path / "record.pdf").text
    assert "IMG_7.HEIC" in text and "方案.docx" not in text


def test_a_record_with_a_strange_character_is_refused_and_not_noted(
    drilled: Office, tmp_path: Path, words: Words
) -> None:
    drilled.records.save(drilled.register("drills"), Entry({"summary": "𪚥组织有序"}, 1))
    with pytest.raises(UserError) as refused:
        write_drill_records(drilled, [1], tmp_path / "record.pdf")
    assert "U+2A6A5" in words.error(refused.value) and words.text("field.drills.summary") in words.error(refused.value)
    assert of_row(drilled.database, "drill", 1)[-1].kind != "print"


def test_roll_calls_are_a_page_for_each_class_in_roster_order(drilled: Office, tmp_path: Path) -> None:
    pupils = [
        {"name": f"学生{number:02d}", "kind": "学生", "class_name": name, "student_no": f"{number:02d}"}
        for name in ("三(1)班", "三(2)班")
        for number in range(46, 0, -1)
    ]
    drilled.records.save_texts(drilled.register("people"), [(None, pupil) for pupil in pupils])
    path = tmp_path / "roll.pdf"
    assert write_roll_calls(drilled, 1, path).pages == 2
    first, second = read_pages(path)
    assert "三年级1班" in "".join(first.texts()) and "三年级2班" in "".join(second.texts())
    lines = [text for text in first.texts() if "□" in text]
    assert lines[0] == "1学生01□24学生24□" and lines[-1] == "23学生23□46学生46□"
    assert of_row(drilled.database, "drill", 1)[-1].after["text"] == "roll.pdf"


def test_a_roll_call_without_pupils_is_refused(drilled: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no_classes"):
        write_roll_calls(drilled, 1, tmp_path / "roll.pdf")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_years_table_lists_what_was_held_and_sums_it_up(drilled: Office, tmp_path: Path, language: str) -> None:
    drilled.settings.put("paper_language", language)
    words = Words(language)
    sudden = {"announced": "突发式(无预警)", "pupils_present": "83", "counts": "", "plan_revised": "是", "target": "60"}
    assert record(drilled, held_on="2026-09-01", name="开学演练", **sudden) == {}
    assert record(drilled, held_on="2026-10-16", name="十月演练", **BLANK) == {}
    assert record(drilled, held_on="2026-08-31", name="上学年") == {}
    sheet = year_table(drilled.database, 2026, words)
    keys = [column.key for column in sheet.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in sheet.rows]
    assert [row["held_on"].isoformat() for row in rows] == ["2026-09-01", "2026-09-04"]
    assert [(row["pupils_present"], row["met"], row["seconds"]) for row in rows] == [
        (83, words.text("core.no"), 110),
        (82, None, 110),
    ]
    total = dict(zip(keys, sheet.totals, strict=True))
    assert (total["pupils_expected"], total["pupils_present"], total["met"], total["plan_revised"]) == (
        168,
        165,
        "0/1",
        1,
    )
    assert "98.4%" in total["place"] and "98.2%" in sheet.subtitle and "100%" in sheet.subtitle
    assert words.text("drill_paper.year_planned", n=1) in sheet.subtitle
    for form in ("xlsx", "pdf"):
        assert write_year_table(drilled, 2026, form, tmp_path / f"year.{form}") == 2
        record_saved(drilled, year_table_paper(drilled, 2026, tmp_path / f"year.{form}"))
        assert of_row(drilled.database, "drill", 1)[-1].after["text"] == f"year.{form}"
    cells = [[cell.value for cell in row] for row in openpyxl.load_workbook(tmp_path / "year.xlsx").active.iter_rows()]
    assert cells[0][0] == sheet.title and cells[3][keys.index("pupils_present")] == 83
    assert cells[5][keys.index("pupils_expected")] == 168
    text = Paper(read_pages(tmp_path / "year.pdf")).text
    assert "98.4%" in text and "168" in text and "青山小学" in text


def test_no_column_of_the_years_table_breaks_a_usual_word(drilled: Office, tmp_path: Path) -> None:
    drilled.settings.put("paper_language", "en")
    assert not drilled.records.save_texts(drilled.register("drills"), [(1, {"period": "夜间宿舍"})]).refused
    write_year_table(drilled, 2026, "pdf", tmp_path / "year.pdf")
    text = " ".join(read_pages(tmp_path / "year.pdf")[0].texts())
    for part in ("2026-09-04", "Earthquake", "Evacuation", "Dormitory"):
        assert part in text, part
