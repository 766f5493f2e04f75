"""The kinds of field a register may have.

A field knows its stored column, how to read a value typed or pasted as text, and how a value reads as text.
It knows neither widgets nor file formats: those map *kind* to editor or cell format on their own side.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar

from safetydesk.core.choices import Choices
from safetydesk.core.clean_text import text_problem
from safetydesk.core.dates import read_date, read_time
from safetydesk.errors import UserError, message
from safetydesk.words import Words

LINE_LIMIT = 200
TEXT_LIMIT = 20_000
NO_CHOICES = Choices("", ())
EARLIEST, LATEST = date(1900, 3, 1), date(2199, 12, 31)  # Excel counts the days before March 1900 wrongly.


class BadValue(UserError):
    """A text that cannot be a value of this field; the message says why and what would do."""


@dataclass(frozen=True)
class Field:
    """One fact of a record."""

    name: str
    required: bool = False
    listed: bool = True
    """Shown as a column of the grid and the ledger."""
    editable: bool = True
    """False for what the program itself writes: numbers, states, prints."""
    width: int = 10
    """Width of a column in Latin characters; a Chinese character counts two."""
    column: str = ""
    """Stored column where it differs from the name."""
    asked: bool = True
    """Shown on the form."""
    section: str = ""
    """Starts a part of the form with this heading: section.<register>.<section> in the catalogue."""

    align: ClassVar[str] = "left"

    @property
    def stored_in(self) -> str:
        """Name of the table's column."""
        return self.column or self.name

    def sql(self, row: str) -> str:
        """Expression for the value as shown; `row` is the table's alias."""
        return f'{row}."{self.stored_in}"'

    def order_sql(self, row: str) -> str:
        """Expression to sort by."""
        return self.sql(row)

    def read(self, text: str) -> Any:
        """The value that a typed or pasted text means; raises BadValue."""
        raise NotImplementedError

    def from_store(self, stored: Any) -> Any:
        """The native value of what the column holds."""
        return stored

    def to_store(self, value: Any) -> Any:
        """What the column holds for a native value."""
        return value

    def text(self, value: Any, words: Words) -> str:
        """The value as a person reads it."""
        return "" if value is None else str(value)

    def typed(self, value: Any, words: Words) -> str:
        """The value as a text that `read` understands: what an editor is filled with."""
        return self.text(value, words)

    def empty(self, value: Any) -> bool:
        """Whether the value counts as not given."""
        return value is None or value == "" or value == ()


@dataclass(frozen=True)
class Text(Field):
    """A line, or several, of plain text."""

    lines: int = 1
    limit: int = LINE_LIMIT
    pinyin: bool = False
    """A person's or place's name: sorted and found by its sound."""
    suggest: bool = False
    """The editor offers the values that are in use."""

    def order_sql(self, row: str) -> str:
        return f"pinyin_key({self.sql(row)})" if self.pinyin else self.sql(row)

    def read(self, text: str) -> str:
        value = text.replace("\r\n", "\n").replace("\r", "\n")
        value = value.strip() if self.lines == 1 else value.rstrip()
        if problem := text_problem(value, lines=self.lines):
            raise BadValue(problem)
        limit = self.limit if self.lines == 1 else max(self.limit, TEXT_LIMIT)
        if len(value) > limit:
            raise BadValue(message("core.too_long", limit=limit, length=len(value)))
        return value

    def from_store(self, stored: Any) -> str:
        return stored or ""

    def to_store(self, value: Any) -> str:
        return value or ""


@dataclass(frozen=True)
class PersonName(Text):
    """Somebody's name: picked from the people of the school, or typed where it is somebody else's."""

    width: int = 12
    limit: int = 60
    pinyin: bool = True


@dataclass(frozen=True)
class Phone(Text):
    """A telephone number, kept as text; a mobile number has eleven digits and starts with 1."""

    width: int = 14

    def read(self, text: str) -> str:
        value = super().read(text)
        if any(not (ch.isascii() and (ch.isdigit() or ch in "+-() ,、;/")) for ch in value.replace("、", "")):
            raise BadValue(message("core.bad_phone", value=value))
        return value


@dataclass(frozen=True)
class Whole(Field):
    """A whole number, with an optional range."""

    minimum: int = 0
    maximum: int = 1_000_000_000
    align: ClassVar[str] = "right"

    def read(self, text: str) -> int | None:
        plain = text.strip().replace(",", "")
        if not plain:
            return None
        try:
            value = int(plain)
        except ValueError:
            raise BadValue(message("core.bad_whole", value=text)) from None
        if not self.minimum <= value <= self.maximum:
            raise BadValue(message("core.out_of_range", value=value, low=self.minimum, high=self.maximum))
        return value


