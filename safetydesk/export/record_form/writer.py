"""Record forms into one PDF, each beginning on a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from safetydesk.core.picture_file import Unread
from safetydesk.errors import Cancelled, UserError, message
from safetydesk.export.canvas import Sheets
from safetydesk.export.fonts import Fonts
from safetydesk.export.pdfa import write_pdfa
from safetydesk.export.record_form.fitting import fitted
from safetydesk.export.record_form.form import RecordForm
from safetydesk.export.record_form.press import Press
from safetydesk.export.record_form.setting import printed
from safetydesk.export.unprintable import places
from safetydesk.storage.atomic import write_atomic
from safetydesk.words import Words

Progress = Callable[[int, int], None]
"""Forms and photos done, forms and photos in all."""


@dataclass(frozen=True)
class RecordsWritten:
    """What was written."""

    records: int
    pages: int
    unreadable: tuple[Unread, ...]
    """Pictures in whose place stands a frame that says so."""
    lengths: tuple[int, ...] = ()
    """Pages of each record."""


class Counter:
    """Tells how far the work is."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.done = -1
        self.total = total
        self.progress = progress
        self.step()

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        if self.progress:
            self.progress(self.done, self.total)


def write_record(form: RecordForm, path: Path, words: Words, fonts: Fonts) -> RecordsWritten:
    """Write one record as PDF/A-2u; as `write_records`."""
    return write_records((form,), path, words, fonts)


def write_records(
    forms: Sequence[RecordForm],
    path: Path,
    words: Words,
    fonts: Fonts,
    *,
    title: str = "",
    author: str = "SafetyDesk",
    numbered: bool = True,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> RecordsWritten:
    """Write records one after another; the same records give the same bytes on any day.

    Raises UserError naming each character that no face has, before anything is written, and Cancelled, with nothing
    written, when `cancelled` says so. A picture that cannot be read is a frame with its name. Forms without a page
    number of their own (`numbered`) are for a book that numbers its pages.
    """
    refuse_unprintable(forms, fonts)
    counter = Counter(sum(1 + form.photos for form in forms), progress)
    press = Press(Sheets(title or forms[0].title), words, fonts, counter.step, numbered)
    ends = [0]
    for form in forms:
        if cancelled and cancelled():
            raise Cancelled
        press.print(form, cancelled)
        counter.step()
        ends.append(press.sheets.count)
    data = press.sheets.finish()
    name, day = title or forms[0].title, max(form.day for form in forms)
    write_atomic(
        path,
        lambda target: write_pdfa(data, target, title=name, author=author, day=day, language=forms[0].language),
    )
    lengths = tuple(end - start for start, end in pairwise(ends))
    return RecordsWritten(len(forms), press.sheets.count, tuple(press.unreadable), lengths)


def count_pages(forms: Sequence[RecordForm], words: Words, fonts: Fonts) -> int:
    """Pages of some records, without drawing them. Raises UserError as `write_records` does."""
    refuse_unprintable(forms, fonts)
    return sum(len(fitted(form, fonts, words)[1]) for form in forms)


def refuse_unprintable(forms: Sequence[RecordForm], fonts: Fonts) -> None:
    """Never a blank in place of a character: raise UserError that says which ones, and where they stand."""
    found = {
        where: missing for form in forms for where, text in form.texts() if (missing := fonts.missing(printed(text)))
    }
    if found:
        what = message("record_form.unprintable", n=len(found), places=places(tuple(found.items())))
        raise UserError(what, message("record_form.unprintable_hint"))
