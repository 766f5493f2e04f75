"""Blocks of a letter onto the pages of GB/T 9704."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from safetydesk.core.letter_code import PageCode
from safetydesk.export.fonts import FANG, KAI, SANS, SERIF, Fonts
from safetydesk.export.geometry import (
    CHINESE,
    CLOSER_CHINESE,
    CLOSER_ENGLISH,
    ENGLISH,
    LEFT,
    MM,
    PAGE_HEIGHT,
    PAGE_NUMBER,
    PAGE_WIDTH,
    TOP,
    TYPE_HEIGHT,
    TYPE_WIDTH,
    Measure,
)
from safetydesk.export.letter.blocks import (
    GRID_ROWS,
    SMALL,
    closing_piece,
    line_pieces,
    receipt_piece,
    roster,
    title_piece,
)
from safetydesk.export.letter.document import (
    Block,
    Closing,
    Heading,
    LetterDocument,
    Paragraph,
    Receipt,
    Roster,
    Signatures,
    Title,
)
from safetydesk.export.letter.pieces import Piece, draw_pages, glue_headings, glue_text_before, pages_of
from safetydesk.export.letter.signing import signature_piece
from safetydesk.export.marks import Mark, bar_code, square_code
from safetydesk.export.typesetter import Flow, Typesetter

QR_SIDE = 16 * MM
CODE_FOOT = 8 * MM
"""The codes stand this far above the paper's edge, below the page number."""
BARS_WIDTH, BARS_HEIGHT = 44 * MM, 7 * MM
NAMES_ON_PAGE = 2 * GRID_ROWS
DASH_BELOW = 7 * MM
"""From the type area's lower edge to the upper edge of the page number's dashes."""
DASH_TOP = 0.294
"""Of the type size: how high the upper edge of the serif face's dash stands above the baseline."""
MOST_OVER = 0.13
"""Of whole pages: how much a letter may be over to be set closer; the squares for seals do not shrink."""


