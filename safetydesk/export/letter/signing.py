"""Where a letter is signed: two parties beside each other, or the sender at the right and lines to sign at the left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from safetydesk.export.geometry import HAND, LEFT, MM, SEAL, TYPE_WIDTH, Area
from safetydesk.export.letter.document import Closing, Party, Signatures
from safetydesk.export.typesetter import Flow

HALF = TYPE_WIDTH / 2
RULED = re.compile(r"_{2,}")
SHORTEST_HAND = 30 * MM
"""A shorter line is nothing to sign on: it goes below its label."""
SIGN_STEP = 9 * MM
"""From line to sign on to line to sign on, where the pitch is smaller."""
DATE_BLANKS = 4
"""成文日期右空四字 (GB/T 9704-2012, 7.3.5)."""


class SignatureRows:
    """The rows of a signature block: labels, names, the seal's square, lines to sign on, dates."""

    def __init__(self, flow: Flow, block: Signatures) -> None:
        self.flow, self.block = flow, block
        setter = flow.setter
        self.gap = setter.measure.advance
        self.parties = ((LEFT, block.left), (LEFT + HALF, block.right))
        self.labels = [self.broken(party.label) for _, party in self.parties]
        self.names = [self.broken(party.name) for _, party in self.parties]
        self.seal = SEAL if any(party.sealed for _, party in self.parties) else 0.0
        self.step = max(flow.pitch, SIGN_STEP)
        self.signed = max(len(self.entries(party)) for _, party in self.parties)

    def broken(self, text: str) -> list[str]:
        """A text in the lines of a column; none for an empty one."""
        setter = self.flow.setter
        lines = setter.lines(text, setter.body, setter.measure.size, HALF - self.gap, 0.0)
        return [line.text for line in lines] if text else []

    def entries(self, party: Party) -> list[tuple[str, bool]]:
        """Rows to sign on: the text, and whether a line to write on follows it."""
        found: list[tuple[str, bool]] = []
        for text in party.lines:
            if self.room(text) >= SHORTEST_HAND:
                found.append((text, True))
            else:
                found.extend([*((part, False) for part in self.broken(text)), ("", True)])
        return found

    def room(self, text: str) -> float:
        """Length of the line that fits after a text."""
        return min(HAND, HALF - self.flow.setter.width(text) - self.gap / 2)

    @property
    def head(self) -> float:
        """Height of labels and names."""
        return self.flow.pitch * (max(map(len, self.labels)) + max(map(len, self.names)))

    @property
    def height(self) -> float:
        """All of it, with the blank line above."""
        return self.flow.pitch + self.head + self.seal + self.step * self.signed + self.flow.pitch

    def draw(self) -> None:
        """Onto the page, which has room for it."""
        flow = self.flow
        top = flow.down + (flow.pitch if flow.down else 0.0)
        for (x, party), labels, names in zip(self.parties, self.labels, self.names, strict=True):
            flow.down = top
            self.column(x, labels)
            flow.down = top + flow.pitch * max(map(len, self.labels))
            self.column(x, names)
            flow.down = top + self.head + self.seal + self.step - flow.pitch
            for text, ruled in self.entries(party):
                self.entry(x, text, ruled)
            flow.down = top + self.head + self.seal + self.step * self.signed
            self.column(x + 2 * self.gap, [self.block.date])
        flow.down = top + self.height - flow.pitch

    def column(self, x: float, texts: list[str]) -> None:
        """Lines one below the other."""
        for text in texts:
            self.flow.line(text, x)

    def entry(self, x: float, text: str, ruled: bool) -> None:
        """A row to sign on."""
        flow = self.flow
        flow.add(*flow.setter.set_line(text, x, flow.baseline()))
        if ruled:
            flow.rule(x + flow.setter.width(text), self.room(text))
        flow.down += self.step


def signatures(flow: Flow, block: Signatures) -> None:
    """Two columns that stay together on a page, squares for the seals left free between names and signatures."""
    rows = SignatureRows(flow, block)
    flow.need(rows.height - (0.0 if flow.down else flow.pitch))
    rows.draw()


