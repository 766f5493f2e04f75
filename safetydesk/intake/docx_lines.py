"""A Word file as lines in their order: each paragraph with its number, style and place, tables as rows, and what is
outside the running text (headers, notes, text boxes) listed by name with its own text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from safetydesk.intake.docx_numbering import AutoNumber, Numbering, Styles
from safetydesk.intake.docx_text import LeftOut, ParagraphReader, text_inside

HOLDERS = frozenset(qn(tag) for tag in ("w:ins", "w:moveTo", "w:smartTag", "w:customXml"))
HEADING_STYLE = re.compile(r"^(?:heading|标题)\s*([1-9一二三四五六七八九])$", re.IGNORECASE)
TITLE_STYLES = ("title", "subtitle", "标题", "副标题")
CONTENTS_STYLE = re.compile(r"^(?:toc|目录)\s*\d", re.IGNORECASE)
FOOT = re.compile(r"^[\s\d\-—–－第页共/／，,]*$")
"""What a footer holds that only counts pages."""
OUTSIDE = {
    "header": "wording_docx.lost_headers", "footer": "wording_docx.lost_headers", "footnotes": "wording_docx.lost_notes",
    "endnotes": "wording_docx.lost_notes", "comments": "wording_docx.lost_comments",
}  # fmt: skip
"""Parts of a file outside the running text, by the end of their content type."""
NOTES = frozenset(qn(tag) for tag in ("w:footnote", "w:endnote", "w:comment"))


@dataclass(frozen=True)
class Line:
    """A paragraph, or a table."""

    text: str
    number: AutoNumber | None = None
    heading: int = 0
    """Level of its heading style; 0 for none."""
    title: bool = False
    """Whether its style is that of a title."""
    place: str = ""
    """center, right, or empty."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The cells of a table; its `text` has them all."""


@dataclass(frozen=True)
class Lines:
    """What a file holds."""

    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]


def read_lines(document: Any) -> Lines:
    """Read the running text, then what stands outside it."""
    reader = LineReader(document)
    lines = tuple(line for line in reader.lines(document.element.body) if line.text or line.rows)
    return Lines(lines, (*reader.paragraphs.left_out, *outside(document)))


class LineReader:
    """Walks the body of one document."""

    def __init__(self, document: Any) -> None:
        self.styles = Styles(document.styles.element)
        self.numbering = Numbering(document, self.styles)
        self.paragraphs = ParagraphReader()
        self.begun = ""
        """The text of paragraphs whose end is deleted: it goes on in the next one."""

    def lines(self, holder: Any) -> Iterator[Line]:
        """The paragraphs and tables inside an element, those of content controls and insertions too."""
        for child in holder:
            if child.tag == qn("w:p"):
                yield from self.paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self.table(child)
            elif child.tag in HOLDERS:
                yield from self.lines(child)
            elif child.tag == qn("w:sdt"):
                yield from self.control(child)
            elif child.tag == qn("w:altChunk"):
                self.paragraphs.left_out.append(LeftOut("wording_docx.lost_embedded"))
        if holder.tag == qn("w:body") and self.begun:
            yield Line(self.begun)

    def control(self, element: Any) -> Iterator[Line]:
        """The content of a block of its own; a table of contents is left out."""
        content = element.find(qn("w:sdtContent"))
        gallery = element.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
        if content is None:
            return
        if gallery is not None and gallery.get(qn("w:val")) == "Table of Contents":
            self.paragraphs.left_out.append(LeftOut("wording_docx.lost_contents", text_inside(content)))
        elif element.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None:
            yield Line("".join(self.paragraphs.control(element)))
        else:
            yield from self.lines(content)

    def paragraph(self, element: Any) -> Iterator[Line]:
        """One paragraph; nothing for one that belongs to a table of contents or goes on in the next."""
        text = " ".join(self.paragraphs.read(element).replace("\t", " ").split("\n")).strip()
        name = next((style_name(style) for style in self.styles.chain(element)), "")
        if CONTENTS_STYLE.match(name):
            self.paragraphs.left_out.append(LeftOut("wording_docx.lost_contents", text))
            return
        self.begun += text
        if element.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is None:
            text, self.begun = self.begun, ""
            yield self.made(element, text, name)

    def made(self, element: Any, text: str, name: str) -> Line:
        """A line with what its style says."""
        names = [style_name(style) for style in self.styles.chain(element)]
        heading = next((found for style in names if (found := HEADING_STYLE.match(style))), None)
        level = "一二三四五六七八九".find(heading[1]) + 1 or int(heading[1]) if heading else 0
        alignment = self.styles.property(element, "w:jc")
        place = str(alignment.get(qn("w:val"))) if alignment is not None else ""
        return Line(
            text,
            self.numbering.number(element),
            level,
            name.lower() in TITLE_STYLES,
            {"center": "center", "right": "right", "end": "right"}.get(place, ""),
        )

    def table(self, element: Any) -> Iterator[Line]:
        """A table's cells, row by row; rows that were deleted are listed. One column is a frame around running text."""
        found = [(row, list(nearest(row, "w:tc", "w:tr"))) for row in nearest(element, "w:tr", "w:tbl")]
        framed = all(len(cells) == 1 for _, cells in found)
        rows: list[tuple[str, ...]] = []
        for row, holders in found:
            cells = tuple(map(text_inside, holders))
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                self.paragraphs.left_out.append(LeftOut("wording_docx.lost_deletions", " ".join(filter(None, cells))))
            elif framed:
                yield from self.lines(holders[0])
            else:
                rows.append(cells)
        text = "；".join("　".join(filter(None, cells)) for cells in rows if any(cells))
        if rows:
            yield Line(text, rows=tuple(rows))


def nearest(holder: Any, tag: str, around: str) -> Iterator[Any]:
    """Elements inside a holder that belong to no holder of the same kind inside it: rows of this table, not of others."""
    for found in holder.iter(qn(tag)):
        if next(found.iterancestors(qn(around)), None) is holder:
            yield found


def style_name(style: Any) -> str:
    """The name of a style."""
    named = style.find(qn("w:name"))
    return str(named.get(qn("w:val")) or "") if named is not None else ""


def outside(document: Any) -> Iterator[LeftOut]:
    """Headers, footers, notes and comments with their text, each once; page numbers are no loss."""
    seen: set[tuple[str, str]] = set()
    for part in document.part.package.iter_parts():
        kind = part.content_type.removesuffix("+xml").rpartition(".")[2]
        root = root_of(part) if kind in OUTSIDE else None
        if root is None:
            continue
        holders = [item for item in root if item.tag in NOTES] or [root]
        for holder in holders:
            text = text_inside(holder)
            if holder.get(qn("w:type")) or FOOT.match(text) or (OUTSIDE[kind], text) in seen:
                continue
            seen.add((OUTSIDE[kind], text))
            yield LeftOut(OUTSIDE[kind], text)


def root_of(part: Any) -> Any:
    """The XML of a part, parsed here where python-docx keeps it as bytes."""
    return part.element if hasattr(part, "element") else parse_xml(part.blob)
