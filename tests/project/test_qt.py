"""The Qt that is installed keeps its references: some releases lose one to None with every call and die after minutes."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

CALLS = 500


def test_a_call_that_returns_nothing_takes_no_reference_to_none() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
    assert before - sys.getrefcount(None) < CALLS // 10
