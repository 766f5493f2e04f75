"""A small school whose letters were issued and printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import print_letters, select
from safetydesk.registers.records.letters.kinds import CONVENTION, PARENT, STAFF
from tests.letters.small_school import issue_now, settle


@pytest.fixture
def school(office: Office) -> Office:
    settle(office)
    for kind in (STAFF, PARENT, CONVENTION):
        issue_now(office, kind)
    return office


@pytest.fixture
def staff_pdf(school: Office, tmp_path: Path) -> Path:
    """The staff's letters as they were printed, in duplex with empty backs."""
    out = tmp_path / "staff.pdf"
    print_letters(school, select(school, STAFF, 2026), out)
    return out


@pytest.fixture
def parents_pdf(school: Office, tmp_path: Path) -> Path:
    out = tmp_path / "parents.pdf"
    print_letters(school, select(school, PARENT, 2026), out)
    return out
