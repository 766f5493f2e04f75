"""letters hand-out, file, back: the steps of listed letters beside signing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from datetime import date

from safetydesk.cli.console import DONE, SOME_REFUSED, Console
from safetydesk.cli.data import read_input
from safetydesk.errors import message
from safetydesk.operations.office import Office
from safetydesk.registers.records.letters.filing import file_away
from safetydesk.registers.records.letters.signing import Marked, hand_out, known_numbers
from safetydesk.registers.records.letters.steps_back import step_back
from safetydesk.words import Words


def add_step_commands(letters: _SubParsersAction[ArgumentParser], words: Words) -> list[ArgumentParser]:
    """hand-out, file and back, each with a list of numbers."""
    names = {"hand-out": "status.cli_hand_out", "file": "status.cli_file", "back": "status.cli_back"}
    made = {name: letters.add_parser(name, help=words.text(id)) for name, id in names.items()}
    for name, command in made.items():
        command.add_argument("--numbers", required=True, metavar="FILE|-")
        if name == "back":
            command.add_argument("--reason", required=True, metavar="TEXT")
        else:
            command.add_argument("--date", type=date.fromisoformat, required=True, metavar="D")
    made["file"].add_argument("--place", default="", metavar="TEXT")
    return list(made.values())


def take_step(office: Office, options: Namespace, console: Console) -> int:
    """Take the step of that name for every listed letter that can take it, as one action."""
    database, clock = office.database, office.clock
    steps: dict[str, Callable[[list[int]], Marked]] = {
        "hand-out": lambda ids: hand_out(database, clock, ids, options.date),
        "file": lambda ids: file_away(database, clock, ids, options.date, options.place),
        "back": lambda ids: step_back(database, ids, options.reason),
    }
    known, unknown = known_numbers(database, read_input(options.numbers).replace(",", " ").replace("，", " ").split())
    marked = steps[options.action](known)
    refused = [*marked.refused, *((number, message("letters.unknown_number")) for number in unknown)]
    objects = [{"number": number, "why": console.why(why)} for number, why in refused]
    console.result(
        {"changed": len(marked.ids), "numbers": list(marked.numbers), "refused": objects, "batch": marked.batch},
        console.words.text("status.cli_changed", n=len(marked.ids)),
        *(f"{item['number']}\t{item['why']}" for item in objects),
    )
    return SOME_REFUSED if refused else DONE
