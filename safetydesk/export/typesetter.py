"""Lines of text onto pages: measuring, breaking, stretching, and the cursor that goes down the page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from safetydesk.export.fonts import SERIF, SONG, Fonts
from safetydesk.export.geometry import LEFT, PAGE_HEIGHT, TOP, TYPE_HEIGHT, Measure
from safetydesk.export.line_breaking import Line, break_lines
from safetydesk.export.marks import Glyphs, Mark, Rule

BASELINE = 0.30
"""Of the pitch: how far the baseline stands above the foot of its line."""
MOST_STRETCHED = 0.12
"""Of the type size, added to each character at most; a line that needs more is left as it falls."""
MOST_BETWEEN = 1.0
"""Of the type size, added to each blank of an English line at most."""


class Typesetter:
    """Sets text in one measure; broken paragraphs are remembered, since letters repeat them by the thousand."""

    def __init__(self, fonts: Fonts, measure: Measure, body: str = SERIF) -> None:
        self.fonts = fonts
        self.measure = measure
        self.body = body
        self.lines = lru_cache(maxsize=4_000)(self.break_paragraph)
        self.runs_of = lru_cache(maxsize=20_000)(self.set_runs)

    def width(self, text: str, face: str | None = None, size: float | None = None) -> float:
        """Width of a text as it will be set, in the body's face unless another is said, character spacing included."""
        chosen = size or self.measure.size
        return self.fonts.width(text, face or self.body, chosen) + self.spacing(chosen) * len(text)

    def spacing(self, size: float) -> float:
        """Character spacing at a size, in proportion to the body's."""
        return self.measure.spacing * size / self.measure.size

    def break_paragraph(self, text: str, face: str, size: float, width: float, indent: float) -> tuple[Line, ...]:
        """A paragraph's lines."""
        return tuple(break_lines(text, lambda part: self.width(part, face, size), width, indent))

    def set_line(
        self,
        text: str,
        x: float,
        y: float,
        face: str | None = None,
        size: float | None = None,
        extra: float = 0.0,
        bold: bool = False,
        blanks: float = 0.0,
    ) -> Iterator[Mark]:
        """A line's runs, one after another; `extra` widens or narrows each character, `blanks` each blank alone."""
        yield from self.runs_of(text, x, y, face or self.body, size or self.measure.size, extra, bold, blanks)

    def set_full_line(self, line: Line, room: float, x: float, y: float, face: str) -> Iterator[Mark]:
        """A line of a paragraph from margin to margin: Chinese by its characters, English by its blanks alone."""
        if not self.measure.justifies_blanks:
            yield from self.set_line(line.text, x, y, face, extra=self.stretch(line, room))
            return
        yield from self.set_line(line.text, x, y, face, blanks=self.stretch_between(line, room))

    def stretch_between(self, line: Line, room: float) -> float:
        """What each blank of an English line gains or loses; a line that would be torn apart is left as it falls."""
        slack, blanks = room - line.width, line.text.count(" ")
        if not blanks or (line.last and slack >= 0):
            return 0.0
        between = slack / blanks
        return between if between <= MOST_BETWEEN * self.measure.size else 0.0

    def set_runs(
        self, text: str, x: float, y: float, face: str, size: float, extra: float, bold: bool, blanks: float
    ) -> tuple[Mark, ...]:
        """The marks of a line; letters set the same line in the same place by the thousand."""
        spacing = self.spacing(size) + extra
        marks: list[Mark] = []
        for name, part in self.fonts.runs(text, face):
            # The title face is heavy of itself; only what stands in for it is thickened.
            thick = bold and name != SONG
            marks.append(Glyphs(round(x, 2), round(y, 2), name, size, part, round(spacing, 3), thick, round(blanks, 3)))
            x += self.fonts.width(part, name, size) + spacing * len(part) + blanks * part.count(" ")
        return tuple(marks)

    def stretch(self, line: Line, room: float) -> float:
        """What each character gains or loses so that a full line ends at the margin."""
        slack = room - line.width
        if not line.text or (line.last and slack >= 0):
            return 0.0
        extra = slack / max(len(line.text) - 1, 1)
        return extra if extra <= MOST_STRETCHED * self.measure.size else 0.0


class Flow:
    """The pages of one letter, filled from the top; positions are counted down from the type area's head."""

    def __init__(self, setter: Typesetter) -> None:
        self.setter = setter
        self.pages: list[list[Mark]] = [[]]
        self.down = 0.0

    @property
    def pitch(self) -> float:
        """From line to line."""
        return self.setter.measure.pitch

    @property
    def left_over(self) -> float:
        """Height left on the page."""
        return TYPE_HEIGHT - self.down

    def need(self, height: float) -> None:
        """Go to a new page unless so much height is left."""
        if height > self.left_over + 0.01:
            self.new_page()

    def new_page(self) -> None:
        """Begin the next page."""
        self.pages.append([])
        self.down = 0.0

    def baseline(self, lines: float = 0.0) -> float:
        """Height of the baseline of the line that is so many pitches below the cursor."""
        return PAGE_HEIGHT - TOP - self.down - self.pitch * (lines + 1 - BASELINE)

    def add(self, *marks: Mark) -> None:
        """Draw on the current page."""
        self.pages[-1].extend(marks)

    def line(self, text: str, x: float = LEFT, **style: object) -> None:
        """One line at the cursor, which goes down by one."""
        self.add(*self.setter.set_line(text, x, self.baseline(), **style))  # type: ignore[arg-type]
        self.down += self.pitch

    def rule(self, x: float, length: float, lines: float = 0.0) -> None:
        """A rule to write on, a little below the baseline."""
        y = round(self.baseline(lines) - 3, 2)
        self.add(Rule(round(x, 2), y, round(x + length, 2), y))
