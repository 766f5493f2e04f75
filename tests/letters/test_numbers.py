"""Whatever happens in whatever order: numbers run without gaps, and nobody has two letters that count."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from safetydesk.clock import FixedClock
from safetydesk.core.issue import Refused
from safetydesk.core.letter_code import key_is_sound
from safetydesk.errors import UserError
from safetydesk.operations.office import Office, open_office
from safetydesk.operations.undoing import take_back
from safetydesk.paths import DataFolder
from safetydesk.registers.records.letters.kinds import LETTER_KINDS, STAFF, LetterKind
from safetydesk.registers.records.letters.signing import exempt, make_void, sign, sign_numbers
from tests.conftest import CHINA
from tests.letters.small_school import FIRST_CLASS, correct, issue_now, join, leave, settle

YEARS = (2025, 2026)
kinds = st.sampled_from(LETTER_KINDS)
years = st.sampled_from(YEARS)


class AnyOrder(RuleBasedStateMachine):
    """A clerk who issues, makes void, exempts, signs, takes back, enters joiners and marks leavers as it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        folder = DataFolder(Path(self.open.enter_context(TemporaryDirectory())))
        clock = FixedClock(datetime(2026, 9, 7, 9, tzinfo=CHINA))
        self.office = self.open.enter_context(open_office(folder, clock))
        settle(self.office)
        self.batches: list[str] = []
        self.here: list[str] = []
        self.keys: dict[str, int] = {}
        self.count = 0

    def teardown(self) -> None:
        self.open.close()

    def letters(self) -> list[int]:
        return [row[0] for row in self.office.database.query("SELECT id FROM letter WHERE deleted_at IS NULL")]

    @rule(kind=kinds, year=years)
    def issue(self, kind: LetterKind, year: int) -> None:
        made = issue_now(self.office, kind, year)
        self.batches.extend([made.batch] if made.ids else [])

    @precondition(lambda self: self.letters())
    @rule(data=st.data(), how=st.sampled_from(["void", "exempt", "sign"]))
    def change(self, data: st.DataObject, how: str) -> None:
        ids = data.draw(st.lists(st.sampled_from(self.letters()), max_size=3, unique=True))
        if how == "void":
            make_void(self.office.database, ids, "有误")
        elif how == "exempt":
            exempt(self.office.database, ids, "外派")
        else:
            sign(self.office.database, self.office.clock, ids, self.office.clock.today())

    @rule(kind=st.sampled_from(["教职工", "学生"]))
    def somebody_joins(self, kind: str) -> None:
        self.count += 1
        name = f"来{self.count}"
        join(self.office, name=name, kind=kind, **({"class_name": FIRST_CLASS} if kind == "学生" else {}))
        self.here.append(name)

    @precondition(lambda self: self.here)
    @rule()
    def the_newest_leaves(self) -> None:
        leave(self.office, self.here.pop())

    @precondition(lambda self: self.batches)
    @rule()
    def the_last_issue_is_taken_back(self) -> None:
        before = self.letters()
        try:
            take_back(self.office.database, self.batches.pop())
        except UserError:
            assert self.letters() == before

    @invariant()
    def numbers_run_without_gaps(self) -> None:
        for kind in LETTER_KINDS:
            for year in YEARS:
                found = self.office.database.query(
                    "SELECT serial, number FROM letter WHERE kind = ? AND year = ? AND deleted_at IS NULL ORDER BY id",
                    [kind.key, year],
                )
                assert [row[0] for row in found] == list(range(1, len(found) + 1))
                assert [row[1] for row in found] == [f"ZR-{year}-{kind.code}-{row[0]:04d}" for row in found]

    @invariant()
    def nobody_has_two_that_count(self) -> None:
        assert not self.office.database.query(
            "SELECT 1 FROM letter WHERE state <> '作废' AND deleted_at IS NULL "
            "GROUP BY year, kind, person_id, class_id, unit_id, CASE kind WHEN 'department' THEN dept END "
            "HAVING count(*) > 1"
        )

    @invariant()
    def no_machine_key_is_ever_used_twice(self) -> None:
        found = self.office.database.query("SELECT id, key FROM letter WHERE deleted_at IS NULL")
        assert all(key_is_sound(key) and self.keys.setdefault(key, row_id) == row_id for row_id, key in found)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)


@pytest.mark.parametrize(
    "pattern", ["安（{学年}）{层级}{序号}号", "{层级}-{学年}-{序号}", "责任书{学年}{层级}第{序号}"]
)
def test_the_schools_own_pattern_is_printed_and_found_again(school: Office, pattern: str) -> None:
    correct(school, "school", {"code": "QS01"}, {"letter_pattern": pattern})
    made = issue_now(school, STAFF)
    wanted = pattern.replace("{学年}", "2026").replace("{层级}", "JG").replace("{序号}", "0001")
    assert made.numbers[0] == wanted
    marked = sign_numbers(school.database, school.clock, [wanted], school.clock.today())
    assert (marked.numbers, marked.refused) == ((wanted,), ())


@pytest.mark.parametrize("pattern", ["安字{序号}号", "{学年}-{序号}", "{层级}-{序号}", "{学年}{层级}", ""])
def test_a_pattern_that_would_give_two_letters_one_number_is_refused(school: Office, pattern: str) -> None:
    with pytest.raises(Refused) as refused:
        correct(school, "school", {"code": "QS01"}, {"letter_pattern": pattern})
    assert [issue.field for issue in refused.value.issues] == ["letter_pattern"]
