"""Blocks of a letter onto the pages of GB/T 9704."""

from __future__ import annotations

from collections.abc import Iterable
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
    SMALL,
    closing_piece,
    line_pieces,
    receipt_piece,
    roster,
    signature_piece,
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
from safetydesk.export.letter.pieces import Piece, glue_headings, glue_text_before, place_pieces
from safetydesk.export.marks import Mark, bar_code, square_code
from safetydesk.export.typesetter import Flow, Typesetter

QR_SIDE = 16 * MM
CODE_FOOT = 8 * MM
"""The codes stand this far above the paper's edge, below the page number."""
BARS_WIDTH, BARS_HEIGHT = 44 * MM, 7 * MM
DASH_BELOW = 7 * MM
"""From the type area's lower edge to the upper edge of the page number's dashes."""
DASH_TOP = 0.294
"""Of the type size: how high the upper edge of the serif face's dash stands above the baseline."""
MOST_OVER = 0.13
"""Of whole pages: how much a letter may be over to be set closer; the squares for seals do not shrink."""


class LetterLayout:
    """Lays letters out; one for a whole job, since it remembers broken paragraphs."""

    def __init__(self, fonts: Fonts) -> None:
        self.settings = {
            "zh_CN": [BlockSetting(fonts, measure, FANG) for measure in (CHINESE, *CLOSER_CHINESE)],
            "en": [BlockSetting(fonts, measure, SERIF) for measure in (ENGLISH, *CLOSER_ENGLISH)],
        }

    def pages(self, letter: LetterDocument) -> list[list[Mark]]:
        """The marks of each page, page numbers and codes included."""
        flow, _ = self.setting(letter).flow(letter.blocks)
        setter = self.settings[letter.language][0].setter
        for block in letter.blocks:
            if isinstance(block, Roster):
                roster(flow, block)
        number_line(flow, setter, letter.heading_number)
        for place in range(len(flow.pages)):
            flow.pages[place].extend(foot(setter, letter, place + 1, len(flow.pages)))
        return flow.pages

    def setting(self, letter: LetterDocument) -> BlockSetting:
        """The measure a letter is set in: a closer one where that ends it with a full page (the class's sheet is apart)."""
        natural, *closer = self.settings[letter.language]
        flow, height = natural.flow(letter.blocks)
        pages = len(flow.pages)
        if pages > 1 and height <= (pages - 1) * TYPE_HEIGHT * (1 + MOST_OVER):
            for setting in closer:
                tried, _ = setting.flow(letter.blocks)
                if len(tried.pages) < pages:
                    return setting
        return natural


class BlockSetting:
    """Turns blocks into pieces in one measure; paragraphs are remembered, since letters repeat them."""

    def __init__(self, fonts: Fonts, measure: Measure, body: str) -> None:
        self.setter = Typesetter(fonts, measure, body)
        self.lines = lru_cache(maxsize=4_000)(self.set_lines)

    def set_lines(self, text: str, face: str, indent: int) -> tuple[Piece, ...]:
        """A paragraph's lines, its indent in characters."""
        return line_pieces(self.setter, text, face, indent * self.setter.measure.advance)

    def flow(self, blocks: Iterable[Block]) -> tuple[Flow, float]:
        """Pages with the text of a letter, and its height without what pages leave empty at their feet."""
        pieces, headings = self.pieces(blocks)
        glue_headings(pieces, headings)
        flow = Flow(self.setter)
        place_pieces(flow, pieces)
        return flow, sum(piece.height for piece in pieces)

    def pieces(self, blocks: Iterable[Block]) -> tuple[list[Piece], list[int]]:
        """All pieces in their order, and the places of those that are lines of headings."""
        pieces: list[Piece] = []
        headings: list[int] = []
        for block in blocks:
            match block:
                case Title():
                    pieces.append(title_piece(self.setter, block.text))
                case Heading():
                    lines = self.lines(block.printed, SANS if block.level == 1 else KAI, 2)
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
