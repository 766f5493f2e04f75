"""A letter as a Word file, for a bureau or a school that wants to go on writing in it: the twin of the printed page in
named styles, with Word's own numbers. What is printed and signed stays the PDF; a Word file bears no machine code.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from safetydesk.export.fonts import Fonts
from safetydesk.export.geometry import HAND, PAGE_NUMBER, SEAL, TYPE_HEIGHT, TYPE_WIDTH
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
from safetydesk.export.letter.docx_styles import (
    GRID_TITLE_PITCH,
    SLIP_PITCH,
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
from safetydesk.export.letter.layout import GRID_EDGES, GRID_HEAD, GRID_ROWS, LetterLayout, balanced, wrapped
from safetydesk.export.letter.word_numbers import WordNumbers
from safetydesk.export.typesetter import Flow
from safetydesk.storage.atomic import write_atomic

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML cannot hold; nobody can read it either."""
SPARE = Pt(1.5)
"""A page is so much higher than its lines: Word counts in whole twentieths of a point."""
TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
"""GB/T 9704-2012."""
HEADER, FOOTER = Mm(23), Mm(25)
"""From the paper's edge to the letter's number and the page number, so that both stand where the page has them."""
HALF = TYPE_WIDTH / 2
GRID_SPARE = 6.0
"""Points that a grid is lower than on the page: Word adds its rules, and needs a paragraph behind a table."""
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
    """Writes one letter block by block."""

    def __init__(self, letter: LetterDocument, fonts: Fonts) -> None:
        self.letter = letter
        self.layout = LetterLayout(fonts)
        self.setter = self.layout.setters[letter.language]
        self.measure = self.setter.measure
        self.faces = faces_of(fonts)
        self.numbers = WordNumbers()
        self.file: Any = Document()
        empty(self.file)
        replace_children(self.file.styles.element, styles_xml(styles_of(self.measure), self.faces, self.measure))
        replace_children(self.file.settings.element, settings_xml())

    def document(self, day: str) -> Any:
        """The whole file."""
        for place, block in enumerate(self.letter.blocks):
            following = self.letter.blocks[place + 1] if place + 1 < len(self.letter.blocks) else None
            self.add(block, following)
        if isinstance(self.letter.blocks[-1], (Signatures, Roster)):
            self.line("", "End of Letter")
        levels = [level_properties(style, self.faces, self.measure) for style in numbered_styles(self.measure)]
        replace_children(self.file.part.numbering_part.element, self.numbers.xml(levels))
        fonts = Part(
            PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, font_table(self.faces), self.file.part.package
        )
        self.file.part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
        self.page()
        self.facts(day)
        return self.file

    def add(self, block: Block, following: Block | None) -> None:
        """One block."""
        match block:
            case Title():
                self.title(block.text)
            case Heading() | Paragraph():
                written = self.text(block)
                written.paragraph_format.keep_with_next = True if isinstance(following, Signatures) else None
            case Signatures():
                self.signatures(block)
            case Closing():
                for text in block.lines:
                    self.line(text, "Closing")
            case Receipt():
                self.receipt(block)
            case Roster():
                self.roster(block)

    def line(self, text: str, style: str) -> Any:
        """A paragraph in a style."""
        return self.file.add_paragraph(clean(text), style=style)

    def title(self, text: str) -> None:
        """The title, broken where the page breaks it, with the room below that brings the text back onto its lines."""
        size = self.file.styles["Title"].font.size.pt
        lines = balanced(self.setter, text, size)
        written = self.line("", "Title")
        for place, line in enumerate(lines):
            run = written.add_run(clean(line.text))
            if place + 1 < len(lines):
                run.add_break(WD_BREAK.LINE)
        step = size * TITLE_PITCH
        used = step * len(lines) + self.measure.pitch / 2
        whole = self.measure.pitch * max(round(used / self.measure.pitch + 0.49), 1)
        written.paragraph_format.space_after = Pt(whole - step * len(lines))

    def text(self, block: Heading | Paragraph) -> Any:
        """A heading, clause or paragraph; numbers are Word's own."""
        found = self.numbers.number(block)
        text = found.text if found else block.text
        if isinstance(block, Heading):
            written = self.line(text, f"Heading {block.level}")
        else:
            written = self.line(text, "List Number" if found else "Body Text")
            if block.indent != 2:
                written.paragraph_format.first_line_indent = Pt(block.indent * self.measure.advance)
        if found:
            place = written._p.get_or_add_pPr().get_or_add_numPr()
            place.get_or_add_ilvl().val, place.get_or_add_numId().val = found.level, found.list
        return written

    def signatures(self, block: Signatures) -> None:
        """Two columns without rules, which stay on one page: the parties, room for the seal, lines to sign on, dates."""
        self.line("", "Signature")
        rows = max(len(block.left), len(block.right)) + 1
        table = self.table(rows + 1, (HALF, HALF))
        pitch = self.measure.pitch
        heights = [pitch, SEAL, *[pitch] * (rows - 1)]
        for row, height in zip(table.rows, heights, strict=True):
            fix_height(row, height)
        for column, labels in enumerate((block.left, block.right)):
            self.cell(table.cell(0, column), labels[0], bool(column))
            for place, label in enumerate(labels[1:], 2):
                self.cell(table.cell(place, column), label, True)
            self.cell(table.cell(rows, column), block.date, False)
        for cell in table.rows[rows].cells:
            cell.paragraphs[0].paragraph_format.left_indent = Pt(2 * self.measure.advance)
            cell.paragraphs[0].paragraph_format.keep_with_next = False

    def cell(self, cell: Any, label: str, ruled: bool) -> None:
        """A label, with a rule to sign on behind it."""
        written = cell.paragraphs[0]
        written.add_run(clean(label) + ("\t" if ruled else ""))
        if ruled:
            end = min(self.setter.width(label) + HAND, HALF - self.measure.size)
            written.paragraph_format.tab_stops.add_tab_stop(Pt(end), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)

    def table(self, rows: int, widths: Sequence[float], style: str = "Signature") -> Any:
        """A table of fixed columns, every cell in a style."""
        table = self.file.add_table(rows, len(widths))
        table.autofit = False
        without_margins(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Pt(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Pt(width)
                cell.paragraphs[0].style = style
        return table

    def receipt(self, block: Receipt) -> None:
        """The cut line, then the slip in smaller type, all of it on one page and about where the page has it: a line of
        text more does not drive it onto another."""
        cut = self.line(f"\t {block.cut} \t", "Cut Line")
        for at, kind in ((TYPE_WIDTH / 2, WD_TAB_ALIGNMENT.CENTER), (TYPE_WIDTH, WD_TAB_ALIGNMENT.RIGHT)):
            cut.paragraph_format.tab_stops.add_tab_stop(Pt(at), kind, WD_TAB_LEADER.DASHES)
        cut.paragraph_format.space_before = Pt(max(self.room_above(block) - self.measure.pitch, 0))
        self.line(block.title, "Receipt Title")
        for text in block.lines:
            self.line(text, "Receipt").paragraph_format.keep_with_next = text is not block.lines[-1]

    def room_above(self, slip: Receipt) -> float:
        """The height that the page leaves free between the text and the slip at its foot."""
        flow = Flow(self.setter)
        for block in self.letter.blocks[: self.letter.blocks.index(slip)]:
            self.layout.draw(flow, block, 0)
        height = SLIP_PITCH * (len(wrapped(flow, slip.lines)) + 2.2)
        return max(flow.left_over - height, 0.0)

    def roster(self, block: Roster) -> None:
        """The class's signature grid on pages of its own, 25 rows in two halves."""
        per_page = GRID_ROWS * 2
        edges = [*GRID_EDGES[:-1], *(HALF + edge for edge in GRID_EDGES)]
        widths = [right - left for left, right in itertools.pairwise(edges)]
        for first in range(0, len(block.names), per_page):
            head = self.line(block.title, "Roster Title")
            head.paragraph_format.page_break_before = True
            head.paragraph_format.space_after = Pt(GRID_HEAD - GRID_TITLE_PITCH - 2)
            table = self.table(GRID_ROWS + 1, widths, "Roster")
            ruled(table)
            for row in table.rows:
                fix_height(row, (TYPE_HEIGHT - GRID_HEAD - GRID_SPARE) / (GRID_ROWS + 1))
                for cell in row.cells:
                    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            for cell, text in zip(table.rows[0].cells, block.headings * 2, strict=True):
                cell.paragraphs[0].add_run(clean(text))
            for place, name in enumerate(block.names[first : first + per_page]):
                side, row = divmod(place, GRID_ROWS)
                cells = table.rows[row + 1].cells
                cells[side * 3].paragraphs[0].add_run(str(first + place + 1))
                cells[side * 3 + 1].paragraphs[0].add_run(clean(name))

    def page(self) -> None:
        """Size and margins, the letter's number above the first page, page numbers on the outer side of each."""
        section = self.file.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = TOP, Length(BOTTOM - SPARE)
        section.left_margin, section.right_margin = LEFT, Length(RIGHT - Pt(0.5))
        section.header_distance, section.footer_distance = HEADER, FOOTER
        grid = OxmlElement("w:docGrid")
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), str(round(self.measure.pitch * TWIPS)))
        section._sectPr.append(grid)
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


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return UNSEEN.sub("", text)


def empty(document: Any) -> None:
    """Take the template's own parts away."""
    for holder in (document.part, document.part.package):
        for key in [key for key, related in holder.rels.items() if related.reltype in UNUSED]:
            holder.rels.pop(key)
    section = document.sections[0]._sectPr
    for old in section.findall(qn("w:docGrid")):
        section.remove(old)


def replace_children(element: Any, other: Any) -> None:
    """Give an element the content of another."""
    for child in list(element):
        element.remove(child)
    element.extend(list(other))


def fix_height(row: Any, height: float) -> None:
    """A row of one height that is never divided between pages."""
    row.height, row.height_rule = Pt(height), WD_ROW_HEIGHT_RULE.EXACTLY
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def without_margins(table: Any) -> None:
    """Cells that begin at the type area's edge."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def ruled(table: Any) -> None:
    """Thin rules around every cell."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        rule = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def page_number(paragraph: Any) -> None:
    """— 1 — as a field that Word counts."""
    paragraph.add_run("— ")
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("shown", "1"), ("end", "")):
        part = OxmlElement("w:t" if kind == "shown" else "w:fldChar" if kind else "w:instrText")
        if kind and kind != "shown":
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
    paragraph.add_run(" —")
