"""The printed forms that belong to drafts: counted when they are proposed, written and stored when they are filed.

Counting lays out only what can be of another length; writing some hundred forms takes half a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from safetydesk.errors import Cancelled, UserError
from safetydesk.export.system_faces import SystemFaces
from safetydesk.intake.loose_file import page_count
from safetydesk.operations.archive.naming import Names
from safetydesk.operations.attaching import Attached, store_all
from safetydesk.operations.drill_papers import is_picture, prepare_records
from safetydesk.operations.filing.draft import Draft
from safetydesk.operations.form_papers import PapersJob
from safetydesk.operations.office import Office
from safetydesk.operations.plan_papers import prepare_plans
from safetydesk.operations.print_letters import file_facts, letter_faces
from safetydesk.paths import DataFolder, resources
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.letters.compose import StoredLetters, read_stored
from safetydesk.registers.records.letters.register import LETTERS
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.storage.attachments import StoredFile

if TYPE_CHECKING:
    from safetydesk.export.fonts import Fonts
    from safetydesk.export.letter.layout import LetterLayout

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class LettersForm:
    """The letters of one item as they are stored; they are composed in the worker that counts or writes them."""

    stored: StoredLetters
    title: str
    author: str
    faces: SystemFaces

    @property
    def day(self) -> str:
        """The latest day of issue: the file's own date."""
        return max(str(letter.values["issued_on"]) for letter in self.stored.letters)


Form = PapersJob | LettersForm


@dataclass(frozen=True)
class FormJob:
    """The form of one draft, read and ready to be written; and its files, to be counted."""

    draft: Draft
    form: Form | None
    path: Path


@dataclass
class Presses:
    """Faces are loaded once for all forms that are set in them, and so is what is known of letters' lengths."""

    loaded: dict[SystemFaces, Fonts] = field(default_factory=dict)
    layouts: dict[SystemFaces, LetterLayout] = field(default_factory=dict)

    def fonts(self, form: Form) -> Fonts:
        """The faces that a form is set in."""
        from safetydesk.export.fonts import Fonts

        faces = form.faces if isinstance(form, LettersForm) else SystemFaces()
        if faces not in self.loaded:
            self.loaded[faces] = Fonts(resources() / "fonts", faces)
        return self.loaded[faces]

    def pages(self, form: Form) -> int:
        """Sides of a form with something on them, without writing it."""
        fonts = self.fonts(form)
        if isinstance(form, LettersForm):
            from safetydesk.export.letter.layout import LetterLayout
            from safetydesk.export.letter.writer import letter_lengths

            if form.faces not in self.layouts:
                self.layouts[form.faces] = LetterLayout(fonts)
            return sum(letter_lengths(form.stored.composed(), fonts, self.layouts[form.faces]))
        from safetydesk.export.record_form.writer import count_pages

        return count_pages(form.forms, form.words, fonts)

    def write(self, form: Form, path: Path) -> int:
        """Write a form; returns its sides with something on them."""
        fonts = self.fonts(form)
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(form, LettersForm):
            from safetydesk.export.letter.writer import write_letters

            letters = tuple(form.stored.composed())
            written = write_letters(
                letters, path, fonts, title=form.title, author=form.author, day=form.day, duplex=False
            )
            return sum(written.lengths)
        from safetydesk.export.record_form.writer import write_records

        return write_records(form.forms, path, form.words, fonts, title=form.title, author=form.author).pages


def prepare_forms(office: Office, drafts: Sequence[Draft]) -> list[FormJob]:
    """Read what the drafts' forms show, on the thread of the database: each register once for all its drafts."""
    folder, names = office.folder.work / "filing", Names()
    makers: dict[str, Callable[[Office, Sequence[Draft]], dict[str, Form]]] = {
        DRILLS.key: partial(record_forms, prepare_records),
        LETTERS.key: letter_forms,
        PLANS.key: partial(record_forms, prepare_plans),
    }
    forms: dict[str, Form] = {}
    for register, maker in makers.items():
        if printed := [draft for draft in drafts if draft.register == register and draft.printed]:
            forms.update(maker(office, printed))
    return [FormJob(draft, forms.get(draft.key), folder / names.give(f"{draft.title}.pdf")) for draft in drafts]


