"""`people import` says what it added, changed, left and refused; a dry run writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Desk, one_complaint, written

ROSTER = "姓名,岗位,手机\n张三,保安,13800138001\n李四,保安,1.38E+10\n王五,校长,13800138003\n"
KEYS = {"added", "changed", "same", "left", "refused"}


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return written(tmp_path / "教师.csv", ROSTER)


def names(desk: Desk) -> list[str]:
    return sorted(row["name"] for row in desk("list", "people", "--json").json)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_good_rows_go_in_and_the_bad_one_is_named(desk: Desk, roster: Path, language: str) -> None:
    answer = desk("--lang", language, "people", "import", roster, "--json")
    assert answer.code == 4 and answer.json.keys() >= KEYS
    assert (answer.json["added"], answer.json["changed"], answer.json["same"], answer.json["left"]) == (2, 0, 0, [])
    refused = answer.json["refused"]
    assert [{key: item[key] for key in ("file", "sheet", "row", "name", "field")} for item in refused] == [
        {"file": "教师.csv", "sheet": "教师", "row": 3, "name": "李四", "field": "phone"}
    ]
    assert ("Excel" in refused[0]["why"]) and (("丢失" in refused[0]["why"]) == (language == "zh_CN"))
    assert names(desk) == ["张三", "王五"]


def test_in_words(desk: Desk, roster: Path) -> None:
    answer = desk("--lang", "en", "people", "import", roster)
    assert answer.code == 4
    assert "2 added" in answer.out and "李四" in answer.out + answer.err


def test_a_dry_run_tells_the_same_and_writes_nothing(desk: Desk, roster: Path) -> None:
    dry = desk("people", "import", roster, "--dry-run", "--json")
    assert names(desk) == []
    real = desk("people", "import", roster, "--json")
    assert {key: dry.json[key] for key in KEYS} == {key: real.json[key] for key in KEYS}
    assert dry.json["batch"] == "" != real.json["batch"]


def test_undone_by_its_batch(desk: Desk, roster: Path) -> None:
    batch = desk("people", "import", roster, "--json").json["batch"]
    undone = desk("undo", batch, "--json")
    assert (undone.code, names(desk)) == (0, [])
    assert one_complaint(desk("undo", batch))
    assert desk("undo", undone.json["batch"]).code == 0
    assert names(desk) == ["张三", "王五"]


def test_who_is_no_longer_listed_stays(desk: Desk, roster: Path, tmp_path: Path) -> None:
    desk("people", "import", roster)
    shorter = written(tmp_path / "新.csv", "姓名,岗位,手机\n张三,保安,13900139000\n")
    answer = desk("people", "import", shorter, "--json")
    assert (answer.code, answer.json["changed"], [item["name"] for item in answer.json["left"]]) == (0, 1, ["王五"])
    assert names(desk) == ["张三", "王五"]


def test_blank_classes_need_the_word(desk: Desk, tmp_path: Path) -> None:
    roster = written(tmp_path / "学生.csv", "班级,姓名,学号\n三2班,甲,1\n,乙,2\n")
    refused = desk("people", "import", roster, "--dry-run", "--json")
    assert (refused.code, [item["field"] for item in refused.json["refused"]]) == (4, ["class_name"])
    assert desk("people", "import", roster, "--fill-down", "--json").json["added"] == 2
    assert {row["class_name"] for row in desk("list", "people", "--json").json} == {"三年级2班"}


def test_the_kind_may_be_told(desk: Desk, tmp_path: Path) -> None:
    roster = written(tmp_path / "名单.csv", "姓名,性别,班级\n张三,男,三2班\n")
    assert desk("people", "import", roster, "--as", "staff", "--dry-run", "--json").json["added"] == 1
    assert desk("people", "import", roster, "--json").json["added"] == 1
    assert [row["kind"] for row in desk("list", "people", "--json").json] == ["学生"]


def test_a_list_of_people_has_the_keys_of_the_truth_files(desk: Desk, roster: Path) -> None:
    desk("people", "import", roster)
    keys = {"name", "kind", "post", "phone", "sex", "joined", "class_name", "student_no", "guardian", "relation"}
    assert all(keys <= row.keys() for row in desk("list", "people", "--json").json)
