"""Letters as Word files: the same words as on paper, on the page that the standard asks for."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from safetydesk.errors import UserError
from safetydesk.intake.docx_numbering import Numbering, Styles
from safetydesk.operations.letters_as_word import ids_of_numbers, prepare_word, record_word, write_word
from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import prepare
from safetydesk.registers.records.letters.kinds import CONVENTION, LETTER_KINDS, PARENT, STAFF
from safetydesk.storage.history import of_row
from tests.letters.small_school import FIRST_CLASS, issue_now, join

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of(path: Path) -> str:
    """Everything that can be read in a Word file, Word's own numbers too, without blanks and rules to write on."""
    document = Document(str(path))
    parts = [paragraph.text for paragraph in document.sections[0].first_page_header.paragraphs]
    numbering = Numbering(document, Styles(document.styles.element))
    for item in document.element.body.iter(f"{W}p"):
        number = numbering.number(item)
        parts.append(number.text if number else "")
        parts.extend(text.text or "" for text in item.iter(f"{W}t"))
    return bare("".join(parts))


def bare(text: str) -> str:
    return re.sub(r"[\s_＿　-]|\d+(?=$)", "", text)


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(f"word/{name}.xml").decode()


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
    assert 'w:linePitch="580"' in part(path, "document")


def test_styles_numbers_and_languages_are_words_own(school: Office, tmp_path: Path) -> None:
    (path,) = write_word(prepare_word(school, issue_now(school, STAFF).ids[:1]), tmp_path / "a.docx")
    styles = [paragraph.style.name for paragraph in Document(str(path)).paragraphs]
    assert styles[0] == "Title" and {"Heading 1", "List Number", "Body Text"} <= set(styles)
    assert not re.search(r"<w:t>(?:[一二三四五六七八九十]+、|\d+\.)", part(path, "document")), "no number is typed"
    numbering = part(path, "numbering")
    assert 'w:val="chineseCounting"' in numbering and 'w:val="%1、"' in numbering and 'w:val="%1."' in numbering
    languages = set(re.findall(r"<w:lang [^>]*/>", part(path, "styles")))
    assert languages and all('w:eastAsia="zh-CN"' in language for language in languages)
    assert "ja-JP" not in part(path, "settings")


def test_faces_are_those_of_the_printed_page(school: Office, tmp_path: Path) -> None:
    school.settings.put("faces", "own")
    (path,) = write_word(prepare_word(school, issue_now(school, STAFF).ids[:1]), tmp_path / "a.docx")
    styles = part(path, "styles")
    assert set(re.findall(r'w:eastAsia="([^"]+)"', styles)) == {"Noto Serif SC", "Noto Sans SC", "LXGW WenKai", "zh-CN"}
    assert '<w:font w:name="Noto Serif SC"><w:altName w:val="仿宋"/>' in part(path, "fontTable")


def test_page_numbers_stand_on_the_outer_side(school: Office, tmp_path: Path) -> None:
    (path,) = write_word(prepare_word(school, issue_now(school, STAFF).ids[:1]), tmp_path / "a.docx")
    section = Document(str(path)).sections[0]
    sides = [
        (footer.paragraphs[0].alignment, footer.paragraphs[0].paragraph_format.right_indent, footer.paragraphs[0].text)
        for footer in (section.first_page_footer, section.footer, section.even_page_footer)
    ]
    assert [side for side, _, _ in sides] == [
        WD_ALIGN_PARAGRAPH.RIGHT,
        WD_ALIGN_PARAGRAPH.RIGHT,
        WD_ALIGN_PARAGRAPH.LEFT,
    ]
    assert {indent for _, indent, _ in sides} == {Pt(14)} and {text for _, _, text in sides} == {"— 1 —"}
    assert "<w:evenAndOddHeaders/>" in part(path, "settings")


def test_a_receipt_stays_on_its_page_and_nothing_follows_the_letter(school: Office, tmp_path: Path) -> None:
    (path,) = write_word(prepare_word(school, issue_now(school, PARENT).ids[:1]), tmp_path / "a.docx")
    slip = [paragraph for paragraph in Document(str(path)).paragraphs if paragraph.style.name in ("Cut Line", "Receipt Title", "Receipt")]  # fmt: skip
    kept = [paragraph.paragraph_format.keep_with_next for paragraph in slip]
    assert slip[-1].text.startswith("日期") and kept[-1] is False and False not in kept[:-1]
    assert Document(str(path)).styles["Cut Line"].paragraph_format.keep_with_next
    for kind in (STAFF, CONVENTION):
        (path,) = write_word(prepare_word(school, issue_now(school, kind).ids[:1]), tmp_path / "b.docx")
        last = Document(str(path)).paragraphs[-1]
        assert last.style.name == "End of Letter" and last.style.font.size == Pt(1), "Word needs it behind a table"


def test_the_signature_table_has_every_pupil(school: Office, tmp_path: Path) -> None:
    (path,) = write_word(prepare_word(school, issue_now(school, CONVENTION).ids[:1]), tmp_path / "a.docx")
    cells = [cell.text for row in Document(str(path)).tables[-1].rows for cell in row.cells]
    assert {"钱䶮", "𠮷雨", "古丽娜尔·买买提"} <= set(cells)
    assert len(Document(str(path)).tables[-1].rows) == 26


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
