"""What stands above the frame of a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from safetydesk.export.fonts import SANS, SERIF
from safetydesk.export.geometry import PAGE_HEIGHT
from safetydesk.export.line_breaking import Line
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
        number = self.setter.lines(self.form.number_line, SERIF, NUMBER, WIDTH, 0.0)
        return len(self.lines) * TITLE * 1.4 + self.step * (len(number) + 0.5)

    @property
    def running(self) -> float:
        """Of the small lines on further pages."""
        return self.step * max(len(self.small_title), len(self.small_number)) + AIR

    @cached_property
    def small_number(self) -> tuple[Line, ...]:
        """The number line as it stands at the right on further pages."""
        return self.setter.lines(self.form.number_line, SERIF, NUMBER, WIDTH / 2, 0.0)

    @cached_property
    def small_title(self) -> tuple[Line, ...]:
        """The title as it stands at the left of it."""
        room = WIDTH - max(line.width for line in self.small_number) - 2 * NUMBER
        return self.setter.lines(self.form.title, SERIF, NUMBER, room, 0.0)

    def marks(self) -> Iterator[Mark]:
        """The head of the first page."""
        y = PAGE_HEIGHT - TOP - TITLE
        for line in self.lines:
            x = LEFT + (WIDTH - line.width) / 2
            yield from self.setter.set_line(line.text, x, y, SANS, TITLE, bold=True)
            y -= TITLE * 1.4
        number = self.setter.lines(self.form.number_line, SERIF, NUMBER, WIDTH, 0.0)
        yield from self.small(number, PAGE_HEIGHT - TOP - self.height + AIR, at_right=True)

    def again(self) -> Iterator[Mark]:
        """The head of the others."""
        foot = PAGE_HEIGHT - TOP - self.running + AIR * 2
        yield from self.small(self.small_title, foot)
        yield from self.small(self.small_number, foot, at_right=True)

    def small(self, lines: Sequence[Line], foot: float, at_right: bool = False) -> Iterator[Mark]:
        """Lines of small text, the last one at a height."""
        for place, line in enumerate(reversed(lines)):
            x = LEFT + (WIDTH - line.width if at_right else 0.0)
            yield from self.setter.set_line(line.text, x, foot + self.step * place, size=NUMBER)
