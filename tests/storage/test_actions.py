"""One user action is one transaction with its history, or it is nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from peewee import IntegrityError

from safetydesk.errors import UserError
from safetydesk.operations.office import Office
from safetydesk.storage import chain
from safetydesk.storage.history import of_batch, of_row
from safetydesk.storage.undo import undo
from safetydesk.storage.verify import verify


def add_place(office: Office, name: str = "操场") -> tuple[int, str]:
    with office.database.action("test.add") as action:
        row_id = action.insert("place", {"name": name, "floors": 4})
    return row_id, action.batch


def name_of(office: Office, row_id: int) -> str:
    return str(office.database.query("SELECT name FROM place WHERE id = ?", [row_id])[0][0])


def test_a_failed_action_leaves_nothing(office: Office) -> None:
    head = office.database.chain_head()
    with pytest.raises(ZeroDivisionError), office.database.action("test.fail") as action:
        action.insert("place", {"name": "操场"})
        _ = 1 / 0
    assert office.database.query("SELECT count(*) FROM place") == [(0,)]
    assert office.database.chain_head() == head


def test_saved_is_told_after_commit_only(office: Office) -> None:
    told: list[str] = []
    office.database.on_commit.append(lambda action: told.append(action.name))
    with office.database.action("test.add") as action:
        action.insert("place", {"name": "操场"})
        assert told == []
    assert told == ["test.add"]


def test_an_update_that_changes_nothing_writes_nothing(office: Office) -> None:
    row_id, _ = add_place(office)
    head = office.database.chain_head()
    with office.database.action("test.same") as action:
        action.update("place", row_id, {"name": "操场"})
    assert office.database.chain_head() == head


def test_history_keeps_both_values(office: Office) -> None:
    row_id, _ = add_place(office)
    with office.database.action("test.change", reason="改名") as action:
        action.update("place", row_id, {"name": "北操场"})
    entry = of_row(office.database, "place", row_id)[-1]
    assert (entry.before, entry.after, entry.reason) == ({"name": "操场"}, {"name": "北操场"}, "改名")


def test_a_row_changed_since_it_was_read_is_refused(office: Office) -> None:
    row_id, _ = add_place(office)
    with office.database.action("test.first") as action:
        action.update("place", row_id, {"name": "甲"}, version=1)
    with pytest.raises(UserError, match="stale"), office.database.action("test.second") as action:
        action.update("place", row_id, {"name": "乙"}, version=1)
    assert name_of(office, row_id) == "甲"


def test_undo_and_redo(office: Office) -> None:
    row_id, added = add_place(office)
    with office.database.action("test.change") as action:
        action.update("place", row_id, {"name": "北操场", "floors": 5})
    undone = undo(office.database, action.batch)
    assert name_of(office, row_id) == "操场"
    undo(office.database, undone)
    assert name_of(office, row_id) == "北操场"
    assert verify(office.database, office.folder).ok
    with pytest.raises(UserError, match="changed_since"):
        undo(office.database, added)


def test_undo_of_an_insert_hides_the_row_and_redo_brings_it_back(office: Office) -> None:
    row_id, added = add_place(office)
    undone = undo(office.database, added)
    hidden = "SELECT deleted_at IS NOT NULL FROM place WHERE id = ?"
    assert office.database.query(hidden, [row_id]) == [(1,)]
    undo(office.database, undone)
    assert office.database.query(hidden, [row_id]) == [(0,)]


@pytest.mark.parametrize("kind", ["print", "export", "archive"])
def test_what_left_the_program_is_not_undone(office: Office, kind: str) -> None:
    row_id, added = add_place(office)
    with office.database.action("test.out") as action:
        action.record(kind, "place", [row_id], "x.pdf")
    with pytest.raises(UserError, match="given_out"):
        undo(office.database, added)


def test_ids_are_never_used_twice(office: Office) -> None:
    first, _ = add_place(office)
    with office.database.action("test.trash") as action:
        action.trash("place", first, "重复")
    second, _ = add_place(office)
    assert second > first


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM audit",
        "UPDATE audit SET reason = 'x'",
        "DELETE FROM audit_text",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
    ],
)
def test_history_cannot_be_rewritten(office: Office, sql: str) -> None:
    add_place(office)
    with pytest.raises(IntegrityError, match="only grows"):
        office.database.orm.execute_sql(sql)


def test_verify_names_what_an_sql_tool_changed(office: Office) -> None:
    row_id, _ = add_place(office)
    assert verify(office.database, office.folder).ok
    office.database.orm.execute_sql("UPDATE place SET name = '别处' WHERE id = ?", (row_id,))
    found = verify(office.database, office.folder).damaged
    assert [(item.table, item.row_id, item.fields) for item in found] == [("place", row_id, ("name",))]


def test_verify_names_a_row_that_was_put_in_or_taken_out(office: Office) -> None:
    row_id, _ = add_place(office)
    office.database.orm.execute_sql("DELETE FROM place WHERE id = ?", (row_id,))
    office.database.orm.execute_sql(
        "INSERT INTO place (id, version, row_hash, created_at, updated_at, batch, name, building) "
        "VALUES (99, 1, x'00', '', '', '', '假', '')"
    )
    assert {item.row_id for item in verify(office.database, office.folder).damaged} == {row_id, 99}


def test_verify_sees_a_cut_history(office: Office) -> None:
    add_place(office)
    office.database.orm.execute_sql("DROP TRIGGER audit_no_delete")
    office.database.orm.execute_sql("DROP TRIGGER audit_text_no_delete")
    newest = office.database.chain_head()[0]
    office.database.orm.execute_sql("DELETE FROM audit_text WHERE seq = ?", (newest,))
    office.database.orm.execute_sql("DELETE FROM audit WHERE seq = ?", (newest,))
    assert newest in verify(office.database, office.folder).chain


@given(st.dictionaries(st.text(min_size=1), st.none() | st.integers() | st.text(), min_size=1), st.data())
def test_any_change_of_a_row_changes_its_hash(row: dict[str, object], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(row)))
    other = data.draw((st.none() | st.integers() | st.text()).filter(lambda value: value != row[name]))
    assert chain.row_hash({**row, name: other}) != chain.row_hash(row)


def test_a_batch_lists_all_it_did(office: Office) -> None:
    with office.database.action("test.two") as action:
        ids = action.insert_many("place", [{"name": "甲"}, {"name": "乙"}])
    assert [entry.row_id for entry in of_batch(office.database, action.batch)] == ids
