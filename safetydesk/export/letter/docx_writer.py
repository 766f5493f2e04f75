"""A letter as a Word file, for a bureau or a school that wants to go on writing in it: the twin of the printed page in
named styles, with Word's own numbers. What is printed and signed stays the PDF; a Word file bears no machine code.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from safetydesk.export.fonts import KAI, SANS, Fonts
from safetydesk.export.geometry import PAGE_NUMBER, TYPE_HEIGHT
from safetydesk.export.letter.blocks import balanced, title_piece
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
from safetydesk.export.letter.docx_endings import closing, receipt, roster, signatures
from safetydesk.export.letter.docx_sheet import WordSheet, clean, element, replace_children
from safetydesk.export.letter.docx_styles import (
    TITLE_PITCH,
    TWIPS,
    faces_of,
    font_table,
    level_properties,
    numbered_styles,
    settings_xml,
    styles_of,
    styles_xml,
)
from safetydesk.export.letter.layout import LetterLayout
from safetydesk.export.letter.pieces import BEFORE_SIGNATURES
from safetydesk.export.letter.word_numbers import WordNumbers
from safetydesk.storage.atomic import write_atomic

SPARE = Pt(1.5)
"""A page is so much higher than its lines: Word counts in whole twentieths of a point."""
TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
"""GB/T 9704-2012."""
HEADER, FOOTER = Mm(23), Mm(25.25)
"""From the paper's edge to the letter's number and the page number, so that both stand where the page has them."""
UNUSED = (
    RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.THEME, RELATIONSHIP_TYPE.FONT_TABLE, RELATIONSHIP_TYPE.WEB_SETTINGS,
    RELATIONSHIP_TYPE.CUSTOM_XML, "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)  # fmt: skip
"""Parts of python-docx's template that speak of other faces, or of nothing."""


def write_docx(letter: LetterDocument, path: Path, day: str, fonts: Fonts) -> None:
    """Write one letter in the faces that it is printed in; `day` (ISO, from the record) dates the file. Raises
    UserError where the disk refuses."""
    document = WordLetterWriter(letter, fonts).document(day)
    write_atomic(path, lambda target: document.save(str(target)))