@dataclass(frozen=True)
class Date(Field):
    """A calendar day, without time or zone; stored as ISO text."""

    width: int = 12
    align: ClassVar[str] = "center"

    def read(self, text: str) -> date | None:
        if not text.strip():
            return None
        value = read_date(text)
        if value is None:
            raise BadValue(message("core.bad_date", value=text))
        if not EARLIEST <= value <= LATEST:
            raise BadValue(message("core.date_range", value=value.isoformat()))
        return value

    def from_store(self, stored: Any) -> date | None:
        return date.fromisoformat(stored) if stored else None

    def to_store(self, value: date | None) -> str | None:
        return value.isoformat() if value else None

    def text(self, value: Any, words: Words) -> str:
        return value.isoformat() if value else ""


@dataclass(frozen=True)
class Time(Field):
    """A time of day to the second, without date or zone; stored as HH:MM:SS."""

    width: int = 9
    align: ClassVar[str] = "center"

    def read(self, text: str) -> time | None:
        if not text.strip():
            return None
        value = read_time(text)
        if value is None:
            raise BadValue(message("core.bad_time", value=text))
        return value

    def from_store(self, stored: Any) -> time | None:
        return time.fromisoformat(stored) if stored else None

    def to_store(self, value: time | None) -> str | None:
        return value.isoformat("seconds") if value else None

    def text(self, value: Any, words: Words) -> str:
        return value.isoformat("seconds") if isinstance(value, time) else value or ""


@dataclass(frozen=True)
class Moment(Field):
    """A moment, stored as ISO text with its offset and shown in the PC's own time."""

    width: int = 17
    align: ClassVar[str] = "center"

    def read(self, text: str) -> datetime | None:
        if not text.strip():
            return None
        try:
            value = datetime.fromisoformat(text.strip())
        except ValueError:
            raise BadValue(message("core.bad_moment", value=text)) from None
        return value if value.tzinfo else value.astimezone()

    def from_store(self, stored: Any) -> datetime | None:
        return datetime.fromisoformat(stored) if stored else None

    def to_store(self, value: datetime | None) -> str | None:
        return value.isoformat() if value else None

    def text(self, value: Any, words: Words) -> str:
        return value.strftime("%Y-%m-%d %H:%M") if value else ""


@dataclass(frozen=True)
class Flag(Field):
    """Yes or no."""

    width: int = 6
    align: ClassVar[str] = "center"
    yes: ClassVar[frozenset[str]] = frozenset(["是", "√", "✓", "✔", "1", "y", "yes", "true", "对", "有"])
    no: ClassVar[frozenset[str]] = frozenset(["否", "×", "✗", "0", "n", "no", "false", "无", "没有"])

    def read(self, text: str) -> bool:
        plain = text.strip().lower()
        if plain in self.yes:
            return True
        if not plain or plain in self.no:
            return False
        raise BadValue(message("core.bad_flag", value=text))

    def from_store(self, stored: Any) -> bool:
        return bool(stored)

    def to_store(self, value: Any) -> int:
        return int(bool(value))

    def text(self, value: Any, words: Words) -> str:
        return words.text("core.yes") if value else words.text("core.no")

    def empty(self, value: Any) -> bool:
        return value is None


@dataclass(frozen=True)
class Choice(Field):
    """One term out of a closed list."""

    choices: Choices = NO_CHOICES

    def order_sql(self, row: str) -> str:
        ranks = " ".join(f"WHEN '{value}' THEN {rank}" for rank, value in enumerate(self.choices.values))
        return f"CASE {self.sql(row)} {ranks} ELSE 999 END"

    def read(self, text: str) -> str:
        value = text.strip()
        if value and value not in self.choices:
            raise BadValue(message("core.bad_choice", value=value, allowed=self.choices.values))
        return value

    def from_store(self, stored: Any) -> str:
        return stored or ""

    def to_store(self, value: Any) -> str:
        return value or ""

    def text(self, value: Any, words: Words) -> str:
        return words.term(self.choices.family, value) if value else ""


@dataclass(frozen=True)
class Several(Field):
    """Several terms out of a closed list; stored as a JSON list, shown joined by 、."""

    choices: Choices = NO_CHOICES
    width: int = 16

    def sql(self, row: str) -> str:
        return f"(SELECT group_concat(value, '、' ORDER BY key) FROM json_each({row}.\"{self.stored_in}\"))"

    def read(self, text: str) -> tuple[str, ...]:
        terms = tuple(dict.fromkeys(split_list(text)))
        for term in terms:
            if term not in self.choices:
                raise BadValue(message("core.bad_choice", value=term, allowed=self.choices.values))
        return terms

    def from_store(self, stored: Any) -> tuple[str, ...]:
        return tuple(json.loads(stored)) if stored else ()

    def to_store(self, value: Any) -> list[str]:
        return list(value or ())

    def text(self, value: Any, words: Words) -> str:
        terms = value.split("、") if isinstance(value, str) and value else value or ()
        return words.listed(words.term(self.choices.family, term) for term in terms)


def split_list(text: str) -> list[str]:
    """The members of a list typed by hand, whichever comma was used."""
    return [part.strip() for part in re.split("[、，,；;/]", text) if part.strip()]


@dataclass(frozen=True)
class JoinedTerms(Several):
    """Several terms as SQL joined them by 、, shown in the reader's language."""

    def from_store(self, stored: Any) -> tuple[str, ...]:
        return tuple(split_list(stored or ""))
