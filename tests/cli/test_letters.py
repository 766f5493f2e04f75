"""Letters are issued, printed and signed by number, and the board keeps count."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from safetydesk.registers.records.letters.kinds import LETTER_KINDS
from tests.cli.conftest import Desk, one_complaint, written


def issue(desk: Desk, kind: str = "staff") -> list[str]:
    answer = desk("letters", "issue", "--kind", kind, "--json")
    assert answer.code == 0 and set(answer.json) == {"issued", "numbers", "batch", "without_duties"}
    return answer.json["numbers"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(("kind", "due"), [("staff", 3), ("head-teacher", 1), ("convention", 1), ("parent", 2)])
def test_from_issue_to_signature(desk: Desk, school: list[int], tmp_path: Path, kind: str, due: int) -> None:
    numbers = issue(desk, kind)
    assert len(numbers) == len(set(numbers)) == due
    out = tmp_path / "责任书.pdf"
    made = desk("letters", "print", "--kind", kind, "--out", out, "--printed", "--json")
    assert (made.code, made.json["letters"], made.json["path"], made.json["printed"]) == (0, due, str(out), True)
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == made.json["pages"] >= due
    listed = written(tmp_path / "签回.txt", f"{numbers[0]}\n")
    signed = desk("letters", "sign", "--numbers", listed, "--date", "2026-09-07", "--json")
    assert (signed.code, signed.json["signed"], signed.json["numbers"]) == (0, 1, numbers[:1])
    line = desk("letters", "board", "--json").json[kind]
    assert {key: line[key] for key in ("due", "made", "printed", "signed")} == {
        "due": due, "made": due, "printed": due, "signed": 1,
    }  # fmt: skip
    assert sum(len(group["missing"]) for group in line["groups"]) == due - 1


def test_nobody_gets_two(desk: Desk, school: list[int]) -> None:
    issue(desk)
    again = desk("letters", "issue", "--kind", "staff", "--to", "missing", "--json")
    assert (again.code, again.json) == (0, {"issued": 0, "numbers": [], "batch": "", "without_duties": []})


def test_each_year_counts_for_itself(desk: Desk, school: list[int]) -> None:
    this = issue(desk)
    following = desk("letters", "issue", "--kind", "staff", "--year", "2027", "--json").json["numbers"]
    assert len(following) == 3 and not set(following) & set(this)
    assert [row["number"] for row in desk("list", "letters", "--year", "2027", "--json").json] == following


def test_the_same_selection_prints_the_same_bytes(desk: Desk, school: list[int], tmp_path: Path) -> None:
    issue(desk)
    for name in ("一.pdf", "二.pdf"):
        assert desk("letters", "print", "--kind", "staff", "--out", tmp_path / name).code == 0
    assert (tmp_path / "一.pdf").read_bytes() == (tmp_path / "二.pdf").read_bytes()


def test_only_missing_and_only_unsigned(desk: Desk, school: list[int], tmp_path: Path) -> None:
    def printed(only: str) -> int:
        out = ("--out", tmp_path / f"{only}.pdf", "--printed")
        return int(desk("letters", "print", "--kind", "staff", "--only", only, *out, "--json").json["letters"])

    numbers = issue(desk)
    assert printed("missing") == 3
    assert one_complaint(desk("letters", "print", "--kind", "staff", "--only", "missing", "--out", tmp_path / "x.pdf"))
    assert not (tmp_path / "x.pdf").exists()
    desk("letters", "sign", "--numbers", "-", "--date", "2026-09-07", stdin=numbers[0].encode())
    assert (printed("unsigned"), printed("all")) == (2, 3)


def test_numbers_that_cannot_be_signed_are_named(desk: Desk, school: list[int]) -> None:
    numbers = issue(desk)
    given = f"{numbers[0]}，{numbers[1]}\nZR-1999-JG-0001".encode()
    answer = desk("letters", "sign", "--numbers", "-", "--date", "2026-09-07", "--json", stdin=given)
    assert (answer.code, answer.json["numbers"]) == (4, numbers[:2])
    assert [item["number"] for item in answer.json["refused"]] == ["ZR-1999-JG-0001"]
    again = desk("letters", "sign", "--numbers", "-", "--date", "2026-09-07", "--json", stdin=numbers[0].encode())
    assert (again.code, again.json["signed"], [item["number"] for item in again.json["refused"]]) == (4, 0, numbers[:1])


def test_a_day_to_come_is_no_day_of_signature(desk: Desk, school: list[int]) -> None:
    numbers = issue(desk)
    answer = desk("letters", "sign", "--numbers", "-", "--date", "2026-09-08", "--json", stdin=numbers[0].encode())
    assert answer.code in (3, 4)
    assert {row["state"] for row in desk("list", "letters", "--json").json} == {"未生成"}


def test_printed_letters_are_not_undone(desk: Desk, school: list[int], tmp_path: Path) -> None:
    batch = desk("letters", "issue", "--kind", "staff", "--json").json["batch"]
    desk("letters", "print", "--kind", "staff", "--out", tmp_path / "x.pdf")
    assert one_complaint(desk("undo", batch))
    assert len(desk("list", "letters", "--json").json) == 3


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_board_in_words(desk: Desk, school: list[int], language: str) -> None:
    answer = desk("--lang", language, "letters", "board")
    assert len(answer.out.splitlines()) == len(LETTER_KINDS)
    assert ("应签 3" in answer.out) == (language == "zh_CN")


def test_follow_up_lists_and_with_apply_carries_out(desk: Desk, school: list[int]) -> None:
    issue(desk)
    desk("add", "people", "-", stdin='[{"name": "新来", "kind": "教职工", "post": ["会计"]}]'.encode())
    listed = desk("letters", "follow-up", "--json")
    assert listed.code == 0
    assert [(item["reason"], item["name"], item["number"]) for item in listed.json["proposals"]] == [
        ("joined", "新来", None)
    ]
    assert (listed.json["issued"], listed.json["batch"]) == ([], "")
    assert desk("letters", "follow-up", "--only", "left", "--apply", "--json").json["proposals"] == []
    done = desk("letters", "follow-up", "--apply", "--json").json
    assert (len(done["issued"]), done["ended"]) == (1, [])
    assert desk("letters", "follow-up", "--json").json["proposals"] == []
    assert desk("undo", done["batch"], "--json").code == 0


def test_list_finds_posts_without_holder_and_people_without_post(desk: Desk, school: list[int]) -> None:
    desk("add", "people", "-", stdin='[{"name": "无岗", "kind": "教职工"}]'.encode())
    vacant = {row["name"] for row in desk("list", "posts", "--where", "holders=", "--json").json}
    assert "书记" in vacant and "校长" not in vacant
    idle = desk("list", "people", "--where", "post=", "--where", "kind=教职工", "--json").json
    assert [row["name"] for row in idle] == ["无岗"]


def test_the_board_names_the_pupils_who_are_not_on_the_convention_yet(desk: Desk, school: list[int]) -> None:
    issue(desk, "convention")
    group = desk("letters", "board", "--json").json["convention"]["groups"][0]
    assert (group["pupils_signed"], group["pupils_absent"]) == (0, ["张小明", "陈语"])


def test_steps_beside_signing_take_lists_too(desk: Desk, school: list[int], tmp_path: Path) -> None:
    numbers = issue(desk)
    desk("letters", "print", "--kind", "staff", "--out", tmp_path / "one.pdf", "--printed")
    listed = written(tmp_path / "numbers.txt", f"{numbers[0]}，{numbers[1]}\nZR-9")
    day = ("--date", "2026-09-07")
    handed = desk("letters", "hand-out", "--numbers", listed, *day, "--json")
    assert (handed.code, handed.json["changed"], [r["number"] for r in handed.json["refused"]]) == (4, 2, ["ZR-9"])
    only = written(tmp_path / "one.txt", numbers[0])
    assert desk("letters", "sign", "--numbers", only, *day).code == 0
    assert desk("letters", "file", "--numbers", only, *day, "--place", "2柜", "--json").json["changed"] == 1
    row = desk("list", "letters", "--where", f"number={numbers[0]}", "--json").json[0]
    assert (row["state"], row["filed_on"], row["paper_place"]) == ("已归档", "2026-09-07", "2柜")
    back = desk("letters", "back", "--numbers", only, "--reason", "缺页", "--json")
    assert (back.code, back.json["numbers"]) == (0, numbers[:1])


def test_a_year_that_is_over_is_not_followed_up(desk: Desk, school: list[int]) -> None:
    assert desk("letters", "issue", "--kind", "staff", "--year", "2025").code == 0
    desk("add", "people", "-", stdin='[{"name": "新来", "kind": "教职工"}]'.encode())
    assert desk("letters", "follow-up", "--year", "2025", "--json").json["proposals"] == []


def test_letters_without_duties_are_named_when_issued_and_printed(
    desk: Desk, school: list[int], tmp_path: Path
) -> None:
    desk("add", "people", "-", stdin='[{"name": "单小满", "kind": "保安"}]'.encode())
    made = desk("letters", "issue", "--kind", "staff", "--json").json
    assert {"name": "单小满", "posts": []} in made["without_duties"]
    out = tmp_path / "x.pdf"
    printed = desk("letters", "print", "--kind", "staff", "--out", out, "--json").json["without_duties"]
    assert {"number": made["numbers"][-1], "name": "单小满", "posts": []} in printed
    assert "单小满（未设岗位）" in desk("letters", "print", "--kind", "staff", "--out", out).out
