"""Turning typed search text into a condition over the table search_index."""

from __future__ import annotations

from typing import Any

from safetydesk.core.class_name import read_class_name
from safetydesk.core.dates import half_width

LEAST_IN_FILES = 2
"""Characters that are looked for in the texts of files: the length of most Chinese words."""


def match_sql(typed: str) -> tuple[str, list[Any]]:
    """WHERE part over search_index for typed text: every word must be found; empty text matches all."""
    parts: list[str] = []
    values: list[Any] = []
    for word in half_width(typed).lower().split():
        forms = [form for form in dict.fromkeys((word, class_form(word))) if form]
        parts.append("(" + " OR ".join("haystack LIKE ? ESCAPE '\\'" for _ in forms) + ")")
        values.extend(f"%{escape_like(form)}%" for form in forms)
    return " AND ".join(parts), values


def match_files_sql(typed: str) -> tuple[str, list[Any]]:
    """Checksums of files whose text holds every word typed; nothing for a single character, which all texts hold."""
    found, values = match_sql(typed)
    if not found or len(typed.strip()) < LEAST_IN_FILES:
        return "", []
    return f"SELECT sha256 FROM file_text WHERE {found}", values


def class_form(word: str) -> str:
    """The usual name of the class that a word spells (703, 七3), or nothing."""
    found = read_class_name(word)
    return found.name.lower() if found else ""


def escape_like(text: str) -> str:
    """Text whose % and _ stand for themselves."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
