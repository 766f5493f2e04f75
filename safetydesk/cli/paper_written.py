"""--printed: what every command that writes a paper says of it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from safetydesk.cli.console import Console
from safetydesk.operations.office import Office
from safetydesk.operations.paper import record_printed, saved_paper
from safetydesk.words import Words


def add_printed(command: ArgumentParser, words: Words) -> None:
    """--printed, alike for every command that writes a paper."""
    command.add_argument("--printed", action="store_true", help=words.text("paper.cli_option"))


def written(office: Office, options: Namespace, console: Console) -> tuple[bool, list[str]]:
    """Whether the paper that a command has just written counts as printed, and the line that says so.

    Only `--printed` makes it so. A workbook without it says nothing: nobody takes it for a print.
    """
    if options.printed:
        record_printed(office, saved_paper(office, options.out.name))
        return True, [console.words.text("paper.cli_noted")]
    if options.out.suffix.lower() != ".pdf":
        return False, []
    return False, [console.words.text("paper.cli_only_written", file=options.out.name)]
