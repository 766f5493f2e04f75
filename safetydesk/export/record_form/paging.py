"""Strips onto pages: cut where they may be, kept together where they must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from safetydesk.export.record_form.strips import FEWEST, CellStrip, Strip


@dataclass
class FormPage:
    """The strips of a page, from its top."""

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
            if strip.fresh and self.pages[-1].strips:
                self.turn(strip)
            elif self.needed(strips, number) > self.pages[-1].room:
                self.begin(strip)
            self.put(strip)
        return self.pages

    def needed(self, strips: Sequence[Strip], number: int) -> float:
        """Height of a strip and those it is glued to, the last of them with as little of it as may stand alone."""
        total, last = 0.0, strips[number]
        for strip in strips[number:]:
            last = strip
            if not strip.glued:
                break
            total += strip.height
        return total + (last.height if last.cut(self.others) is None else self.smallest(last))

    def smallest(self, strip: Strip) -> float:
        """The height of a cut strip's first lines."""
        least = strip.cut(FEWEST * strip.step + self.others * 0.02) if isinstance(strip, CellStrip) else None
        return least[0].height if least else strip.height

    def begin(self, strip: Strip) -> None:
        """A new page, unless the strip is higher than any page."""
        if self.pages[-1].strips:
            self.turn(strip)

    def turn(self, strip: Strip) -> None:
        """A new page that begins with what the strip wants to see again."""
        self.pages.append(FormPage(self.others))
        for head in strip.head:
            self.pages[-1].add(head)

    def put(self, strip: Strip) -> None:
        """Put a strip, in parts if need be."""
        rest = strip
        while rest.height > self.pages[-1].room + 0.01:
            parts = rest.cut(self.pages[-1].room)
            if parts is None:
                if len(self.pages[-1].strips) > len(rest.head):
                    self.turn(rest)
                    continue
                break
            self.pages[-1].add(parts[0])
            rest = parts[1]
            self.turn(rest)
        self.pages[-1].add(rest)
