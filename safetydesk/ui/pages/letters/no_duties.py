"""Naming the letters whose post has no duties, before they are issued and printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from safetydesk.registers.records.letters.without_duties import WithoutDuties, named
from safetydesk.ui.desk import Desk
from safetydesk.words import Words

SHOWN = 6
"""Names that are told; the number says how many there are, and a tip names them all."""


def told(words: Words, found: Sequence[WithoutDuties], sentence: str) -> str:
    """A sentence with the first names; empty where there is nobody to name."""
    who = words.listed(named(found[:SHOWN], words)) + ("…" if len(found) > SHOWN else "")
    return words.text(f"no_duties.{sentence}", n=len(found), who=who) if found else ""


def goes_on(desk: Desk, found: Sequence[WithoutDuties], step: Literal["issue", "print"]) -> bool:
    """Whether there is nobody to name, or the clerk issues or prints all the same."""
    words = desk.words
    return not found or desk.notices.ask(told(words, found, f"ask_{step}"), words.text(f"no_duties.{step}"))
