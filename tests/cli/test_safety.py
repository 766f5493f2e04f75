"""Backups are made, listed, proved and brought back; a change from outside is found and named."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from safetydesk.paths import DataFolder
from tests.cli.conftest import Desk, one_complaint


def tamper(folder: DataFolder, sql: str) -> None:
    """Change the file with another tool while the program is closed."""
    other = dbapi2.connect(str(folder.database))
    other.execute(sql)
    other.commit()
    other.close()


def test_a_sound_school(desk: Desk, school: list[int]) -> None:
    answer = desk("verify", "--json")
    assert (answer.code, answer.err, set(answer.json)) == (0, "", {"ok", "damaged", "attachments", "chain"})
    assert (answer.json["ok"], answer.json["damaged"]) == (True, [])


def test_a_value_changed_from_outside_is_named(desk: Desk, folder: DataFolder, school: list[int]) -> None:
    tamper(folder, f"UPDATE person SET phone = '13000000000' WHERE id = {school[0]}")
    answer = desk("verify", "--json")
    assert (answer.code, answer.json["ok"]) == (3, False)
    assert answer.json["damaged"] == [{"register": "people", "id": school[0], "field": "phone"}]


def test_a_link_changed_from_outside_is_named_as_its_field(desk: Desk, folder: DataFolder, school: list[int]) -> None:
    tamper(folder, f"UPDATE person SET class_id = NULL WHERE id = {school[3]}")
    assert desk("verify", "--json").json["damaged"] == [{"register": "people", "id": school[3], "field": "class_name"}]


def test_a_row_taken_out_is_named(desk: Desk, folder: DataFolder, school: list[int]) -> None:
    tamper(folder, f"DELETE FROM person WHERE id = {school[2]}")
    answer = desk("verify", "--json")
    assert (answer.code, [(item["register"], item["id"]) for item in answer.json["damaged"]]) == (
        3,
        [("people", school[2])],
    )


def test_a_history_written_anew_is_named(desk: Desk, folder: DataFolder, school: list[int]) -> None:
    tamper(folder, "DROP TRIGGER audit_no_update")
    tamper(folder, "UPDATE audit SET reason = 'x' WHERE seq = 2")
    answer = desk("verify", "--json")
    assert (answer.code, answer.json["chain"]["ok"]) == (3, False)
    assert 2 in answer.json["chain"]["faults"]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_damage_in_words(desk: Desk, folder: DataFolder, school: list[int], language: str) -> None:
    tamper(folder, f"UPDATE person SET name = '别人' WHERE id = {school[0]}")
    answer = desk("--lang", language, "verify")
    assert answer.code == 3 and "Traceback" not in answer.out + answer.err
    assert ("改动" in answer.out + answer.err) == (language == "zh_CN")


def test_a_school_comes_back_elsewhere(desk: Desk, school: list[int], tmp_path: Path) -> None:
    made = desk("backup", "create", "--json")
    assert (made.code, set(made.json), made.json["verified"]) == (0, {"id", "path", "verified"}, True)
    assert desk("backup", "verify", made.json["id"], "--json").json == {"id": made.json["id"], "ok": True}
    assert [item["id"] for item in desk("backup", "list", "--json").json] == [made.json["id"]]
    before = desk("list", "people", "--json").json
    for place, name in enumerate((made.json["id"], made.json["path"])):
        other = DataFolder(tmp_path / f"other{place}")
        assert desk("backup", "restore", name, "--into", other.root, "--json").code == 0
        assert desk("list", "people", "--json", data=other).json == before
        assert desk("verify", data=other).code == 0


def test_a_backup_elsewhere(desk: Desk, school: list[int], tmp_path: Path) -> None:
    made = desk("backup", "create", "--to", tmp_path / "stick", "--json").json
    assert Path(made["path"]).parent == tmp_path / "stick"
    assert desk("backup", "verify", made["path"]).code == 0
    assert desk("backup", "list", "--json").json == []


def test_a_damaged_backup_is_refused_and_nothing_restored(desk: Desk, school: list[int], tmp_path: Path) -> None:
    made = desk("backup", "create", "--json").json
    file = Path(made["path"]) / "safetydesk.db"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.chmod(0o644)
    file.write_bytes(data)
    assert one_complaint(desk("backup", "verify", made["id"], "--json"))
    other = DataFolder(tmp_path / "other")
    assert one_complaint(desk("backup", "restore", made["id"], "--into", other.root))
    assert not other.database.exists()


def test_restoring_over_data_keeps_it(desk: Desk, folder: DataFolder, school: list[int]) -> None:
    made = desk("backup", "create", "--json").json
    batch = desk("add", "places", "-", "--json", stdin='{"name": "操场"}'.encode()).json["batch"]
    old = folder.database
    assert desk("backup", "restore", made["id"], "--into", folder.root).code == 0
    assert desk("list", "places", "--json").json == []
    assert old.exists() and batch
    assert one_complaint(desk("undo", batch))


def test_a_sample_school_goes_into_an_empty_folder_only(desk: Desk) -> None:
    made = desk("demo", "--no-window", "--json")
    assert made.code == 0 and {"staff", "pupils", "letters", "folder"} <= made.json.keys()
    kinds = [row["kind"] for row in desk("list", "people", "--json").json]
    assert (len(kinds) - kinds.count("学生"), kinds.count("学生")) == (made.json["staff"], made.json["pupils"])
    assert desk("verify").code == 0
    assert one_complaint(desk("demo", "--no-window"))
