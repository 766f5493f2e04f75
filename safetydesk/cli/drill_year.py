"""drills plan-year, move, cancel, tell, close, rhythm, times: a year of drills without the window."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from safetydesk.cli.console import DONE, SOME_REFUSED, Console
from safetydesk.cli.data import read_input
from safetydesk.cli.options import add_json, school_year
from safetydesk.core.issue import Issue
from safetydesk.core.linked_field import Label
from safetydesk.core.records import given_texts
from safetydesk.errors import UserError, message
from safetydesk.operations.closing import CannotClose, close
from safetydesk.operations.drill_year import cancel, first_leader, move, plan_year, proposed, usual_place
from safetydesk.operations.office import Office
from safetydesk.registers.records.drills.calendar import drills_of, longest_pause
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.drills.rhythm import months
from safetydesk.registers.records.drills.stopwatch import marks, presses
from safetydesk.registers.reference.places import PLACES
from safetydesk.words import Words

WITH_ID = ("move", "cancel", "tell", "close", "times")


def add_year_commands(drills: _SubParsersAction[ArgumentParser], words: Words) -> None:
    """The grammar of these commands."""
    made = {
        name: drills.add_parser(name, help=words.text(f"drill_year.cli_{name.replace('-', '_')}"))
        for name in ("plan-year", "rhythm", *WITH_ID)
    }
    for name in ("plan-year", "rhythm"):
        made[name].add_argument("--year", type=school_year, metavar="Y", help=words.text("cli.year"))
    for name in WITH_ID:
        made[name].add_argument("id", type=int, metavar="ID", help=words.text("drill_year.cli_id"))
    plan = made["plan-year"]
    plan.add_argument("--commander", default="", metavar="NAME", help=words.text("drill_year.cli_commander"))
    plan.add_argument("--place", default="", metavar="NAME", help=words.text("drill_year.cli_place"))
    plan.add_argument("--dry-run", action="store_true", help=words.text("cli.dry_run"))
    made["move"].add_argument("--to", type=date.fromisoformat, required=True, metavar="D")
    made["move"].add_argument("--reason", default="", metavar="TEXT")
    made["cancel"].add_argument("--reason", required=True, metavar="TEXT")
    made["tell"].add_argument("file", metavar="FILE|-", help=words.text("drill_year.cli_file"))
    for command in made.values():
        add_json(command, words)


def plan_the_year(office: Office, options: Namespace, console: Console) -> int:
    """drills plan-year: what the year lacks, written down unless it is only to be shown."""
    found = proposed(office, options.year or office.year)
    ids: Sequence[int] = ()
    refused: dict[int, tuple[Issue, ...]] = {}
    if found and not options.dry_run:
        stored = plan_year(office, found, options.commander or first_leader(office), place_named(office, options.place))
        ids, refused = list(stored.ids.values()), dict(stored.refused)
    drills = [asdict(slot) for slot in found]
    lines = [f"{slot.day}\t{slot.type}\t{slot.form}\t{slot.announced}\t{slot.period}" for slot in found]
    lines = lines or [console.words.text("drill_calendar.nothing_lacks")]
    console.result({"drills": drills, "ids": list(ids), "refused": issues(refused, console)}, *lines)
    return SOME_REFUSED if refused else DONE


def place_named(office: Office, name: str) -> int | None:
    """The place of that name, else the usual one. Raises UserError for a name that none has."""
    if not name:
        return usual_place(office)
    found = office.records.find(PLACES.key, Label(name))
    return found if isinstance(found, int) else None


def issues(refused: dict[int, tuple[Issue, ...]], console: Console) -> list[dict[str, Any]]:
    """Refused records with field and reason."""
    return [
        {"record": place, "field": issue.field, "why": console.why(issue.message)}
        for place, some in refused.items()
        for issue in some
    ]


def move_drill(office: Office, options: Namespace, console: Console) -> int:
    """drills move."""
    move(office, known(office, options.id), options.to, options.reason)
    console.result({"id": options.id, "held_on": options.to.isoformat()}, str(options.to))
    return DONE


def cancel_drill(office: Office, options: Namespace, console: Console) -> int:
    """drills cancel."""
    cancel(office, known(office, options.id), options.reason)
    console.result({"id": options.id, "cancelled": True}, console.words.text("drill_calendar.cancelled"))
    return DONE


def tell_drill(office: Office, options: Namespace, console: Console) -> int:
    """drills tell: fields of one drill from JSON, under the rules of the form; all of them or none."""
    given = json.loads(read_input(options.file))
    if not isinstance(given, dict):
        raise UserError(message("drill_year.not_an_object"))
    stored = office.records.save_texts(DRILLS, [(known(office, options.id), given_texts(DRILLS, given))], "drills.tell")
    refused = issues(dict(stored.refused), console)
    console.result(
        {"id": options.id, "saved": not refused, "refused": refused, "batch": stored.batch},
        *(f"{item['field']}\t{item['why']}" for item in refused),
    )
    return SOME_REFUSED if refused else DONE


def close_drill(office: Office, options: Namespace, console: Console) -> int:
    """drills close: closed today, or what is missing."""
    try:
        batch = close(office, DRILLS, [known(office, options.id)])
    except CannotClose as lacking:
        found = issues({0: lacking.issues}, console)
        console.result(
            {"id": options.id, "closed": False, "refused": found},
            *(f"{item['field']}\t{item['why']}" for item in found),
        )
        return SOME_REFUSED
    console.result({"id": options.id, "closed": True, "refused": [], "batch": batch})
    return DONE


def show_rhythm(office: Office, options: Namespace, console: Console) -> int:
    """drills rhythm: month by month what was owed and held, each drill with its id, and the longest pause."""
    year, today = options.year or office.year, office.clock.today()
    found, pause = months(office.database, year, today), longest_pause(office.database, year, today)
    told = None
    if pause:
        told = {"first": pause.first.isoformat(), "last": min(pause.last, today).isoformat(), "days": pause.days}
    drills = [asdict(drill) for drill in drills_of(office.database, year, today)]
    lines = [f"{item.year}-{item.month:02d}\t{item.held}/{item.required}\t{item.state}" for item in found]
    lines += [f"{item['id']}\t{item['day']}\t{item['mark']}\t{item['name']}" for item in drills]
    console.result({"months": [asdict(item) for item in found], "longest_pause": told, "drills": drills}, *lines)
    return DONE


def show_times(office: Office, options: Namespace, console: Console) -> int:
    """drills times: what was pressed on the stopwatch."""
    found = [
        {
            "kind": mark.press.kind, "class": mark.press.label, "present": mark.press.present, "seconds": mark.seconds,
            "at": mark.at.isoformat("seconds"), "certain": mark.certain,
        }
        for mark in marks(presses(office.database, known(office, options.id)))
    ]  # fmt: skip
    console.result(found, *(f"{item['at']}\t{item['seconds']}\t{item['kind']}\t{item['class']}" for item in found))
    return DONE


def known(office: Office, drill_id: int) -> int:
    """The id of a drill that is there; raises UserError for any other."""
    if not office.database.query("SELECT 1 FROM drill WHERE id = ? AND deleted_at IS NULL", [drill_id]):
        raise UserError(message("drill_year.no_drill", id=drill_id), message("drill_year.no_drill_hint"))
    return drill_id
