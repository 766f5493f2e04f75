"""Marks onto reportlab's canvas; what repeats from page to page is written once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from safetydesk.export.geometry import PAGE_HEIGHT, PAGE_WIDTH
from safetydesk.export.marks import Blocks, Glyphs, Mark, Rule

LEAST_SHARED = 12
"""Marks that two pages must share to be worth a form."""
OUTLINE = 0.035
"""Width of the outline that makes the title bold, of its size."""


class Sheets:
    """A PDF being written page by page, all pages of one size; what repeats is clipped to that size, and no smaller."""

    def __init__(self, title: str, width: float = PAGE_WIDTH, height: float = PAGE_HEIGHT) -> None:
        self.buffer = BytesIO()
        self.size = (width, height)
        self.canvas = Canvas(self.buffer, pagesize=self.size, invariant=1, pageCompression=1)
        self.canvas.setTitle(title)
        self.forms: list[tuple[str, frozenset[Mark]]] = []
        self.before: dict[int, frozenset[Mark]] = {}
        self.count = 0

    def page(self, marks: Sequence[Mark], place: int = 0) -> None:
        """Write a page. Pages with the same `place` in their documents are looked at for what they share."""
        wanted = frozenset(marks)
        form = self.form_for(wanted, place)
        rest: Iterable[Mark] = marks
        if form:
            self.canvas.doForm(form[0])
            rest = [mark for mark in marks if mark not in form[1]]
        draw(self.canvas, rest)
        self.canvas.showPage()
        self.count += 1

    def bookmark(self, title: str) -> None:
        """An entry of the outline that leads to the next page."""
        key = f"B{self.count}"
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(title, key)
        self.canvas.showOutline()

    def blank(self) -> None:
        """An empty side, so that the next document starts on a fresh sheet."""
        self.canvas.showPage()
        self.count += 1

    def form_for(self, wanted: frozenset[Mark], place: int) -> tuple[str, frozenset[Mark]] | None:
        """A form whose marks are all on this page, made from what it shares with the page before if that is much."""
        fitting = [form for form in self.forms[-24:] if form[1] <= wanted]
        if fitting:
            return max(fitting, key=lambda form: len(form[1]))
        shared = wanted & self.before.get(place, frozenset())
        self.before[place] = wanted
        if len(shared) < LEAST_SHARED:
            return None
        name = f"F{len(self.forms)}"
        self.canvas.beginForm(name, 0, 0, *self.size)
        draw(self.canvas, sorted(shared, key=repr))
        self.canvas.endForm()
        self.forms.append((name, shared))
        return self.forms[-1]

    def finish(self) -> bytes:
        """The whole file."""
        self.canvas.save()
        return self.buffer.getvalue()


def draw(canvas: Canvas, marks: Iterable[Mark]) -> None:
    """Draw marks in their order."""
    for mark in marks:
        if isinstance(mark, Glyphs):
            draw_text(canvas, mark)
        elif isinstance(mark, Rule):
            canvas.setLineWidth(mark.width)
            canvas.setDash([4, 3] if mark.dashed else [])
            canvas.line(mark.x1, mark.y1, mark.x2, mark.y2)
        elif isinstance(mark, Blocks):
            canvas._code.append(
                mark.path
            )  # reportlab has no call for a ready path; thousands of rect() calls are slow.


def draw_text(canvas: Canvas, mark: Glyphs) -> None:
    """One run of text."""
    text = canvas.beginText(mark.x, mark.y)
    text.setFont(mark.face, mark.size)
    text.setCharSpace(mark.spacing)
    if mark.bold:
        canvas.setLineWidth(mark.size * OUTLINE)
        canvas.setDash([])
        text.setTextRenderMode(2)
    if mark.blanks:
        text.setWordSpace(mark.blanks)
    text.textOut(mark.text)
    if mark.blanks:
        text.setWordSpace(0)
    if mark.bold:
        text.setTextRenderMode(0)
    canvas.drawText(text)
