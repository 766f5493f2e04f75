"""Plans on paper, singly and as a book: all that is written, all that is missing, and the way there."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.operations.attaching import attach, attached, store_all
from safetydesk.operations.office import Office
from safetydesk.operations.plan_book import prepare_book, write_book
from safetydesk.operations.plan_papers import book_order, write_plans
from safetydesk.operations.plan_versions import revise
from safetydesk.operations.risk_papers import write_risk_list
from safetydesk.operations.undoing import take_back
from safetydesk.registers.records.plans.model import SECTIONS
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.registers.records.risk_points import RISK_POINTS
from tests.archive.filed_school import write_photo
from tests.archive.test_volumes import bookmarks, texts
from tests.drills.test_papers import text_of
from tests.plans.test_versions import FIRE, STEPS

RISK = {
    "name": "实验室药品柜", "place": "实验室", "category": "危化品", "degree": "重大", "measures": "双人双锁", "owner": "赵刚",
    "check_every": "每周",
}  # fmt: skip


@pytest.fixture
def school(office: Office) -> Office:
    """A school with a name and a plan that lacks some parts."""
    with office.database.action("test.name") as action:
        action.update("school", 1, {"name": "青山小学"})
    briefings = ({"told_on": date(2026, 3, 9), "audience": "全体教师", "by": "李梅"},)
    values = {
        "guiding": "生命第一",
        "evacuation_page": 4,
        "steps": STEPS,
        "approved_by": "李梅",
        "briefings": briefings,
    }
    office.records.save(PLANS, Entry({**FIRE, **values, "crises": "教学楼起火", "legal_basis": "消防法"}))
    return office


def add(office: Office, kind: str, **values: object) -> int:
    whole = dict.fromkeys(SECTIONS, "写明")
    return office.records.save(PLANS, Entry({**FIRE, **whole, "name": f"{kind}预案", "type": kind, **values}))


def document(path: Path, pages: int = 2) -> Path:
    """A foreign PDF."""
    canvas = Canvas(str(path))
    for page in range(1, pages + 1):
        canvas.drawString(80, 700, f"attached {page}")
        canvas.showPage()
    canvas.save()
    return path


def test_a_plan_says_all_it_holds_and_marks_what_it_lacks(school: Office, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    written = write_plans(school, [1], path)
    text = text_of(path)
    for part in ("青山小学火灾应急预案", "第1版（现行）", "王强", "李梅", "2026-03-01", "教学楼起火", "消防法", "一、指导思想",
                 "生命第一", "见附件第4页", "报警", "门卫", "1分钟", "〔缺〕无责任人", "全体教师", "2026-03-09", "审批人（签字、盖章）"):  # fmt: skip
        assert part in text, part
    assert text.count("〔缺〕此项尚未写入预案") == 6 and written.records == 1
    assert text.index("一、指导思想") < text.index("四、应急疏散") < text.index("八、信息报送")
    assert school.database.query("SELECT action FROM audit ORDER BY seq DESC LIMIT 1") == [("export",)]


def test_a_whole_plan_marks_nothing_and_a_replaced_one_says_so(school: Office, tmp_path: Path) -> None:
    whole = add(school, "溺水", steps=STEPS[:1])
    revise(school, whole)
    write_plans(school, [whole], tmp_path / "old.pdf")
    text = text_of(tmp_path / "old.pdf")
    assert "〔缺〕" not in text and "已被第2版替代" in text


def test_an_english_plan_has_english_labels(school: Office, tmp_path: Path) -> None:
    school.settings.put("paper_language", "en")
    write_plans(school, [1], tmp_path / "plan.pdf")
    text = text_of(tmp_path / "plan.pdf")
    assert "2.Principles" in text and "[MISSING]" in text and "Approvedby(signature,seal)" in text


def test_the_same_plans_are_the_same_file(school: Office, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_plans(school, [1], tmp_path / f"{name}.pdf")
        write_book(prepare_book(school), tmp_path / f"book-{name}.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert (tmp_path / "book-a.pdf").read_bytes() == (tmp_path / "book-b.pdf").read_bytes()


def test_nothing_is_printed_of_what_is_not_there(school: Office, tmp_path: Path) -> None:
    for ids in ([], [1, 99]):
        with pytest.raises(UserError):
            write_plans(school, ids, tmp_path / "none.pdf")
    assert not (tmp_path / "none.pdf").exists()


def test_the_book_holds_current_plans_in_the_order_of_kinds(school: Office, tmp_path: Path) -> None:
    general, drowning = add(school, "综合"), add(school, "溺水")
    newer = revise(school, drowning)
    assert book_order(school) == [general, 1, newer]
    made = write_book(prepare_book(school), tmp_path / "book.pdf")
    pages = texts(tmp_path / "book.pdf")
    assert (made.plans, made.pages, made.archival) == (3, len(pages), True)
    assert "应急预案汇编" in pages[0] and "青山小学" in pages[0]
    assert all(name in pages[1] for name in ("综合预案", "火灾应急预案（第1版）", "溺水预案（第2版）", "目"))
    for level, title, page in bookmarks(tmp_path / "book.pdf"):
        if level == 0 and page > 2:
            name = title.partition("　")[2].partition("（")[0]
            assert name in pages[page - 1]
            assert str(page) in pages[1]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_sheet_of_the_book_bears_one_page_number(school: Office, tmp_path: Path, language: str) -> None:
    school.settings.put("paper_language", language)
    add(school, "综合", steps=STEPS * 12)
    written = write_book(prepare_book(school), tmp_path / "book.pdf")
    counted = re.compile(r"第\d+页/共\d+页|Page\d+of\d+")
    assert written.pages > 4
    for number, text in enumerate(texts(tmp_path / "book.pdf")[1:], 2):
        assert not counted.search("".join(text.split()))
        assert "".join(text.split()).endswith(str(number))
    write_plans(school, [1], tmp_path / "plan.pdf")
    assert counted.search(text_of(tmp_path / "plan.pdf")), "a plan by itself counts its pages"


def test_the_contents_lead_to_the_plans(school: Office, tmp_path: Path) -> None:
    add(school, "综合")
    write_book(prepare_book(school), tmp_path / "book.pdf")
    with pikepdf.open(tmp_path / "book.pdf") as pdf:
        links = pdf.pages[1].obj.Annots
        reached = [pikepdf.Page(link.Dest[0]).index for link in links]
        assert reached == sorted(reached) and len(reached) == 2 and reached[0] == 2
        with pdf.open_metadata() as meta:
            assert meta["pdfaid:part"] == "2"


def test_a_plan_in_a_file_has_it_bound_behind(school: Office, tmp_path: Path) -> None:
    other = add(school, "溺水")
    paper, word = document(tmp_path / "全文.pdf"), tmp_path / "全文.docx"
    word.write_bytes(b"no pages here")
    for row_id in (1, other):
        attach(school, PLANS, row_id, store_all(school.folder, [paper, word]))
    made = write_book(prepare_book(school), tmp_path / "book.pdf")
    pages = texts(tmp_path / "book.pdf")
    assert [sum(f"attached {page}" in text for text in pages) for page in (1, 2)] == [1, 1], (
        "the plan of texts has none"
    )
    assert not made.archival and "另有原件" in pages[1].replace("\r\n", "")
    assert "全文.pdf" in [title for level, title, _ in bookmarks(tmp_path / "book.pdf") if level == 1]
    with pikepdf.open(tmp_path / "book.pdf") as pdf, pdf.open_metadata() as meta:
        assert "pdfaid:part" not in meta


def test_the_file_goes_with_the_next_version_as_its_pages_do(school: Office, tmp_path: Path) -> None:
    photo = write_photo(tmp_path / "photo.jpg")
    attach(school, PLANS, 1, store_all(school.folder, [photo, document(tmp_path / "全文.pdf")]))
    newer = revise(school, 1)
    assert [file.name for file in attached(school, PLANS, [newer])] == ["全文.pdf"]
    assert len(attached(school, PLANS, [1])) == 2
    write_book(prepare_book(school), tmp_path / "book.pdf")
    assert sum("attached 1" in text for text in texts(tmp_path / "book.pdf")) == 1
    batch = school.database.query("SELECT batch FROM plan WHERE id = ?", [newer])[0][0]
    take_back(school.database, batch)
    assert attached(school, PLANS, [newer]) == [] and len(attached(school, PLANS, [1])) == 2


def test_a_name_that_no_face_has_stops_the_book(school: Office, tmp_path: Path) -> None:
    add(school, "溺水", author="\U000e0041某")
    with pytest.raises(UserError):
        write_book(prepare_book(school), tmp_path / "book.pdf")
    assert not (tmp_path / "book.pdf").exists() and not list(school.folder.work.glob("plan-book/*"))


def test_the_list_of_risk_points_marks_what_no_plan_answers(school: Office, tmp_path: Path) -> None:
    rows = [{**RISK, "plan_type": "危化品"}, {**RISK, "name": "食堂燃气", "degree": "一般", "plan_type": "火灾"}]
    assert not school.records.save_texts(RISK_POINTS, [(None, row) for row in rows]).refused
    assert write_risk_list(school, "pdf", tmp_path / "a.pdf") == 2
    text = text_of(tmp_path / "a.pdf")
    for part in ("●●●●重大", "●●○○一般", "〔无预案〕", "火灾应急预案", "没有对应预案的1个", "双人双锁", "赵刚", "每周"):
        assert part in text, part
    write_risk_list(school, "pdf", tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    write_risk_list(school, "xlsx", tmp_path / "a.xlsx")
    cells = [cell.value for row in openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows() for cell in row]
    assert "〔无预案〕" in cells and "食堂燃气" in cells


def test_an_empty_list_is_not_printed(school: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        write_risk_list(school, "pdf", tmp_path / "a.pdf")
