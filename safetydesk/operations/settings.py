"""The school's own choices, kept with its data so that they travel with a backup."""

from __future__ import annotations

import json
from typing import Any

from safetydesk.storage.database import Database
from safetydesk.words import LANGUAGES

DEFAULTS: dict[str, Any] = {
    "window_language": "zh_CN",
    "paper_language": "zh_CN",
    "theme": "auto",
    "duplex": True,
    "stamp_sheet": {},
    "print_copies": 1,
    "drill_photos": 2,
    "faces": "system",
    "faces_told": False,
    "check_thresholds": {},
    "scan_folder": "",
    "scan_move": True,
    "drill_rhythm": {},
    "required_plans": None,
}


class Settings:
    """Named values with a default each; a change is an action of its own."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def get(self, key: str) -> Any:
        """The value of a setting; raises KeyError for a name that is none."""
        default = DEFAULTS[key]
        found = self.database.query("SELECT value FROM setting WHERE key = ?", [key])
        return json.loads(found[0][0]) if found else default

    def put(self, key: str, value: Any) -> None:
        """Store a setting; raises KeyError for a name that is none."""
        if key not in DEFAULTS:
            raise KeyError(key)
        found = self.database.query("SELECT id FROM setting WHERE key = ?", [key])
        stored = {"key": key, "value": json.dumps(value, ensure_ascii=False)}
        with self.database.action("settings.change") as action:
            if found:
                action.update("setting", found[0][0], stored)
            else:
                action.insert("setting", stored)

    @property
    def paper_language(self) -> str:
        """Language of printed documents."""
        value = self.get("paper_language")
        return value if value in LANGUAGES else "zh_CN"

    @property
    def window_language(self) -> str:
        """Language of the window."""
        value = self.get("window_language")
        return value if value in LANGUAGES else "zh_CN"
