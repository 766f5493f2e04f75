"""A drill as a clerk writes it down."""

from __future__ import annotations

import pytest

from safetydesk.operations.office import Office

HELD: dict[str, str] = {
    "name": "九月疏散演练", "held_on": "2026-09-04", "type": "地震", "form": "疏散", "announced": "预定式(有预警)",
    "place": "教学楼", "commander": "万俟舟", "pupils_expected": "84", "pupils_present": "82", "staff_expected": "10",
    "staff_present": "10", "injured": "0", "signal_at": "10:05", "assembled_at": "10:06:50", "counted_at": "10:08",
    "findings": "楼梯口拥挤", "measures": "增设引导员", "plan_revised": "否", "summary": "达到预期", "summary_by": "万俟舟",
    "counts": '[{"class_name": "三年级1班", "expected": "42", "present": "41", "done_at": "10:07"},'
    ' {"class_name": "三年级2班", "expected": "42", "present": "41", "done_at": ""}]',
    "absent": '[{"person": "甲一", "class_name": "三年级1班", "reason": "病假"},'
    ' {"person": "乙二", "class_name": "三年级2班", "reason": "事假"}]',
}  # fmt: skip


def record(office: Office, **changes: str) -> dict[int, tuple[str, ...]]:
    """Save the drill with some fields otherwise; returns the refused fields by place, empty if it was stored."""
    stored = office.records.save_texts(office.register("drills"), [(None, {**HELD, **changes})])
    return {place: tuple(issue.field for issue in issues) for place, issues in stored.refused.items()}


@pytest.fixture
def drilled(office: Office) -> Office:
    """A school with one drill, and its name."""
    office.records.save_texts(office.register("people"), [(None, {"name": "万俟舟", "kind": "教职工", "post": "校长"})])
    with office.database.action("test.name") as action:
        action.update("school", 1, {"name": "青山小学"})
    assert record(office) == {}
    return office
