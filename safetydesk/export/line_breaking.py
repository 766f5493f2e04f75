"""Chinese lines broken by the rules of composition, with Latin words and numbers whole.

No line begins with a closing mark or ends with an opening one. A closing mark that does not fit is drawn into the
line if squeezing it in costs little; otherwise the character before it goes down with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

CLOSING = frozenset("，。、；：？！）》」』】〕〉”’…—～·％%,.;:?!)]}>°℃‰")
OPENING = frozenset("（《「『【〔〈“‘([{<￥$#")
WORD = re.compile(
    r"[A-Z]{2,}\d*(?:/[A-Z]+)?[ \u00a0]?\d+(?:\.\d+)*(?:[—–-]+\d{4})?|〔\d{4}〕第?\d+号|"
    r"[A-Za-z0-9À-ɏ]+(?:[.,:/'@_\-+–][A-Za-z0-9À-ɏ]+)*%?|…+|—+|[ \u00a0]+|.",
    re.DOTALL,
)
"""What is never divided: the number of a standard (GB/T 9704—2012) or document (〔2024〕20号), a Latin word, a mark."""
LONG_LINE = 12
"""Units of a line that can spare some for a lonely character below."""
MOST_MOVED = 3
"""Units that go down at most."""
MOST_SQUEEZED = 0.045
"""A line may lose this part of its length to draw a closing mark in: about one character of 28."""


@dataclass(frozen=True)
class Unit:
    """What is never divided: a Chinese character, a mark, a Latin word, a number, a blank."""

    text: str
    width: float

    @property
    def closes(self) -> bool:
        """May not begin a line."""
        return self.text[0] in CLOSING

    @property
    def opens(self) -> bool:
        """May not end a line."""
        return self.text[-1] in OPENING

    @property
    def blank(self) -> bool:
        """Vanishes at the end and the beginning of a line."""
        return self.text.isspace()


@dataclass(frozen=True)
class Line:
    """A finished line."""

    text: str
    width: float
    """Natural width, in the unit of the measure."""
    last: bool
    """The last of its paragraph: not stretched."""


def units_of(text: str, measure: Callable[[str], float]) -> list[Unit]:
    """A text as units with their widths."""
    return [Unit(part, measure(part)) for part in WORD.findall(text)]


def break_lines(text: str, measure: Callable[[str], float], width: float, indent: float = 0.0) -> list[Line]:
    """A paragraph as lines of at most `width` (the first `indent` shorter); line feeds in the text are kept."""
    lines: list[Line] = []
    for place, part in enumerate(text.split("\n")):
        units = split_wide(units_of(part, measure), measure, width)
        lines.extend(fill(units, width, indent if place == 0 else 0.0))
    return lines


def split_wide(units: list[Unit], measure: Callable[[str], float], width: float) -> list[Unit]:
    """Units no line could hold, cut into pieces that one can."""
    return [piece for unit in units for piece in ([unit] if unit.width <= width else pieces(unit, measure, width))]


def pieces(unit: Unit, measure: Callable[[str], float], width: float) -> Iterator[Unit]:
    """A very long word in parts."""
    part = ""
    for ch in unit.text:
        if part and measure(part + ch) > width:
            yield Unit(part, measure(part))
            part = ""
        part += ch
    yield Unit(part, measure(part))


def fill(units: list[Unit], width: float, indent: float) -> Iterator[Line]:
    """Lines of one paragraph; an empty paragraph is one empty line."""
    places = lengthen_last(units, line_places(units, width, indent))
    for start, end in places:
        text, natural = trimmed(units[start:end])
        yield Line(text, natural, last=(start, end) == places[-1])


def line_places(units: list[Unit], width: float, indent: float) -> list[tuple[int, int]]:
    """Beginning and end of each line among the units; blanks between lines belong to none."""
    places: list[tuple[int, int]] = []
    start, room = 0, width - indent
    while True:
        end = line_end(units, start, room)
        places.append((start, end))
        start, room = end, width
        while start < len(units) and units[start].blank:
            start += 1
        if start >= len(units):
            return places


def lengthen_last(units: list[Unit], places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A last line of one character with its mark gets company from the line above, where that one is long enough."""
    if len(places) < 2:
        return places
    (above, cut), (start, end) = places[-2:]
    if cut - above < LONG_LINE or not lonely(units[start:end]):
        return places
    for place in range(cut - 1, cut - MOST_MOVED - 1, -1):
        if may_break(units, above, place) and not lonely(units[place:end]) and not units[place].blank:
            return [*places[:-2], (above, place), (place, end)]
    return places


def lonely(units: list[Unit]) -> bool:
    """Whether a line holds no more than one character beside marks."""
    words = [unit for unit in units if not unit.closes and not unit.blank]
    return len(words) < 2 and all(len(unit.text) == 1 for unit in words)


def line_end(units: list[Unit], start: int, room: float) -> int:
    """Index after the last unit of the line that begins at `start`."""
    used, end = 0.0, start
    while end < len(units) and (used + units[end].width <= room + 1e-6 or units[end].blank):
        used += units[end].width
        end += 1
    if end >= len(units):
        return end
    drawn_in = end
    while drawn_in < len(units) and units[drawn_in].closes:
        used += units[drawn_in].width
        drawn_in += 1
    if used <= room * (1 + MOST_SQUEEZED):
        end = drawn_in
        if end >= len(units) or may_break(units, start, end):
            return end
    return push_down(units, start, end)


def push_down(units: list[Unit], start: int, end: int) -> int:
    """Move the break back until no rule is broken; where none can be kept, break at the measure."""
    places = range(end, start, -1)
    return next((place for place in places if may_break(units, start, place)), max(end, start + 1))


def may_break(units: list[Unit], start: int, place: int) -> bool:
    """Whether the rules allow a break there; blanks vanish at a break, so the marks on either side of them count."""
    before, after = place - 1, place
    while before > start and units[before].blank:
        before -= 1
    while after < len(units) - 1 and units[after].blank:
        after += 1
    return not units[after].closes and not units[before].opens


def trimmed(units: list[Unit]) -> tuple[str, float]:
    """Text and width of a line less the blanks at its end."""
    while units and units[-1].blank:
        units = units[:-1]
    return "".join(unit.text for unit in units), sum(unit.width for unit in units)