class WordLetterWriter:
    """Writes one letter block by block, in the measure that the page fits it in."""

    def __init__(self, letter: LetterDocument, fonts: Fonts) -> None:
        self.letter = letter
        self.setting, self.pages = LetterLayout(fonts).placed(letter.language, letter.blocks)
        self.measure = self.setting.setter.measure
        self.faces = faces_of(fonts)
        self.numbers = WordNumbers()
        self.file: Any = Document()
        empty(self.file)
        replace_children(self.file.styles.element, styles_xml(styles_of(self.measure), self.faces, self.measure))
        replace_children(self.file.settings.element, settings_xml())
        self.sheet = WordSheet(self.file, self.setting.setter)
        self.texts: list[tuple[Any, int]] = []
        """Paragraphs of text so far, with the lines each has on the page."""

    def document(self, day: str) -> Any:
        """The whole file."""
        for place, block in enumerate(self.letter.blocks):
            before = self.letter.blocks[place - 1] if place else None
            self.add(block, before)
        if isinstance(self.letter.blocks[-1], Signatures | Closing | Roster):
            self.sheet.line("", "End of Letter")
        first, second, clause = (
            level_properties(style, self.faces, self.measure) for style in numbered_styles(self.measure)
        )
        replace_children(self.file.part.numbering_part.element, self.numbers.xml((first, second, clause)))
        fonts = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, font_table(self.faces), self.file.part.package)  # fmt: skip
        self.file.part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
        self.page()
        self.facts(day)
        return self.file

    def add(self, block: Block, before: Block | None) -> None:
        """One block; `before` is the one above it."""
        match block:
            case Title():
                self.title(block.text)
            case Heading() | Paragraph():
                self.text(block, isinstance(before, Heading))
            case Signatures():
                self.keep_text()
                signatures(self.sheet, block)
            case Closing():
                self.keep_text()
                closing(self.sheet, block)
            case Receipt():
                receipt(self.sheet, block, self.room_above())
            case Roster():
                roster(self.sheet, block)

    def title(self, text: str) -> None:
        """The title, broken where the page breaks it, with the room below that brings the text back onto its lines."""
        size = self.file.styles["Title"].font.size.pt
        lines = balanced(self.setting.setter, text, size)
        written = self.sheet.line("", "Title")
        for place, line in enumerate(lines):
            run = written.add_run(clean(line.text))
            if place + 1 < len(lines):
                run.add_break(WD_BREAK.LINE)
        height = title_piece(self.setting.setter, text).height
        written.paragraph_format.space_after = Pt(max(height - size * TITLE_PITCH * len(lines), 0.0))

    def text(self, block: Heading | Paragraph, below_heading: bool) -> None:
        """A heading, clause or paragraph; numbers are Word's own. Two lines stay with a heading above them."""
        place = self.numbers.place(block)
        text = block.text if place else block.printed
        if isinstance(block, Heading):
            written = self.sheet.line(text, f"Heading {block.level}")
            face, indent = SANS if block.level == 1 else KAI, 2
        else:
            written = self.sheet.line(text, "List Number" if place else "Body Text")
            face, indent = self.setting.setter.body, block.indent
            if indent != 2:
                written.paragraph_format.first_line_indent = Pt(indent * self.measure.advance)
        lines = len(self.setting.lines(block.printed, face, indent))
        if place:
            numbered = written._p.get_or_add_pPr().get_or_add_numPr()
            numbered.get_or_add_ilvl().val, numbered.get_or_add_numId().val = place.level, place.list
        if below_heading and isinstance(block, Paragraph):
            if lines == 1:
                written.paragraph_format.keep_with_next = True
            else:
                written.paragraph_format.widow_control = True
        self.texts.append((written, lines))

    def keep_text(self) -> None:
        """Keep the last lines of text with what comes next, as the page does."""
        kept = 0
        for written, lines in reversed(self.texts):
            written.paragraph_format.keep_with_next = True
            kept += lines
            if kept >= BEFORE_SIGNATURES:
                return

    def room_above(self) -> float:
        """The height that the page leaves free between the text and the slip at its foot."""
        page = next(page for page in self.pages if page[-1].at_foot)
        return TYPE_HEIGHT - sum(piece.height for piece in page)

    def page(self) -> None:
        """Size and margins, the letter's number above the first page, page numbers on the outer side of each."""
        section = self.file.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = TOP, Length(BOTTOM - SPARE)
        section.left_margin, section.right_margin = LEFT, Length(RIGHT - Pt(0.5))
        section.header_distance, section.footer_distance = HEADER, FOOTER
        pitch = str(round(self.measure.pitch * TWIPS))
        # Named, not switched on: a grid would take from the page what is left over of whole lines.
        section._sectPr.append(element("docGrid", linePitch=pitch))
        section.different_first_page_header_footer = True
        head = section.first_page_header.paragraphs[0]
        head.style = "Header"
        head.add_run(clean(self.letter.heading_number))
        right, left = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
        for footer, side in (
            (section.first_page_footer, right),
            (section.footer, right),
            (section.even_page_footer, left),
        ):
            number = footer.paragraphs[0]
            number.style, number.alignment = "Footer", side
            number.paragraph_format.left_indent = number.paragraph_format.right_indent = Pt(PAGE_NUMBER)
            page_number(number)

    def facts(self, day: str) -> None:
        """What the file says of itself."""
        facts = self.file.core_properties
        facts.title = clean(f"{self.letter.number} {self.letter.party}")
        facts.author, facts.comments = "SafetyDesk", ""
        facts.created = facts.modified = datetime.combine(date.fromisoformat(day), datetime.min.time())
        facts.language = "zh-CN" if self.letter.language == "zh_CN" else "en"


def empty(document: Any) -> None:
    """Take the template's own parts away."""
    for holder in (document.part, document.part.package):
        for key in [key for key, related in holder.rels.items() if related.reltype in UNUSED]:
            holder.rels.pop(key)
    section = document.sections[0]._sectPr
    for old in section.findall(qn("w:docGrid")):
        section.remove(old)


def page_number(paragraph: Any) -> None:
    """— 1 — as a field that Word counts."""
    paragraph.add_run("— ")
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("shown", "1"), ("end", "")):
        if kind in ("", "shown"):
            part = element("t" if kind else "instrText")
            part.text = text
        else:
            part = element("fldChar", fldCharType=kind)
        run._r.append(part)
    paragraph.add_run(" —")
