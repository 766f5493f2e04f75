"""C01 to C09: each passes, each fails on the very records, and each says when there is nothing to judge."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from safetydesk.clock import FixedClock
from safetydesk.operations.attaching import attach, store_all
from safetydesk.operations.office import Office
from safetydesk.operations.readiness import judged, set_threshold
from safetydesk.registers.records.letters.kinds import (
    CONVENTION,
    DEPARTMENT,
    HEAD_TEACHER,
    LETTER_KINDS,
    OUTSIDE_UNIT,
    PARENT,
    STAFF,
    LetterKind,
)
from safetydesk.registers.records.letters.signing import exempt, make_void
from safetydesk.registers.records.letters.steps_back import step_back
from safetydesk.reports.checks.check import FAIL, NOT_APPLICABLE, PASS, WARN, Outcome
from safetydesk.reports.readiness import CHECKS, worst_first
from tests.conftest import CHINA
from tests.letters.small_school import CONTRACTOR, FIRST_CLASS, correct, issue_now, join, leave, row_of, sign_today

Ids = dict[LetterKind, tuple[int, ...]]


def outcome(office: Office, name: str, year: int = 2026) -> Outcome:
    return next(item for item in judged(office, year) if item.check.id == name)


def told(office: Office, name: str) -> tuple[str, float | None, dict[str, tuple[int, ...]]]:
    """Result, value and offenders of a check."""
    found = outcome(office, name)
    return (
        found.result,
        None if found.finding.value is None else float(found.finding.value),
        {item.register: item.ids for item in found.finding.records},
    )


@pytest.fixture
def signed(school: Office) -> Ids:
    """Every letter issued and signed, every department led, the sheets in a cupboard."""
    correct(school, "people", {"name": "周玉兰"}, {"dept": "保卫处", "post": "食堂厨师、保卫主任"})
    correct(school, "people", {"name": "吴亮"}, {"post": "教务主任"})
    ids = {kind: issue_now(school, kind).ids for kind in LETTER_KINDS}
    sign_today(school, *(row_id for found in ids.values() for row_id in found))
    put(school, {row_id: {"paper_place": "一号柜"} for found in ids.values() for row_id in found})
    for name in ("古丽娜尔·买买提", "吕晨"):
        row = row_of(school, "letters", {"kind": "parent", "party_b": name})
        put(school, {row: {"signer": "家长"}})
    return ids


def put(office: Office, changes: dict[int, dict[str, object]]) -> None:
    """Stored values that a clerk or a scan would bring."""
    with office.database.action("test.put") as action:
        action.update_many("letter", changes)


def waits(office: Office, *ids: int) -> None:
    """Signatures marked by mistake."""
    assert not step_back(office.database, ids, "误点").refused


def on(office: Office, day: date) -> Office:
    """The same data on another day: the check is asked, nothing is written."""
    return Office(**{**vars(office), "clock": FixedClock(datetime.combine(day, time(9), CHINA))})


def test_a_school_where_all_is_signed_passes_every_check_of_letters(school: Office, signed: Ids) -> None:
    of_letters = [item for item in judged(school, 2026) if "letters" in item.check.areas]
    assert {item.check.id: item.result for item in of_letters} == {f"C0{number}": PASS for number in range(1, 10)}


def test_an_empty_school_has_nothing_to_judge_and_passes_nothing(office: Office) -> None:
    results = {item.check.id: (item.result, item.finding.value) for item in judged(office, 2026)}
    assert results == {check.id: (NOT_APPLICABLE, None) for check in CHECKS}


def test_c01_counts_guards_and_cooks_and_names_who_has_no_letter(school: Office, signed: Ids) -> None:
    waits(school, signed[STAFF][3])
    newcomer = join(school, name="新来", kind="食堂人员", dept="保卫处")
    assert told(school, "C01") == (FAIL, 5 / 7, {"letters": signed[STAFF][3:4], "people": (newcomer,)})
    make_void(school.database, signed[STAFF][3:4], "调出")
    exempt(school.database, issue_now(school, STAFF).ids, "借调")
    assert told(school, "C01") == (PASS, 1.0, {})


@pytest.mark.parametrize("kind", [DEPARTMENT, HEAD_TEACHER])
def test_c02_needs_every_department_and_head_teacher(school: Office, signed: Ids, kind: LetterKind) -> None:
    waits(school, signed[kind][0])
    assert told(school, "C02") == (FAIL, 4 / 5, {"letters": signed[kind][:1]})


def test_c02_does_not_take_a_letter_of_another_post(school: Office, signed: Ids) -> None:
    text = school.database.query("SELECT text_id FROM letter WHERE kind = 'staff'")[0][0]
    put(school, {signed[HEAD_TEACHER][0]: {"text_id": text}, signed[HEAD_TEACHER][1]: {"duties": []}})
    assert told(school, "C02") == (FAIL, 3 / 5, {"letters": signed[HEAD_TEACHER]})
    correct(school, "posts", {"name": "班主任"}, {"duties": ""})
    assert told(school, "C02")[2] == {"letters": signed[HEAD_TEACHER][:1]}, "a post without duties gives none"


def test_c03_counts_pupils_by_name(school: Office, signed: Ids) -> None:
    first = row_of(school, "letters", {"kind": "convention", "class_name": FIRST_CLASS})
    put(school, {first: {"signed_pupils": ["钱䶮", "𠮷雨"]}})
    assert told(school, "C03") == (FAIL, 4 / 5, {"letters": (first,)})
    put(school, {first: {"signed_pupils": ["钱䶮", "𠮷雨", "古丽娜尔·买买提"]}})
    join(school, name="钱䶮", kind="学生", class_name=FIRST_CLASS, student_no="2026109", guardian="又一家")
    assert told(school, "C03")[:2] == (FAIL, 5 / 6), "a second pupil of that name has not signed"
    put(school, {first: {"signed_pupils": ["钱䶮", "𠮷雨", "古丽娜尔·买买提", "钱䶮（2）"]}})
    assert told(school, "C03") == (PASS, 1.0, {})


def test_c03_takes_a_sheet_that_came_back_for_the_names_on_it_and_no_others(school: Office, signed: Ids) -> None:
    join(school, name="后来", kind="学生", class_name=FIRST_CLASS, student_no="2026110")
    first = row_of(school, "letters", {"kind": "convention", "class_name": FIRST_CLASS})
    assert told(school, "C03") == (FAIL, 5 / 6, {"letters": (first,)})
    waits(school, *signed[CONVENTION])
    assert told(school, "C03")[1] == 0.0
    make_void(school.database, signed[CONVENTION], "重印")
    classes = {name: row for row, name in school.database.query("SELECT id, name FROM school_class")}
    assert told(school, "C03")[2] == {"classes": tuple(classes[name] for name in (FIRST_CLASS, "七年级2班"))}


def test_c04_breaks_the_missing_down_by_class(school: Office, signed: Ids) -> None:
    waits(school, signed[PARENT][0])
    assert told(school, "C04") == (FAIL, 4 / 5, {"letters": signed[PARENT][:1]})
    line = outcome(school, "C04").finding.lines[0]
    assert (line.values["group"], line.values["signed"], line.values["due"]) == (FIRST_CLASS, 2, 3)
    check = next(check for check in CHECKS if check.id == "C04")
    set_threshold(school, check, 0.8)
    assert told(school, "C04")[0] == PASS


def test_c05_counts_the_places_where_the_chain_breaks(school: Office, signed: Ids) -> None:
    waits(school, signed[DEPARTMENT][1], signed[STAFF][0])
    assert told(school, "C05") == (FAIL, 1, {"letters": signed[DEPARTMENT][1:2]})
    correct(school, "classes", {"name": FIRST_CLASS}, {"head_teacher": ""})
    assert told(school, "C05")[1] == 2 and told(school, "C05")[2]["classes"]


def test_c06_asks_only_units_under_a_contract_today(school: Office, signed: Ids) -> None:
    waits(school, *signed[OUTSIDE_UNIT])
    assert told(school, "C06") == (FAIL, 0.0, {"letters": signed[OUTSIDE_UNIT]})
    correct(school, "outside-units", {"name": CONTRACTOR}, {"contract_to": "2026-09-06"})
    assert told(school, "C06")[0] == NOT_APPLICABLE, "no unit works here: neither passed nor failed"


def test_c07_gives_a_newcomer_thirty_days(school: Office, signed: Ids) -> None:
    newcomer = join(school, name="新来", kind="教职工", dept="教务处", joined="2026-09-08")
    join(school, name="老来", kind="教职工", dept="教务处", joined="2020-09-01")
    assert told(on(school, date(2026, 10, 8)), "C07")[:2] == (PASS, 0)
    assert told(on(school, date(2026, 10, 9)), "C07") == (WARN, 1, {"people": (newcomer,)})
    set_threshold(school, next(check for check in CHECKS if check.id == "C07"), 60)
    assert told(on(school, date(2026, 10, 9)), "C07")[0] == PASS


def test_c07_wants_letters_of_leavers_closed(school: Office, signed: Ids) -> None:
    leave(school, "孙大伟")
    letter = row_of(school, "letters", {"kind": "staff", "party_b": "孙大伟"})
    assert told(school, "C07") == (WARN, 1, {"letters": (letter,)})
    put(school, {letter: {"ended_on": "2026-09-06", "ended_reason": "离职"}})
    assert told(school, "C07") == (PASS, 0, {})


def test_c07_finds_letters_past_their_term_that_still_wait(school: Office) -> None:
    old = issue_now(school, STAFF, 2025).ids
    sign_today(school, *old[1:])
    assert told(school, "C07") == (WARN, 1, {"letters": old[:1]})
    make_void(school.database, old[:1], "过期")
    assert told(school, "C07")[0] == PASS


@pytest.mark.parametrize(
    ("kind", "values", "line"),
    [
        (STAFF, {"paper_place": ""}, "checks.without_place"),
        (STAFF, {"signed_on": None}, "checks.without_date"),
        (PARENT, {"guardian": "", "signer": ""}, "checks.without_signer"),
    ],
)
def test_c08_wants_date_signer_and_place(
    school: Office, signed: Ids, kind: LetterKind, values: dict[str, object], line: str
) -> None:
    put(school, {signed[kind][0]: values})
    result, value, records = told(school, "C08")
    assert (result, records) == (WARN, {"letters": signed[kind][:1]}) and value == 19 / 20
    assert [item.id for item in outcome(school, "C08").finding.lines] == [line]


def test_c08_takes_a_scan_for_the_place_of_the_paper(school: Office, signed: Ids, tmp_path: Path) -> None:
    put(school, {signed[STAFF][0]: {"paper_place": ""}})
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4\n%%EOF\n")
    files = store_all(school.folder, [scan])
    attach(school, school.register("letters"), signed[STAFF][0], files)
    assert told(school, "C08")[0] == PASS


def test_c09_finds_a_disclaimer_in_wording_duties_and_targets(school: Office, signed: Ids) -> None:
    put(school, {signed[STAFF][0]: {"duties": [{"post": "门卫", "duties": ["擅自离校后果自负。"]}]}})
    assert told(school, "C09") == (WARN, 1, {"letters": signed[STAFF][:1]})
    make_void(school.database, signed[STAFF][:1], "改条款")
    assert told(school, "C09") == (PASS, 0, {})
    text = school.database.query("SELECT text_id FROM letter WHERE kind = 'parent'")[0][0]
    with school.database.action("test.text") as action:
        wording = school.database.query("SELECT wording FROM letter_text WHERE id = ?", [text])[0][0]
        action.update("letter_text", text, {"wording": wording.replace("按时接送，", "按时接送，学校概不\\n负责，")})
    assert told(school, "C09") == (WARN, 5, {"letters": signed[PARENT]})


def test_another_year_is_judged_by_its_own_letters(school: Office, signed: Ids) -> None:
    assert outcome(school, "C01", 2025).result == FAIL
    assert outcome(school, "C08", 2025).result == NOT_APPLICABLE


def test_the_worst_stands_first(school: Office, signed: Ids) -> None:
    waits(school, *signed[PARENT], signed[STAFF][0])
    put(school, {signed[HEAD_TEACHER][0]: {"paper_place": ""}})
    order = [item.check.id for item in worst_first(judged(school, 2026)) if item.bad]
    assert order == ["C04", "C01", "C13", "C08"]


def test_judging_changes_nothing(school: Office, signed: Ids) -> None:
    head = school.database.query("SELECT max(seq) FROM audit")
    judged(school, 2026)
    assert school.database.query("SELECT max(seq) FROM audit") == head
