"""A batch of letters into one PDF, each starting on a fresh sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from safetydesk.errors import Cancelled, UserError, message
from safetydesk.export.canvas import Sheets
from safetydesk.export.fonts import Fonts
from safetydesk.export.letter.document import LetterDocument
from safetydesk.export.letter.layout import LetterLayout
from safetydesk.export.pdfa import write_pdfa
from safetydesk.export.unprintable import places
from safetydesk.storage.atomic import write_atomic

Progress = Callable[[int, int], None]
"""Letters done, letters in all."""


@dataclass(frozen=True)
class LettersWritten:
    """What was written."""

    letters: int
    pages: int
    replaced: str
    """Characters that the body face lacks and another face stood in for."""
    lengths: tuple[int, ...] = ()
    """Pages of each letter, empty backs not counted."""


def write_letters(
    letters: Sequence[LetterDocument],
    path: Path,
    fonts: Fonts,
    *,
    title: str,
    author: str,
    day: str,
    duplex: bool = True,
    copies: int = 1,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> LettersWritten:
    """Write a batch; the same letters give the same bytes on any day. Copies of a letter follow one another.

    Raises UserError naming everyone whose letter has a character no face can print, before anything is written,
    and Cancelled, with nothing written, when `cancelled` says so.
    """
    refuse_unprintable(letters, fonts)
    layout = LetterLayout(fonts)
    sheets = Sheets(title)
    lengths: list[int] = []
    for done, letter in enumerate(letters):
        if cancelled and cancelled():
            raise Cancelled
        if progress:
            progress(done, len(letters))
        pages = layout.pages(letter)
        lengths.append(len(pages))
        if len(letters) > 1:
            sheets.bookmark(f"{letter.number} {letter.party}".strip())
        for copy in range(copies):
            for place, marks in enumerate(pages):
                sheets.page(marks, place)
            if duplex and len(pages) % 2 and (done + 1, copy + 1) != (len(letters), copies):
                sheets.blank()
    data = sheets.finish()
    language = letters[0].language if letters else "zh_CN"
    write_atomic(path, lambda target: write_pdfa(data, target, title=title, author=author, day=day, language=language))
    if progress:
        progress(len(letters), len(letters))
    return LettersWritten(
        len(letters),
        sheets.count,
        fonts.replaced(text for letter in letters for text in letter.texts()),
        tuple(lengths),
    )


def letter_lengths(letters: Iterable[LetterDocument], fonts: Fonts, layout: LetterLayout) -> list[int]:
    """Pages of each letter, without writing any; `layout` may have counted others before.

    Raises UserError as `write_letters` does.
    """
    counted = list(letters)
    refuse_unprintable(counted, fonts)
    return [layout.length(letter) for letter in counted]


def refuse_unprintable(letters: Sequence[LetterDocument], fonts: Fonts) -> None:
    """Never a blank in place of a name: raise UserError that lists the people and the characters."""
    found = [(letter.party, missing) for letter in letters if (missing := fonts.missing("".join(letter.texts())))]
    if found:
        what = message("page.unprintable", n=len(found), people=places(found))
        raise UserError(what, message("page.unprintable_hint"))