def record_forms(
    prepare: Callable[[Office, Sequence[int]], PapersJob], office: Office, drafts: Sequence[Draft]
) -> dict[str, Form]:
    """The printed records of drafts, each of which is made of one."""
    whole = prepare(office, [draft.printed[0] for draft in drafts])
    forms = zip(drafts, whole.ids, whole.forms, strict=True)
    return {draft.key: replace(whole, ids=(row_id,), forms=(form,), title=form.title) for draft, row_id, form in forms}


def letter_forms(office: Office, drafts: Sequence[Draft]) -> dict[str, Form]:
    """The printed letters of drafts."""
    stored = read_stored(office.database, [row_id for draft in drafts for row_id in draft.printed])
    letters = {letter.values["id"]: letter for letter in stored.letters}
    (title, author), faces = file_facts(office), letter_faces(office)
    return {
        draft.key: LettersForm(
            replace(stored, letters=tuple(letters[row_id] for row_id in draft.printed)), title, author, faces
        )
        for draft in drafts
    }


def count_forms(
    jobs: Sequence[FormJob],
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Draft]:
    """The drafts with their pages, nothing written; touches neither database nor window. Raises Cancelled.

    A form with a character that no face has is left out: the draft then has no pages, and the clerk is asked.
    """
    presses = Presses()
    return worked(jobs, lambda job: counted(job, presses.pages), progress, cancelled)


def write_forms(
    jobs: Sequence[FormJob],
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Draft]:
    """As `count_forms`, and the forms are written: the drafts have them among their papers."""
    presses = Presses()
    return worked(jobs, lambda job: written(job, presses), progress, cancelled)


def worked(
    jobs: Sequence[FormJob], work: Callable[[FormJob], Draft], progress: Progress, cancelled: Callable[[], bool]
) -> list[Draft]:
    """Each job done, unless somebody presses Cancel between two."""
    drafts = []
    for done, job in enumerate(jobs):
        if cancelled():
            raise Cancelled
        progress(done, len(jobs))
        drafts.append(work(job))
    progress(len(jobs), len(jobs))
    return drafts


def counted(job: FormJob, pages: Callable[[Form], int]) -> Draft:
    """A draft with its pages."""
    own = 0
    if job.form is not None:
        try:
            own = pages(job.form)
        except UserError:
            return job.draft
    counts = [page_count(file.path, file.name) for file in job.draft.files if counts_apart(job.draft, file)]
    total = own + sum(count or 0 for count in counts)
    return replace(job.draft, pages=job.draft.pages or total or None)


def written(job: FormJob, presses: Presses) -> Draft:
    """A draft with its form and its pages."""
    papers: list[Path] = []

    def write(form: Form) -> int:
        pages = presses.write(form, job.path)
        papers.append(job.path)
        return pages

    return replace(counted(job, write), papers=tuple(papers))


def counts_apart(draft: Draft, file: Attached) -> bool:
    """Whether a file has pages beside the form: a drill's photos are printed on its record."""
    return not (draft.register == DRILLS.key and is_picture(file))


def store_papers(folder: DataFolder, drafts: Sequence[Draft]) -> Mapping[str, list[StoredFile]]:
    """Put the drafts' papers into the store, by the draft's key: the slow part of filing, fit for a worker."""
    return {draft.key: store_all(folder, draft.papers) for draft in drafts if draft.papers}


def sweep_forms(office: Office) -> None:
    """Remove what was written only to be counted."""
    for path in (office.folder.work / "filing").glob("*.pdf"):
        path.unlink(missing_ok=True)
