"""A letter in pieces that are drawn whole, and which of them must stand on one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from safetydesk.export.geometry import TYPE_HEIGHT
from safetydesk.export.typesetter import Flow

BEFORE_SIGNATURES = 4
"""Lines of text that stand above signatures on their page, so that nobody signs a sheet without a text."""
HAIR = 0.01


@dataclass(frozen=True)
class Piece:
    """What is drawn at the cursor as a whole: a line, a title, the signatures."""

    height: float
    draw: Callable[[Flow], None]
    """Draws on the current page and moves the cursor down."""
    is_line: bool = False
    """A line of text."""
    glued: bool = False
    """Stands on the same page as the next piece."""
    at_foot: bool = False
    """Stands at the foot of its page: nothing comes below it."""


def glue_headings(pieces: list[Piece], headings: Sequence[int]) -> None:
    """Headings stay with the first two lines below them; a heading below a heading makes one chain."""
    for place in headings:
        pieces[place] = replace(pieces[place], glued=True)
        if place + 1 not in headings and place + 2 < len(pieces) and pieces[place + 2].is_line:
            pieces[place + 1] = replace(pieces[place + 1], glued=True)


def glue_text_before(pieces: list[Piece]) -> None:
    """The last lines so far stay with what comes next: signatures."""
    lines = 0
    for place in range(len(pieces) - 1, -1, -1):
        pieces[place] = replace(pieces[place], glued=True)
        lines += pieces[place].is_line
        if lines == BEFORE_SIGNATURES:
            return


def pages_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces page by page, nothing drawn yet; a chain that is higher than a page is cut where the page ends."""
    pages: list[list[Piece]] = [[]]
    left = TYPE_HEIGHT
    at = 0
    while at < len(pieces):
        end = at
        while pieces[end].glued and end + 1 < len(pieces):
            end += 1
        chain = pieces[at : end + 1]
        height = sum(piece.height for piece in chain)
        if left + HAIR < height <= TYPE_HEIGHT + HAIR:
            left = 0.0
        for piece in chain:
            if pages[-1] and piece.height > left + HAIR:
                pages.append([])
                left = TYPE_HEIGHT
            pages[-1].append(piece)
            left = 0.0 if piece.at_foot else left - piece.height
        at = end + 1
    return pages


def draw_pages(flow: Flow, pages: Sequence[Sequence[Piece]]) -> None:
    """Draw pieces, each page from its top."""
    for number, page in enumerate(pages):
        if number:
            flow.new_page()
        for piece in page:
            piece.draw(flow)
