"""Blocks of a letter onto the pages of GB/T 9704."""

from __future__ import annotations

import math
import re

from safetydesk.core.letter_code import PageCode
from safetydesk.export.fonts import FANG, KAI, SANS, SERIF, SONG, Fonts
from safetydesk.export.geometry import (
    CHINESE,
    ENGLISH,
    HAND,
    LEFT,
    MM,
    PAGE_HEIGHT,
    PAGE_NUMBER,
    PAGE_WIDTH,
    SEAL,
    TITLE,
    TOP,
    TYPE_HEIGHT,
    TYPE_WIDTH,
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
from safetydesk.export.line_breaking import Line
from safetydesk.export.marks import Mark, Rule, bar_code, square_code
from safetydesk.export.typesetter import Flow, Typesetter

QR_SIDE = 16 * MM
CODE_FOOT = 8 * MM
"""The codes stand this far above the paper's edge, below the page number."""
BARS_WIDTH, BARS_HEIGHT = 44 * MM, 7 * MM
HALF = TYPE_WIDTH / 2
SMALL = 12.0
ENGLISH_TITLE = 18.0
GRID_TITLE = 16.0
RECEIPT_PITCH = 19.0
GRID_HEAD, GRID_ROWS = 30.0, 25
GRID_EDGES = (0.0, 12 * MM, 40 * MM, HALF)
RULED = re.compile(r"_{2,}")


class LetterLayout:
    """Lays letters out; one for a whole job, since it remembers broken paragraphs."""

    def __init__(self, fonts: Fonts) -> None:
        self.setters = {"zh_CN": Typesetter(fonts, CHINESE, FANG), "en": Typesetter(fonts, ENGLISH)}
        self.lengths: dict[tuple[object, ...], int] = {}

    def pages(self, letter: LetterDocument) -> list[list[Mark]]:
        """The marks of each page, page numbers and codes included."""
        flow = self.flow(letter)
        self.number_line(flow, letter)
        for place in range(len(flow.pages)):
            flow.pages[place].extend(self.foot(flow.setter, letter, place + 1, len(flow.pages)))
        return flow.pages

    def length(self, letter: LetterDocument) -> int:
        """How many pages a letter has. Only the first of those whose blocks take as many lines is really set."""
        setter = self.setters[letter.language]
        shape = (letter.language, *(lines_of(setter, block) for block in letter.blocks))
        if shape not in self.lengths:
            self.lengths[shape] = len(self.flow(letter).pages)
        return self.lengths[shape]

    def flow(self, letter: LetterDocument) -> Flow:
        """The letter's blocks on their pages."""
        flow = Flow(self.setters[letter.language])
        for place, block in enumerate(letter.blocks):
            following = letter.blocks[place + 1] if place + 1 < len(letter.blocks) else None
            self.draw(flow, block, signature_lines(flow) if isinstance(following, Signatures) else 0)
        return flow

    def draw(self, flow: Flow, block: Block, keep: int) -> None:
        """One block at the cursor."""
        match block:
            case Title():
                title(flow, block.text)
            case Heading():
                flow.paragraph(block.text, heading_face(block), 2 * flow.setter.measure.advance, keep=1)
            case Paragraph():
                flow.paragraph(block.text, indent=block.indent * flow.setter.measure.advance, keep=keep)
            case Signatures():
                signatures(flow, block)
            case Closing():
                closing(flow, block)
            case Receipt():
                receipt(flow, block)
            case Roster():
                roster(flow, block)

    def number_line(self, flow: Flow, letter: LetterDocument) -> None:
        """The printed number, right above the type area of the first page."""
        width = flow.setter.width(letter.heading_number, SANS, SMALL)
        y = PAGE_HEIGHT - TOP + 9 * MM
        flow.pages[0].extend(flow.setter.set_line(letter.heading_number, LEFT + TYPE_WIDTH - width, y, SANS, SMALL))

    def foot(self, setter: Typesetter, letter: LetterDocument, page: int, pages: int) -> list[Mark]:
        """Page number (odd right, even left, one character in) and the machine codes on the other side."""
        odd = page % 2 == 1
        text = f"— {page} —"
        width = setter.width(text, size=PAGE_NUMBER)
        y = PAGE_HEIGHT - TOP - TYPE_HEIGHT - 7 * MM
        x = LEFT + TYPE_WIDTH - width - PAGE_NUMBER if odd else LEFT + PAGE_NUMBER
        code = PageCode(letter.school, letter.key, page, pages).text
        code_x = LEFT if odd else LEFT + TYPE_WIDTH - QR_SIDE
        marks: list[Mark] = [
            *setter.set_line(text, x, y, size=PAGE_NUMBER),
            square_code(code, code_x, CODE_FOOT, QR_SIDE),
        ]
        if page == 1:
            bars_x = (PAGE_WIDTH - BARS_WIDTH) / 2
            marks.append(bar_code(letter.key, bars_x, CODE_FOOT + 4 * MM, BARS_WIDTH, BARS_HEIGHT))
            label = f"{letter.key}"
            label_width = setter.width(label, SANS, 8)
            marks.extend(setter.set_line(label, (PAGE_WIDTH - label_width) / 2, CODE_FOOT, SANS, 8))
        return marks


def lines_of(setter: Typesetter, block: Block) -> tuple[str, int]:
    """A block's kind and all of it that its height depends on: its lines, or the names of a roster."""
    body, advance = setter.measure.size, setter.measure.advance
    match block:
        case Title():
            count = len(balanced(setter, block.text, title_size(setter)))
        case Heading():
            count = setter.count(block.text, heading_face(block), body, TYPE_WIDTH, 2 * advance)
        case Paragraph():
            count = setter.count(block.text, setter.body, body, TYPE_WIDTH, block.indent * advance)
        case Closing():
            count = sum(setter.count(text, setter.body, body, closing_room(setter), 0.0) for text in block.lines)
        case Receipt():
            count = sum(setter.count(text, setter.body, SMALL, TYPE_WIDTH, 0.0) for text in block.lines)
        case Roster():
            count = len(block.names)
        case Signatures():
            count = 0
    return type(block).__name__, count


def heading_face(block: Heading) -> str:
    """The face of a heading, by its level."""
    return SANS if block.level == 1 else KAI


def title_size(setter: Typesetter) -> float:
    """The size of a title, by the language."""
    return TITLE if setter.measure is CHINESE else ENGLISH_TITLE


def closing_room(setter: Typesetter) -> float:
    """Width that the seal leaves to the lines beside it."""
    return TYPE_WIDTH - SEAL - setter.measure.size


def title(flow: Flow, text: str) -> None:
    """Centred, in as many balanced lines as it takes, with half a blank line below."""
    setter = flow.setter
    size = title_size(setter)
    lines = balanced(setter, text, size)
    step = size * 1.5
    for place, line in enumerate(lines):
        y = PAGE_HEIGHT - TOP - flow.down - step * (place + 0.75)
        flow.add(
            *setter.set_line(line.text, LEFT + (TYPE_WIDTH - line.width) / 2, y, title_face(setter), size, bold=True)
        )
    used = step * len(lines) + flow.pitch * 0.5
    flow.down += flow.pitch * max(round(used / flow.pitch + 0.49), 1)


def title_face(setter: Typesetter) -> str:
    """小标宋 for a Chinese title, the serif face for an English one."""
    return SONG if setter.body == FANG else SERIF


def balanced(setter: Typesetter, text: str, size: float) -> tuple[Line, ...]:
    """The lines of a title, about equally long: the narrowest setting that takes no more lines than the full width."""
    lines = setter.lines(text, title_face(setter), size, TYPE_WIDTH, 0.0)
    for part in range(95, 45, -5):
        narrower = setter.lines(text, title_face(setter), size, TYPE_WIDTH * part / 100, 0.0)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def signature_lines(flow: Flow) -> int:
    """Lines that the signatures and the blank line above them take: text goes with them to the next page."""
    return 4 + math.ceil(SEAL / flow.pitch)


def signatures(flow: Flow, block: Signatures) -> None:
    """Two columns that stay together on a page, the seal's square left free in the left one."""
    pitch = flow.pitch
    seal_lines = SEAL / pitch
    height = pitch * 3 + SEAL
    flow.need(height + pitch)
    flow.down += pitch if flow.down else 0.0
    columns = ((LEFT, block.left), (LEFT + HALF, block.right))
    for x, labels in columns:
        flow.add(*flow.setter.set_line(labels[0], x, flow.baseline()))
    label = flow.setter.width(block.right[0])
    flow.rule(LEFT + HALF + label, max(HALF - label, HAND) if label + HAND <= HALF else HALF - label, 0.0)
    gap = 1 + seal_lines
    for x, labels in columns:
        for place, text in enumerate(labels[1:]):
            line = gap + place if x == LEFT else 2.0 + place * 1.5
            flow.add(*flow.setter.set_line(text, x, flow.baseline(line)))
            start = flow.setter.width(text)
            flow.rule(x + start, min(HAND, HALF - start - 4), line)
        flow.add(*flow.setter.set_line(block.date, x + 2 * flow.setter.measure.advance, flow.baseline(gap + 1)))
    flow.down += height


def closing(flow: Flow, block: Closing) -> None:
    """Sender and lines to sign on at the left, the seal's square free at the right."""
    size = flow.setter.measure.size
    room = closing_room(flow.setter)
    texts = [line.text for text in block.lines for line in flow.setter.lines(text, flow.setter.body, size, room, 0.0)]
    step = max(SEAL / max(len(texts), 3), flow.pitch)
    height = max(SEAL, step * len(texts))
    flow.need(height)
    top = flow.down
    for place, text in enumerate(texts):
        flow.down = top + step * place
        ruled_line(flow, text, LEFT, size)
    flow.down = top + height


def receipt(flow: Flow, block: Receipt) -> None:
    """A dashed line to cut along, then the slip in smaller type; always at the foot of its page."""
    lines = wrapped(flow, block.lines)
    height = RECEIPT_PITCH * (len(lines) + 2.2)
    flow.need(height)
    flow.down = TYPE_HEIGHT - height
    y = PAGE_HEIGHT - TOP - flow.down - RECEIPT_PITCH * 0.5
    width = flow.setter.width(block.cut, size=9)
    middle = PAGE_WIDTH / 2
    flow.add(
        Rule(LEFT, y, middle - width / 2 - 4, y, 0.6, True),
        Rule(middle + width / 2 + 4, y, LEFT + TYPE_WIDTH, y, 0.6, True),
    )
    flow.add(*flow.setter.set_line(block.cut, middle - width / 2, y - 3, size=9))
    heading = flow.setter.width(block.title, SANS, 14)
    flow.add(*flow.setter.set_line(block.title, middle - heading / 2, y - RECEIPT_PITCH * 1.3, SANS, 14))
    for place, text in enumerate(lines):
        flow.down = TYPE_HEIGHT - height + RECEIPT_PITCH * (place + 2.2) - (flow.pitch - RECEIPT_PITCH)
        ruled_line(flow, text, LEFT, SMALL)
    flow.down = TYPE_HEIGHT


def wrapped(flow: Flow, texts: tuple[str, ...]) -> list[str]:
    """The slip's texts as lines that fit."""
    return [line.text for text in texts for line in flow.setter.lines(text, flow.setter.body, SMALL, TYPE_WIDTH, 0.0)]


def ruled_line(flow: Flow, text: str, x: float, size: float) -> None:
    """A line in which each run of underscores is a rule of that many half characters."""
    at = 0
    for found in RULED.finditer(text):
        x = put(flow, text[at : found.start()], x, size)
        length = len(found[0]) * size / 2
        flow.rule(x, length)
        x += length
        at = found.end()
    put(flow, text[at:], x, size)


def put(flow: Flow, text: str, x: float, size: float) -> float:
    """Text at the cursor's baseline; returns where it ends."""
    flow.add(*flow.setter.set_line(text, x, flow.baseline(), size=size))
    return x + flow.setter.width(text, size=size)


def roster(flow: Flow, block: Roster) -> None:
    """Pupils in two columns of 25 with a place to sign, on pages of their own."""
    per_page = GRID_ROWS * 2
    for first in range(0, len(block.names), per_page):
        flow.new_page()
        width = flow.setter.width(block.title, SANS, GRID_TITLE)
        flow.add(
            *flow.setter.set_line(
                block.title, LEFT + (TYPE_WIDTH - width) / 2, PAGE_HEIGHT - TOP - 16, SANS, GRID_TITLE
            )
        )
        grid(flow, block, first)
        flow.down = TYPE_HEIGHT


def grid(flow: Flow, block: Roster, first: int) -> None:
    """One page of the grid: number, name, signature, twice."""
    top = PAGE_HEIGHT - TOP - GRID_HEAD
    step = (TYPE_HEIGHT - GRID_HEAD) / (GRID_ROWS + 1)
    for side in (0, 1):
        start = first + side * GRID_ROWS
        names = block.names[start : start + GRID_ROWS]
        rows = [block.headings, *((str(start + place), name, "") for place, name in enumerate(names, 1))]
        for place, cells in enumerate(rows):
            grid_row(flow, cells, LEFT + side * HALF, top - step * (place + 0.68))
        for edge in GRID_EDGES:
            x = round(LEFT + side * HALF + edge, 2)
            flow.add(Rule(x, top, x, top - step * (GRID_ROWS + 1), 0.5))
    for place in range(GRID_ROWS + 2):
        y = round(top - step * place, 2)
        flow.add(Rule(LEFT, y, LEFT + TYPE_WIDTH, y, 0.5))


def grid_row(flow: Flow, cells: tuple[str, ...], x: float, y: float) -> None:
    """One row of one side, each text in the middle of its cell."""
    for left, right, text in zip(GRID_EDGES, GRID_EDGES[1:], cells, strict=False):
        natural = flow.setter.width(text, size=SMALL)
        size = min(SMALL, SMALL * (right - left - 4) / natural) if natural else SMALL
        width = flow.setter.width(text, size=size)
        flow.add(*flow.setter.set_line(text, x + (left + right - width) / 2, y, size=round(size, 2)))
