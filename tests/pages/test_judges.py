"""Each judge sees the fault it is there for, and none in a page that is sound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from safetydesk.export.fonts import SANS, SERIF, Fonts
from safetydesk.paths import resources
from tests.pages.judges import faults
from tests.pages.reading import read

WIDTH, HEIGHT = 842, 595
Draw = Callable[[Canvas], None]


@pytest.fixture(scope="module")
def faces() -> Fonts:
    return Fonts(resources() / "fonts")


def told(path: Path, *pages: Draw, numbered: bool = True) -> set[str]:
    """The judges that see something in these pages."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    for number, draw in enumerate(pages, 1):
        draw(canvas)
        if numbered:
            put(canvas, 40, f"第 {number} 页 / 共 {len(pages)} 页")
        canvas.showPage()
    canvas.save()
    return set(faults(read(path, 100)))


def put(canvas: Canvas, y: float, text: str, face: str = SERIF, size: float = 12, x: float = 100) -> None:
    canvas.setFont(face, size)
    canvas.drawString(x, y, text)


def lines(canvas: Canvas, count: int, top: float = 500) -> None:
    for place in range(count):
        put(canvas, top - 20 * place, f"第{place}行正文")


def table(canvas: Canvas, left: float = 60, right: float = 780, top: float = 560) -> None:
    """The same head on every page, and a frame below it."""
    put(canvas, 565, "演练汇总表", x=300)
    lines(canvas, 6)
    canvas.rect(left, 100, right - left, top - 100)


def sound(canvas: Canvas) -> None:
    table(canvas)


def cut(canvas: Canvas) -> None:
    canvas.beginForm("F0", 0, 0, 595, 842)
    table(canvas)
    canvas.endForm()
    canvas.doForm("F0")


def signed_after(count: int) -> Draw:
    def draw(canvas: Canvas) -> None:
        lines(canvas, count)
        put(canvas, 500 - 20 * count, "甲方（盖章）：")

    return draw


def ending_with(face: str, row: bool = False) -> Draw:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 5)
        put(canvas, 380, "六、期限与份数", face)
        if row:
            canvas.rect(100, 350, 400, 50)

    return draw


def of_size(size: float) -> Draw:
    return lambda canvas: put(canvas, 300, "二号楼", size=size)


def beside(distance: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        put(canvas, 300, "保管期限")
        put(canvas, 300, "归档日期", x=100 + 48 + distance)

    return draw


def below(distance: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        put(canvas, 300, "保管期限")
        put(canvas, 300 - distance, "归档日期")

    return draw


FAULTS: dict[str, tuple[str, tuple[Draw, ...]]] = {
    "cut on the right": ("nothing_is_cut", (sound, cut)),
    "beyond the right edge": ("nothing_leaves_the_paper", (lambda canvas: put(canvas, 300, "出界的文字", x=820),)),
    "beyond the upper edge": ("nothing_leaves_the_paper", (lambda canvas: canvas.line(200, 580, 200, 600),)),
    "narrower on page 2": ("tables_keep_their_edges", (sound, lambda canvas: table(canvas, right=777))),
    "further left on page 2": ("tables_keep_their_edges", (sound, lambda canvas: table(canvas, left=57))),
    "higher on page 2": ("tables_keep_their_edges", (sound, lambda canvas: table(canvas, top=585))),
    "into the next column": ("no_texts_overlap", (beside(-3),)),
    "into the next line": ("no_texts_overlap", (below(6),)),
    "drawn twice": ("no_texts_overlap", (below(0),)),
    "small": ("no_type_is_too_small", (of_size(6.9),)),
    "heading in sans": ("no_heading_ends_a_page", (ending_with(SANS), sound)),
    "signed after three lines": ("signatures_follow_text", (signed_after(3),)),
    "signed alone": ("signatures_follow_text", (sound, signed_after(0))),
}
SOUND: dict[str, tuple[Draw, ...]] = {
    "two pages of a table": (sound, sound),
    "columns side by side": (beside(1),),
    "lines close together": (below(12.5),),
    "seven points": (of_size(7.0),),
    "text at the end": (ending_with(SERIF), sound),
    "a row to fill in below the heading": (ending_with(SANS, row=True), sound),
    "a heading on the last page": (sound, ending_with(SANS)),
    "signed after four lines": (signed_after(4),),
}


@pytest.mark.parametrize(("judge", "pages"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_seen(tmp_path: Path, faces: Fonts, judge: str, pages: tuple[Draw, ...]) -> None:
    assert judge in told(tmp_path / "fault.pdf", *pages)


@pytest.mark.parametrize("pages", SOUND.values(), ids=SOUND)
def test_a_sound_page_is_let_through(tmp_path: Path, faces: Fonts, pages: tuple[Draw, ...]) -> None:
    assert told(tmp_path / "sound.pdf", *pages) == set()


def test_labels_without_a_page_number_may_end_in_any_face(tmp_path: Path, faces: Fonts) -> None:
    assert told(tmp_path / "labels.pdf", ending_with(SANS), ending_with(SANS), numbered=False) == set()
