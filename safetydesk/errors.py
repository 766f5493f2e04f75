"""The one exception a clerk may see, and the message it carries.

A message is an id with values, never a finished sentence: the window and the printed page may speak
different languages, so text is made at the edge by `safetydesk.words.Words`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Message:
    """A sentence of the catalogue: its id, and the values to put in."""

    id: str
    values: dict[str, Any] = field(default_factory=dict, hash=False)


def message(id: str, /, **values: Any) -> Message:
    """Short form of `Message(id, {...})`."""
    return Message(id, values)


class UserError(Exception):
    """Something the environment or the clerk did: refused with what happened and what to do about it.

    Anything that is not a UserError is our bug and ends in a crash report.
    """

    def __init__(self, what: Message, hint: Message | None = None) -> None:
        super().__init__(what.id)
        self.what = what
        self.hint = hint


class Cancelled(Exception):
    """The clerk pressed Cancel in a long piece of work; whatever was begun has been undone."""
