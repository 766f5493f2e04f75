"""归档章 on the first page of each item (DA/T 22-2015): 45 by 16 mm, six cells, in the page's free place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Name

from safetydesk.export.canvas import Sheets
from safetydesk.export.fonts import Fonts
from safetydesk.export.geometry import Measure
from safetydesk.export.labels.drawing import LINE, Fact, stamp
from safetydesk.export.pdfa import mend_text_tables
from safetydesk.export.typesetter import Typesetter
from safetydesk.export.volume.paper import paper_of
from safetydesk.export.volume.plan import Filed, Volume
from safetydesk.export.volume.spot import HEIGHT, WIDTH, Spot


def stamped(volume: Volume, first_pages: dict[int, int]) -> list[tuple[int, Spot, tuple[Fact, ...]]]:
    """The page, the place on it and the six cells of every stamp of a volume."""
    return [
        (first_pages[item.place], spot, item.stamp) for item in volume.items if item.stamp and (spot := spot_of(item))
    ]


def spot_of(item: Filed) -> Spot | None:
    """Where the first page of an item has room."""
    return next((part.ready.spot for part in item.parts if part.ready.pages), None)


def put_stamps(pdf: pikepdf.Pdf, stamps: Sequence[tuple[int, Spot, tuple[Fact, ...]]], fonts: Fonts) -> None:
    """Draw the stamps on their pages, all in one set of faces."""
    for number, form in enumerate(forms(pdf, [facts for _, _, facts in stamps], fonts)):
        page_number, spot, _ = stamps[number]
        page = pdf.pages[page_number - 1]
        paper = paper_of(page)
        left, foot, _, _ = spot.box(paper)
        name = Name(f"/SafetyDeskStamp{number}")
        page.add_resource(form, Name.XObject, name)
        turn = " ".join(f"{value:.3f}" for value in paper.matrix)
        page.contents_add(f"q {turn} cm 1 0 0 1 {left - LINE:.3f} {foot - LINE:.3f} cm {name} Do Q".encode())


def forms(pdf: pikepdf.Pdf, labels: Sequence[tuple[Fact, ...]], fonts: Fonts) -> Iterator[pikepdf.Object]:
    """Each stamp as a drawing of its own, brought over from pages of reportlab's."""
    if not labels:
        return
    setter = Typesetter(fonts, Measure(9.0, 12.0, 9.0))
    sheets = Sheets("", WIDTH + 2 * LINE, HEIGHT + 2 * LINE)
    for facts in labels:
        sheets.page(list(stamp(setter, LINE, HEIGHT + LINE, facts)))
    with pikepdf.open(BytesIO(sheets.finish())) as made:
        mend_text_tables(made)
        for page in made.pages:
            yield pdf.copy_foreign(made.make_indirect(page.as_form_xobject()))
