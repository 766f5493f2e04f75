"""What must be true of every printed page, whatever is on it: each judge names the faults it sees."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations

from PIL import ImageChops

from tests.pages.reading import AROUND, Glyph, Read, Seen, TextLine

Judge = Callable[[Read], Iterator[str]]
LEAST_TYPE = 7.0
"""Points."""
TOUCHING = 0.6, 0.12
"""Two characters overlap where their ink shares more than this: points, or part of the type size."""
BAND = 24.0
HEADING_FACES = ("Sans", "WenKai")
SIGNED = re.compile(r"[（(](签字|签名|盖章|公章|签章|signature|seal|signed)|签字：|签名：", re.IGNORECASE)
LINES_BEFORE_SIGNATURES = 4
ROW = 20.0
"""Points from a heading to the end of what is drawn on a page: below it is room for a row to be filled in by hand."""
GAP = 0.6
"""Of the type size: lines nearer to each other stand beside each other."""
DOT = 1
"""Dots by which edges may differ: what lies between two dots is rounded either way."""


def nothing_is_cut(read: Read) -> Iterator[str]:
    """An inner box that hides what is drawn in it."""
    for page in read.pages:
        lost = ImageChops.difference(page.clipped, page.open).getbbox()
        if lost:
            yield f"page {page.number}: cut by an inner box at {lost}"


def nothing_leaves_the_paper(read: Read) -> Iterator[str]:
    """Ink beside the page."""
    for page in read.pages:
        beside = ImageChops.invert(page.open)
        width, height = (int(side + 0.999) for side in page.size)
        beside.paste(0, (AROUND, AROUND, AROUND + width, AROUND + height))
        if beside.getbbox():
            yield f"page {page.number}: ink beside the paper at {beside.getbbox()}"


def tables_keep_their_edges(read: Read) -> Iterator[str]:
    """Pages of one table, known by their running head, whose ink ends elsewhere than on the first."""
    heads = [page.lines[0].place if page.lines else ("", 0) for page in read.pages]
    if len(read.pages) < 2 or len(set(heads)) > 1:
        return
    first, *others = read.pages
    for page in others:
        if any(abs(one - other) > DOT for one, other in zip(first.edges, page.edges, strict=True)):
            yield f"page {page.number}: ink from {page.edges} instead of {first.edges} (left, right, top)"


def no_texts_overlap(read: Read) -> Iterator[str]:
    """Characters whose ink lies on that of others."""
    for page in read.pages:
        for one, other in near(page):
            allowed = max(TOUCHING[0], TOUCHING[1] * min(one.size, other.size))
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.top, other.top) - max(one.bottom, other.bottom)
            if across > allowed and down > allowed:
                where = f"{one.left:.0f},{one.bottom:.0f}"
                yield f"page {page.number}: {one.text} and {other.text} overlap at {where} in {line_of(page, one)!r}"
                break


def near(page: Seen) -> Iterator[tuple[Glyph, Glyph]]:
    """Pairs of characters that could touch."""
    cells: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in page.glyphs:
        for x in range(int(glyph.left // BAND), int(glyph.right // BAND) + 1):
            for y in range(int(glyph.bottom // BAND), int(glyph.top // BAND) + 1):
                cells[x, y].append(glyph)
    for cell in cells.values():
        yield from combinations(cell, 2)


def line_of(page: Seen, glyph: Glyph) -> str:
    """The line that a character stands in."""
    return next(line.text for line in page.lines if glyph in line.glyphs)


def no_type_is_too_small(read: Read) -> Iterator[str]:
    """Type that a reader of sixty cannot read."""
    for page in read.pages:
        for line in page.lines:
            small = [glyph for glyph in line.glyphs if glyph.size < LEAST_TYPE - 0.01]
            if small:
                yield f"page {page.number}: {min(glyph.size for glyph in small):.2f} pt in {line.text!r}"
                break


def no_heading_ends_a_page(read: Read) -> Iterator[str]:
    """A numbered page that ends with a line in a heading's face."""
    for page in read.pages[:-1]:
        body = read.body(page) if page.number_line else []
        if body and is_heading(body[-1]) and body[-1].y - read.floor_of_ink(page) < ROW:
            yield f"page {page.number}: ends with the heading {body[-1].text!r}"


def is_heading(line: TextLine) -> bool:
    """Whether all of a line is in a heading's face."""
    return all(any(face in glyph.face for face in HEADING_FACES) for glyph in line.glyphs)


def signatures_follow_text(read: Read) -> Iterator[str]:
    """Signatures on a page with too few lines above them."""
    for page in read.pages:
        body = read.body(page)
        signed = [line for line in body if SIGNED.search(line.text)]
        if not signed:
            continue
        above = apart([line for line in body if line.y > signed[0].y + GAP * line.size])
        if len(above) < LINES_BEFORE_SIGNATURES:
            yield f"page {page.number}: {len(above)} lines before the signatures {signed[0].text!r}"


def apart(lines: list[TextLine]) -> list[TextLine]:
    """Lines below one another, those of cells beside each other counted once."""
    found: list[TextLine] = []
    for line in lines:
        if not found or found[-1].y - line.y > GAP * line.size:
            found.append(line)
    return found


JUDGES: tuple[Judge, ...] = (
    nothing_is_cut,
    nothing_leaves_the_paper,
    tables_keep_their_edges,
    no_texts_overlap,
    no_type_is_too_small,
    no_heading_ends_a_page,
    signatures_follow_text,
)


def faults(read: Read) -> dict[str, list[str]]:
    """What each judge sees, by its name; judges that see nothing are left out."""
    told = {judge.__name__: list(judge(read)) for judge in JUDGES}
    return {name: found for name, found in told.items() if found}
