"""Papers of drills: records and summaries with their photos, plans, roll calls for the classes, the table of the year.

Read what is to be printed, write the file (in a worker); what became of it is told by `paper`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from safetydesk.errors import UserError, message
from safetydesk.export.record_form.form import Photo, RecordForm
from safetydesk.operations.attaching import Attached, files_of
from safetydesk.operations.form_papers import PapersJob, Progress, write
from safetydesk.operations.office import Office
from safetydesk.operations.paper import Paper, record_saved, spans_of
from safetydesk.paths import resources
from safetydesk.registers.records.drills.paper import Roll, record_form
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.drills.roll_call import roll_call
from safetydesk.registers.records.drills.year_table import held_in, last_day, year_table
from safetydesk.registers.reference.people import GONE, PUPIL
from safetydesk.reports.drill_judged_paper import judged_blocks
from safetydesk.reports.drill_judgement import Judged, judge
from safetydesk.reports.drill_plan_paper import plan_form
from safetydesk.reports.drill_summary_paper import Told, summary_form, tasks_of
from safetydesk.reports.held_drills import all_drills, of_ids, rooms
from safetydesk.words import Words

if TYPE_CHECKING:
    from safetydesk.export.record_form.writer import RecordsWritten

PICTURES = (".heic", ".heif", ".hif", ".avif")
"""Photos as phones take them, whose kind the system may not know: on paper they are a frame with their name."""

PER_PAGE = (2, 4, 6)
"""Photos to a page, as the clerk may choose."""


def prepare_records(office: Office, ids: Sequence[int], per_page: int = 0) -> PapersJob:
    """Read drills for printing, on the thread of the database. Raises UserError where there is none."""
    refuse_nothing(ids)
    words, school, classes = office.paper, school_name(office), rolls(office)
    photos = photos_of(office, ids)
    entered = entry_days(office)
    forms = [
        record_form(
            item.drill.values,
            words,
            school,
            entered[item.drill.id],
            classes,
            photos.get(item.drill.id, ()),
            judged_blocks(item, words),
            per_page,
        )
        for item in judged_of(office, ids)
    ]
    return PapersJob(tuple(ids), tuple(forms), file_title(forms, words), school, words)


def prepare_plans(office: Office, ids: Sequence[int]) -> PapersJob:
    """Read drills for their plans. Raises UserError where there is none."""
    refuse_nothing(ids)
    words, school, classes, known = office.paper, school_name(office), rolls(office), rooms(office.database)
    forms = [plan_form(drill, classes, known, words, school) for drill in of_ids(office.database, ids)]
    title = forms[0].title if len(forms) == 1 else words.text("drill_plan.title", school=school)
    return PapersJob(tuple(ids), tuple(forms), title, school, words)


def prepare_summaries(office: Office, ids: Sequence[int], per_page: int = 0) -> PapersJob:
    """Read drills for their summaries. Raises UserError where there is none, or one of them was not held."""
    refuse_nothing(ids)
    words, school, known = office.paper, school_name(office), rooms(office.database)
    photos, entered = photos_of(office, ids), entry_days(office)
    judged = judged_of(office, ids)
    for item in judged:
        if not item.drill.held:
            raise UserError(
                message("drill_prints.not_held", name=item.drill.name), message("drill_prints.not_held_hint")
            )
    forms = [
        summary_form(
            Told(
                item,
                date.fromisoformat(entered[item.drill.id]),
                tasks_of(office.database, item.drill.id),
                photos.get(item.drill.id, ()),
            ),
            known,
            words,
            school,
            per_page,
        )
        for item in judged
    ]
    title = forms[0].title if len(forms) == 1 else words.text("drill_summary.title", school=school)
    return PapersJob(tuple(ids), tuple(forms), title, school, words)


def refuse_nothing(ids: Sequence[int]) -> None:
    """Nothing chosen is nothing printed."""
    if not ids:
        raise UserError(message("drill_paper.nothing_to_print"), message("drill_paper.nothing_to_print_hint"))


def entry_days(office: Office) -> dict[int, str]:
    """On which day each drill was written down."""
    return dict(office.database.query("SELECT id, substr(created_at, 1, 10) FROM drill"))


def prepare_roll_calls(office: Office, *ids: int) -> PapersJob:
    """Read the classes for the roll calls of drills. Raises UserError where no class has pupils."""
    classes = rolls(office)
    if not classes:
        raise UserError(message("drill_paper.no_classes"), message("drill_paper.no_classes_hint"))
    words, school = office.paper, school_name(office)
    drills = of_ids(office.database, ids)
    forms = [roll_call(drill.values, roll, words, school) for drill in drills for roll in classes]
    return PapersJob(ids, tuple(forms), forms[0].title, school, words)


def drill_paper(job: PapersJob, path: Path, written: RecordsWritten) -> Paper:
    """The file as a paper: each drill has pages of its own, its roll calls one behind the other."""
    sheets = len(job.forms) // max(len(job.ids), 1)
    owners = [row_id for row_id in job.ids for _ in range(sheets)]
    return Paper(path, "drills.print", DRILLS.table, job.ids, spans_of(owners, written.lengths))


def print_now(
    office: Office,
    job: PapersJob,
    path: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> RecordsWritten:
    """Write what was prepared into a file that the history knows of, for the command line."""
    written = write(job, path, progress, cancelled)
    record_saved(office, drill_paper(job, path, written))
    return written


def write_drill_records(
    office: Office,
    ids: Sequence[int],
    path: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> RecordsWritten:
    """All three steps for records: several drills in one file, each from a new page on."""
    return print_now(office, prepare_records(office, ids), path, progress, cancelled)


def write_roll_calls(
    office: Office,
    drill_id: int,
    path: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> RecordsWritten:
    """All three steps for the roll calls of a drill: a sheet for each class."""
    return print_now(office, prepare_roll_calls(office, drill_id), path, progress, cancelled)


def write_year_table(office: Office, year: int, format: str, path: Path) -> int:
    """The drills of a school year as a table in a workbook ("xlsx") or on paper ("pdf"); returns how many."""
    sheet = year_table(office.database, year, office.paper)
    if format == "xlsx":
        from safetydesk.export.ledger_xlsx import write_xlsx

        rows = write_xlsx(sheet, path)
    else:
        from safetydesk.export.fonts import Fonts
        from safetydesk.export.ledger_pdf import write_pdf

        day = last_day(office.database, year).isoformat()
        rows = write_pdf(sheet, path, office.paper, Fonts(resources() / "fonts"), day)
    return rows


def year_table_paper(office: Office, year: int, path: Path) -> Paper:
    """The table of the year as a paper."""
    return Paper(path, "drills.year_table", DRILLS.table, tuple(held_in(office.database, year)))


def judged_of(office: Office, ids: Sequence[int]) -> list[Judged]:
    """Some drills, each judged against all that were held before it."""
    every = [drill for drill in all_drills(office.database) if drill.held]
    return [judge(drill, every) for drill in of_ids(office.database, ids)]


def photos_of(office: Office, ids: Sequence[int]) -> dict[int, list[Photo]]:
    """The pictures of each drill, in the clerk's order."""
    found: dict[int, list[Photo]] = {}
    names = dict(office.database.query("SELECT id, name FROM drill"))
    for item in files_of(office.database, office.folder, DRILLS.key, ids):
        if is_picture(item):
            found.setdefault(item.record_id, []).append(
                Photo(item.path, item.caption, item.turn, item.name, names[item.record_id])
            )
    return found


