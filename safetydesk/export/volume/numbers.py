"""Page numbers: in the lower right corner as the page is seen, whatever way it lies in the file."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Name
from reportlab.pdfgen.canvas import Canvas

from safetydesk.errors import Cancelled
from safetydesk.export.fonts import SANS, Fonts
from safetydesk.export.volume.paper import paper_of

SIZE = 10.0
RIGHT, BASE, DASH, GAP = 30.0, 11.0, 9.0, 4.0
"""From the right edge to the end of the dash, from the lower edge to the baseline, the dashes and their distance."""
DIGITS = "0123456789"
FONT = Name("/SafetyDeskNumber")
LOOKS = 200
"""Pages between two looks at whether the clerk has pressed Cancel."""


class PageNumbers:
    """Stamps the pages of one PDF, all with one small font of ten digits."""

    def __init__(self, pdf: pikepdf.Pdf, fonts: Fonts) -> None:
        self.pdf = pdf
        self.fonts = fonts
        self.font = self.embed()

    def embed(self) -> pikepdf.Object:
        """The digits' font, brought over from a page of reportlab's: digits stand in it under their ASCII codes."""
        buffer = BytesIO()
        canvas = Canvas(buffer, invariant=1)
        canvas.setFont(SANS, SIZE)
        canvas.drawString(0, 0, DIGITS)
        canvas.save()
        buffer.seek(0)
        with pikepdf.open(buffer) as made:
            fonts = made.pages[0].resources.Font.as_dict()
            name = next(name for name in fonts if "+" in str(name))
            return self.pdf.copy_foreign(made.make_indirect(fonts[name]))

    def stamp(self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
        """Number every page but the cover. Raises Cancelled."""
        total = len(self.pdf.pages)
        for number, page in enumerate(self.pdf.pages, 1):
            if number == 1:
                continue
            if number % LOOKS == 0:
                progress(number, total)
                if cancelled():
                    raise Cancelled
            page.add_resource(self.font, Name.Font, FONT)
            page.contents_add(self.drawing(page, str(number)))

    def drawing(self, page: pikepdf.Page, number: str) -> bytes:
        """— 12 —, with the dashes as lines."""
        paper = paper_of(page)
        width = self.fonts.width(number, SANS, SIZE)
        end = paper.width - RIGHT
        start = end - DASH - GAP - width
        middle = BASE + SIZE * 0.34
        matrix = " ".join(f"{value:.3f}" for value in paper.matrix)
        dashes = " ".join(
            f"{x:.2f} {middle:.2f} m {x + DASH:.2f} {middle:.2f} l S" for x in (start - GAP - DASH, end - DASH)
        )
        text = f"BT 0 Tc 0 Tw 0 Tr 0 Ts 100 Tz {FONT} {SIZE:g} Tf {start:.2f} {BASE:.2f} Td ({number}) Tj ET"
        return f"q {matrix} cm 0 g 0 G 0.6 w [] 0 d {dashes} {text} Q".encode()