class LetterLayout:
    """Lays letters out; one for a whole job, since it remembers broken paragraphs."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts
        self.settings = {
            "zh_CN": [BlockSetting(fonts, measure, FANG) for measure in (CHINESE, *CLOSER_CHINESE)],
            "en": [BlockSetting(fonts, measure, SERIF) for measure in (ENGLISH, *CLOSER_ENGLISH)],
        }

    def pages(self, letter: LetterDocument) -> list[list[Mark]]:
        """The marks of each page, page numbers and codes included."""
        flow = self.fitted(letter)
        setter = self.settings[letter.language][0].setter
        for block in letter.blocks:
            if isinstance(block, Roster):
                roster(flow, block)
        number_line(flow, setter, letter.heading_number)
        for place in range(len(flow.pages)):
            flow.pages[place].extend(foot(setter, letter, place + 1, len(flow.pages)))
        return flow.pages

    def length(self, letter: LetterDocument) -> int:
        """How many pages a letter has, without drawing it.

        Characters that neither the width nor the rules of composition tell apart are counted as one, so that
        paragraphs that differ by a person's name are broken once.
        """
        names = sum(-(-len(block.names) // NAMES_ON_PAGE) for block in letter.blocks if isinstance(block, Roster))
        _, placed = self.placed(letter.language, [self.alike(letter.language, block) for block in letter.blocks])
        return len(placed) + names

    def alike(self, language: str, block: Block) -> Block:
        """A block whose text takes the same lines and is the same for many letters."""
        body = self.settings[language][0].setter.body
        match block:
            case Heading():
                return replace(block, text=block.text.translate(self.fonts.alike[heading_face(block)]))
            case Paragraph():
                return replace(block, text=block.text.translate(self.fonts.alike[body]))
        return block

    def fitted(self, letter: LetterDocument) -> Flow:
        """The letter's text drawn on its pages; the class's sheet is apart."""
        setting, placed = self.placed(letter.language, letter.blocks)
        flow = Flow(setting.setter)
        draw_pages(flow, placed)
        return flow

    def placed(self, language: str, blocks: Sequence[Block]) -> tuple[BlockSetting, list[list[Piece]]]:
        """The pieces page by page, set closer where that ends the text with a full page."""
        natural, *closer = self.settings[language]
        setting, placed = natural, pages_of(natural.pieces(blocks))
        if len(placed) > 1 and height_of(placed) <= (len(placed) - 1) * TYPE_HEIGHT * (1 + MOST_OVER):
            tried = ((other, pages_of(other.pieces(blocks))) for other in closer)
            setting, placed = next((found for found in tried if len(found[1]) < len(placed)), (setting, placed))
        return setting, placed


def heading_face(block: Heading) -> str:
    """The face of a heading, by its level."""
    return SANS if block.level == 1 else KAI


def height_of(pages: Sequence[Sequence[Piece]]) -> float:
    """Of all pieces, without what pages leave empty at their feet."""
    return sum(piece.height for page in pages for piece in page)


class BlockSetting:
    """Turns blocks into pieces in one measure; paragraphs are remembered, since letters repeat them."""

    def __init__(self, fonts: Fonts, measure: Measure, body: str) -> None:
        self.setter = Typesetter(fonts, measure, body)
        self.lines = lru_cache(maxsize=4_000)(self.set_lines)

    def set_lines(self, text: str, face: str, indent: int) -> tuple[Piece, ...]:
        """A paragraph's lines, its indent in characters."""
        return line_pieces(self.setter, text, face, indent * self.setter.measure.advance)

    def pieces(self, blocks: Iterable[Block]) -> list[Piece]:
        """The pieces of a letter in their order, those glued that must stand on one page; the class's sheet is apart."""
        pieces, headings = self.unglued(blocks)
        glue_headings(pieces, headings)
        return pieces

    def unglued(self, blocks: Iterable[Block]) -> tuple[list[Piece], list[int]]:
        """All pieces in their order, and the places of those that are lines of headings."""
        pieces: list[Piece] = []
        headings: list[int] = []
        for block in blocks:
            match block:
                case Title():
                    pieces.append(title_piece(self.setter, block.text))
                case Heading():
                    lines = self.lines(block.printed, heading_face(block), 2)
                    headings.extend(range(len(pieces), len(pieces) + len(lines)))
                    pieces.extend(lines)
                case Paragraph():
                    pieces.extend(self.lines(block.printed, self.setter.body, block.indent))
                case Signatures():
                    glue_text_before(pieces)
                    pieces.append(signature_piece(self.setter, block))
                case Closing():
                    glue_text_before(pieces)
                    pieces.append(closing_piece(self.setter, block))
                case Receipt():
                    pieces.append(receipt_piece(self.setter, block))
        return pieces, headings


def number_line(flow: Flow, setter: Typesetter, text: str) -> None:
    """The printed number, right above the type area of the first page."""
    width = setter.width(text, SANS, SMALL)
    y = PAGE_HEIGHT - TOP + 9 * MM
    flow.pages[0].extend(setter.set_line(text, LEFT + TYPE_WIDTH - width, y, SANS, SMALL))


def foot(setter: Typesetter, letter: LetterDocument, page: int, pages: int) -> list[Mark]:
    """Page number (odd right, even left, one character in) and the machine codes on the other side."""
    odd = page % 2 == 1
    text = f"— {page} —"
    width = setter.width(text, SERIF, PAGE_NUMBER)
    y = PAGE_HEIGHT - TOP - TYPE_HEIGHT - DASH_BELOW - DASH_TOP * PAGE_NUMBER
    x = LEFT + TYPE_WIDTH - width - PAGE_NUMBER if odd else LEFT + PAGE_NUMBER
    code = PageCode(letter.school, letter.key, page, pages).text
    code_x = LEFT if odd else LEFT + TYPE_WIDTH - QR_SIDE
    marks: list[Mark] = [
        *setter.set_line(text, x, y, SERIF, PAGE_NUMBER),
        square_code(code, code_x, CODE_FOOT, QR_SIDE),
    ]
    if page == 1:
        bars_x = (PAGE_WIDTH - BARS_WIDTH) / 2
        marks.append(bar_code(letter.key, bars_x, CODE_FOOT + 4 * MM, BARS_WIDTH, BARS_HEIGHT))
        width = setter.width(letter.key, SANS, 8)
        marks.extend(setter.set_line(letter.key, (PAGE_WIDTH - width) / 2, CODE_FOOT, SANS, 8))
    return marks
