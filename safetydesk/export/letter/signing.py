"""The signatures of a letter: both parties on the same rows, with room for seals and hands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from safetydesk.export.geometry import HAND, LEFT, MM, SEAL, TYPE_WIDTH
from safetydesk.export.letter.document import Party, Signatures
from safetydesk.export.letter.pieces import Piece
from safetydesk.export.typesetter import Flow, Typesetter

HALF = TYPE_WIDTH / 2
ABOVE = 0.5
"""Lines left free above the signatures."""
BETWEEN = 32.0
"""Left free between the columns of labels and names."""
BESIDE_RULE = 8.0
"""Left free after a line to sign on."""
SHORTEST_HAND = 30 * MM
"""Of a line to sign on; where less is left behind its label it stands below."""
LEAST_STEP = 9 * MM
"""From line to sign on to the next, so that a hand has room."""
HAIR = 2.0
Entry = tuple[str, bool]
"""A row to sign on: its text, and whether a line follows it."""


def signature_piece(setter: Typesetter, block: Signatures) -> Piece:
    """Both parties beside each other, drawn as a whole."""
    rows = SignatureRows(setter, block)
    return Piece(rows.height, rows.draw)


class SignatureRows:
    """Label, name, the seals' free squares, lines to sign on, date: each row at the same height in both columns."""

    def __init__(self, setter: Typesetter, block: Signatures) -> None:
        self.setter, self.block = setter, block
        self.parties = (block.left, block.right)
        self.pitch = setter.measure.pitch
        self.step = max(self.pitch, LEAST_STEP)

    @cached_property
    def heads(self) -> list[list[str]]:
        """Label and name of each party, on one row where both have room there, else the names all begin on one row."""
        joined = [joined_name(party) for party in self.parties]
        if all(self.setter.width(text) <= HALF - BETWEEN for text in joined):
            return [[text] for text in joined]
        labels = [self.broken(party.label) for party in self.parties]
        most = max(map(len, labels))
        return [
            [*label, *[""] * (most - len(label)), *self.broken(party.name)]
            for label, party in zip(labels, self.parties, strict=True)
        ]

    @cached_property
    def entries(self) -> list[list[Entry]]:
        """The rows that each party signs on."""
        return [[entry for line in party.lines for entry in self.entry(line)] for party in self.parties]

    def broken(self, text: str) -> list[str]:
        """A text in the lines of a column."""
        setter = self.setter
        lines = setter.lines(text, setter.body, setter.measure.size, HALF - BETWEEN, 0.0) if text else ()
        return [line.text for line in lines]

    def entry(self, label: str) -> list[Entry]:
        """A label with its line, which goes below where too little is left beside it."""
        if self.room(label) >= SHORTEST_HAND:
            return [(label, True)]
        return [*((part, False) for part in self.broken(label)), ("", True)]

    def room(self, label: str) -> float:
        """Length of the line that fits behind a label."""
        return min(HAND, HALF - self.setter.width(label) - BESIDE_RULE)

    @property
    def free(self) -> float:
        """Between names and signatures: the seals' squares, less what the rows leave free of themselves."""
        if not any(party.sealed for party in self.parties):
            return self.pitch / 2
        return SEAL + HAIR - (self.step - self.setter.measure.size)

    @property
    def signed(self) -> float:
        """Height above the rows to sign on."""
        return self.pitch * (ABOVE + max(map(len, self.heads))) + self.free

    @property
    def height(self) -> float:
        """All of it."""
        return self.signed + self.step * (max(map(len, self.entries)) + 1)

    def draw(self, flow: Flow) -> None:
        """Onto the page, from the cursor down."""
        top = flow.down
        for x, head, entries in zip((LEFT, LEFT + HALF), self.heads, self.entries, strict=True):
            flow.down = top + self.pitch * ABOVE
            for text in head:
                flow.line(text, x)
            self.hands(flow, x, entries, top + self.signed)
            self.hands(flow, x, [self.dated()], top + self.height - self.step)
        flow.down = top + self.height

    def hands(self, flow: Flow, x: float, entries: Sequence[Entry], top: float) -> None:
        """Rows to write on, so far below the head of the page."""
        for place, (text, ruled) in enumerate(entries):
            flow.down = top + self.step * (place + 1) - self.pitch
            flow.add(*flow.setter.set_line(text, x, flow.baseline()))
            if ruled:
                flow.rule(x + flow.setter.width(text), self.room(text))

    def dated(self) -> Entry:
        """年　月　日 to be filled in; a date that is a label only has a line behind it."""
        date = self.block.date.rstrip()
        return (f"{date} ", True) if date.endswith((":", "：")) else (f"　　{date}", False)


def joined_name(party: Party) -> str:
    """Label and name on one row."""
    blank = " " if party.label.endswith(":") and party.name else ""
    return f"{party.label}{blank}{party.name}"
