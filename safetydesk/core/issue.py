"""What is wrong with a record, said of one field, before anything is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from safetydesk.errors import Message, UserError, message

if TYPE_CHECKING:
    from safetydesk.storage.database import Database

Values = Mapping[str, Any]
"""A record by field name, in native values: a link is a row id, several links are a tuple of row ids."""


@dataclass(frozen=True)
class Issue:
    """One finding about one field. A blocking one refuses the record; the other kind only warns."""

    field: str
    message: Message
    blocking: bool = True


@dataclass(frozen=True)
class Checking:
    """What a rule may look at beside the record itself."""

    database: Database
    today: date
    row_id: int | None = None
    """The row that is being changed; None for a new one."""


Rule = Callable[[Values, Checking], Iterator[Issue]]
"""A rule reads as an assertion and yields an issue for each way in which it does not hold."""


class Refused(UserError):
    """A record that broke rules: nothing of it was stored."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issue for issue in issues if issue.blocking)
        first = self.issues[0]
        super().__init__(message("core.refused", n=len(self.issues), first=first.message))
