"""What the window remembers from one day to the next; it holds no record and no name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget


class WindowState:
    """Sizes, columns and the last printer, in an ini file of the data folder."""

    def __init__(self, file: Path) -> None:
        self.settings = QSettings(str(file), QSettings.Format.IniFormat)

    def restore(self, widget: QWidget, name: str) -> bool:
        """Give a window the place it had; False if it never had one."""
        stored = self.settings.value(f"geometry/{name}")
        return isinstance(stored, QByteArray) and widget.restoreGeometry(stored)

    def keep(self, widget: QWidget, name: str) -> None:
        """Remember a window's place."""
        self.settings.setValue(f"geometry/{name}", widget.saveGeometry())

    def read(self, name: str, default: Any) -> Any:
        """A remembered value."""
        stored = self.settings.value(name)
        return json.loads(stored) if isinstance(stored, str) else default

    def write(self, name: str, value: Any) -> None:
        """Remember a value that JSON can hold."""
        self.settings.setValue(name, json.dumps(value))
