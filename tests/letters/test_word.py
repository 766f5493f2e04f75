"""Letters as Word files: the same words as on paper, on the page that the standard asks for."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm

from safetydesk.errors import UserError
from safetydesk.operations.letters_as_word import ids_of_numbers, prepare_word, record_word, write_word
from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import prepare
from safetydesk.registers.records.letters.kinds import CONVENTION, LETTER_KINDS, PARENT, STAFF
from safetydesk.storage.history import of_row
from tests.letters.small_school import FIRST_CLASS, issue_now, join


def words_of(path: Path) -> str:
    """Everything that can be read in a Word file, without blanks and rules to write on."""
    document = Document(str(path))
    parts = [paragraph.text for paragraph in document.sections[0].first_page_header.paragraphs]
    for item in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
        parts.append(item.text or "")
    return bare("".join(parts))


def bare(text: str) -> str:
    return re.sub(r"[\s_＿　-]|\d+(?=$)", "", text)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_word_file_says_what_the_page_says(school: Office, tmp_path: Path, language: str) -> None:
    school.settings.put("paper_language", language)
    for kind in LETTER_KINDS:
        ids = issue_now(school, kind).ids[:2]
        for row_id in ids:
            (path,) = write_word(prepare_word(school, [row_id]), tmp_path / f"{row_id}.docx")
            found = words_of(path)
            (letter,) = prepare(school, [row_id]).letters
            assert [text for text in letter.texts() if bare(text) not in found] == []


def test_the_page_is_the_standards(school: Office, tmp_path: Path) -> None:
    (path,) = write_word(prepare_word(school, issue_now(school, STAFF).ids[:1]), tmp_path / "a.docx")
    section = Document(str(path)).sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.left_margin, section.right_margin)
    assert [round(side / Mm(1)) for side in sides] == [210, 297, 37, 28, 26]
    with zipfile.ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    assert 'w:linePitch="580"' in body and "仿宋" in body and "方正小标宋简体" in body and "黑体" in body


def test_the_signature_table_has_every_pupil(school: Office, tmp_path: Path) -> None:
    (path,) = write_word(prepare_word(school, issue_now(school, CONVENTION).ids[:1]), tmp_path / "a.docx")
    cells = [cell.text for row in Document(str(path)).tables[0].rows for cell in row.cells]
    assert {"钱䶮", "𠮷雨", "古丽娜尔·买买提"} <= set(cells)


def test_several_letters_go_into_a_folder_each_under_its_name(school: Office, tmp_path: Path) -> None:
    join(school, name="张/三:四", kind="学生", class_name=FIRST_CLASS)
    job = prepare_word(school, issue_now(school, PARENT).ids)
    written = write_word(job, tmp_path / "word")
    assert len(written) == len(set(written)) == 6 and all(path.exists() for path in written)
    record_word(school, job, tmp_path / "word")
    assert of_row(school.database, "letter", job.ids[0])[-1].kind == "export"


def test_what_xml_cannot_hold_does_not_spoil_the_file(school: Office, tmp_path: Path) -> None:
    with school.database.action("test.name") as action:
        action.update("person", 1, {"name": "王\x07建国"})
    (path,) = write_word(prepare_word(school, issue_now(school, STAFF).ids[:1]), tmp_path / "a.docx")
    assert "王建国" in words_of(path)


def test_numbers_that_nobody_has_are_named(school: Office) -> None:
    issue_now(school, STAFF)
    assert ids_of_numbers(school, ["zr-2026-jg-0002"]) == [2]
    with pytest.raises(UserError, match="unknown"):
        ids_of_numbers(school, ["ZR-2026-JG-0001", "ZR-1"])
    with pytest.raises(UserError, match="nothing_to_print"):
        prepare_word(school, [])
