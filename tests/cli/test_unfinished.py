"""Nothing unfinished is printed: print and word refuse with the clauses, accept-clause takes them with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from safetydesk.registers.records.letters.template import template_text
from tests.cli.conftest import Answer, Desk

WORD = Path(__file__).parents[1] / "data" / "word" / "letter_parent.docx"
VOID, OPEN = "学生离校后{guardian}自担风险。", "受托人为×××。"


@pytest.fixture
def put(desk: Desk, school: list[int], tmp_path: Path) -> Callable[..., Any]:
    """Save a wording of parents' letters with clauses more."""

    def putting(*clauses: str) -> Any:
        text = template_text("parent", "zh_CN")
        more = "".join(f"  {json.dumps(clause, ensure_ascii=False)},\n" for clause in clauses)
        (tmp_path / "w.toml").write_text(text.replace("clauses = [\n", f"clauses = [\n{more}"), encoding="utf-8")
        answer = desk("letters", "wording", "--kind", "parent", "--set", tmp_path / "w.toml", "--json")
        assert answer.code == 0, answer
        return answer.json

    return putting


def print_parents(desk: Desk, tmp_path: Path, *more: str) -> Answer:
    return desk("letters", "print", "--kind", "parent", "--out", tmp_path / "p.pdf", *more)


def accept(desk: Desk, clause: str, reason: str = "教育局原文，已请示") -> Answer:
    return desk("letters", "accept-clause", "--kind", "parent", "--clause", clause, "--reason", reason, "--json")


def test_print_and_word_are_refused_with_every_clause(desk: Desk, put: Callable[..., Any], tmp_path: Path) -> None:
    put(VOID, OPEN)
    numbers = desk("letters", "issue", "--kind", "parent", "--json").json["numbers"]
    (tmp_path / "n.txt").write_text("\n".join(numbers), encoding="utf-8")
    word = ("letters", "word", "--numbers", tmp_path / "n.txt", "--out", tmp_path / "word", "--json")
    for answer in (print_parents(desk, tmp_path, "--json"), desk(*word)):
        assert answer.code == 3 and "没有打印" in answer.err
        found = [(one["kind"], one["clause"], one["letters"]) for one in answer.json["findings"]]
        assert found == [("void", VOID, numbers), ("placeholder", OPEN, numbers)]
    assert not (tmp_path / "p.pdf").exists() and not (tmp_path / "word").exists()
    said = print_parents(desk, tmp_path)
    assert VOID in said.out.splitlines() and "“×××”要换成实际内容" in said.out and numbers[0] in said.out


def test_an_accepted_clause_is_printed_and_told_each_time(desk: Desk, put: Callable[..., Any], tmp_path: Path) -> None:
    put(VOID, OPEN)
    desk("letters", "issue", "--kind", "parent")
    batch = accept(desk, f"1． {VOID}").json["batch"]
    assert [one["clause"] for one in print_parents(desk, tmp_path, "--json").json["findings"]] == [OPEN]
    assert accept(desk, OPEN, "当面填写").code == 0
    for _ in range(2):
        notes = print_parents(desk, tmp_path, "--json").json["notes"]
        assert [(one["clause"], one["accepted"], one["reason"]) for one in notes] == [
            (VOID, True, "教育局原文，已请示"), (OPEN, True, "当面填写"),
        ]  # fmt: skip
    assert "当面填写" in print_parents(desk, tmp_path).out
    assert desk("undo", batch).code == 0
    assert accept(desk, VOID).code == 0, "undone, it stands open again"


def test_only_a_clause_that_stops_a_letter_is_accepted_once_and_with_a_reason(
    desk: Desk, put: Callable[..., Any]
) -> None:
    put(OPEN)
    desk("letters", "issue", "--kind", "parent")
    for clause, reason in ((OPEN, "  "), ("受托人为。", "有理由"), ("受托人", "有理由")):
        answer = accept(desk, clause, reason)
        assert answer.code == 3 and not answer.out, answer
    assert accept(desk, OPEN).code == 0
    again = accept(desk, OPEN)
    assert again.code == 3 and "已请示" in again.err


def test_an_acceptance_does_not_reach_another_kind_or_another_text(
    desk: Desk, put: Callable[..., Any], tmp_path: Path
) -> None:
    put(OPEN)
    desk("letters", "issue", "--kind", "parent")
    assert accept(desk, OPEN).code == 0
    put("受托人为××××。")
    assert print_parents(desk, tmp_path).code == 0, "accepted letters keep their wording"
    desk("add", "people", "-", stdin=json.dumps([{"name": "新来", "kind": "学生", "class_name": "三年级2班"}]).encode())
    desk("letters", "issue", "--kind", "parent")
    assert [one["clause"] for one in print_parents(desk, tmp_path, "--json").json["findings"]] == ["受托人为××××。"]


def test_what_was_printed_before_is_printed_again_and_told(
    desk: Desk, put: Callable[..., Any], tmp_path: Path, folder: Any, clock: Any
) -> None:
    put(OPEN)
    desk("letters", "issue", "--kind", "parent")
    from safetydesk.operations.office import open_office

    with open_office(folder, clock) as office, office.database.action("test.printed") as action:
        ids = [row[0] for row in office.database.query("SELECT id FROM letter")]
        action.update_many("letter", {row_id: {"state": "已打印", "printed_on": "2026-09-01"} for row_id in ids})
    notes = print_parents(desk, tmp_path, "--json").json["notes"]
    assert [(one["clause"], one["accepted"]) for one in notes] == [(OPEN, False)]
    volume = desk("letters", "volume", "--out", tmp_path / "v.pdf", "--json")
    assert volume.code == 0 and [one["clause"] for one in volume.json["notes"]] == [OPEN]


def test_a_bureaus_word_letter_is_refused_until_each_clause_is_mended(
    desk: Desk, school: list[int], tmp_path: Path
) -> None:
    """The letter of the issue: imported, issued, refused with every clause; mended, the stopped letters have the new text."""
    saved = desk("letters", "wording", "--kind", "parent", "--set", WORD, "--json")
    assert saved.code == 0 and saved.json["warned"]
    desk("letters", "issue", "--kind", "parent")
    wording = desk("letters", "wording", "--kind", "parent", "--json").json["wording"]
    named: set[str] = set()
    for _ in range(8):
        answer = print_parents(desk, tmp_path, "--json")
        if answer.code == 0:
            break
        named |= {one["kind"] for one in answer.json["findings"]}
        clause = answer.json["findings"][0]["clause"]
        assert clause in wording
        wording = wording.replace(clause, "家长与学校共同守护孩子。")
        (tmp_path / "mended.toml").write_text(wording, encoding="utf-8")
        mended = desk("letters", "wording", "--kind", "parent", "--set", tmp_path / "mended.toml", "--json")
        assert mended.json["letters"] == 2, "both stopped letters have the mended wording"
    assert answer.code == 0 and named >= {"placeholder", "void"} and answer.json["notes"] == []
    assert not any(part in wording for part in ("×××", "【", "后果自负", "概不负责"))
