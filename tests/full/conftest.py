"""The sample of ten years and the package of one of its years, made once for all who only read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from safetydesk.clock import Clock, FixedClock, StoryClock
from safetydesk.operations.archive.build import BuiltPackage, build
from safetydesk.operations.demo.school import fill
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from tests.conftest import CHINA
from tests.full.lengths import length

SIZE = ("small", "decade")[length(ordinary=0, full=1)]
UNTIL = datetime(2026, 9, 10, 9, tzinfo=CHINA)
PACKED_YEAR = length(ordinary=2025, full=2024)
"""The small school's papers are those of 2026 up to September: most of them fall into the school year before."""


@dataclass(frozen=True)
class Decade:
    """A school with its files, open, and the folder for what is made of it."""

    office: Office
    desk: Path


@pytest.fixture(scope="session")
def decade(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Decade]:
    """Ten years of a school of 48 classes in the full run, the first days of a small one otherwise."""
    root = tmp_path_factory.mktemp("decade")
    clock: Clock = FixedClock(UNTIL)
    if SIZE == "decade":
        clock = StoryClock(UNTIL.replace(year=UNTIL.year - 9, day=1), UNTIL)
    with open_office(DataFolder(root / "school"), clock) as office:
        fill(office, SIZE, 1)
        yield Decade(office, root)


@pytest.fixture(scope="session")
def packages(decade: Decade) -> dict[str, BuiltPackage]:
    """The package of one year in each language of paper; not to be changed."""
    made = {}
    for language in ("zh_CN", "en"):
        decade.office.settings.put("paper_language", language)
        made[language] = build(decade.office, PACKED_YEAR, decade.desk / language)
    decade.office.settings.put("paper_language", "zh_CN")
    return made
