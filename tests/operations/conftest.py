"""A clerk who is handed rosters."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetydesk.operations.office import Office
from tests.operations.rosters import Desk


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Desk:
    return Desk(office, tmp_path)
