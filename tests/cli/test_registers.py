"""list, add, export and fields work alike on every register, under the rules of the form."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safetydesk.core.linked_field import Derived
from safetydesk.core.register import Register
from safetydesk.registers import REGISTERS
from safetydesk.words import Words
from tests.cli.conftest import Desk, one_complaint
from tests.cli.examples import GROWING, LABELS, example, picky, plain_value

ALL = pytest.mark.parametrize("register", list(REGISTERS), ids=lambda register: register.key)
EACH_GROWING = pytest.mark.parametrize("register", GROWING, ids=lambda register: register.key)
Labels = dict[str, str]


@pytest.fixture
def labels(desk: Desk, add: Callable[..., Any], school: list[int]) -> Labels:
    """Rows of a furnished school that records can point at."""
    add("places", {"name": "操场"})
    add("bureau-lists", {**example(REGISTERS["bureau-lists"]), "name": LABELS["bureau-lists"]})
    add("drills", {**example(REGISTERS["drills"]), "name": LABELS["drills"]})
    return {**LABELS, "file-classes": desk("list", "file-classes", "--json").json[0]["name"]}


@ALL
def test_a_list_holds_every_field(desk: Desk, school: list[int], register: Register) -> None:
    answer = desk("list", register.key, "--json")
    assert (answer.code, answer.err) == (0, "")
    assert all(list(row) == [field.name for field in register.fields] for row in answer.json)
    assert {"people": 5, "classes": 1, "school": 1, "school-years": 1, "letters": 0, "places": 0}.get(
        register.key, len(answer.json)
    ) == len(answer.json)


@ALL
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_list_for_people_has_headings_in_their_language(
    desk: Desk, school: list[int], register: Register, language: str
) -> None:
    answer = desk("--lang", language, "list", register.key)
    words = Words(language)
    head, *lines = answer.out.split("\n")
    assert head.split("\t") == [words.text(f"field.{register.key}.{field.name}") for field in register.columns]
    assert all(line.count("\t") == head.count("\t") for line in lines if line)


@ALL
def test_fields_tell_how_to_write_a_record(desk: Desk, register: Register) -> None:
    described = desk("fields", register.key, "--json").json
    assert [item["name"] for item in described] == [field.name for field in register.fields]
    for item, field in zip(described, register.fields, strict=True):
        assert {"name", "kind", "title", "required", "editable"} <= item.keys()
        assert ("values" in item) == (item["kind"] in ("choice", "several"))
        assert item.get("values", []) == list(getattr(getattr(field, "choices", None), "values", []))
    assert len(desk("fields", register.key).out.splitlines()) == len(register.fields)


@EACH_GROWING
def test_a_record_added_is_listed_and_can_be_taken_back(
    desk: Desk, add: Callable[..., Any], labels: Labels, register: Register
) -> None:
    before = desk("list", register.key, "--json").json
    given = example(register, labels)
    answer = add(register.key, given)
    assert set(answer) == {"added", "ids", "refused", "batch"}
    assert (answer["added"], len(answer["ids"]), answer["refused"]) == (1, 1, [])
    found = [row for row in desk("list", register.key, "--json").json if row not in before]
    assert [{name: row[name] for name in given} for row in found] == [given]
    assert desk("undo", answer["batch"], "--json").code == 0
    assert desk("list", register.key, "--json").json == before


@EACH_GROWING
def test_each_bad_field_of_a_record_is_named(desk: Desk, labels: Labels, register: Register) -> None:
    before = desk("list", register.key, "--json").json
    bad = {**example(register, labels), **dict.fromkeys(picky(register), "看不懂"), "没有这一栏": "1"}
    answer = desk("add", register.key, "-", "--json", stdin=json.dumps(bad).encode())
    assert (answer.code, answer.json["added"], answer.json["ids"], answer.json["batch"]) == (4, 0, [], "")
    assert {item["field"] for item in answer.json["refused"]} == {*picky(register), "没有这一栏"}
    assert all(item["record"] == 0 and item["why"] for item in answer.json["refused"])
    assert desk("list", register.key, "--json").json == before


@EACH_GROWING
def test_a_record_that_lacks_something_stays_out_and_the_good_one_goes_in(
    desk: Desk, labels: Labels, register: Register
) -> None:
    before = len(desk("list", register.key, "--json").json)
    content = json.dumps([example(register, labels), {"note": "空"}]).encode()
    answer = desk("add", register.key, "-", "--json", stdin=content)
    assert (answer.code, answer.json["added"]) == (4, 1)
    assert {item["record"] for item in answer.json["refused"]} == {1}
    missing = {field.name for field in register.fields if field.required}
    assert {item["field"] for item in answer.json["refused"]} == missing
    assert len(desk("list", register.key, "--json").json) == before + 1


WRITTEN_BY_THE_PROGRAM = [
    (register, item.name)
    for register in GROWING
    for item in register.fields
    if not item.editable and not isinstance(item, Derived)
]


@pytest.mark.parametrize(("register", "field"), WRITTEN_BY_THE_PROGRAM, ids=lambda it: getattr(it, "key", it))
def test_what_the_program_itself_writes_is_not_given(
    desk: Desk, labels: Labels, register: Register, field: str
) -> None:
    value = plain_value(register.field(field), labels)
    content = json.dumps({**example(register, labels), field: value}).encode()
    answer = desk("add", register.key, "-", "--json", stdin=content)
    assert (answer.code, [item["field"] for item in answer.json["refused"]]) == (4, [field])


def test_a_bad_record_is_named_in_words_too(desk: Desk) -> None:
    answer = desk("--lang", "en", "add", "places", "-", stdin=b'{"floors": 3}')
    assert answer.code == 4 and "Traceback" not in answer.out + answer.err
    assert any("Record 0" in line and "name" in line for line in (answer.out + answer.err).splitlines())


@pytest.mark.parametrize("key", [register.key for register in REGISTERS if not register.grows])
def test_what_only_the_program_makes_is_not_added(desk: Desk, key: str) -> None:
    assert one_complaint(desk("add", key, "-", stdin=b"[{}]"))


@ALL
@pytest.mark.parametrize("format", ["xlsx", "pdf", "csv", "json"])
def test_an_export_holds_the_rows_of_the_list(
    desk: Desk, school: list[int], tmp_path: Path, register: Register, format: str
) -> None:
    out = tmp_path / f"台账.{format}"
    count = len(desk("list", register.key, "--json").json)
    answer = desk("export", register.key, "--format", format, "--out", out, "--json")
    assert (answer.code, answer.json) == (0, {"rows": count, "path": str(out)})
    assert READ[format](out, count)


@pytest.mark.parametrize(("encoding", "codec"), [("utf-8", "utf-8-sig"), ("gb18030", "gb18030")])
def test_csv_is_written_in_the_encoding_that_is_asked_for(
    desk: Desk, school: list[int], tmp_path: Path, encoding: str, codec: str
) -> None:
    out = tmp_path / "名册.csv"
    assert desk("export", "people", "--format", "csv", "--encoding", encoding, "--out", out).code == 0
    assert "赵铁柱" in out.read_bytes().decode(codec)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf") == (encoding == "utf-8")


def rows_of_csv(path: Path, count: int) -> bool:
    return len(list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))) >= count + 1


READ: dict[str, Callable[[Path, int], bool]] = {
    "xlsx": lambda path, count: openpyxl.load_workbook(path).worksheets[0].max_row >= count + 1,
    "pdf": lambda path, count: path.read_bytes().startswith(b"%PDF"),
    "csv": rows_of_csv,
    "json": lambda path, count: len(json.loads(path.read_text(encoding="utf-8"))) == count,
}


def test_filters_and_search(desk: Desk, school: list[int]) -> None:
    def names(*words: object) -> list[str]:
        return [row["name"] for row in desk("list", "people", "--json", *words).json]

    assert names("--where", "kind=保安") == ["赵铁柱"]
    assert sorted(names("--where", "class_name=三年级2班")) == ["张小明", "陈语"]
    assert names("--where", "kind=教职工", "--where", "post=班主任") == ["李强"]
    assert names("--where", "phone=") == names("--where", "kind=学生")
    assert names("--search", "zxm") == ["张小明"] == names("--search", "张父")
    assert names("--search", "8003") == ["赵铁柱"]
    assert names("--where", "kind=保安", "--search", "张") == []


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12))
@settings(max_examples=40)
def test_any_search_and_filter_answers(desk: Desk, text: str) -> None:
    for words in (("--search=" + text,), ("--where", "name=" + text), ("--where", "post=" + text)):
        answer = desk("list", "people", "--json", *words)
        assert (answer.code, answer.json) == (0, [])


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8), st.lists, max_leaves=4)
)
@EACH_GROWING
@settings(max_examples=15)
def test_any_json_is_taken_or_refused(desk: Desk, register: Register, value: Any) -> None:
    content = json.dumps([{field.name: value for field in register.fields}, {"没有这一栏": value}]).encode()
    answer = desk("add", register.key, "-", "--json", stdin=content)
    assert answer.code == 4, answer
    assert all(item["field"] and item["why"] for item in answer.json["refused"])
