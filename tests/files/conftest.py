"""A small school with something to file."""

from __future__ import annotations

import pytest

from safetydesk.operations.office import Office
from tests.letters.small_school import settle


@pytest.fixture
def school(office: Office) -> Office:
    """Six who work there, two classes with their head teachers, one outside unit."""
    settle(office)
    return office
