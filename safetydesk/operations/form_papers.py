"""Forms ready to be printed, and the writing of their file: the step that papers of every register share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from safetydesk.export.record_form.form import RecordForm
from safetydesk.paths import resources
from safetydesk.words import Words

if TYPE_CHECKING:
    from safetydesk.export.record_form.writer import RecordsWritten

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class PapersJob:
    """Papers of some records, ready to be written."""

    ids: tuple[int, ...]
    forms: tuple[RecordForm, ...]
    title: str
    author: str
    words: Words


def write(
    job: PapersJob,
    path: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    numbered: bool = True,
) -> RecordsWritten:
    """Write the file, its pages numbered form by form unless a book does that; touches neither database nor window. Raises UserError and Cancelled as `write_records` does."""
    from safetydesk.export.fonts import Fonts
    from safetydesk.export.record_form.writer import write_records

    return write_records(
        job.forms,
        path,
        job.words,
        Fonts(resources() / "fonts"),
        title=job.title,
        author=job.author,
        numbered=numbered,
        progress=progress,
        cancelled=cancelled,
    )
