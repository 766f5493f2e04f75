"""The chain on paper and as a workbook, the bureau's letter with its targets, and both by the command line."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.export.chain_chart import Box, Branch, Chart, write_chart
from safetydesk.export.fonts import Fonts
from safetydesk.operations.chain_papers import CHART, TABLE, write_chain
from safetydesk.operations.office import Office
from safetydesk.operations.target_papers import record_targets, target_sheet, target_writer
from safetydesk.paths import resources
from safetydesk.registers.records.letters.bureau_letter import record_bureau_letter
from safetydesk.registers.records.letters.kinds import BUREAU, LETTER_KINDS
from safetydesk.words import Words
from tests.letters.small_school import DEPARTMENTS, correct, issue_now

TARGETS = (
    '[{"item": "不发生事故", "group": "安全", "weight": "60", "standard": "每起扣10分", "own_score": "58"},'
    ' {"item": "普法", "group": "综治", "weight": "40"}]'
)


def words_of(path: Path) -> str:
    """A PDF's text, blanks left out."""
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()
    return "".join(text.split())


def pages_of(path: Path) -> int:
    told = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True).stdout.decode()
    return int(told.split("Pages:")[1].split()[0])


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_chart_is_one_page_with_every_box_and_the_breaks_in_words(
    school: Office, tmp_path: Path, language: str
) -> None:
    school.settings.put("paper_language", language)
    for kind in LETTER_KINDS:
        issue_now(school, kind)
    path = tmp_path / "chain.pdf"
    found = write_chain(school, 2026, CHART, path)
    text = words_of(path)
    assert pages_of(path) == 1
    assert all(
        name in text for name in (*DEPARTMENTS, "青山县教育局", "一年级1班", "七年级2班", "青山餐饮服务有限公司")
    )
    boxes = [link for link in found.broken() if link.kind.key != "staff"]
    told = Counter(Words(language).text(f"chain.{flaw}") for link in boxes for flaw in link.flaws)
    told[Words(language).text("chain.no_department")] += 1  # The cook.
    assert {why: text.count("".join(why.split())) for why in told} == told


def test_what_was_given_out_stands_in_the_history(school: Office, tmp_path: Path) -> None:
    issue_now(school, BUREAU)
    write_chain(school, 2026, TABLE, tmp_path / "链条.xlsx")
    kept = school.database.query("SELECT action, tbl FROM audit ORDER BY seq DESC LIMIT 1")[0]
    assert kept == ("export", "letter")


def test_the_table_has_a_row_for_each_link(school: Office, tmp_path: Path) -> None:
    for kind in LETTER_KINDS:
        issue_now(school, kind)
    path = tmp_path / "chain.xlsx"
    found = write_chain(school, 2026, TABLE, path)
    rows = [[cell.value or "" for cell in row] for row in load_workbook(path).active.iter_rows(min_row=4)]
    assert len(rows) == len(list(found.links()))
    assert rows[0][1] == "青山实验学校" and rows[0][3] == "ZR-2026-MB-0001" and "未签回" in rows[0][5]
    department = next(row for row in rows if row[1] == "教务处" and row[3])
    assert department[6:8] == ["青山实验学校", "ZR-2026-MB-0001"]


def test_boxes_that_do_not_fit_go_on_on_the_next_page_and_none_is_left_out(tmp_path: Path) -> None:
    boxes = tuple(Box(f"{n}班", ("已签 1/1",), "断：未签回" if n >= 200 else "") for n in range(1, 211))
    chart = Chart("图", "年", "脚", Box("局", ()), Box("校", ()), (Branch("班级", boxes),))
    write_chart(chart, tmp_path / "big.pdf", Words("zh_CN"), Fonts(resources() / "fonts"), "2026-09-07")
    text = words_of(tmp_path / "big.pdf").replace("1/1", "")
    assert pages_of(tmp_path / "big.pdf") > 1
    assert text.count("断：未签回") == 11
    assert [n for n in range(1, 211) if len(re.findall(rf"(?<!\d){n}班", text)) != 1] == []


def test_the_bureaus_letter_is_written_down_late_with_its_own_day(school: Office) -> None:
    row_id = record_bureau_letter(school.database, school.clock, 2026, "zh_CN", date(2026, 8, 20))
    values = school.records.read(school.register("letters"), row_id)
    assert (values["state"], values["signed_on"], values["party_a"]) == ("已签回", date(2026, 8, 20), "青山县教育局")
    place = [field.name for field in school.register("letters").fields].index("late")
    assert school.listing(school.register("letters")).values([row_id])[0][place], "shown as entered late"
    assert record_bureau_letter(school.database, school.clock, 2026, "zh_CN", date(2026, 9, 1)) == row_id
    assert school.records.read(school.register("letters"), row_id)["signed_on"] == date(2026, 8, 20)


def test_an_issued_letter_of_the_bureau_is_the_one_that_is_signed(school: Office) -> None:
    issued = issue_now(school, BUREAU).ids[0]
    assert record_bureau_letter(school.database, school.clock, 2026, "zh_CN", date(2026, 9, 1)) == issued


def test_a_day_to_come_and_a_school_without_a_bureau_are_refused(school: Office) -> None:
    with pytest.raises(UserError):
        record_bureau_letter(school.database, school.clock, 2026, "zh_CN", date(2026, 9, 8))
    correct(school, "school", {"name": "青山实验学校"}, {"bureau": ""})
    with pytest.raises(UserError):
        record_bureau_letter(school.database, school.clock, 2026, "zh_CN", date(2026, 9, 1))
    assert school.database.query("SELECT count(*) FROM letter")[0][0] == 0


def test_targets_print_as_a_table_with_their_sums(school: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        target_sheet(school, 2026)
    row_id = record_bureau_letter(school.database, school.clock, 2026, "zh_CN", date(2026, 9, 1))
    letters = school.register("letters")
    given, issues = school.records.from_text(letters, {"targets": TARGETS})
    assert not issues
    school.records.save(letters, Entry(given, row_id))
    targets = target_sheet(school, 2026)
    target_writer(school, targets, tmp_path / "t.xlsx")()
    target_writer(school, targets, tmp_path / "t.pdf")()
    record_targets(school, targets, tmp_path / "t.pdf")
    rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "t.xlsx").active.iter_rows(min_row=4)]
    assert rows[0] == [1, "不发生事故", "安全", 60, "每起扣10分", 58, None]
    assert rows[-1][1:6] == ["合计", None, 100, None, 58]
    assert all(part in words_of(tmp_path / "t.pdf") for part in ("不发生事故", "每起扣10分", "合计", "100"))
