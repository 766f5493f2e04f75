"""From the command line to a command and its exit code."""

from __future__ import annotations

import sys
import traceback
from argparse import Namespace
from collections.abc import Callable

from safetydesk.cli import (
    archive,
    bureau,
    data,
    drill_prints,
    drill_year,
    filing,
    letter_steps,
    letters,
    plans,
    printed,
    readiness,
    safety,
    sample,
    unfinished,
    wording,
)
from safetydesk.cli.console import BUG, REFUSED, Console
from safetydesk.clock import Clock
from safetydesk.errors import UserError
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.words import Words

Command = Callable[[Office, Namespace, Console], int]

COMMANDS: dict[tuple[str, str], Command] = {
    ("people", "import"): data.import_people,
    ("list", ""): data.list_register,
    ("add", ""): data.add_records,
    ("export", ""): data.export_register,
    ("fields", ""): data.describe_fields,
    ("letters", "issue"): letters.issue_letters,
    ("letters", "print"): letters.print_selected,
    ("letters", "accept-clause"): unfinished.accept_clause,
    ("letters", "printed"): printed.say_letters_printed,
    ("letters", "word"): letters.as_word,
    ("letters", "wording"): wording.wording,
    ("letters", "intake"): letters.take_pile,
    ("letters", "ledger"): letters.write_table,
    ("letters", "volume"): letters.bind_letters,
    ("letters", "sign"): letters.sign_listed,
    ("letters", "board"): letters.show_board,
    ("letters", "follow-up"): letters.follow_up_letters,
    ("letters", "hand-out"): letter_steps.take_step,
    ("letters", "file"): letter_steps.take_step,
    ("letters", "back"): letter_steps.take_step,
    ("letters", "chain"): readiness.show_chain,
    ("drills", "plan-year"): drill_year.plan_the_year,
    ("drills", "move"): drill_year.move_drill,
    ("drills", "cancel"): drill_year.cancel_drill,
    ("drills", "tell"): drill_year.tell_drill,
    ("drills", "close"): drill_year.close_drill,
    ("drills", "rhythm"): drill_year.show_rhythm,
    ("drills", "times"): drill_year.show_times,
    ("drills", "print"): drill_prints.print_drills,
    ("plans", "print"): plans.print_plans,
    ("plans", "book"): plans.bind_book,
    ("plans", "risks"): plans.print_risks,
    ("plans", "revise"): plans.revise_plan,
    ("plans", "requests"): plans.list_requests,
    ("printed", ""): printed.say_printed,
    ("readiness", ""): readiness.show_readiness,
    ("archive", "build"): archive.build_package,
    ("archive", "volume"): archive.bind_volume,
    ("archive", "labels"): archive.print_labels,
    ("archive", "pack"): archive.pack_boxes,
    ("archive", "hand-over"): archive.hand_over_files,
    ("archive", "propose"): filing.propose,
    ("archive", "file"): filing.file_proposed,
    ("archive", "dismiss"): filing.dismiss_proposed,
    ("archive", "quality"): filing.show_quality,
    ("archive", "duplicates"): filing.show_twins,
    ("archive", "index"): filing.read_files,
    ("archive", "list-import"): bureau.take_in,
    ("archive", "list-show"): bureau.show,
    ("archive", "list-fill"): bureau.fill_in,
    ("backup", "create"): safety.create_backup,
    ("backup", "list"): safety.list_backups,
    ("backup", "verify"): safety.verify_backup,
    ("verify", ""): safety.verify_data,
    ("undo", ""): safety.undo_batch,
    ("demo", ""): sample.fill_demo,
}
"""Commands that work on an open office; the others are in `run`."""


def run(options: Namespace, folder: DataFolder, clock: Clock) -> int:
    """Run one command and return its exit code; what goes wrong by itself leaves a report in the logs."""
    console = Console(Words(options.lang or "zh_CN"), bool(getattr(options, "json", False)))
    action = getattr(options, "action", "")
    try:
        if (options.command, action) == ("backup", "restore"):
            return safety.restore_backup(folder, options, console)
        if (options.command, action) == ("archive", "verify"):
            return archive.verify_package(options, console)
        with open_office(folder, clock) as office:
            return COMMANDS[options.command, action](office, options, console)
    except UserError as error:
        console.refusal(error)
        return REFUSED
    except Exception as error:  # noqa: BLE001 - our bug: leave a report, show no trace.
        report(folder, error)
        console.say("cli.bug", folder=str(folder.logs))
        return BUG


def report(folder: DataFolder, error: Exception) -> None:
    """Where it happened and what kind of error, without a value of any record."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{frame.filename.rpartition('safetydesk')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    folder.logs.mkdir(parents=True, exist_ok=True)
    text = "\n".join([type(error).__name__, sys.version, *lines])
    (folder.logs / "crash.txt").write_text(text, encoding="utf-8")
