"""plans print, book, risks, revise and requests at a prompt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Desk, one_complaint
from tests.plans.test_papers import RISK

PLAN = {"name": "火灾应急预案", "type": "火灾", "edition": 1, "author": "王芳", "issued_on": "2026-03-01"}
DRILL = {
    "name": "消防演练", "held_on": "2026-09-04", "type": "地震", "form": "疏散", "announced": "预定式(有预警)", "place": "操场",
    "commander": "王芳", "pupils_expected": 2, "pupils_present": 2, "staff_expected": 1, "staff_present": 1, "injured": 0,
    "plan_revised": "是", "based_on": "火灾应急预案",
}  # fmt: skip
TASK = {"what": "补写路线", "kind": "修订预案", "drill": "消防演练", "owner": "王芳", "due_on": "2026-09-20"}


@pytest.fixture
def asked(add: Callable[..., Any], school: list[int]) -> tuple[int, int, int]:
    """A plan, the drill that asks for its revision, and the task that says how."""
    plan = add("plans", PLAN)["ids"][0]
    return plan, add("drills", DRILL)["ids"][0], add("drill-tasks", TASK)["ids"][0]


def test_what_drills_ask_is_listed_and_answered(desk: Desk, asked: tuple[int, int, int]) -> None:
    plan, drill, task = asked
    (found,) = desk("plans", "requests", "--json").json
    assert (found["plan"], found["drill"], found["task"], found["days"]) == (plan, drill, task, 3)
    assert (found["plan_name"], found["what"], found["due_on"]) == ("火灾应急预案", "补写路线", "2026-09-20")
    assert "消防演练" in desk("plans", "requests").out
    made = desk("plans", "revise", plan, "--drill", drill, "--json").json
    assert (made["edition"], made["drill"], made["tasks"]) == (2, drill, [task])
    assert desk("plans", "requests", "--json").json == []
    assert desk("undo", made["batch"]).code == 0
    assert len(desk("plans", "requests", "--json").json) == 1


def test_what_cannot_be_revised_is_refused(desk: Desk, asked: tuple[int, int, int]) -> None:
    plan = asked[0]
    assert "99" in one_complaint(desk("plans", "revise", 99))
    assert "98" in one_complaint(desk("plans", "revise", plan, "--drill", 98))
    assert desk("plans", "revise", plan).code == 0
    one_complaint(desk("plans", "revise", plan))


def test_plans_and_their_book_are_written(desk: Desk, asked: tuple[int, int, int], tmp_path: Path) -> None:
    plan = asked[0]
    chosen = desk("plans", "print", "--ids", plan, "--out", tmp_path / "a.pdf", "--json").json
    assert (chosen["plans"], chosen["path"]) == (1, str(tmp_path / "a.pdf"))
    assert desk("plans", "print", "--all", "--out", tmp_path / "b.pdf", "--json").json["pages"] == chosen["pages"]
    book = desk("plans", "book", "--out", tmp_path / "book.pdf", "--json").json
    assert (book["plans"], book["claim"], book["pages"]) == (1, "PDF/A-2u", 2 + chosen["pages"])
    assert all((tmp_path / name).read_bytes().startswith(b"%PDF-") for name in ("a.pdf", "b.pdf", "book.pdf"))
    assert "99" in one_complaint(desk("plans", "print", "--ids", plan, 99, "--out", tmp_path / "c.pdf"))
    assert desk("plans", "print", "--out", tmp_path / "c.pdf").code == 2


def test_without_plans_there_is_no_book(desk: Desk, school: list[int], tmp_path: Path) -> None:
    assert "请先选择要打印的预案" in one_complaint(desk("plans", "book", "--out", tmp_path / "book.pdf"))
    assert "风险点" in one_complaint(desk("plans", "risks", "--out", tmp_path / "risks.pdf"))


def test_risk_points_are_listed(desk: Desk, add: Callable[..., Any], school: list[int], tmp_path: Path) -> None:
    add("risk-points", RISK)
    for name, head in (("risks.pdf", b"%PDF-"), ("risks.xlsx", b"PK")):
        answer = desk("plans", "risks", "--out", tmp_path / name, "--json")
        assert answer.json == {"risk_points": 1, "path": str(tmp_path / name), "printed": False}
        assert (tmp_path / name).read_bytes().startswith(head)
