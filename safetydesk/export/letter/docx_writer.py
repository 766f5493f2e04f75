"""A letter as a Word file, for a bureau or a school that wants to go on writing in it: page, faces and sizes of
GB/T 9704-2012 as Word sets them. What is printed and signed stays the PDF; a Word file bears no machine code.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from safetydesk.export.geometry import ADVANCE, BODY, PITCH, TITLE
from safetydesk.export.letter.document import (
    Block,
    Closing,
    Heading,
    LetterDocument,
    Paragraph,
    Receipt,
    Roster,
    Signatures,
    Title,
)
from safetydesk.storage.atomic import write_atomic

FANG, HEI, KAI, SONG = "仿宋", "黑体", "楷体", "方正小标宋简体"
"""The faces that GB/T 9704 names; Word on Windows has all but the last, and puts another in its place."""
LATIN = "Times New Roman"
MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
TWIPS = 20
SIGN_LINE = "_" * 12
SEAL_LINES = 4
"""Empty lines that keep the seal's 45 mm free."""
SLIP_PITCH = 19
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML cannot hold; nobody can read it either."""


def write_docx(letter: LetterDocument, path: Path, day: str) -> None:
    """Write one letter; `day` (ISO, from the record) dates the file. Raises UserError where the disk refuses."""
    document = Document()
    set_up(document, letter, day)
    for block in letter.blocks:
        add(document, block)
    write_atomic(path, lambda target: document.save(str(target)))


def set_up(document: Any, letter: LetterDocument, day: str) -> None:
    """Page, grid of 22 lines, page numbers, and what the file says of itself."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, size in MARGINS.items():
        setattr(section, name, Mm(size))
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(PITCH * TWIPS)))
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)
    plain = document.styles["Normal"]
    plain.font.name, plain.font.size = LATIN, Pt(BODY)
    plain.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FANG)
    section.different_first_page_header_footer = True
    head = section.first_page_header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    put(head, letter.heading_number, HEI, 12)
    for footer in (section.first_page_footer, section.footer):
        page_number(footer.paragraphs[0])
    facts = document.core_properties
    facts.title = clean(f"{letter.number} {letter.party}")
    facts.author, facts.comments = "SafetyDesk", ""
    facts.created = facts.modified = datetime.combine(date.fromisoformat(day), datetime.min.time())
    facts.language = "zh-CN" if letter.language == "zh_CN" else "en"


def add(document: Any, block: Block) -> None:
    """One block."""
    match block:
        case Title():
            for text in block.text.split("\n"):
                line(document, text, SONG, TITLE).alignment = WD_ALIGN_PARAGRAPH.CENTER
            line(document, "")
        case Heading():
            heading = line(document, block.printed, HEI if block.level == 1 else KAI, indent=2)
            heading.paragraph_format.keep_with_next = True
        case Paragraph():
            line(document, block.printed, indent=block.indent)
        case Signatures():
            signatures(document, block)
        case Closing():
            for text in (*block.lines, *block.sender, block.date):
                line(document, text)
        case Receipt():
            receipt(document, block)
        case Roster():
            roster(document, block)


def line(document: Any, text: str, face: str = FANG, size: float = BODY, indent: int = 0) -> Any:
    """A paragraph in a face, its first line indented by so many characters."""
    paragraph = document.add_paragraph()
    style = paragraph.paragraph_format
    style.space_before = style.space_after = Pt(0)
    style.line_spacing_rule, style.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(max(PITCH, size * 1.3))
    if indent:
        style.first_line_indent = Pt(indent * ADVANCE)
    put(paragraph, text, face, size)
    return paragraph


def put(paragraph: Any, text: str, face: str = FANG, size: float = BODY) -> None:
    """A run of text; Word needs the Chinese face said apart."""
    run = paragraph.add_run(clean(text))
    run.font.name, run.font.size = LATIN, Pt(size)
    facts = run._element.get_or_add_rPr()
    facts.get_or_add_rFonts().set(qn("w:eastAsia"), face)
    if size == BODY:
        # 28 characters of 16 pt fill the line only when drawn together; WPS and LibreOffice read Word's own grid of
        # characters each in another way.
        closer = OxmlElement("w:spacing")
        closer.set(qn("w:val"), str(round((ADVANCE - BODY) * TWIPS)))
        facts.append(closer)


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return UNSEEN.sub("", text)


def signatures(document: Any, block: Signatures) -> None:
    """Two columns without rules: the sealed party with room for the seal at the left, the signatory at the right."""
    line(document, "")
    table = document.add_table(rows=1, cols=2)
    for cell, party in zip(table.rows[0].cells, (block.left, block.right), strict=True):
        put(cell.paragraphs[0], f"{party.label}{party.name}")
        for _ in range(SEAL_LINES):
            put(cell.add_paragraph(), "")
        for text in party.lines:
            put(cell.add_paragraph(), text + SIGN_LINE)
        put(cell.add_paragraph(), f"　　{block.date}")


def receipt(document: Any, block: Receipt) -> None:
    """The cut line, then the slip in smaller type, all of it on one page."""
    cut = line(document, f"- - - - - - - - - - {block.cut} - - - - - - - - - -", FANG, 9)
    title = line(document, block.title, HEI, 14)
    for paragraph in (cut, title):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    slip = [cut, title, *(line(document, text, FANG, 12) for text in block.lines)]
    for place, paragraph in enumerate(slip, 1):
        paragraph.paragraph_format.line_spacing = Pt(SLIP_PITCH)
        paragraph.paragraph_format.keep_with_next = place < len(slip)


def roster(document: Any, block: Roster) -> None:
    """The class's signature table on a page of its own, its head on every page."""
    document.add_page_break()
    line(document, block.title, HEI, 16).alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = document.add_table(rows=1, cols=6, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.headings * 2, strict=True):
        put(cell.paragraphs[0], text, HEI, 11)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    half = (len(block.names) + 1) // 2
    for place in range(half):
        cells = table.add_row().cells
        for side, number in enumerate((place, place + half)):
            if number < len(block.names):
                put(cells[side * 3].paragraphs[0], str(number + 1), FANG, 11)
                put(cells[side * 3 + 1].paragraphs[0], block.names[number], FANG, 11)


def page_number(paragraph: Any) -> None:
    """— 1 — as a field that Word counts, 4号."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    put(paragraph, "— ", "宋体", 14)
    run = paragraph.add_run()
    run.font.size = Pt(14)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
    put(paragraph, " —", "宋体", 14)
