"""What stands above the frame of a form."""

from __future__ import annotations

from collections.abc import Iterator

from safetydesk.export.fonts import SANS
from safetydesk.export.geometry import PAGE_HEIGHT
from safetydesk.export.marks import Mark
from safetydesk.export.record_form.form import RecordForm
from safetydesk.export.record_form.strips import AIR, LEFT, TOP, WIDTH
from safetydesk.export.typesetter import Typesetter

TITLE, NUMBER = 18.0, 9.0


class Head:
    """What stands above the frame: title and number line; on further pages both in one small line."""

    def __init__(self, form: RecordForm, setter: Typesetter) -> None:
        self.form = form
        self.setter = setter
        self.step = setter.measure.pitch
        self.lines = setter.lines(form.title, SANS, TITLE, WIDTH, 0.0)

    @property
    def height(self) -> float:
        """Of title and number line."""
        return len(self.lines) * TITLE * 1.4 + self.step * 1.5

    @property
    def running(self) -> float:
        """Of the small line on further pages."""
        return self.step + AIR

    def marks(self) -> Iterator[Mark]:
        """The head of the first page."""
        y = PAGE_HEIGHT - TOP - TITLE
        for line in self.lines:
            x = LEFT + (WIDTH - line.width) / 2
            yield from self.setter.set_line(line.text, x, y, SANS, TITLE, bold=True)
            y -= TITLE * 1.4
        yield from self.small(self.form.number_line, PAGE_HEIGHT - TOP - self.height + AIR, at_right=True)

    def again(self) -> Iterator[Mark]:
        """The head of the others."""
        y = PAGE_HEIGHT - TOP - self.step + AIR
        title = self.setter.lines(self.form.title, SANS, NUMBER, WIDTH * 0.6, 0.0)[0]
        yield from self.small(title.text, y)
        yield from self.small(self.form.number_line, y, at_right=True)

    def small(self, text: str, y: float, at_right: bool = False) -> Iterator[Mark]:
        """A line of small text."""
        x = LEFT + (WIDTH - self.setter.width(text, size=NUMBER) if at_right else 0.0)
        yield from self.setter.set_line(text, x, y, size=NUMBER)
