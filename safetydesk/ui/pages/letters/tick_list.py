"""A list of names to tick at the speed of the pile: space ticks and goes on, letters typed jump to a name."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from safetydesk.core.pinyin import Pinyin

PAUSE = 1.0
"""Seconds after which typing begins a new search."""
CELL = QSize(216, 30)
LABEL = Qt.ItemDataRole.UserRole


class TickList(QListWidget):
    """Names in columns, read downwards as on the printed sheet."""

    ticked_changed = Signal()
    pasted = Signal()
    """Ctrl+V: names are on the clipboard."""

    def __init__(self, pinyin: Pinyin, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.pinyin = pinyin
        self.now = now
        self.typed, self.last_key = "", 0.0
        self.aside: frozenset[str] = frozenset()
        """Labels that are ticked by hand only: who has left may have signed before."""
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setGridSize(CELL)
        self.setUniformItemSizes(True)
        self.itemChanged.connect(lambda _: self.ticked_changed.emit())

    def fill(self, rows: Iterable[tuple[str, str, bool, bool]]) -> None:
        """Rows of label, text, ticked, and whether the tick can be changed."""
        self.blockSignals(True)
        self.clear()
        for label, text, ticked, free in rows:
            item = QListWidgetItem(text)
            item.setData(LABEL, label)
            item.setToolTip(text)
            item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
            if free:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            if not free:
                item.setForeground(self.palette().placeholderText())
            self.addItem(item)
        self.blockSignals(False)
        self.setCurrentRow(0)
        self.ticked_changed.emit()

    def go_to_first_open(self) -> None:
        """Stand on the first row that waits for its tick."""
        rows = enumerate(self.items_all())
        waiting = (row for row, item in rows if self.awaited(item) and item.checkState() != Qt.CheckState.Checked)
        self.setCurrentRow(next(waiting, 0))

    def awaited(self, item: QListWidgetItem) -> bool:
        """Whether a row can be ticked and is not set aside."""
        return free(item) and item.data(LABEL) not in self.aside

    def items_all(self) -> list[QListWidgetItem]:
        """Every row, in order."""
        return [self.item(row) for row in range(self.count())]

    def ticked(self) -> list[str]:
        """Labels of the ticked rows, those that cannot be changed included."""
        return [item.data(LABEL) for item in self.items_all() if item.checkState() == Qt.CheckState.Checked]

    def tick(self, labels: Iterable[str]) -> int:
        """Tick these rows where that is allowed; returns how many were not ticked before."""
        wanted, count = set(labels), 0
        for item in self.items_all():
            if item.data(LABEL) in wanted and free(item) and item.checkState() != Qt.CheckState.Checked:
                item.setCheckState(Qt.CheckState.Checked)
                count += 1
        return count

    def tick_all(self) -> None:
        """Every row that is awaited; all are ticked already: none."""
        rows = [item for item in self.items_all() if self.awaited(item)]
        full = all(item.checkState() == Qt.CheckState.Checked for item in rows)
        for item in rows:
            item.setCheckState(Qt.CheckState.Unchecked if full else Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.tick_and_go_on()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.tick_all()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        else:
            super().keyPressEvent(event)

    def tick_and_go_on(self) -> None:
        """Change the tick of the current row and stand on the next."""
        if not self.count():
            return
        item = self.currentItem()
        if free(item):
            checked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)
        self.typed = ""
        self.setCurrentRow(min(self.row(item) + 1, self.count() - 1))

    def keyboardSearch(self, search: str) -> None:
        """Jump to the next name that begins with what was typed, as characters or as it sounds (zs, zhangs …)."""
        fresh = self.now() - self.last_key > PAUSE
        self.typed = search if fresh else self.typed + search
        self.last_key = self.now()
        wanted = self.typed.casefold()
        start = self.currentRow() + (1 if fresh else 0)
        for step in range(self.count()):
            row = (start + step) % self.count()
            name = str(self.item(row).data(LABEL))
            if name.casefold().startswith(wanted) or any(s.startswith(wanted) for s in self.pinyin.spellings(name)):
                self.setCurrentRow(row)
                return


def free(item: QListWidgetItem) -> bool:
    """Whether the clerk may change the tick."""
    return bool(item.flags() & Qt.ItemFlag.ItemIsUserCheckable)
