"""Two versions side by side: what changed is told by a word, and a step put in moves no other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safetydesk.core.records import Entry
from safetydesk.operations.office import Office
from safetydesk.operations.plan_versions import revise
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.reports.plan_comparison import SAME, compare
from safetydesk.ui.pages.plans.compare_dialog import CompareDialog
from safetydesk.words import Words
from tests.desks import desk_of
from tests.plans.test_versions import FIRE

STEPS = tuple({"action": name, "owner": "门卫", "limit": "1分钟"} for name in ("报警", "疏散", "清点"))


@pytest.fixture
def pair(office: Office) -> tuple[int, int]:
    """A plan and its changed next version."""
    older = office.records.save(
        PLANS, Entry({**FIRE, "guiding": "生命第一", "control": "断电", "steps": STEPS, "approved_by": "李梅"})
    )
    newer = revise(office, older)
    steps = (STEPS[0], {"action": "关闭燃气", "owner": "食堂", "limit": ""}, {**STEPS[1], "limit": "2分钟"}, STEPS[2])
    office.records.save(
        PLANS, Entry({"guiding": "生命至上", "control": "", "aftermath": "理赔", "steps": steps}, newer)
    )
    return older, newer


def test_each_field_says_what_became_of_it(office: Office, pair: tuple[int, int], words: Words) -> None:
    found = {item.field: item for item in compare(office.database, *pair, words) if item.row is None}
    told = {name: item.change for name, item in found.items()}
    assert (told["guiding"], told["control"], told["aftermath"], told["name"]) == ("changed", "removed", "added", SAME)
    assert (found["guiding"].older, found["guiding"].newer) == ("生命第一", "生命至上")
    assert (told["edition"], told["approved_by"]) == ("changed", "removed")
    assert "principles" not in told and "previous" not in told


def test_a_step_put_in_is_new_and_the_others_stay_beside_each_other(
    office: Office, pair: tuple[int, int], words: Words
) -> None:
    steps = [item for item in compare(office.database, *pair, words) if item.field == "steps"]
    assert [(item.row, item.change) for item in steps] == [(1, SAME), (2, "added"), (3, "changed"), (4, SAME)]
    assert ("疏散" in steps[2].older, "2分钟" in steps[2].newer, "清点" in steps[3].newer) == (True, True, True)
    back = [item for item in compare(office.database, *reversed(pair), words) if item.field == "steps"]
    assert [item.change for item in back] == [SAME, "removed", "changed", SAME]


def test_the_same_version_twice_has_no_changes(office: Office, pair: tuple[int, int], words: Words) -> None:
    assert {item.change for item in compare(office.database, pair[1], pair[1], words)} == {SAME}


def test_the_dialog_shows_changes_first_and_all_on_demand(
    office: Office, pair: tuple[int, int], dressed: object, qtbot: QtBot, tmp_path: Path
) -> None:
    third = revise(office, pair[1])
    dialog = CompareDialog(desk_of(office, tmp_path), [*pair, third], [third])
    qtbot.addWidget(dialog)
    dialog.show()
    assert (dialog.older.currentIndex(), dialog.newer.currentIndex()) == (1, 2), "the version before is offered"

    def lines() -> list[tuple[str, str]]:
        rows = [row for row in range(dialog.table.rowCount()) if not dialog.table.isRowHidden(row)]
        return [(dialog.table.item(row, 0).text(), dialog.table.item(row, 3).text()) for row in rows]

    qtbot.keyClick(dialog.older, Qt.Key.Key_Up)
    assert dialog.older.currentIndex() == 0
    changed = lines()
    assert ("Guiding ideas", "≠ changed") in changed and ("Control", "－ removed") in changed
    assert ("Aftermath", "＋ added") in changed and all(word != "same" for _, word in changed)
    assert dialog.told.text() == f"{len(changed)} changes"
    qtbot.keyClick(dialog.only_changed, Qt.Key.Key_Space)
    assert ("Plan", "same") in lines() and len(lines()) > len(changed)
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.table.currentRow() == 1
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_versions_alike_but_for_their_number_say_so(
    office: Office, dressed: object, qtbot: QtBot, tmp_path: Path
) -> None:
    plan = office.records.save(PLANS, Entry({**FIRE, "issued_on": date(2026, 9, 7), "review_on": date(2027, 9, 7)}))
    newer = revise(office, plan)
    dialog = CompareDialog(desk_of(office, tmp_path), [plan, newer], [plan, newer])
    qtbot.addWidget(dialog)
    assert dialog.told.text() == "1 change"
    dialog.older.setCurrentIndex(1)
    dialog.compare()
    assert dialog.told.text() == "No changes" and dialog.table.currentRow() == -1
