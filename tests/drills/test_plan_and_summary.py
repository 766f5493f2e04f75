"""The plan before a drill and the summary after it: what is written is printed, what is not is left open, nothing is made up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from safetydesk.errors import UserError
from safetydesk.operations.drill_drafting import summary_draft
from safetydesk.operations.drill_papers import prepare_plans, prepare_summaries, print_now
from safetydesk.operations.form_papers import PapersJob
from safetydesk.operations.office import Office
from safetydesk.words import LANGUAGES, Words
from tests.drills.conftest import HELD, record
from tests.drills.test_judgement import time_of
from tests.drills.test_papers import text_of

PLANNED = {
    **dict.fromkeys(HELD, ""), "name": "十月演练", "held_on": "2026-10-09", "type": "火灾", "form": "疏散",
    "announced": "突发式(无预警)", "place": "教学楼", "commander": "万俟舟", "pupils_expected": "42", "staff_expected": "9",
    "purpose": "检验预案", "preparation": "检查广播", "procedure": "信号响起后下楼", "guard": "校医待命",
    "roles": '[{"point": "东侧楼梯口", "person": "欧阳青", "arrived": ""}]', "target": "110",
}  # fmt: skip
JUDGING = (
    "好",
    "优",
    "良",
    "顺利",
    "有序",
    "圆满",
    "达到预期",
    "成功",
    "迅速",
    "认真",
    "积极",
    "good",
    "well",
    "smooth",
    "success",
)


def printed(office: Office, job: PapersJob, path: Path) -> str:
    print_now(office, job, path)
    return text_of(path)


def change(office: Office, **changes: str) -> None:
    assert not office.records.save_texts(office.register("drills"), [(1, {**HELD, **changes})]).refused


@pytest.fixture
def routed(drilled: Office) -> Office:
    """A planned drill, and a class with its way out."""
    pupils = [{"name": name, "kind": "学生", "class_name": "三(1)班"} for name in ("甲一", "丙三")]
    drilled.records.save_texts(drilled.register("people"), [(None, pupil) for pupil in pupils])
    way = {"building": "南楼", "floor": "3", "stairs": "西侧楼梯", "spot": "操场2区"}
    row = drilled.database.query("SELECT id FROM school_class")[0][0]
    assert not drilled.records.save_texts(drilled.register("classes"), [(row, way)]).refused
    assert record(drilled, **PLANNED) == {}
    return drilled


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_says_why_how_who_and_which_way_out(routed: Office, tmp_path: Path, language: str) -> None:
    routed.settings.put("paper_language", language)
    text = printed(routed, prepare_plans(routed, [2]), tmp_path / "plan.pdf")
    told = ("purpose", "preparation", "procedure", "guard", "name", "held_on", "commander", "target")
    for part in (*(PLANNED[name] for name in told), "东侧楼梯口", "欧阳青", "南楼", "西侧楼梯", "操场2区", "三年级1班"):
        assert part in text, part


def test_an_unwritten_plan_leaves_room(routed: Office, tmp_path: Path, words: Words) -> None:
    bare = dict.fromkeys(("purpose", "preparation", "procedure", "guard", "roles", "target"), "")
    assert record(routed, **{**PLANNED, **bare}) == {}
    text = printed(routed, prepare_plans(routed, [3]), tmp_path / "plan.pdf")
    for name in ("purpose", "preparation", "procedure", "guard", "roles"):
        assert words.text(f"field.drills.{name}") in text, name
    assert "检验预案" not in text and "欧阳青" not in text


def test_a_cancelled_plan_says_so(routed: Office, tmp_path: Path) -> None:
    moves = '[{"moved_from": "2026-10-01", "moved_to": "2026-10-09", "reason": "会考", "moved_on": "2026-09-07"}]'
    with routed.database.action("test.life") as action:
        action.update("drill", 2, {"moves": moves, "cancelled_on": "2026-09-07", "cancelled_reason": "暴雨"})
    text = printed(routed, prepare_plans(routed, [2]), tmp_path / "plan.pdf")
    assert "已取消" in text and "暴雨" in text and "2026-10-01" in text and "会考" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_bears_the_figures_of_the_record(drilled: Office, tmp_path: Path, language: str) -> None:
    drilled.settings.put("paper_language", language)
    path = tmp_path / "summary.pdf"
    text = printed(drilled, prepare_summaries(drilled, [1]), path)
    for part in ("84", "82", "97.6%", "110", "楼梯口拥挤", "增设引导员", "达到预期", "10:05:00", "10:06:50"):
        assert part in text, part
    change(drilled, assembled_at="10:06:43")
    assert "103" in printed(drilled, prepare_summaries(drilled, [1]), path)


def test_late_and_without_staff_are_said_on_the_summary(drilled: Office, tmp_path: Path, words: Words) -> None:
    change(drilled, staff_present="0", summary_on="2026-09-09")
    with drilled.database.action("test.entered") as action:
        action.update("drill", 1, {"created_at": "2026-09-20T08:00:00+08:00"})
    text = printed(drilled, prepare_summaries(drilled, [1]), tmp_path / "summary.pdf")
    assert "演练后第5天，迟写" in text and "补录：演练后第16天登记" in text
    for id in ("drill_paper.no_staff", "drill_judged.verdict_no_staff"):
        assert "".join(words.text(id).split()) in text, id


def test_a_drill_to_come_has_no_summary(routed: Office) -> None:
    with pytest.raises(UserError, match="not_held"):
        prepare_summaries(routed, [1, 2])


def test_a_task_that_follows_is_in_the_summary(drilled: Office, tmp_path: Path) -> None:
    task = {"what": "检修音箱", "kind": "其他", "drill": "九月疏散演练", "owner": "单小满", "due_on": "2026-09-20"}
    assert not drilled.records.save_texts(drilled.register("drill-tasks"), [(None, task)]).refused
    text = printed(drilled, prepare_summaries(drilled, [1]), tmp_path / "summary.pdf")
    assert "检修音箱" in text and "单小满" in text and "2026-09-20" in text


def test_an_open_place_that_was_left_is_pointed_at(drilled: Office, tmp_path: Path, words: Words) -> None:
    change(drilled, summary=summary_draft(drilled, 1, words))
    text = printed(drilled, prepare_summaries(drilled, [1]), tmp_path / "summary.pdf")
    assert words.text("drill_summary.unfinished") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_draft_is_made_of_figures_alone(drilled: Office, language: str) -> None:
    time_of(drilled, "2026-03-06", 83)
    staff = '[{"dept": "教务处", "expected": "6", "present": "6"}, {"dept": "总务处", "expected": "4", "present": "3"}]'
    change(drilled, staff_present="9", staff_counts=staff, target="120", findings="", measures="")
    words = Words(language)
    text = summary_draft(drilled, 1, words)
    for figure in ("84", "82", "教务处", "总务处", "110", "120", "-10", "83", "+27", "2026-03-06"):
        assert figure in text, figure
    assert text.count(words.text("drill_summary.open")) == 5, "three to judge, and findings and measures"
    assert not [word for word in JUDGING if re.search(rf"\b{word}\b" if word.isascii() else word, text)]


def test_what_is_not_recorded_stays_open_in_the_draft(routed: Office, words: Words) -> None:
    text = summary_draft(routed, 2, words)
    assert "实到 〔待填〕 人" in text and "用时 〔待填〕 秒" in text
    assert "受伤 〔待填〕 人" in text


def test_every_figure_of_the_draft_follows_the_record(drilled: Office, words: Words) -> None:
    for name, value in (("pupils_expected", 91), ("staff_present", 7), ("injured", 33), ("target", 97)):
        assert str(value) not in summary_draft(drilled, 1, words)
        with drilled.database.action("test.change") as action:
            action.update("drill", 1, {name: value})
        assert str(value) in summary_draft(drilled, 1, words), name
