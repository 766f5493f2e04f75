"""The command line's grammar."""

from __future__ import annotations

from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path

from safetydesk import __version__
from safetydesk.cli.archive_grammar import add_archive_commands
from safetydesk.cli.drill_prints import add_print_command
from safetydesk.cli.drill_year import add_year_commands
from safetydesk.cli.letter_grammar import add_letter_commands
from safetydesk.cli.options import add_json, school_year
from safetydesk.cli.paper_written import add_printed
from safetydesk.cli.plans import add_plan_commands
from safetydesk.cli.printed import add_printed_command
from safetydesk.words import LANGUAGES, Words

FORMATS = ("xlsx", "pdf", "csv", "json")
ENCODINGS = ("utf-8", "gb18030")
"""Of CSV; UTF-8 is written with a byte order mark."""


def parser(words: Words) -> ArgumentParser:
    """All commands with their options, described in one language."""
    top = ArgumentParser(prog="safetydesk", description=words.text("cli.about"))
    top.add_argument("--data", type=Path, metavar="DIR", help=words.text("cli.data"))
    top.add_argument("--lang", choices=LANGUAGES, help=words.text("cli.lang"))
    top.add_argument("--version", action="version", version=__version__)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    add_data_commands(commands, words)
    add_letter_commands(commands, words)
    add_drill_commands(commands, words)
    add_plan_commands(commands, words)
    add_archive_commands(commands, words)
    add_printed_command(commands, words)
    add_safety_commands(commands, words)
    add_sample_commands(commands, words)
    return top


def add_data_commands(commands: _SubParsersAction[ArgumentParser], words: Words) -> None:
    """people import, list, add, export, fields, set."""
    people = commands.add_parser("people", help=words.text("cli.people")).add_subparsers(dest="action", required=True)
    roster = people.add_parser("import", help=words.text("cli.people_import"))
    roster.add_argument("files", nargs="+", type=Path, metavar="FILE")
    roster.add_argument("--as", dest="kind", choices=("auto", "staff", "students"), default="auto")
    roster.add_argument("--dry-run", action="store_true", help=words.text("cli.dry_run"))
    roster.add_argument("--fill-down", action="store_true", help=words.text("cli.fill_down"))
    add_json(roster, words)

    listing = commands.add_parser("list", help=words.text("cli.list"))
    listing.add_argument("register")
    add_query(listing, words)
    add_json(listing, words)

    adding = commands.add_parser("add", help=words.text("cli.add"))
    adding.add_argument("register")
    adding.add_argument("file", metavar="FILE|-")
    add_json(adding, words)

    export = commands.add_parser("export", help=words.text("cli.export"))
    export.add_argument("register")
    export.add_argument("--format", choices=FORMATS, default="xlsx")
    export.add_argument("--encoding", choices=ENCODINGS, help=words.text("cli.encoding"))
    export.add_argument("--out", type=Path, required=True)
    add_query(export, words)
    add_printed(export, words)
    add_json(export, words)

    fields = commands.add_parser("fields", help=words.text("cli.fields"))
    fields.add_argument("register")
    add_json(fields, words)


def add_query(command: ArgumentParser, words: Words) -> None:
    """What narrows a list."""
    command.add_argument("--year", type=school_year, metavar="Y", help=words.text("cli.year"))
    command.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE", help=words.text("cli.where"))
    command.add_argument("--search", default="", metavar="TEXT", help=words.text("cli.search"))


def add_drill_commands(commands: _SubParsersAction[ArgumentParser], words: Words) -> None:
    """The year of drills."""
    drills = commands.add_parser("drills", help=words.text("drill_year.cli")).add_subparsers(
        dest="action", required=True
    )
    add_year_commands(drills, words)
    add_print_command(drills, words)


def add_safety_commands(commands: _SubParsersAction[ArgumentParser], words: Words) -> None:
    """backup create, list, verify, restore; verify; readiness; history undo."""
    backup = commands.add_parser("backup", help=words.text("cli.backup")).add_subparsers(dest="action", required=True)
    create = backup.add_parser("create", help=words.text("cli.backup_create"))
    create.add_argument("--to", type=Path, metavar="DIR")
    existing = backup.add_parser("list", help=words.text("cli.backup_list"))
    check = backup.add_parser("verify", help=words.text("cli.backup_verify"))
    check.add_argument("id", metavar="ID|PATH")
    restore = backup.add_parser("restore", help=words.text("cli.backup_restore"))
    restore.add_argument("id", metavar="ID|PATH")
    restore.add_argument("--into", type=Path, required=True, metavar="DIR")
    whole = commands.add_parser("verify", help=words.text("cli.verify"))
    ready = commands.add_parser("readiness", help=words.text("checks.cli"))
    ready.add_argument("--year", type=school_year, metavar="Y", help=words.text("cli.year"))
    undo = commands.add_parser("undo", help=words.text("cli.undo"))
    undo.add_argument("batch", metavar="BATCH")
    for command in (create, existing, check, restore, whole, ready, undo):
        add_json(command, words)


def add_sample_commands(commands: _SubParsersAction[ArgumentParser], words: Words) -> None:
    """demo and pictures."""
    demo = commands.add_parser("demo", help=words.text("cli.demo"))
    demo.add_argument("--size", choices=("small", "school", "decade"), default="small")
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--no-window", action="store_true", help=words.text("cli.no_window"))
    pictures = commands.add_parser("pictures", help=words.text("cli.pictures"))
    pictures.add_argument("--out", type=Path, required=True, metavar="DIR")
    add_json(demo, words)
    add_json(pictures, words)
