"""Labels and box papers into a PDF/A-2u file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from safetydesk.errors import UserError, message
from safetydesk.export.canvas import Sheets
from safetydesk.export.fonts import Fonts
from safetydesk.export.geometry import Measure
from safetydesk.export.labels.drawing import Fact, cover, note, spine, stamp
from safetydesk.export.labels.sheet import LabelSheet
from safetydesk.export.marks import Mark
from safetydesk.export.pdfa import write_pdfa
from safetydesk.export.typesetter import Typesetter
from safetydesk.export.unprintable import places
from safetydesk.storage.atomic import write_atomic

Facts = Sequence[Fact]


class LabelWriter:
    """Draws pages of labels; each method returns how many sides it wrote."""

    def __init__(self, fonts: Fonts, title: str, author: str, day: str, language: str) -> None:
        self.fonts, self.language = fonts, language
        self.title, self.author, self.day = title, author, day
        self.setter = Typesetter(fonts, Measure(9.0, 12.0, 9.0))

    def stamps(self, labels: Sequence[Facts], sheet: LabelSheet, path: Path, first: int = 0) -> int:
        """Archive stamps; the first few labels of the sheet stay free where they are used up."""
        self.refuse_unprintable(labels)
        places = sheet.places(len(labels), first)
        drawn = ((page, list(stamp(self.setter, x, y, facts))) for (page, x, y), facts in zip(places, labels, strict=True))  # fmt: skip
        return self.write(collected(drawn), path)

    def spines(self, labels: Sequence[Facts], sheet: LabelSheet, path: Path) -> int:
        """Spines of boxes."""
        self.refuse_unprintable(labels)
        size = sheet.width * 72 / 25.4, sheet.height * 72 / 25.4
        places = sheet.places(len(labels))
        drawn = ((page, list(spine(self.setter, x, y, *size, facts))) for (page, x, y), facts in zip(places, labels, strict=True))  # fmt: skip
        return self.write(collected(drawn), path)

    def covers(self, school: str, heading: str, labels: Sequence[Facts], path: Path) -> int:
        """A front for each box."""
        self.refuse_unprintable([*labels, [Fact("", school)]])
        return self.write((list(cover(self.setter, heading, school, facts)) for facts in labels), path)

    def notes(self, heading: str, labels: Sequence[Facts], room: str, empty: Facts, path: Path) -> int:
        """A sheet to lie in each box, with room for remarks under its own label."""
        self.refuse_unprintable(labels)
        return self.write((list(note(self.setter, heading, facts, room, empty)) for facts in labels), path)

    def refuse_unprintable(self, labels: Iterable[Facts]) -> None:
        """Raise UserError for characters that no face has."""
        texts = [" ".join(fact.text for fact in facts) for facts in labels]
        found = [(text, missing) for text in texts if (missing := self.fonts.missing(text))]
        if found:
            named = places([(text[:30], missing) for text, missing in found])
            what = message("page.unprintable_rows", n=len(found), people=named)
            raise UserError(what, message("page.unprintable_rows_hint"))

    def write(self, pages: Iterable[list[Mark]], path: Path) -> int:
        """The file, whole or not at all."""
        sheets = Sheets(self.title)
        for marks in pages:
            sheets.page(marks)
        data = sheets.finish()
        facts = {"title": self.title, "author": self.author, "day": self.day, "language": self.language}
        write_atomic(path, lambda target: write_pdfa(data, target, **facts))
        return sheets.count


def collected(drawn: Iterable[tuple[int, list[Mark]]]) -> Iterator[list[Mark]]:
    """The marks of each sheet."""
    for _, labels in groupby(drawn, key=lambda label: label[0]):
        yield [mark for _, marks in labels for mark in marks]
