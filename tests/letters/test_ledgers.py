"""The tables inspectors ask for say what the letters and the board say; the volume holds every letter, scans first."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import openpyxl
import pikepdf
import pypdfium2
import pytest

from safetydesk.core.picture_file import Unread
from safetydesk.errors import Cancelled, UserError
from safetydesk.operations.attaching import attach, store_all
from safetydesk.operations.letter_ledgers import letter_sheet, write_letter_ledger
from safetydesk.operations.letter_volume import prepare_volume, write_volume
from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import print_letters
from safetydesk.operations.unread import unread_told
from safetydesk.registers.records.letters.kinds import PARENT, STAFF
from safetydesk.registers.records.letters.ledgers import FORMS
from safetydesk.registers.records.letters.register import LETTERS
from safetydesk.registers.records.letters.signing import make_void
from safetydesk.storage.history import of_row
from safetydesk.words import Words
from tests.letters.small_school import issue_now, sign_today


@pytest.fixture
def begun(school: Office) -> Office:
    """Staff and parents have letters; two of staff have signed, one letter is void."""
    ids = issue_now(school, STAFF).ids
    issue_now(school, PARENT)
    sign_today(school, *ids[:2])
    make_void(school.database, ids[5:], "有误")
    return school


def rows(office: Office, form: str) -> list[tuple]:
    return list(letter_sheet(office, form, 2026).rows)


def test_the_ledger_lists_every_letter_that_counts(begun: Office) -> None:
    found = rows(begun, "ledger")
    assert [row[0] for row in found] == list(range(1, 11))
    assert [row[1] for row in found[:2]] == ["王建国", "李㛃"]
    assert found[2][2] == "教务处　班主任、任课教师" and found[0][4] == "ZR-2026-JG-0001"
    assert [row[5] is not None for row in found[:3]] == [True, True, False]


def test_an_ended_letter_says_so(begun: Office) -> None:
    with begun.database.action("test.end") as action:
        action.update("letter", 3, {"ended_on": "2026-09-06", "ended_reason": "离职", "note": "原件在档案室"})
    assert rows(begun, "ledger")[2][8] == "2026-09-06 终止　原件在档案室"


def test_the_rates_are_the_boards(begun: Office) -> None:
    found = {(row[0], row[1]): row[2:7] for row in rows(begun, "rates")}
    assert found["教职工责任书", "合计"] == (6, 5, 2, 2, Fraction(1, 3))
    assert found["教职工责任书", "教务处"] == (3, 2, 1, 1, Fraction(1, 3))
    assert found["家长责任书", "一年级1班"] == (3, 3, 0, 0, Fraction(0))
    assert "2 份" in letter_sheet(begun, "rates", 2026).subtitle


def test_the_missing_list_names_everybody_who_has_not_signed(begun: Office) -> None:
    found = rows(begun, "missing")
    staff = {row[3]: (row[4], row[5]) for row in found if row[1] == "教职工责任书"}
    assert set(staff) == {"赵𬭚", "孙大伟", "周玉兰", "吴亮"}
    assert staff["吴亮"] == ("", "未生成") and staff["赵𬭚"] == ("ZR-2026-JG-0003", "未打印")
    assert [row[0] for row in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_each_form_leaves_as_workbook_and_on_paper(begun: Office, tmp_path: Path, form: str, language: str) -> None:
    begun.settings.put("paper_language", language)
    wanted = rows(begun, form)
    assert write_letter_ledger(begun, form, 2026, "xlsx", tmp_path / "a.xlsx") == len(wanted)
    cells = list(openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows(min_row=4, values_only=True))
    assert len(cells) == len(wanted)
    write_letter_ledger(begun, form, 2026, "pdf", tmp_path / "a.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    assert "赵𬭚" in text and ("学年" in text) == (language == "zh_CN")
    assert of_row(begun.database, "letter", 1)[-1].kind == "export"


def test_the_volume_holds_every_letter_in_the_order_of_its_number(begun: Office, tmp_path: Path) -> None:
    out = tmp_path / "卷.pdf"
    made = write_volume(prepare_volume(begun, 2026), out)
    assert (made.letters, made.scanned, made.archival) == (10, 0, True)
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == made.pages
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert len(titles) >= 10
    document = pypdfium2.PdfDocument(out)
    texts = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    numbers = [f"ZR-2026-JG-{place:04d}" for place in range(1, 6)] + [
        f"ZR-2026-JZ-{place:04d}" for place in range(1, 6)
    ]
    firsts = [next(place for place, text in enumerate(texts[2:], 2) if number in text) for number in numbers]
    assert firsts == sorted(firsts) and len(set(firsts)) == 10
    assert out.read_bytes() == write_again(begun, tmp_path)


def write_again(office: Office, folder: Path) -> bytes:
    write_volume(prepare_volume(office, 2026), folder / "again.pdf")
    return (folder / "again.pdf").read_bytes()


def test_a_signed_scan_takes_the_place_of_the_printed_letter(begun: Office, tmp_path: Path) -> None:
    scan = tmp_path / "签.pdf"
    print_letters(begun, [2], scan)
    with pikepdf.open(scan) as pdf:
        del pdf.pages[1:]
        pdf.save(tmp_path / "一页.pdf")
    attach(begun, LETTERS, 1, store_all(begun.folder, [tmp_path / "一页.pdf"]))
    made = write_volume(prepare_volume(begun, 2026, [STAFF]), tmp_path / "卷.pdf")
    assert (made.scanned, made.archival) == (1, False)
    document = pypdfium2.PdfDocument(tmp_path / "卷.pdf")
    text = "".join(document[2].get_textpage().get_text_bounded().split())
    document.close()
    assert "ZR-2026-JG-0002" in text, "the scan, not the letter of number 1"


def test_a_scan_that_cannot_be_read_is_named_with_its_letter(begun: Office, tmp_path: Path, words: Words) -> None:
    (tmp_path / "签.png").write_bytes(b"\x89PNG half")
    attach(begun, LETTERS, 1, store_all(begun.folder, [tmp_path / "签.png"]))
    made = write_volume(prepare_volume(begun, 2026, [STAFF]), tmp_path / "卷.pdf")
    number = begun.database.query("SELECT number FROM letter WHERE id = 1")[0][0]
    assert made.unread == (Unread("签.png", number),) and made.scanned == 0
    assert unread_told(words, made.unread).endswith(words.text("paper.unread_line", file="签.png", record=number))
    document = pypdfium2.PdfDocument(tmp_path / "卷.pdf")
    texts = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    assert sum(number in text for text in texts[2:]) >= 1, "the letter as it was printed stands in its place"
    remark = "".join(words.text("archive.also_original").split())
    assert remark in texts[1]


def test_cancel_and_an_empty_year(begun: Office, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write_volume(prepare_volume(begun, 2026), tmp_path / "x.pdf", cancelled=lambda: True)
    assert not (tmp_path / "x.pdf").exists() and not (begun.folder.work / "letter-volume").exists()
    with pytest.raises(UserError, match="nothing_to_print"):
        prepare_volume(begun, 2020)


@pytest.mark.parametrize("duplex", [True, False])
def test_copies_of_a_letter_follow_one_another(begun: Office, tmp_path: Path, duplex: bool) -> None:
    begun.settings.put("duplex", duplex)
    print_letters(begun, [1, 2], tmp_path / "a.pdf", copies=2)
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    texts = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    order = [place % 10 for text in texts for place in (1, 2) if f"ZR-2026-JG-000{place}" in text]
    assert order == [1, 1, 2, 2]
    starts = [place for place, text in enumerate(texts) if "ZR-2026-JG-000" in text]
    assert not duplex or all(start % 2 == 0 for start in starts)
