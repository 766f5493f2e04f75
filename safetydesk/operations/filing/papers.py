"""The printed forms that belong to drafts: written once in a worker, counted, and stored with the item."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from safetydesk.errors import Cancelled, UserError
from safetydesk.intake.loose_file import page_count
from safetydesk.operations.archive.naming import Names
from safetydesk.operations.attaching import Attached, store_all
from safetydesk.operations.drill_papers import is_picture, prepare_records
from safetydesk.operations.filing.draft import Draft
from safetydesk.operations.form_papers import PapersJob
from safetydesk.operations.office import Office
from safetydesk.operations.plan_papers import prepare_plans
from safetydesk.operations.print_letters import PrintJob, prepare
from safetydesk.paths import DataFolder, resources
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.letters.register import LETTERS
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.storage.attachments import StoredFile

if TYPE_CHECKING:
    from safetydesk.export.fonts import Fonts

Progress = Callable[[int, int], None]
Form = PapersJob | PrintJob


@dataclass(frozen=True)
class FormJob:
    """The form of one draft, read and ready to be written; and its files, to be counted."""

    draft: Draft
    form: Form | None
    path: Path


@dataclass
class Presses:
    """Faces are loaded once for all forms of a kind."""

    made: dict[str, Fonts] = field(default_factory=dict)

    def fonts(self, job: Form) -> Fonts:
        """The faces that a form is set in."""
        from safetydesk.export.fonts import Fonts

        name = type(job).__name__
        if name not in self.made:
            folder = resources() / "fonts"
            self.made[name] = Fonts(folder, job.faces) if isinstance(job, PrintJob) else Fonts(folder)
        return self.made[name]


def prepare_forms(office: Office, drafts: Sequence[Draft]) -> list[FormJob]:
    """Read what the drafts' forms show, on the thread of the database."""
    folder, names = office.folder.work / "filing", Names()
    return [FormJob(draft, form_of(office, draft), folder / names.give(f"{draft.title}.pdf")) for draft in drafts]


def form_of(office: Office, draft: Draft) -> Form | None:
    """The form of a draft; none where all of it is in its files."""
    makers: dict[str, Callable[[Office, Sequence[int]], Form]] = {
        DRILLS.key: prepare_records,
        LETTERS.key: prepare,
        PLANS.key: prepare_plans,
    }
    return makers[draft.register](office, draft.printed) if draft.printed else None


def write_forms(
    jobs: Sequence[FormJob],
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Draft]:
    """Write the forms and count; touches neither database nor window. Raises Cancelled.

    A form with a character that no face has is left out: the draft then has no pages, and the clerk is asked.
    """
    presses, drafts = Presses(), []
    for done, job in enumerate(jobs):
        if cancelled():
            raise Cancelled
        progress(done, len(jobs))
        drafts.append(finished(job, presses))
    progress(len(jobs), len(jobs))
    return drafts


def finished(job: FormJob, presses: Presses) -> Draft:
    """A draft with its form and its pages."""
    pages = 0
    if job.form is not None:
        try:
            pages = write_form(job.form, job.path, presses.fonts(job.form))
        except UserError:
            return job.draft
    counts = [page_count(file.path, file.name) for file in job.draft.files if counts_apart(job.draft, file)]
    total = pages + sum(count or 0 for count in counts)
    papers = (job.path,) if job.form is not None else ()
    return replace(job.draft, pages=job.draft.pages or total or None, papers=papers)


def counts_apart(draft: Draft, file: Attached) -> bool:
    """Whether a file has pages beside the form: a drill's photos are printed on its record."""
    return not (draft.register == DRILLS.key and is_picture(file))


def write_form(form: Form, path: Path, fonts: Fonts) -> int:
    """Write one form; returns its sides with something on them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(form, PrintJob):
        from safetydesk.export.letter.writer import write_letters

        letters = write_letters(
            form.letters, path, fonts, title=form.title, author=form.author, day=form.day, duplex=False
        )
        return sum(letters.lengths)
    from safetydesk.export.record_form.writer import write_records

    return write_records(form.forms, path, form.words, fonts, title=form.title, author=form.author).pages


def store_papers(folder: DataFolder, drafts: Sequence[Draft]) -> Mapping[str, list[StoredFile]]:
    """Put the drafts' papers into the store, by the draft's key: the slow part of filing, fit for a worker."""
    return {draft.key: store_all(folder, draft.papers) for draft in drafts if draft.papers}


def sweep_forms(office: Office) -> None:
    """Remove what was written only to be counted."""
    for path in (office.folder.work / "filing").glob("*.pdf"):
        path.unlink(missing_ok=True)