def photo_count(office: Office, ids: Sequence[int]) -> int:
    """How many photos the papers of some drills would show."""
    return sum(map(len, photos_of(office, ids).values())) if ids else 0


def is_picture(item: Attached) -> bool:
    """Whether a file belongs on the page of photos."""
    return item.is_image or Path(item.name).suffix.lower() in PICTURES


def rolls(office: Office) -> list[Roll]:
    """The classes with their pupils, in the order of the roster."""
    rows = office.database.query(
        "SELECT c.name, t.name, json_group_array(p.name ORDER BY p.student_no, p.id) FROM school_class c "
        "JOIN person p ON p.class_id = c.id LEFT JOIN person t ON t.id = c.head_teacher_id "
        "WHERE p.kind = ? AND p.state <> ? AND p.deleted_at IS NULL AND c.deleted_at IS NULL "
        "GROUP BY c.id ORDER BY c.grade, c.number",
        [PUPIL, GONE],
    )
    return [Roll(name, teacher or "", tuple(json.loads(pupils))) for name, teacher, pupils in rows]


def school_name(office: Office) -> str:
    """The name that heads the papers."""
    found = office.database.query("SELECT name FROM school WHERE deleted_at IS NULL")
    return str(found[0][0]) if found else ""


def file_title(forms: Sequence[RecordForm], words: Words) -> str:
    """What the file is called: a single record's title, or that of the register."""
    return forms[0].title if len(forms) == 1 else words.text("register.drills")
