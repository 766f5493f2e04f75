"""One beep of a code scanner: the letter it means is marked as signed, or it is said why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from safetydesk.core.letter_code import key_is_sound, read_code
from safetydesk.errors import Message, message
from safetydesk.operations.office import Office
from safetydesk.operations.scan_intake.matching import KnownLetter, known_letters
from safetydesk.registers.records.letters.kinds import DONE
from safetydesk.registers.records.letters.signing import sign

Outcome = Literal["signed", "double", "wrong"]


@dataclass(frozen=True)
class Beep:
    """What a code did."""

    outcome: Outcome
    letter: KnownLetter | None
    why: Message | None = None
    batch: str = ""


def is_code(text: str) -> bool:
    """Whether a text that was typed is a code of a letter, of whatever school."""
    return read_code(text) is not None or key_is_sound(text.strip())


def beep(office: Office, text: str, day: date) -> Beep:
    """Mark the letter of a code as signed on a day; every beep is an action of its own. Raises UserError for the day."""
    code = read_code(text)
    school = str(office.database.query("SELECT code FROM school")[0][0])
    if code and code.school != school:
        return Beep("wrong", None, message("scan.why_other_school", school=code.school))
    found = known_letters(office.database, [code.key if code else text.strip()], [])
    if not found:
        return Beep("wrong", None, message("scan.why_unknown"))
    letter = found[0]
    if letter.state in DONE:
        return Beep("double", letter, message("letters.already_signed"))
    marked = sign(office.database, office.clock, [letter.id], day)
    if marked.refused:
        return Beep("wrong", letter, marked.refused[0][1])
    return Beep("signed", letter, batch=marked.batch)
