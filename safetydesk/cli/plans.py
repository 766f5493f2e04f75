"""plans print, book, risks, revise, requests."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import asdict
from pathlib import Path

from safetydesk.cli.console import DONE, Console
from safetydesk.cli.options import add_json
from safetydesk.cli.paper_written import add_printed, written
from safetydesk.operations.office import Office
from safetydesk.operations.paper import record_saved
from safetydesk.operations.plan_book import book_paper, prepare_book, write_book
from safetydesk.operations.plan_papers import book_order, write_plans
from safetydesk.operations.plan_versions import revise
from safetydesk.operations.risk_papers import write_risk_list
from safetydesk.operations.unread import unread_told
from safetydesk.registers.records.plans.queries import open_requests
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.words import Words

CLAIMS = {True: "PDF/A-2u", False: "PDF"}


def add_plan_commands(commands: _SubParsersAction[ArgumentParser], words: Words) -> None:
    """All commands on plans and on the risk points that they answer; all take --json."""
    plans = commands.add_parser("plans", help=words.text("plans_cli.about")).add_subparsers(
        dest="action", required=True
    )
    printing = plans.add_parser("print", help=words.text("plans_cli.print"))
    which = printing.add_mutually_exclusive_group(required=True)
    which.add_argument("--ids", nargs="+", type=int, metavar="ID", help=words.text("plans_cli.ids"))
    which.add_argument("--all", action="store_true", help=words.text("plans_cli.all"))
    book = plans.add_parser("book", help=words.text("plans_cli.book"))
    risks = plans.add_parser("risks", help=words.text("risk_list.cli"))
    for command in (printing, book, risks):
        command.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
        add_printed(command, words)
    revising = plans.add_parser("revise", help=words.text("plans_cli.revise"))
    revising.add_argument("id", type=int, metavar="ID", help=words.text("plans_cli.id"))
    revising.add_argument("--drill", type=int, metavar="ID", help=words.text("plans_cli.drill"))
    asked = plans.add_parser("requests", help=words.text("plans_cli.requests"))
    for command in (printing, book, risks, revising, asked):
        add_json(command, words)


def print_plans(office: Office, options: Namespace, console: Console) -> int:
    """plans print: some plans, or all that are current."""
    ids = book_order(office) if options.all else options.ids
    made = write_plans(office, ids, options.out, console.progress)
    printed, told = written(office, options, console)
    content = {"plans": made.records, "pages": made.pages, "path": str(options.out), "printed": printed}
    console.result(content, console.words.text("plans_cli.printed", **content), *told)
    return DONE


def bind_book(office: Office, options: Namespace, console: Console) -> int:
    """plans book: all current plans as one PDF."""
    job = prepare_book(office)
    made = write_book(job, options.out, console.progress)
    record_saved(office, book_paper(job, options.out))
    printed, told = written(office, options, console)
    content = {
        "plans": made.plans, "pages": made.pages, "claim": CLAIMS[made.archival], "path": str(options.out),
        "printed": printed, "unreadable": [asdict(item) for item in made.unread],
    }  # fmt: skip
    lines = unread_told(console.words, made.unread).splitlines()
    console.result(content, console.words.text("plans_cli.printed", **content), *lines, *told)
    return DONE


def print_risks(office: Office, options: Namespace, console: Console) -> int:
    """plans risks: the checklist, as a workbook where the file's name says so."""
    format = "xlsx" if options.out.suffix.lower() == ".xlsx" else "pdf"
    count = write_risk_list(office, format, options.out)
    printed, told = written(office, options, console)
    content = {"risk_points": count, "path": str(options.out), "printed": printed}
    console.result(content, console.words.text("risk_list.done", n=count, path=str(options.out)), *told)
    return DONE


def revise_plan(office: Office, options: Namespace, console: Console) -> int:
    """plans revise ID: the next version, for the drill named or for the oldest that asks."""
    made = revise(office, options.id, options.drill)
    values = office.records.read(PLANS, made)
    batch = office.database.query("SELECT batch FROM plan WHERE id = ?", [made])[0][0]
    answered = office.database.query("SELECT id FROM drill_task WHERE plan_id = ? AND batch = ? ORDER BY id", [made, batch])  # fmt: skip
    content = {
        "id": made, "edition": values["edition"], "drill": values["cause"], "tasks": [row[0] for row in answered],
        "batch": batch,
    }  # fmt: skip
    console.result(content, console.words.text("plans.revised", edition=values["edition"]))
    return DONE


def list_requests(office: Office, options: Namespace, console: Console) -> int:
    """plans requests: what drills ask of current plans and no version has answered."""
    found = open_requests(office.database)
    today = office.clock.today()
    objects = [
        {
            "plan": item.plan_id, "plan_name": item.plan, "drill": item.drill_id, "drill_name": item.drill,
            "held_on": item.held_on, "days": (today - item.held_on).days, "task": item.task_id, "what": item.what,
            "owner": item.owner, "due_on": item.due_on,
        }
        for item in found
    ]  # fmt: skip
    lines = (
        "\t".join(
            (item.plan, item.held_on.isoformat(), item.drill, item.what or console.words.text("plans_cli.no_task"))
        )
        for item in found
    )
    console.result(objects, *lines, console.words.text("plans_cli.open", n=len(found)))
    return DONE