class ClosingPlace:
    """Where the parts of a closing stand: name and date at the right, centred on each other, lines at the left."""

    def __init__(self, flow: Flow, block: Closing) -> None:
        self.flow, self.block = flow, block
        setter = flow.setter
        advance = setter.measure.advance
        width = setter.width(block.date.replace("_", "")) + block.date.count("_") * setter.measure.size / 2
        self.date_left = LEFT + TYPE_WIDTH - DATE_BLANKS * advance - width
        self.centre = self.date_left + width / 2
        widest = 2 * (LEFT + TYPE_WIDTH - self.centre)
        self.names = [line for name in block.sender for line in self.balanced(name, widest)]
        reach = max([SEAL if block.sealed else 0.0, width, *(setter.width(name) for name in self.names)])
        self.room = self.centre - reach / 2 - LEFT - advance
        self.lines = [text for line in block.lines for text in self.broken(line)]

    def balanced(self, name: str, width: float) -> list[str]:
        """A long name in lines of about the same length."""
        setter = self.flow.setter
        measure = setter.measure.size
        lines = setter.lines(name, setter.body, measure, width, 0.0)
        for part in range(95, 45, -5):
            narrower = setter.lines(name, setter.body, measure, width * part / 100, 0.0)
            if len(narrower) > len(lines):
                break
            lines = narrower
        return [line.text for line in lines]

    def broken(self, text: str) -> list[str]:
        """A line to sign on, in two where the name and the seal leave too little room."""
        setter = self.flow.setter
        return [line.text for line in setter.lines(text, setter.body, setter.measure.size, self.room, 0.0)]

    @property
    def above(self) -> float:
        """Of the seal's square, above the name: both lie a little below its middle (GB/T 9704-2012, 7.3.5.1)."""
        rows = self.flow.pitch * (len(self.names) + 1)
        return max((SEAL - rows) / 2 + self.flow.pitch * 0.2, 0.0) if self.block.sealed else 0.0

    @property
    def date_row(self) -> float:
        """Top of the date's row, from the top of the closing."""
        return max(self.above + self.flow.pitch * len(self.names), self.step * (len(self.lines) - 1))

    @property
    def step(self) -> float:
        """From line to line at the left."""
        return max(self.flow.pitch, SIGN_STEP)

    @property
    def height(self) -> float:
        """All of it."""
        below = self.date_row + self.flow.pitch
        square = below - self.above - self.flow.pitch * (len(self.names) + 1) + SEAL
        return max(below, square) if self.block.sealed else below

    @property
    def square(self) -> Area:
        """The seal's, its left edge on the page and its top counted from the top of the closing."""
        top = self.date_row - self.flow.pitch * len(self.names) - self.above
        return Area(self.centre - SEAL / 2, top, SEAL, SEAL)

    def draw(self) -> None:
        """Onto the page, which has room for it."""
        flow, top = self.flow, self.flow.down
        for place, text in enumerate(reversed(self.lines)):
            flow.down = top + self.date_row - self.step * place
            ruled_line(flow, text, LEFT, flow.setter.measure.size)
        for place, text in enumerate(reversed(self.names), 1):
            flow.down = top + self.date_row - flow.pitch * place
            flow.line(text, self.centre - flow.setter.width(text) / 2)
        flow.down = top + self.date_row
        ruled_line(flow, self.block.date, self.date_left, flow.setter.measure.size)
        flow.down = top + self.height


def closing(flow: Flow, block: Closing) -> None:
    """The sender's name over the date at the right, the seal's square over both, lines to sign on at the left."""
    place = ClosingPlace(flow, block)
    flow.need(place.height)
    place.draw()


def ruled_line(flow: Flow, text: str, x: float, size: float) -> None:
    """A line in which each run of underscores is a rule of that many half characters."""
    for part, ruled in ruled_parts(text):
        if ruled:
            length = len(part) * size / 2
            flow.rule(x, length)
            x += length
        else:
            flow.add(*flow.setter.set_line(part, x, flow.baseline(), size=size))
            x += flow.setter.width(part, size=size)


def ruled_parts(text: str) -> Iterator[tuple[str, bool]]:
    """A text in parts to print and runs of underscores."""
    at = 0
    for found in RULED.finditer(text):
        yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    yield text[at:], False
