"""Archive codes follow without gaps whatever is done to what is not yet filed away; what is filed away keeps its code."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safetydesk.clock import FixedClock
from safetydesk.core.listing import Query
from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.operations.attaching import attach, attached, detach, store_all
from safetydesk.operations.closing import close, reopen
from safetydesk.operations.office import Office, open_office
from safetydesk.operations.undoing import take_back
from safetydesk.paths import DataFolder
from safetydesk.registers.files.items.numbering import gaps
from safetydesk.storage.verify import verify


def item(
    office: Office, title: str = "通知", file_class: int = 6, retention: str = "10年", day: date = date(2026, 9, 1)
) -> int:
    values = {
        "title": title, "author": "教育局", "dated": day, "file_class": file_class, "retention": retention, "pages": 2,
        "carrier": "纸质",
    }  # fmt: skip
    return office.records.save(office.register("files"), Entry(values))


def codes(office: Office) -> list[str]:
    return [row[0] for row in office.database.query("SELECT code FROM file_item WHERE deleted_at IS NULL ORDER BY id")]


def test_a_new_school_has_the_sixteen_classes(office: Office) -> None:
    names = [row[0] for row in office.database.query("SELECT code FROM file_class ORDER BY code")]
    assert names == [f"A{number:02d}" for number in range(1, 17)]


def test_codes_are_given_by_year_retention_and_class(office: Office) -> None:
    with office.database.action("test.fonds") as action:
        action.update("school", 1, {"fonds": "Z109"})
    item(office)
    item(office)
    item(office, retention="永久")
    item(office, file_class=9)
    item(office, day=date(2025, 12, 31))
    assert codes(office) == [
        "Z109-WS·2026-D10-A06-0001",
        "Z109-WS·2026-D10-A06-0002",
        "Z109-WS·2026-Y-A06-0001",
        "Z109-WS·2026-D10-A09-0001",
        "Z109-WS·2025-D10-A06-0001",
    ]


def test_what_is_behind_moves_up_until_it_is_filed_away(office: Office) -> None:
    files = office.register("files")
    first, _second, third = item(office, "甲"), item(office, "乙"), item(office, "丙")
    close(office, files, [third])
    office.records.trash(files, [first], "重复")
    assert codes(office) == ["WS·2026-D10-A06-0001", "WS·2026-D10-A06-0003"], "the third keeps its code"
    item(office, "丁")
    assert codes(office)[-1] == "WS·2026-D10-A06-0002"
    assert gaps(office.database) == []


def test_an_item_that_changes_class_gets_the_next_code_there(office: Office) -> None:
    first, _ = item(office), item(office)
    item(office, file_class=9)
    office.records.save(office.register("files"), Entry({"file_class": 9}, first))
    assert codes(office) == ["WS·2026-D10-A09-0002", "WS·2026-D10-A06-0001", "WS·2026-D10-A09-0001"]


def test_what_is_filed_away_is_changed_only_after_opening_it_again(office: Office) -> None:
    files = office.register("files")
    row_id = item(office)
    close(office, files, [row_id])
    assert office.records.save_texts(files, [(row_id, {"title": "别的"})]).refused
    with pytest.raises(UserError, match="closed"):
        office.records.trash(files, [row_id], "x")
    reopen(office, files, row_id, "题名有误")
    assert not office.records.save_texts(files, [(row_id, {"title": "更正"})]).refused


def test_undo_closes_the_gap_it_makes(office: Office) -> None:
    item(office, "甲")
    second = item(office, "乙")
    batch = office.database.query("SELECT batch FROM file_item WHERE id = ?", [second])[0][0]
    third = item(office, "丙")
    take_back(office.database, batch)
    assert codes(office) == ["WS·2026-D10-A06-0001", "WS·2026-D10-A06-0002"]
    assert office.listing(office.register("files")).ids(Query(order=("code",)))[-1] == third
    assert verify(office.database, office.folder).ok


def test_what_does_not_exist_yet_is_not_filed(office: Office) -> None:
    stored = office.records.save_texts(
        office.register("files"),
        [
            (
                None,
                {
                    "title": "明天的",
                    "author": "x",
                    "dated": "2026-09-08",
                    "file_class": "会议",
                    "retention": "10年",
                    "pages": "1",
                    "carrier": "纸质",
                },
            )
        ],
    )
    assert stored.refused[0][0].field == "dated"


def test_files_are_bound_once_and_kept_when_they_are_taken_off(office: Office, tmp_path: Path) -> None:
    files = office.register("files")
    row_id = item(office)
    paper = tmp_path / "通知.pdf"
    paper.write_bytes(b"%PDF-1.4 paper")
    for _ in range(2):
        attach(office, files, row_id, store_all(office.folder, [paper]))
    bound = attached(office, files, [row_id])
    assert [one.name for one in bound] == ["通知.pdf"]
    detach(office, files, bound[0], "传错了")
    assert attached(office, files, [row_id]) == []
    assert bound[0].path.read_bytes() == paper.read_bytes(), "the history still tells of it"
    close(office, files, [row_id])
    with pytest.raises(UserError, match="closed"):
        attach(office, files, row_id, store_all(office.folder, [paper]))


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "trash", "move", "file"]), st.integers(0, 5), st.sampled_from([6, 9])),
    max_size=14,
)


@settings(max_examples=25)
@given(STEPS)
def test_codes_never_repeat_and_never_leave_a_gap(
    tmp_path_factory: pytest.TempPathFactory, clock: FixedClock, steps: list[tuple[str, int, int]]
) -> None:
    with open_office(DataFolder(tmp_path_factory.mktemp("codes") / "office"), clock) as office:
        files = office.register("files")
        frozen: dict[int, str] = {}
        for what, place, file_class in steps:
            ids = [row_id for row_id in office.listing(files).ids(Query()) if row_id not in frozen]
            if what == "add" or not ids:
                item(office, file_class=file_class)
            elif what == "trash":
                office.records.trash(files, [ids[place % len(ids)]], "x")
            elif what == "move":
                office.records.save(files, Entry({"file_class": file_class}, ids[place % len(ids)]))
            else:
                chosen = ids[place % len(ids)]
                close(office, files, [chosen])
                frozen[chosen] = office.database.query("SELECT code FROM file_item WHERE id = ?", [chosen])[0][0]
        listed = codes(office)
        assert len(set(listed)) == len(listed)
        kept = dict(office.database.query("SELECT id, code FROM file_item"))
        assert {row_id: kept[row_id] for row_id in frozen} == frozen
        if not frozen:
            assert gaps(office.database) == []
