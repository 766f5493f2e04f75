"""A Word file while it is written: paragraphs in styles, tables of fixed rows and columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from safetydesk.export.typesetter import Typesetter

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML cannot hold; nobody can read it either."""


class WordSheet:
    """The file, and the measure its letter is set in."""

    def __init__(self, file: Any, setter: Typesetter) -> None:
        self.file = file
        self.setter = setter

    @property
    def pitch(self) -> float:
        """From line to line."""
        return self.setter.measure.pitch

    def line(self, text: str, style: str) -> Any:
        """A paragraph in a style."""
        return self.file.add_paragraph(clean(text), style=style)

    def gap(self, height: float, style: str) -> None:
        """An empty paragraph of a height that stays with what follows."""
        set_pitch(self.line("", style), height)

    def table(self, heights: Sequence[float], widths: Sequence[float], style: str) -> Any:
        """A table of fixed rows and columns without margins, every cell in a style."""
        table = self.file.add_table(len(heights), len(widths))
        table.autofit = False
        margins = OxmlElement("w:tblCellMar")
        for side in ("top", "left", "bottom", "right"):
            margins.append(element(side, w="0", type="dxa"))
        table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Pt(width)
        for row, height in zip(table.rows, heights, strict=True):
            row.height, row.height_rule = Pt(height), WD_ROW_HEIGHT_RULE.EXACTLY
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Pt(width)
                cell.paragraphs[0].style = style
        return table


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return UNSEEN.sub("", text)


def element(tag: str, **values: str) -> Any:
    """An element with its attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


def set_pitch(paragraph: Any, pitch: float) -> None:
    """Another pitch than the style's."""
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(pitch)


def ruled_tab(paragraph: Any, end: float) -> None:
    """A rule to write on from the text to a place in its column."""
    paragraph.add_run("\t")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(end), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)


def add_borders(table: Any) -> None:
    """Thin rules around every cell."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz="4", space="0", color="auto"))
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def replace_children(holder: Any, other: Any) -> None:
    """Give an element the content of another."""
    for child in list(holder):
        holder.remove(child)
    holder.extend(list(other))
