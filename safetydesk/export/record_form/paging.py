"""Strips onto pages: cut where they may be, kept together where they must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from safetydesk.export.record_form.strips import CellStrip, Strip

HAIR = 0.01


@dataclass
class FormPage:
    """The strips of a page, from its top, and the height that is left below them."""

    room: float
    strips: list[Strip] = field(default_factory=list)

    def add(self, strip: Strip) -> None:
        """Put a strip below the others."""
        self.strips.append(strip)
        self.room -= strip.height


class Paging:
    """Fills pages; the first has less room than the others, since the title stands on it."""

    def __init__(self, first: float, others: float) -> None:
        self.others = others
        self.pages = [FormPage(first)]

    def place(self, strips: Sequence[Strip]) -> list[FormPage]:
        """All strips in their order."""
        for number, strip in enumerate(strips):
            page = self.pages[-1]
            short = needed(strips[number:]) > page.room + HAIR
            if short and isinstance(strip, CellStrip) and strip.tail and (parts := strip.cut(page.room)):
                page.add(parts[0])
                strip = parts[1]
                self.turn(strip)
            elif page.strips and (strip.fresh or short):
                self.turn(strip)
            self.put(strip)
        return self.pages

    def turn(self, strip: Strip) -> None:
        """A new page that begins with what the strip wants above it."""
        self.pages.append(FormPage(self.others))
        for head in strip.head:
            self.pages[-1].add(head)

    def put(self, strip: Strip) -> None:
        """Put a strip, in parts where it is higher than what is left."""
        while strip.height > self.pages[-1].room + HAIR:
            parts = strip.cut(self.pages[-1].room)
            if parts is None and len(self.pages[-1].strips) <= len(strip.head):
                break
            if parts:
                self.pages[-1].add(parts[0])
                strip = parts[1]
            self.turn(strip)
        self.pages[-1].add(strip)


def needed(strips: Sequence[Strip]) -> float:
    """Height of the first strip and those it is glued to, the last with no more than may stand on a page."""
    total = 0.0
    for place, strip in enumerate(strips):
        if place and isinstance(strip, CellStrip) and strip.tail:
            return total + strip.smallest
        if not strip.glued:
            return total + strip.smallest
        total += strip.height
    return total
