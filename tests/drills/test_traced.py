"""Every figure on a drill's papers comes from a row: change the row, and the paper says the new figure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from safetydesk.operations.drill_papers import write_drill_records
from safetydesk.operations.office import Office
from tests.drills.conftest import HELD, record
from tests.drills.test_papers import text_of

COUNTS = json.loads(HELD["counts"])


def classes(**changes: object) -> str:
    """The class counts with the first line otherwise."""
    return json.dumps([{**COUNTS[0], **changes}, COUNTS[1]], ensure_ascii=False)


CHANGES = {
    "pupils": ({"pupils_expected": "91", "pupils_present": "90", "counts": ""}, ("91", "90", "98.9%")),
    "staff": ({"staff_expected": "40", "staff_present": "37"}, ("40", "37", "92.5%")),
    "class": ({"counts": classes(expected="42", present="41", done_at="10:07:33")}, ("10:07:33",)),
    "start": ({"signal_at": "10:05:07"}, ("10:05:07", "103")),
    "end": ({"assembled_at": "10:06:59"}, ("10:06:59", "119")),
    "counted": ({"counted_at": "10:08:47"}, ("10:08:47",)),
    "target": ({"target": "101"}, ("101", "9")),
    "injured": ({"injured": "7"}, ("7",)),
    "cost": ({"cost": "354"}, ("354",)),
}
"""What is changed in the record, and what must then stand on the paper that did not before."""


@pytest.mark.parametrize("name", CHANGES)
def test_a_figure_on_the_record_follows_its_row(drilled: Office, tmp_path: Path, name: str) -> None:
    changes, shown = CHANGES[name]
    write_drill_records(drilled, [1], tmp_path / "before.pdf")
    assert not drilled.records.save_texts(drilled.register("drills"), [(1, {**HELD, **changes})]).refused
    write_drill_records(drilled, [1], tmp_path / "after.pdf")
    before, after = (text_of(tmp_path / f"{when}.pdf") for when in ("before", "after"))
    for figure in shown:
        assert after.count(figure) > before.count(figure), figure


def test_the_time_of_the_drill_before_is_on_the_paper(drilled: Office, tmp_path: Path) -> None:
    earlier = {"held_on": "2026-03-06", "name": "三月演练", "assembled_at": "10:06:23", "counted_at": ""}
    assert record(drilled, **earlier) == {}
    write_drill_records(drilled, [1], tmp_path / "before.pdf")
    assert "2026-03-06用时83秒，本次+27秒" in text_of(tmp_path / "before.pdf")
    with drilled.database.action("test.change") as action:
        action.update("drill", 2, {"assembled_at": "10:06:24"})
    write_drill_records(drilled, [1], tmp_path / "after.pdf")
    assert "用时84秒，本次+26秒" in text_of(tmp_path / "after.pdf")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_staff_is_said_on_the_record_whatever_was_ticked(drilled: Office, tmp_path: Path, language: str) -> None:
    drilled.settings.put("paper_language", language)
    changes = {"staff_present": "0", "presence_rating": "好"}
    assert not drilled.records.save_texts(drilled.register("drills"), [(1, {**HELD, **changes})]).refused
    write_drill_records(drilled, [1], tmp_path / "record.pdf")
    text = text_of(tmp_path / "record.pdf")
    for id in ("drill_paper.no_staff", "drill_judged.verdict_no_staff"):
        assert "".join(drilled.paper.text(id).split()) in text, id
