"""Options that many commands share."""

from __future__ import annotations

from argparse import ArgumentParser

from safetydesk.words import Words


def school_year(text: str) -> int:
    """A year as the register of school years knows them; raises ValueError."""
    year = int(text)
    if not 2000 <= year <= 2199:
        raise ValueError(text)
    return year


def add_json(command: ArgumentParser, words: Words) -> None:
    """--json, alike everywhere."""
    command.add_argument("--json", action="store_true", help=words.text("cli.json"))
