"""The record of a drill on paper says all that was written down, shows the photos, and tells nothing of the place."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PIL import Image

from safetydesk.errors import UserError
from safetydesk.operations.attaching import attach, attached, change, store_all, turned
from safetydesk.operations.drill_papers import write_drill_records, write_roll_calls, write_year_table
from safetydesk.operations.office import Office
from safetydesk.registers.records.drills.rhythm import months
from tests.drills.conftest import HELD

GPS = 0x8825


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return "".join(text.split())


def photo(path: Path, colour: str) -> Path:
    """A phone's photo that knows where it was taken."""
    image = Image.new("RGB", (1200, 900), colour)
    exif = image.getexif()
    exif[0x010F] = "TESTPHONE"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (30.0, 15.0, 10.0)
    image.save(path, exif=exif)
    return path


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_word_that_was_written_comes_back(drilled: Office, tmp_path: Path, language: str) -> None:
    drilled.settings.put("paper_language", language)
    path = tmp_path / "record.pdf"
    write_drill_records(drilled, [1], path)
    text = text_of(path)
    for name in ("name", "place", "commander", "findings", "measures", "summary"):
        assert HELD[name] in text, name
    for part in ("2026-09-04", "84", "82", "110", "三年级1班", "甲一", "病假", "青山小学"):
        assert part in text, part


def test_the_same_record_is_the_same_file_and_counts_as_written(drilled: Office, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_drill_records(drilled, [1], tmp_path / f"{name}.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    kinds = [row[0] for row in drilled.database.query("SELECT action FROM audit ORDER BY seq DESC LIMIT 2")]
    assert kinds == ["export", "export"]


def test_photos_are_shown_and_carry_no_place(drilled: Office, tmp_path: Path) -> None:
    register = drilled.register("drills")
    files = [photo(tmp_path / f"{colour}.jpg", colour) for colour in ("red", "green", "blue")]
    attach(drilled, register, 1, store_all(drilled.folder, files))
    first = attached(drilled, register, [1])[0]
    change(drilled, register, first, {**turned(first), "caption": "操场集合"})
    path = tmp_path / "record.pdf"
    write_drill_records(drilled, [1], path)
    document = pypdfium2.PdfDocument(path)
    pictures = [item for page in document for item in page.get_objects() if item.type == 3]
    assert len(pictures) == 3
    document.close()
    assert "操场集合" in text_of(path)
    assert b"TESTPHONE" not in path.read_bytes()


def test_a_broken_photo_does_not_stop_the_paper(drilled: Office, tmp_path: Path) -> None:
    bad = tmp_path / "坏照片.jpg"
    bad.write_bytes(b"\xff\xd8\xff\xe0 broken")
    attach(drilled, drilled.register("drills"), 1, store_all(drilled.folder, [bad]))
    write_drill_records(drilled, [1], tmp_path / "record.pdf")
    assert "坏照片" in text_of(tmp_path / "record.pdf")


def test_nothing_chosen_is_said_in_a_sentence(drilled: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing_to_print"):
        write_drill_records(drilled, [], tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_a_roll_call_lists_each_class(drilled: Office, tmp_path: Path) -> None:
    pupils = [{"name": name, "kind": "学生", "class_name": "三(1)班"} for name in ("甲一", "𠮷乙", "丙三")]
    drilled.records.save_texts(drilled.register("people"), [(None, pupil) for pupil in pupils])
    path = tmp_path / "roll.pdf"
    write_roll_calls(drilled, 1, path)
    text = text_of(path)
    assert all(pupil["name"] in text for pupil in pupils) and "三年级1班" in text


def test_the_table_of_the_year_adds_up(drilled: Office, tmp_path: Path) -> None:
    for form in ("xlsx", "pdf"):
        assert write_year_table(drilled, 2026, form, tmp_path / f"year.{form}") == 1
    sheet = openpyxl.load_workbook(tmp_path / "year.xlsx").active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert cells.count(84) == 2 and cells.count(82) == 2, "the row and the total"
    assert "地震" in text_of(tmp_path / "year.pdf")
    assert write_year_table(drilled, 2020, "xlsx", tmp_path / "none.xlsx") == 0


def test_the_rhythm_asks_for_a_drill_in_every_month_of_term(drilled: Office) -> None:
    found = {month.month: month.state for month in months(drilled.database, 2026, drilled.clock.today())}
    assert found[9] == "met" and found[10] == "coming" and found[8] == "holiday"
    later = {
        month.month: month.state for month in months(drilled.database, 2026, drilled.clock.today().replace(month=12))
    }
    assert later[10] == later[11] == "missing"
