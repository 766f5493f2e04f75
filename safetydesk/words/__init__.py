"""Every sentence the program can say, in Simplified Chinese and English, without Qt.

One folder per language holds one TOML file per area; a message id is the area, a dot and the key.
A `Words` is made once for the window and once for paper and passed to whoever speaks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from safetydesk.errors import Message, UserError

LANGUAGES = ("zh_CN", "en")
BETWEEN = {"zh_CN": "、", "en": ", "}
"""What stands between the members of a list inside a sentence or a cell."""
BETWEEN_CLAUSES = {"zh_CN": "；", "en": "; "}
"""What stands between parts that may hold a list themselves."""

Entry = str | dict[str, str]


class Words:
    """One language's catalogue.

    Raises KeyError for an id that the catalogue lacks: a missing sentence is a bug, and a test walks them all.
    """

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(language)
        self.language = language
        self.entries = read_catalogue(language)

    def text(self, id: str, /, **values: Any) -> str:
        """The sentence `id` with its values put in; a plural entry is chosen by the value `n`."""
        entry = self.entries[id]
        if isinstance(entry, dict):
            entry = entry["one" if values.get("n") == 1 else "other"]
        spoken = {key: self.spoken(value) for key, value in values.items()}
        return entry.format(**spoken) if spoken else entry.replace("{{", "{").replace("}}", "}")

    def spoken(self, value: Any) -> Any:
        """A value as it is put into a sentence: it may itself be a message (a field's title, say), or several texts."""
        if isinstance(value, Message):
            return self.say(value)
        return self.listed(value) if isinstance(value, tuple) else value

    def listed(self, texts: Iterable[str]) -> str:
        """Several texts in a row, parted as the language does it."""
        return BETWEEN[self.language].join(texts)

    def clauses(self, texts: Iterable[str]) -> str:
        """Several half sentences in a row."""
        return BETWEEN_CLAUSES[self.language].join(texts)

    def say(self, message: Message) -> str:
        """The sentence for a message that was made elsewhere."""
        return self.text(message.id, **message.values)

    def error(self, error: UserError) -> str:
        """What happened and what to do, as one line for a notice or for stderr."""
        parts = [error.what, *([error.hint] if error.hint else [])]
        return (" " if self.language == "en" else "").join(self.say(part) for part in parts)

    def term(self, family: str, value: str) -> str:
        """An enumerated value as shown: the values are Chinese terms in the data, whatever the language.

        A value outside the family (an own spelling) is shown as it is.
        """
        entry = self.entries.get(f"term.{family}.{value}", value)
        return entry if isinstance(entry, str) else value

    def __contains__(self, id: str) -> bool:
        return id in self.entries


@cache
def read_catalogue(language: str) -> dict[str, Entry]:
    """All entries of a language by message id, read from its TOML files once; nobody changes them."""
    folder = files(__package__).joinpath(language)
    entries: dict[str, Entry] = {}
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".toml"):
            area = file.name.removesuffix(".toml")
            entries.update(flatten(area, tomllib.loads(file.read_text(encoding="utf-8"))))
    return entries


def flatten(prefix: str, table: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    """Dotted ids of a nested table; a table of plural forms is one entry."""
    for key, value in table.items():
        if isinstance(value, dict) and not {"one", "other"} >= value.keys():
            yield from flatten(f"{prefix}.{key}", value)
        else:
            yield f"{prefix}.{key}", value
