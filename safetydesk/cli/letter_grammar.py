"""The grammar of `letters …`: issuing and printing, signing, tables and files, what letters say."""

from __future__ import annotations

from argparse import ArgumentParser, _SubParsersAction
from datetime import date
from pathlib import Path
from typing import TypeAlias

from safetydesk.cli.letter_steps import add_step_commands
from safetydesk.cli.options import add_json, school_year
from safetydesk.cli.paper_written import add_printed
from safetydesk.cli.printed import add_letters_printed
from safetydesk.registers.records.letters.follow_up import REASONS
from safetydesk.registers.records.letters.kinds import LETTER_KINDS
from safetydesk.registers.records.letters.ledgers import FORMS as LEDGER_FORMS
from safetydesk.words import LANGUAGES, Words

Letters: TypeAlias = "_SubParsersAction[ArgumentParser]"
KINDS = [kind.key for kind in LETTER_KINDS]


def add_letter_commands(commands: _SubParsersAction[ArgumentParser], words: Words) -> None:
    """All commands on letters; those that count by the year take --year, and all take --json."""
    letters = commands.add_parser("letters", help=words.text("cli.letters")).add_subparsers(
        dest="action", required=True
    )
    yearly = [*add_issuing(letters, words), *add_tables(letters, words), *add_standing(letters, words)]
    others = [*add_signing(letters, words), *add_texts(letters, words), *add_step_commands(letters, words)]
    others.append(add_letters_printed(letters, words))
    for command in yearly:
        command.add_argument("--year", type=school_year, metavar="Y", help=words.text("cli.year"))
    for command in (*yearly, *others):
        add_json(command, words)


def add_issuing(letters: Letters, words: Words) -> list[ArgumentParser]:
    """issue, print, accept-clause."""
    issue = letters.add_parser("issue", help=words.text("cli.letters_issue"))
    issue.add_argument("--to", choices=("all", "missing"), default="all")
    printing = letters.add_parser("print", help=words.text("cli.letters_print"))
    printing.add_argument("--only", choices=("all", "missing", "unsigned"), default="all")
    printing.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    copies = words.text("letter_ledger.cli_copies")
    printing.add_argument("--copies", type=int, choices=range(1, 10), default=1, help=copies)
    add_printed(printing, words)
    accepting = letters.add_parser("accept-clause", help=words.text("unfinished.cli"))
    clause, reason = words.text("unfinished.cli_clause"), words.text("unfinished.cli_reason")
    accepting.add_argument("--clause", nargs="+", required=True, metavar="TEXT", help=clause)
    accepting.add_argument("--reason", required=True, metavar="TEXT", help=reason)
    for command in (issue, printing, accepting):
        command.add_argument("--kind", choices=KINDS, required=True)
    return [issue, printing, accepting]


def add_tables(letters: Letters, words: Words) -> list[ArgumentParser]:
    """ledger, volume."""
    table = letters.add_parser("ledger", help=words.text("letter_ledger.cli"))
    table.add_argument("--form", choices=LEDGER_FORMS, required=True, help=words.text("letter_ledger.cli_form"))
    table.add_argument("--format", choices=("xlsx", "pdf"), default="xlsx")
    volume = letters.add_parser("volume", help=words.text("letter_ledger.cli_volume"))
    for command in (table, volume):
        command.add_argument("--kind", choices=KINDS)
        command.add_argument("--out", type=Path, required=True, metavar="FILE")
        add_printed(command, words)
    return [table, volume]


def add_standing(letters: Letters, words: Words) -> list[ArgumentParser]:
    """board, chain, follow-up."""
    board = letters.add_parser("board", help=words.text("cli.letters_board"))
    chain = letters.add_parser("chain", help=words.text("chain.cli"))
    chain.add_argument("--out", type=Path, metavar="FILE.pdf|.xlsx", help=words.text("chain.cli_out"))
    add_printed(chain, words)
    later = letters.add_parser("follow-up", help=words.text("status.cli_follow_up"))
    later.add_argument("--apply", action="store_true", help=words.text("status.cli_apply"))
    later.add_argument("--only", nargs="+", choices=REASONS, default=REASONS[:3], help=words.text("status.cli_only"))
    return [board, chain, later]


def add_signing(letters: Letters, words: Words) -> list[ArgumentParser]:
    """sign, intake."""
    signing = letters.add_parser("sign", help=words.text("cli.letters_sign"))
    signing.add_argument("--numbers", required=True, metavar="FILE|-")
    signing.add_argument("--date", type=date.fromisoformat, required=True, metavar="D")
    intake = letters.add_parser("intake", help=words.text("scan.cli"))
    intake.add_argument("files", nargs="+", type=Path, metavar="SCAN")
    intake.add_argument("--date", type=date.fromisoformat, metavar="D", help=words.text("scan.cli_day"))
    return [signing, intake]


def add_texts(letters: Letters, words: Words) -> list[ArgumentParser]:
    """word, wording."""
    word = letters.add_parser("word", help=words.text("word.cli"))
    word.add_argument("--numbers", required=True, metavar="FILE|-", help=words.text("word.cli_numbers"))
    word.add_argument("--out", type=Path, required=True, metavar="PATH", help=words.text("word.cli_out"))
    wording = letters.add_parser("wording", help=words.text("wording.cli"))
    wording.add_argument("--kind", choices=KINDS, required=True)
    wording.add_argument("--language", choices=LANGUAGES, help=words.text("wording.cli_language"))
    wording.add_argument("--out", type=Path, metavar="FILE.toml", help=words.text("wording.cli_out"))
    wording.add_argument("--set", type=Path, metavar="FILE", help=words.text("wording.cli_set"))
    wording.add_argument("--reset", action="store_true", help=words.text("wording.cli_reset"))
    return [word, wording]
