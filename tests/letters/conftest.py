"""A small school, opened."""

from __future__ import annotations

import pytest

from safetydesk.operations.office import Office
from tests.letters.small_school import settle


@pytest.fixture
def school(office: Office) -> Office:
    """Six of the staff, two classes with three and two pupils."""
    settle(office)
    return office
