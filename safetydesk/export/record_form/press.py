"""Forms onto sheets: title, frame, photos, page numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from safetydesk.core.picture_file import NoPicture, Unread
from safetydesk.errors import Cancelled
from safetydesk.export.canvas import Sheets
from safetydesk.export.fonts import SANS, Fonts
from safetydesk.export.geometry import MM, PAGE_HEIGHT, Area
from safetydesk.export.marks import Mark, Rule
from safetydesk.export.record_form.fitting import fitted
from safetydesk.export.record_form.form import Photo, RecordForm
from safetydesk.export.record_form.head import NUMBER
from safetydesk.export.record_form.paging import FormPage
from safetydesk.export.record_form.pictures import Picture, read_picture
from safetydesk.export.record_form.ready_jpeg import ReadyJpeg
from safetydesk.export.record_form.setting import Setting
from safetydesk.export.record_form.strips import (
    AIR,
    INNER,
    LEFT,
    OUTER,
    PAD,
    TOP,
    WIDTH,
    PictureStrip,
)
from safetydesk.words import Words

PAGE_LINE = 15 * MM
"""Height of the page number's baseline."""
LARGEST_POINT = 1.0
"""Points for each dot at most: a small picture stays small."""


class Press:
    """Draws forms onto sheets."""

    def __init__(
        self, sheets: Sheets, words: Words, fonts: Fonts, drawn: Callable[[], None], numbered: bool = True
    ) -> None:
        self.sheets = sheets
        self.numbered = numbered
        """Each form counts its pages; not where the book that it is bound into does."""
        self.drawn = drawn
        """Called after each photo."""
        self.words = words
        self.fonts = fonts
        self.unreadable: list[Unread] = []

    def print(self, form: RecordForm, cancelled: Callable[[], bool] | None) -> None:
        """All pages of one form."""
        setting, pages = fitted(form, self.fonts, self.words)
        head = setting.head
        for number, page in enumerate(pages, 1):
            if cancelled and cancelled():
                raise Cancelled
            count = self.words.text("page.of", page=number, pages=len(pages))
            top = PAGE_HEIGHT - TOP - (head.height if number == 1 else head.running)
            marks = [*(head.marks() if number == 1 else head.again()), *self.foot(count, setting)]
            self.sheets.page([*marks, *self.body(page, top, setting)], number)

    def foot(self, count: str, setting: Setting) -> Iterator[Mark]:
        """The page's number in the middle."""
        if not self.numbered:
            return
        x = LEFT + (WIDTH - setting.setter.width(count, size=NUMBER)) / 2
        yield from setting.setter.set_line(count, x, PAGE_LINE, size=NUMBER)

    def body(self, page: FormPage, top: float, setting: Setting) -> Iterator[Mark]:
        """The strips of a page in their frame."""
        y = top
        for strip in page.strips:
            if y < top:
                yield across(y, INNER)
            yield from strip.marks(y, setting.setter)
            if isinstance(strip, PictureStrip):
                for photo, caption in zip(strip.photos, strip.captions, strict=True):
                    area = Area(caption.left, y - AIR, caption.width, strip.height - strip.under - 2 * AIR)
                    yield from self.picture(photo, area, setting)
                    self.drawn()
            y -= strip.height
        yield from (across(top, OUTER), across(y, OUTER))
        for x in (LEFT, LEFT + WIDTH):
            yield Rule(round(x, 2), round(top + OUTER / 2, 2), round(x, 2), round(y - OUTER / 2, 2), OUTER)

    def picture(self, photo: Photo, area: Area, setting: Setting) -> Iterator[Mark]:
        """Draw a photo as large as fits; where it cannot be read, a frame that names it."""
        room = area.width - 4 * PAD
        name = photo.name or photo.path.name
        try:
            self.draw(read_picture(photo.path, photo.turn), area, room)
        except NoPicture:
            self.unreadable.append(Unread(name, photo.record or setting.form.title))
            said = self.words.text("record_form.no_picture", name=self.printable(name))
            width = min(room, area.height * 1.6)
            yield from box(area.middle - width / 2, area.top, width, area.height)
            y = area.top - area.height / 2
            for line in setting.setter.lines(said, SANS, setting.sizes.body, width - 2 * PAD, 0.0):
                yield from setting.setter.set_line(line.text, area.middle - line.width / 2, y, SANS)
                y -= setting.sizes.step

    def draw(self, picture: Picture, area: Area, room: float) -> None:
        """A picture in the middle of its area."""
        scale = min(room / picture.width, area.height / picture.height, LARGEST_POINT)
        width, height = picture.width * scale, picture.height * scale
        x, y = area.middle - width / 2, area.top - area.height / 2 - height / 2
        self.sheets.canvas.drawImage(ReadyJpeg(picture), round(x, 2), round(y, 2), width, height)

    def printable(self, name: str) -> str:
        """A file's name, whatever its characters: it stands for a picture that cannot be shown anyway."""
        missing = self.fonts.missing(name)
        return "".join("〓" if ch in missing else ch for ch in name)


def across(y: float, width: float) -> Rule:
    """A rule over the form's width."""
    return Rule(round(LEFT, 2), round(y, 2), round(LEFT + WIDTH, 2), round(y, 2), width)


def box(left: float, top: float, width: float, height: float) -> Iterator[Rule]:
    """Four rules."""
    x1, x2, y1, y2 = (round(value, 2) for value in (left, left + width, top - height, top))
    for ends in ((x1, y1, x2, y1), (x1, y2, x2, y2), (x1, y1, x1, y2), (x2, y1, x2, y2)):
        yield Rule(*ends, INNER, dashed=True)
