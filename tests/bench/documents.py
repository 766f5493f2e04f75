"""Documents in and out, beside the bare libraries that they are made with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl import styles
from python_calamine import CalamineWorkbook
from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from safetydesk.core.letter_code import PageCode
from safetydesk.core.listing import Query
from safetydesk.core.records import Entry
from safetydesk.core.sheet import Sheet
from safetydesk.export.fonts import SERIF, Fonts
from safetydesk.export.geometry import BODY, PITCH
from safetydesk.export.ledger_xlsx import write_xlsx
from safetydesk.export.letter.document import LetterDocument
from safetydesk.intake.found import SchoolFacts
from safetydesk.intake.roster import read_roster
from safetydesk.operations.ledger import ledger_sheet
from safetydesk.operations.print_letters import prepare, select, write
from safetydesk.paths import resources
from safetydesk.registers.records.letters.issue import issue
from safetydesk.registers.records.letters.kinds import PARENT
from safetydesk.registers.reference.people import PEOPLE
from tests.bench.made_school import Schools, pupil_rows
from tests.bench.measuring import Case, Side

HEADINGS = ("姓名", "性别", "班级", "学号", "监护人", "与学生关系", "联系电话")
COLUMNS = ("student_no", "guardian", "relation", "phone")
LINE = 42
"""Characters of a line of text on A4."""


def intake(schools: Schools, scale: float) -> Iterator[Case]:
    """Rosters read with all checks, against their cells alone: a usual one, and a large one."""
    for rows, bare, goal in ((int(2_000 * scale), CALAMINE, 40), (int(10_000 * scale), OPENPYXL, 1)):
        path = schools.below / f"roster-{rows}.xlsx"
        write_roster(path, rows)
        ours = Side("roster read and checked", lambda _, path=path: read_roster(path, SchoolFacts(2026)))  # type: ignore[misc]
        other = Side(bare, lambda _, path=path, bare=bare: CELLS[bare](path))  # type: ignore[misc]
        yield Case("roster-in", f"{rows:,} rows", ours, ((other, goal),))


def write_roster(path: Path, count: int) -> None:
    """A roster as a school would give it."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("学生")
    sheet.append(HEADINGS)
    for number, row in enumerate(pupil_rows(count)):
        group = f"{number // 400 % 12 + 1}.{number // 40 % 10 + 1}"
        sheet.append([row["name"], row["sex"], group, *(row[name] for name in COLUMNS)])
    book.save(path)


def read_cells(path: Path) -> list[Any]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def read_bare(path: Path) -> list[Any]:
    return list(openpyxl.load_workbook(path, data_only=True).active.iter_rows(values_only=True))


CALAMINE, OPENPYXL = "calamine, cells alone", "openpyxl, cells alone"
CELLS = {CALAMINE: read_cells, OPENPYXL: read_bare}


def letters(schools: Schools, scale: float) -> Iterator[Case]:
    """Parents' letters as PDF/A, against the same texts in the same size with the same codes by reportlab alone."""
    count = int(2_000 * scale)
    office = schools.of(count)
    row_id = office.database.query("SELECT id FROM school")[0][0]
    office.records.save(office.register("school"), Entry({"name": "青山实验学校", "stages": ("小学",)}, row_id))
    issue(office.database, office.clock, PARENT, office.year, "zh_CN")
    job = prepare(office, select(office, PARENT, office.year))
    target = schools.below / "letters.pdf"
    pages = write(job, target).pages
    fonts = Fonts(resources() / "fonts")
    texts = [letter.texts() for letter in job.letters]
    lines = Side("reportlab drawString", lambda _: draw_lines(texts, schools.below / "lines.pdf", fonts))
    paragraphs = Side("reportlab paragraphs, codes", lambda _: flow(job.letters, schools.below / "flow.pdf"))
    ours = Side("letters with codes, PDF/A", lambda _: write(job, target))
    yield Case("letters", f"{count:,} letters, {pages:,} sides", ours, ((lines, 5), (paragraphs, 1 / 8)))


def draw_lines(texts: list[list[str]], path: Path, fonts: Fonts) -> None:
    """Each letter's texts cut into lines, a page a letter."""
    canvas = Canvas(str(path), pagesize=A4)
    for letter in texts:
        canvas.setFont(SERIF, 9)
        lines = [text[at : at + LINE] for text in letter for at in range(0, len(text), LINE)]
        for place, line in enumerate(lines):
            canvas.drawString(60, 800 - 10 * place, line)
        canvas.showPage()
    canvas.save()


def flow(letters: Sequence[LetterDocument], path: Path) -> None:
    """Each letter's texts as paragraphs of the letters' own size, the codes drawn beside them by reportlab."""
    style = ParagraphStyle("letter", fontName=SERIF, fontSize=BODY, leading=PITCH, wordWrap="CJK")
    story: list[Any] = []
    for letter in letters:
        story.extend(Paragraph(text, style) for text in letter.texts())
        code = PageCode(letter.school, letter.key, 1, 1).text
        square = Drawing(45, 45)
        square.add(QrCodeWidget(code, barWidth=45, barHeight=45, barLevel="Q"))
        story.extend([square, Code128(letter.key, barHeight=20), PageBreak()])
    SimpleDocTemplate(str(path), pagesize=A4).build(story)


def ledgers(schools: Schools, scale: float) -> Iterator[Case]:
    """A ledger, read back and compared, against the bare writers with the same formats."""
    count = int(20_000 * scale)
    office = schools.of(count)
    sheet = ledger_sheet(office, PEOPLE, Query())
    few = replace(sheet, rows=tuple(sheet.rows)[: count // 5])
    target, other = schools.below / "ledger.xlsx", schools.below / "bare.xlsx"
    bare = Side("XlsxWriter", lambda _: write_bare(sheet, other))
    styled = Side("openpyxl", lambda _: write_styled(few, other))
    title, cells = "ledger, read back", f"rows of {len(sheet.columns)} cells"
    yield Case("ledger-out", f"{count:,} {cells}", Side(title, lambda _: write_xlsx(sheet, target)), ((bare, 2),))
    # 1/5 holds on some machines only: the peer is Python alone, and every cell of ours is read back.
    yield Case(
        "ledger-out", f"{count // 5:,} {cells}", Side(title, lambda _: write_xlsx(few, target)), ((styled, 2 / 5),)
    )


def write_bare(sheet: Sheet, path: Path) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet()
        base = {"font_name": "宋体", "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
        text, day = book.add_format(base), book.add_format({**base, "num_format": "yyyy-mm-dd"})
        for place, row in enumerate(sheet.rows):
            for column, value in enumerate(row):
                if value is None or value == "":
                    page.write_blank(place, column, None, text)
                elif isinstance(value, str):
                    page.write_string(place, column, value, text)
                elif isinstance(value, int):
                    page.write_number(place, column, value, text)
                else:
                    page.write_datetime(place, column, datetime.combine(value, time()), day)


def write_styled(sheet: Sheet, path: Path) -> None:
    edge = styles.Side("thin")
    border, font = styles.Border(edge, edge, edge, edge), styles.Font("宋体", 10)
    alignment = styles.Alignment(wrap_text=True)
    book = openpyxl.Workbook()
    page = book.active
    for row in sheet.rows:
        page.append(row)
    for cells in page.iter_rows():
        for cell in cells:
            cell.border, cell.font, cell.alignment = border, font, alignment
    book.save(path)


FAMILIES = {("roster",): intake, ("letters",): letters, ("ledger",): ledgers}
"""Beginnings of names, and what measures them."""
