"""Choosing files, each time in the folder of the last time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from safetydesk.ui.desk import Desk

BAD = '<>:"/\\|?*'


def last_folder(desk: Desk) -> Path:
    """Where the last file was put, at first the documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(desk.state.read("files/folder", documents))


def save_path(desk: Desk, parent: QWidget, name: str) -> Path | None:
    """Where to save a file of that name; None if the clerk thought better of it."""
    safe = "".join("_" if ch in BAD else ch for ch in name)
    chosen, _ = QFileDialog.getSaveFileName(parent, desk.words.text("window.save_as"), str(last_folder(desk) / safe))
    if not chosen:
        return None
    path = Path(chosen)
    ending = Path(safe).suffix
    if ending and path.suffix.lower() != ending.lower():
        path = path.with_name(path.name + ending)
    desk.state.write("files/folder", str(path.parent))
    return path


def open_paths(desk: Desk, parent: QWidget, kinds: str) -> list[Path]:
    """Files to read."""
    chosen, _ = QFileDialog.getOpenFileNames(
        parent, desk.words.text("window.open_files"), str(last_folder(desk)), kinds
    )
    if chosen:
        desk.state.write("files/folder", str(Path(chosen[0]).parent))
    return [Path(name) for name in chosen]


def choose_folder(desk: Desk, parent: QWidget) -> Path | None:
    """A folder."""
    chosen = QFileDialog.getExistingDirectory(parent, desk.words.text("window.choose_folder"), str(last_folder(desk)))
    return Path(chosen) if chosen else None
