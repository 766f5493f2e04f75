"""The chosen letters as Word files: one into a file, several into a folder."""

from __future__ import annotations

from pathlib import Path

from safetydesk.errors import UserError
from safetydesk.operations.letter_findings import Unfinished
from safetydesk.operations.letters_as_word import prepare_word, record_word, write_word
from safetydesk.ui.file_choice import choose_folder, save_path
from safetydesk.ui.pages.letters.unfinished_dialog import UnfinishedDialog
from safetydesk.ui.register_page import RegisterPage
from safetydesk.ui.wording.clause_shown import note_lines


def export_word(page: RegisterPage) -> None:
    """Ask where to, write in a worker, note it in the history."""
    desk, ids = page.desk, page.grid.chosen_ids()
    try:
        job = prepare_word(desk.office, ids)
    except Unfinished:
        UnfinishedDialog(desk, ids, lambda: export_word(page), page).open()
        return
    except UserError as error:
        desk.notices.refuse(error)
        return
    first = job.letters[0]
    single = len(job.letters) == 1
    out = save_path(desk, page, f"{first.number} {first.party}.docx") if single else choose_folder(desk, page)
    if out is None:
        return

    def done(written: list[Path]) -> None:
        record_word(desk.office, job, out)
        text = desk.words.text("word.done", n=len(written))
        desk.notices.written("\n".join([text, *note_lines(desk.words, job.noted)]), out)

    desk.tasks.run(
        desk.words.text("grid.writing", file=out.name),
        lambda progress, cancelled: write_word(job, out, progress, cancelled),
        done,
        desk.notices.refuse,
    )
