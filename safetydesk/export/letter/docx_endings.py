"""How a letter ends in Word: signatures, closing, slip and the class's sheet, with the geometry of the printed page."""

from __future__ import annotations

from itertools import pairwise

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Pt

from safetydesk.export.geometry import LEFT, SEAL, TYPE_HEIGHT, TYPE_WIDTH
from safetydesk.export.letter.blocks import (
    GRID_EDGES,
    GRID_HEAD,
    GRID_ROWS,
    RULED,
    SMALL,
    closing_place,
    ruled_width,
)
from safetydesk.export.letter.document import Closing, Receipt, Roster, Signatures
from safetydesk.export.letter.docx_sheet import WordSheet, add_borders, clean, ruled_tab, set_pitch
from safetydesk.export.letter.docx_styles import GRID_TITLE_PITCH
from safetydesk.export.letter.signing import ABOVE, HALF, SignatureRows

MIDDLE = WD_CELL_VERTICAL_ALIGNMENT.CENTER
GRID_SPARE = 6.0
"""Points that the class's sheet is lower than on the page: Word adds its rules, and needs a paragraph behind a table."""


def signatures(sheet: WordSheet, block: Signatures) -> None:
    """Both parties on the same rows, which stay on one page: label, name, the seals' free squares, lines, date."""
    rows = SignatureRows(sheet.setter, block)
    named, signed = max(map(len, rows.heads)), max(map(len, rows.entries))
    # The page writes on the foot of each step to sign on, Word on the head of a row: what lies between goes above.
    foot = rows.step - rows.pitch
    heights = [*[rows.pitch] * named, rows.free + foot, *[rows.step] * signed, rows.pitch]
    sheet.gap(rows.pitch * ABOVE, "Signature")
    table = sheet.table(heights, (HALF, HALF), "Signature")
    for column, (head, entries) in enumerate(zip(rows.heads, rows.entries, strict=True)):
        for row, text in enumerate(head):
            table.cell(row, column).paragraphs[0].add_run(clean(text))
        hands = [*entries, *[("", False)] * (signed - len(entries)), rows.dated()]
        for row, (text, ruled) in enumerate(hands, named + 1):
            written = table.cell(row, column).paragraphs[0]
            written.add_run(clean(text))
            if ruled:
                ruled_tab(written, sheet.setter.width(text) + rows.room(text))
        written.paragraph_format.keep_with_next = False


def rules(sheet: WordSheet, text: str, size: float) -> str:
    """A text whose runs of underscores are as long as the page's rules: half a character for each."""
    one = sheet.setter.width("_", size=size)
    return RULED.sub(lambda found: "_" * max(int(len(found[0]) * size / 2 / one), 1), text)


def closing(sheet: WordSheet, block: Closing) -> None:
    """Lines to sign on at the left, the sender centred over the date at the right, in the height of the seal."""
    place = closing_place(sheet.setter, block)
    size, middle = sheet.setter.measure.size, place.middle - LEFT
    half = max(SEAL, *(ruled_width(sheet.setter, text, size) for text in (*place.senders, block.date))) / 2 + 1
    left, right = sheet.table([place.height], (middle - half, TYPE_WIDTH - middle + half), "Closing").rows[0].cells
    step = place.height / (len(place.lines) + 1)
    for cell, texts, pitch in ((left, place.lines, step), (right, (*place.senders, block.date), sheet.pitch)):
        cell.vertical_alignment = MIDDLE
        for number, text in enumerate(texts):
            written = cell.paragraphs[0] if number == 0 else cell.add_paragraph(style="Closing")
            written.add_run(clean(rules(sheet, text, size)))
            set_pitch(written, pitch)
    for written in right.paragraphs:
        written.alignment = WD_ALIGN_PARAGRAPH.CENTER
        written.paragraph_format.right_indent = Pt(max(TYPE_WIDTH - middle - half, 0.0))


def receipt(sheet: WordSheet, block: Receipt, room: float) -> None:
    """The cut line, then the slip in smaller type, all of it on one page and about where the page has it: `room` points
    below the text, less a line, so that a line of text more does not drive it onto another page."""
    cut = sheet.line(f"\t {block.cut} \t", "Cut Line")
    for at, kind in ((TYPE_WIDTH / 2, WD_TAB_ALIGNMENT.CENTER), (TYPE_WIDTH, WD_TAB_ALIGNMENT.RIGHT)):
        cut.paragraph_format.tab_stops.add_tab_stop(Pt(at), kind, WD_TAB_LEADER.DASHES)
    cut.paragraph_format.space_before = Pt(max(room - sheet.pitch, 0.0))
    sheet.line(block.title, "Receipt Title")
    for place, text in enumerate(block.lines, 1):
        sheet.line(rules(sheet, text, SMALL), "Receipt").paragraph_format.keep_with_next = place < len(block.lines)


def roster(sheet: WordSheet, block: Roster) -> None:
    """The class's sheet on pages of its own, 25 rows in two halves."""
    per_page = GRID_ROWS * 2
    edges = [*GRID_EDGES[:-1], *(HALF + edge for edge in GRID_EDGES)]
    widths = [right - left for left, right in pairwise(edges)]
    heights = [(TYPE_HEIGHT - GRID_HEAD - GRID_SPARE) / (GRID_ROWS + 1)] * (GRID_ROWS + 1)
    for first in range(0, len(block.names), per_page):
        head = sheet.line(block.title, "Roster Title")
        head.paragraph_format.page_break_before = True
        head.paragraph_format.space_after = Pt(GRID_HEAD - GRID_TITLE_PITCH)
        table = sheet.table(heights, widths, "Roster")
        add_borders(table)
        for row in table.rows:
            for cell in row.cells:
                cell.vertical_alignment = MIDDLE
        for cell, text in zip(table.rows[0].cells, block.headings * 2, strict=True):
            cell.paragraphs[0].add_run(clean(text))
        for place, name in enumerate(block.names[first : first + per_page]):
            side, row = divmod(place, GRID_ROWS)
            for column, text in enumerate((str(first + place + 1), name)):
                table.cell(row + 1, side * 3 + column).paragraphs[0].add_run(clean(text))
