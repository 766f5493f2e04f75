"""Boxes and what they bear: packed by class without splitting, and printed where the ruler says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetydesk.errors import UserError
from safetydesk.export.labels.sheet import SPINES, LabelSheet, spine_sheet, stamp_sheet
from safetydesk.operations.archive.boxing import print_boxes, print_stamps, put_into_boxes
from safetydesk.operations.office import Office
from safetydesk.operations.paper import record_printed, saved_paper
from safetydesk.operations.undoing import take_back
from safetydesk.registers.files.items.boxes import PAGES_OF_SPINE, BoxedItem, boxes, items, packed
from safetydesk.storage.history import of_row
from tests.archive.filed_school import file_paper, name_school
from tests.export.read_pages import read_pages

MM = 72 / 25.4


@pytest.fixture
def shelf(office: Office) -> Office:
    """Five papers of two classes, none in a box."""
    name_school(office)
    for code, pages in (("A04", 150), ("A04", 100), ("A04", 40), ("A09", 10), ("A09", 20)):
        file_paper(office, code, f"{code} {pages} 页", date(2026, 3, 1), [], pages=pages, year=2026)
    return office


def boxed(office: Office) -> list[tuple[str, list[int]]]:
    return [(box.number, [item.pages for item in box.items]) for box in boxes(items(office.database, 2026))]


def texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    found = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return found


def rules(path: Path, page: int = 0) -> Iterator[tuple[float, float, float, float]]:
    """The straight lines of a page in mm from its upper left corner, forms followed."""
    with pikepdf.open(path) as pdf:
        start = (0.0, 0.0)
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[page]):
            point = [float(value) for value in operands if not isinstance(value, pikepdf.Name | pikepdf.String)] if str(operator) in "ml" else []  # fmt: skip
            if str(operator) == "m":
                start = (point[0], point[1])
            elif str(operator) == "l":
                yield (start[0] / MM, 297 - start[1] / MM, point[0] / MM, 297 - point[1] / MM)


def test_items_are_packed_by_class_and_thickness_and_none_is_split(shelf: Office) -> None:
    assert put_into_boxes(shelf, 2026, 20) == 3
    assert boxed(shelf) == [("1", [150]), ("2", [100, 40]), ("3", [10, 20])]


def test_what_lies_in_a_box_stays_there_and_its_number_is_not_given_again(shelf: Office) -> None:
    (first,) = [item.id for item in items(shelf.database) if item.pages == 10]
    with shelf.database.action("test.box") as action:
        action.update("file_item", first, {"box": "1"})
    put_into_boxes(shelf, 2026, 40)
    assert dict(boxed(shelf)) == {"1": [10], "2": [150, 100, 40], "3": [20]}
    with pytest.raises(UserError, match="nothing_loose"):
        put_into_boxes(shelf, 2026, 40)


def test_packing_is_taken_back_as_a_whole(shelf: Office) -> None:
    put_into_boxes(shelf, 2026, 30)
    take_back(shelf.database, of_row(shelf.database, "file_item", 1)[-1].batch)
    assert boxed(shelf) == []


@given(st.lists(st.tuples(st.sampled_from(["A01", "A02"]), st.integers(1, 500)), max_size=30), st.sampled_from(SPINES))
def test_every_loose_item_gets_a_box_that_is_not_too_full(papers: list[tuple[str, int]], spine: int) -> None:
    shelf = [
        BoxedItem(place, 2026, "10年", code, code, place, pages, "", "x")
        for place, (code, pages) in enumerate(sorted(papers, key=lambda paper: paper[0]), 1)
    ]
    given_boxes = dict(packed(shelf, spine))
    assert sorted(given_boxes) == [item.id for item in shelf]
    for box in set(given_boxes.values()):
        inside = [item for item in shelf if given_boxes[item.id] == box]
        assert len({item.class_code for item in inside}) == 1
        assert len(inside) == 1 or sum(item.pages for item in inside) <= PAGES_OF_SPINE[spine]


def test_stamps_stand_on_the_sheet_to_the_millimetre(shelf: Office, tmp_path: Path) -> None:
    out = tmp_path / "章.pdf"
    ids = [item.id for item in items(shelf.database)]
    assert print_stamps(shelf, ids, stamp_sheet(), out, first=3) == 1
    drawn = [tuple(round(value, 1) for value in line) for line in rules(out)]
    for place in range(3, 8):
        left, top = 12 + 47 * (place % 4), 15 + 18 * (place // 4)
        assert (left, top, left + 45, top) in drawn and (left, top + 16, left + 45, top + 16) in drawn
        assert (left, top + 8, left + 45, top + 8) in drawn and (left + 15, top, left + 15, top + 16) in drawn
    assert min(line[0] for line in drawn if line[1] < 30) == 12 + 47 * 3, "three labels are left free"
    text = texts(out)[0]
    assert [text.count(part) for part in ("Z109", "A04", "A09", "D10", "0001", "0003")] == [5, 3, 2, 5, 2, 1]


@pytest.mark.parametrize("spine", SPINES)
def test_a_spine_is_as_wide_as_its_box(shelf: Office, tmp_path: Path, spine: int) -> None:
    put_into_boxes(shelf, 2026, 20)
    out = tmp_path / "脊.pdf"
    print_boxes(shelf, "spine", 2026, spine, out)
    widths = {round(x2 - x1, 1) for x1, y1, x2, y2 in rules(out) if y1 == y2}
    heights = {round(abs(y2 - y1), 1) for x1, y1, x2, y2 in rules(out) if x1 == x2}
    assert (widths, heights) == ({float(spine)}, {210.0})
    text = "".join(texts(out)[0].split())
    assert all(part in text for part in ("Z109", "2026", "10年", "A04", "0002—0003", "盒号"))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_fronts_and_notes_say_what_is_inside(shelf: Office, tmp_path: Path, language: str) -> None:
    shelf.settings.put("paper_language", language)
    put_into_boxes(shelf, 2026, 20)
    for form in ("cover", "note"):
        out = tmp_path / f"{form}.pdf"
        assert print_boxes(shelf, form, 2026, 20, out) == 3
        second = texts(out)[1]
        assert "0002—0003" in second and "A04 责任书·公约·家长书" in second
        assert (form == "cover") == ("实验小学" in second)
    assert ("整理人" in second) == (language == "zh_CN")
    room = "盒内文件情况说明" if language == "zh_CN" else "Remarks on the documents in this box"
    assert room in second, "the room for remarks has its label"
    assert "140" in second, "the pages of the box's two items"


def test_a_box_that_a_clerk_filled_with_several_classes_names_them(shelf: Office, tmp_path: Path) -> None:
    with shelf.database.action("test.box") as action:
        action.update_many("file_item", {row_id: {"box": "混1"} for row_id in (1, 4)})
    print_boxes(shelf, "spine", 2026, 40, tmp_path / "脊.pdf")
    text = texts(tmp_path / "脊.pdf")[0]
    assert "A04、A09" in text and "A04-0001" in text.replace("\n", "") and "混1" in text


LONG_SCHOOL = "青山自治县城关镇经济技术开发区第二十三九年一贯制实验学校教育集团北校区附设幼儿园"
LONG_CLASS = "学校安全工作领导小组会议记录、专题研究安全稳定工作会议纪要及其贯彻落实情况检查通报材料（含附件）"


def crowd(shelf: Office, classes: int) -> None:
    """Everything in one box, of so many classes with long names, in a school with a long one."""
    known = shelf.database.query("SELECT id, code FROM file_class ORDER BY code LIMIT ?", [classes])
    names = {row_id: f"{LONG_CLASS}{code}"[:60] for row_id, code in known}
    for _, code in known:
        file_paper(shelf, code, code, date(2026, 3, 1), [], pages=3, year=2026)
    with shelf.database.action("test.long") as action:
        action.update("school", 1, {"name": LONG_SCHOOL})
        action.update_many("file_class", {row_id: {"name": name} for row_id, name in names.items()})
        ids = [item.id for item in items(shelf.database)]
        action.update_many("file_item", {row_id: {"box": "混合001（二楼档案室东侧第三排第五节）"} for row_id in ids})


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("classes", [2, 12, 13])
@pytest.mark.parametrize("form", ["cover", "note"])
def test_long_names_take_several_lines_and_are_never_squeezed(
    shelf: Office, tmp_path: Path, form: str, classes: int, language: str
) -> None:
    shelf.settings.put("paper_language", language)
    crowd(shelf, classes)
    out = tmp_path / f"{form}.pdf"
    print_boxes(shelf, form, 2026, 40, out)
    (page,) = read_pages(out)
    beside = [ch for ch in page.chars if ch.x > 85 + 110]
    text = "".join(ch.text for ch in sorted(beside, key=lambda ch: (-round(ch.y, 1), ch.x)))
    assert min(ch.size for ch in page.chars) >= 7
    assert all(ch.left >= 85 and ch.right <= page.width - 85 for ch in page.chars), "within the frame"
    rows = sorted({round(box.top, 1) for box in page.rules()}, reverse=True)
    assert rows[-1] > 40 and len(rows) == (7 if form == "cover" else 14)
    if form == "cover":
        school = [ch for ch in page.chars if ch.size == 26]
        assert "".join(ch.text for ch in sorted(school, key=lambda ch: (-ch.y, ch.x))) == LONG_SCHOOL
    assert text.count(LONG_CLASS[:20]) == (classes if classes <= 12 else 0)
    for line in page.lines():
        assert all(abs(line[0].y - edge) > 1.5 for edge in rows), "no line of text stands on a rule"


def test_stamps_are_labelled_in_readable_type(shelf: Office, tmp_path: Path) -> None:
    print_stamps(shelf, [1], stamp_sheet(), tmp_path / "章.pdf")
    (page,) = read_pages(tmp_path / "章.pdf")
    words = [ch for ch in page.chars if "\u4e00" <= ch.text <= "\u9fff"]
    assert {ch.size for ch in words} == {7.0} and len(words) == len("全宗号年度件号机构问题保管期限页数")
    assert max(ch.right for ch in words) < (12 + 45) * MM


def test_without_boxes_nothing_is_printed(shelf: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing"):
        print_boxes(shelf, "cover", 2026, 20, tmp_path / "x.pdf")
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize(
    "change",
    [{"columns": 5}, {"rows": 16}, {"across": 44.0}, {"down": 15.0}, {"left": 30.0}, {"top": 31.0}, {"columns": 0}],
)
def test_a_sheet_that_cannot_be_is_refused(shelf: Office, tmp_path: Path, change: dict[str, float]) -> None:
    sheet = replace(stamp_sheet(), **change)  # type: ignore[arg-type]
    with pytest.raises(UserError, match="sheet_too_small"):
        print_stamps(shelf, [1], sheet, tmp_path / "x.pdf")


def test_labels_go_on_to_the_next_sheet() -> None:
    sheet = LabelSheet(45, 16, 2, 2, 10, 10, 50, 20, cut=True)
    assert [page for page, *_ in sheet.places(5, 2)] == [0, 0, 1, 1, 1]
    assert all(spine_sheet(spine).fits() for spine in SPINES) and stamp_sheet().fits()


def test_what_was_printed_is_remembered(shelf: Office, tmp_path: Path) -> None:
    print_stamps(shelf, [1, 2], stamp_sheet(), tmp_path / "章.pdf")
    assert of_row(shelf.database, "file_item", 1)[-1].kind == "export"
    record_printed(shelf, saved_paper(shelf, "章.pdf"))
    assert of_row(shelf.database, "file_item", 1)[-1].kind == "print"
