"""The faces, loaded once, and the outside programs that read pages back."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from safetydesk.export.fonts import Fonts
from safetydesk.paths import resources


def need(tool: str) -> str:
    """The path of an outside program; without it the test is skipped on a PC and fails in CI."""
    found = shutil.which(tool)
    if found is None:
        reason = f"{tool} is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts(resources() / "fonts")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a test's file goes; nothing else lies in that folder."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "文件.pdf"
