"""A small school whose letters were issued and printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import prepare, record_print, select, write
from safetydesk.registers.records.letters.kinds import CONVENTION, PARENT, STAFF, LetterKind
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
    return come_out(school, STAFF, tmp_path / "staff.pdf")


@pytest.fixture
def parents_pdf(school: Office, tmp_path: Path) -> Path:
    return come_out(school, PARENT, tmp_path / "parents.pdf")


def come_out(office: Office, kind: LetterKind, path: Path) -> Path:
    """The letters of a kind, written and given to the printer."""
    job = prepare(office, select(office, kind, 2026))
    record_print(office, job, write(job, path))
    return path
