"""`printed FILE` and `letters printed`: a file that was written counts as printed once somebody says so."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from datetime import date
from pathlib import Path

from safetydesk.cli.console import DONE, SOME_REFUSED, Console
from safetydesk.cli.data import read_input
from safetydesk.cli.options import add_json, school_year
from safetydesk.errors import message
from safetydesk.operations.office import Office
from safetydesk.operations.paper import record_printed, saved_paper
from safetydesk.operations.print_letters import select
from safetydesk.registers.records.letters.kinds import LETTER_KINDS, kind_of
from safetydesk.registers.records.letters.printed import mark_printed
from safetydesk.registers.records.letters.signing import known_numbers
from safetydesk.words import Words


def add_printed_command(commands: _SubParsersAction[ArgumentParser], words: Words) -> None:
    """printed FILE."""
    later = commands.add_parser("printed", help=words.text("paper.cli"))
    later.add_argument("file", type=Path, metavar="FILE.pdf", help=words.text("paper.cli_file"))
    add_json(later, words)


def add_letters_printed(letters: _SubParsersAction[ArgumentParser], words: Words) -> ArgumentParser:
    """letters printed."""
    command = letters.add_parser("printed", help=words.text("paper.cli_letters"))
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--numbers", metavar="FILE|-")
    which.add_argument("--kind", choices=[kind.key for kind in LETTER_KINDS], help=words.text("paper.cli_kind"))
    command.add_argument("--year", type=school_year, metavar="Y", help=words.text("cli.year"))
    command.add_argument("--date", type=date.fromisoformat, metavar="D", help=words.text("paper.cli_date"))
    return command


def say_printed(office: Office, options: Namespace, console: Console) -> int:
    """printed FILE: the paper that was last written under that name."""
    paper = saved_paper(office, options.file.name)
    ids = record_printed(office, paper)
    content = {"file": paper.path.name, "register": paper.table, "ids": list(ids)}
    console.result(content, console.words.text("paper.cli_said", file=paper.path.name, n=len(ids)))
    return DONE


def say_letters_printed(office: Office, options: Namespace, console: Console) -> int:
    """letters printed: by number, or all of a kind that are not printed yet."""
    unknown: list[str] = []
    if options.kind:
        ids = select(office, kind_of(options.kind), options.year or office.year, "missing")
    else:
        numbers = read_input(options.numbers).replace(",", " ").replace("，", " ").split()
        ids, unknown = known_numbers(office.database, numbers)
    marked = mark_printed(office.database, office.clock, ids, options.date or office.clock.today())
    refused = [*marked.refused, *((number, message("letters.unknown_number")) for number in unknown)]
    objects = [{"number": number, "why": console.why(why)} for number, why in refused]
    console.result(
        {"printed": len(marked.ids), "numbers": list(marked.numbers), "refused": objects, "batch": marked.batch},
        console.words.text("paper.cli_letters_done", n=len(marked.ids)),
        *(f"{item['number']}\t{item['why']}" for item in objects),
    )
    return SOME_REFUSED if refused else DONE
