"""archive list-import, list-show, list-fill: the bureau's list of materials."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from datetime import date
from pathlib import Path

from safetydesk.cli.console import DONE, Console
from safetydesk.cli.options import add_json, school_year
from safetydesk.errors import UserError, message
from safetydesk.operations.bureau.giving_back import choose_column, fill
from safetydesk.operations.bureau.taking_in import read_list, school_year_days, store_list
from safetydesk.operations.office import Office
from safetydesk.registers.files.bureau.answering import answered
from safetydesk.words import Words


def add_bureau_commands(archive: _SubParsersAction[ArgumentParser], words: Words) -> None:
    """The grammar of these commands."""
    taking = archive.add_parser("list-import", help=words.text("bureau.cli_import"))
    taking.add_argument("file", type=Path, metavar="FILE.xlsx")
    taking.add_argument("--name", default="", metavar="TEXT")
    taking.add_argument("--issued-by", default="", metavar="TEXT")
    taking.add_argument("--year", type=school_year, metavar="Y", help=words.text("cli.year"))
    for end in ("--from", "--to"):
        taking.add_argument(end, dest=f"{end[2:]}_on", type=date.fromisoformat, metavar="D")
    showing = archive.add_parser("list-show", help=words.text("bureau.cli_show"))
    filling = archive.add_parser("list-fill", help=words.text("bureau.cli_fill"))
    filling.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")
    filling.add_argument("--column", type=int, metavar="N", help=words.text("bureau.cli_column"))
    for command in (showing, filling):
        command.add_argument("id", type=int, metavar="ID")
    for command in (taking, showing, filling):
        add_json(command, words)


def take_in(office: Office, options: Namespace, console: Console) -> int:
    """archive list-import."""
    taken = read_list(office, options.file)
    first, last = school_year_days(options.year or office.year)
    list_id = store_list(
        office, taken, options.name, options.issued_by, options.from_on or first, options.to_on or last
    )
    mapped = sum(bool(one.class_ids or one.keywords) for one in taken.mapped)
    content = {"id": list_id, "lines": len(taken.mapped), "mapped": mapped}
    console.result(content, console.words.text("bureau.taken", n=len(taken.mapped), mapped=mapped))
    return DONE


def show(office: Office, options: Namespace, console: Console) -> int:
    """archive list-show: every line with the papers that answer it."""
    lines = answered(office.database, known(office, options.id))
    titles = dict(office.database.query("SELECT id, title FROM file_item"))
    content = [
        {"id": line.id, "number": line.number, "title": line.title, "score": line.score, "items": list(line.items)}
        for line in lines
    ]
    missing = console.words.text("bureau.missing")
    shown = [
        f"{line.number}\t{line.title}\t{'；'.join(titles[item] for item in line.items) or missing}" for line in lines
    ]
    console.result(content, *shown)
    return DONE


def fill_in(office: Office, options: Namespace, console: Console) -> int:
    """archive list-fill."""
    list_id = known(office, options.id)
    if options.column:
        choose_column(office, list_id, options.column)
    count = fill(office, list_id, options.out)
    console.result(
        {"filled": count, "path": str(options.out)}, console.words.text("bureau.filled", n=count, path=str(options.out))
    )
    return DONE


def known(office: Office, list_id: int) -> int:
    """The id of a list that is there; raises UserError for any other."""
    if not office.database.query("SELECT 1 FROM bureau_list WHERE id = ? AND deleted_at IS NULL", [list_id]):
        raise UserError(message("bureau.no_list", id=list_id), message("bureau.no_list_hint"))
    return list_id
