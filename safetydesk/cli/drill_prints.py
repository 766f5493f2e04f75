"""drills print: every paper of drills without the window."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import asdict
from pathlib import Path
from typing import Any

from safetydesk.cli.console import DONE, Console
from safetydesk.cli.drill_year import known
from safetydesk.cli.options import add_json, school_year
from safetydesk.cli.paper_written import add_printed, written
from safetydesk.core.picture_file import Unread
from safetydesk.errors import UserError, message
from safetydesk.operations.drill_papers import (
    PER_PAGE,
    prepare_plans,
    prepare_records,
    prepare_roll_calls,
    prepare_summaries,
    print_now,
    write_year_table,
    year_table_paper,
)
from safetydesk.operations.drill_tables import FORMATS, write_drill_tables
from safetydesk.operations.form_papers import PapersJob
from safetydesk.operations.office import Office
from safetydesk.operations.paper import record_saved
from safetydesk.operations.unread import unread_told
from safetydesk.words import Words

PLAN, RECORD, SUMMARY, ROLLS, YEAR_TABLE = "plan", "record", "summary", "rolls", "year-table"
OF_DRILLS = (PLAN, RECORD, SUMMARY, ROLLS)
ENDINGS = {**dict.fromkeys(OF_DRILLS, (".pdf",)), YEAR_TABLE: (".pdf", ".xlsx"), **FORMATS}
"""What each paper can be written as."""


def add_print_command(drills: _SubParsersAction[ArgumentParser], words: Words) -> None:
    """The grammar of the command."""
    printing = drills.add_parser("print", help=words.text("drill_prints.cli"))
    printing.add_argument("--form", choices=tuple(ENDINGS), required=True, help=words.text("drill_prints.cli_form"))
    printing.add_argument(
        "--ids", type=int, nargs="+", default=[], metavar="ID", help=words.text("drill_prints.cli_ids")
    )
    printing.add_argument("--year", type=school_year, metavar="Y", help=words.text("cli.year"))
    printing.add_argument("--photos", type=int, choices=PER_PAGE, help=words.text("drill_prints.cli_photos"))
    printing.add_argument(
        "--out", type=Path, required=True, metavar="FILE.pdf|.xlsx", help=words.text("drill_prints.cli_out")
    )
    add_printed(printing, words)
    add_json(printing, words)


def print_drills(office: Office, options: Namespace, console: Console) -> int:
    """Write one paper; those of single drills take --ids, those of a year --year."""
    endings = ENDINGS[options.form]
    if options.out.suffix.lower() not in endings:
        raise UserError(
            message("drill_prints.bad_out", file=options.out.name),
            message("drill_prints.bad_out_hint", endings=" / ".join(endings)),
        )
    unread: tuple[Unread, ...] = ()
    if options.form in OF_DRILLS:
        content, unread = print_chosen(office, options, console)
    else:
        content = {"drills": print_year(office, options.form, options.year or office.year, options.out)}
    said = console.words.text("drill_prints.cli_written", file=str(options.out), n=content["drills"])
    printed, told = written(office, options, console)
    console.result(
        {"path": str(options.out), **content, "printed": printed},
        said,
        *unread_told(console.words, unread).splitlines(),
        *told,
    )
    return DONE


def print_year(office: Office, form: str, year: int, path: Path) -> int:
    """A table or the chart of a year; returns how many drills it tells of."""
    if form == YEAR_TABLE:
        count = write_year_table(office, year, path.suffix.lower().removeprefix("."), path)
        record_saved(office, year_table_paper(office, year, path))
        return count
    return write_drill_tables(office, form, year, path)


def print_chosen(office: Office, options: Namespace, console: Console) -> tuple[dict[str, Any], tuple[Unread, ...]]:
    """The papers of some drills, and the photos that could not be read."""
    job = prepared(office, options.form, [known(office, drill_id) for drill_id in options.ids], options.photos)
    made = print_now(office, job, options.out, console.progress)
    unread = [asdict(item) for item in made.unreadable]
    return {"drills": len(job.ids), "pages": made.pages, "unreadable": unread}, made.unreadable


def prepared(office: Office, form: str, ids: list[int], photos: int | None) -> PapersJob:
    """Read what is to be printed; photos as they were last chosen in the window, unless it is said."""
    if not ids:
        raise UserError(message("drill_prints.ids_needed"), message("drill_prints.ids_needed_hint"))
    if form == ROLLS:
        return prepare_roll_calls(office, *ids)
    if form == PLAN:
        return prepare_plans(office, ids)
    prepare = prepare_records if form == RECORD else prepare_summaries
    return prepare(office, ids, photos or office.settings.get("drill_photos"))
