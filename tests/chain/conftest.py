"""A small school, opened."""

from __future__ import annotations

import pytest

from safetydesk.operations.office import Office
from tests.letters.small_school import settle


@pytest.fixture
def school(office: Office) -> Office:
    """Three departments, two classes with their head teachers, one outside unit, and a cook without a department."""
    settle(office)
    return office
