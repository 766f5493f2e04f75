"""A school with filed papers, and its package, built once for all who only read it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from safetydesk.clock import FixedClock
from safetydesk.operations.archive.build import BuiltPackage, build
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from tests.archive.filed_school import YEAR, settle
from tests.conftest import CHINA


@dataclass(frozen=True)
class Built:
    """A package, and the ids of what was filed."""

    package: BuiltPackage
    zipped: BuiltPackage
    ids: dict[str, int]

    @property
    def root(self) -> Path:
        return self.package.path


@contextmanager
def school_in(root: Path, language: str) -> Iterator[tuple[Office, dict[str, int]]]:
    with open_office(DataFolder(root / "office"), FixedClock(datetime(2026, 9, 7, 9, tzinfo=CHINA))) as office:
        ids = settle(office, root / "desk")
        office.settings.put("paper_language", language)
        yield office, ids


def built_in(root: Path, language: str) -> Built:
    with school_in(root, language) as (office, ids):
        return Built(build(office, YEAR, root / "包"), build(office, YEAR, root / "包.zip"), ids)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The Chinese package; not to be changed."""
    return built_in(tmp_path_factory.mktemp("zh"), "zh_CN")


@pytest.fixture(scope="session")
def built_english(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The English package; not to be changed."""
    return built_in(tmp_path_factory.mktemp("en"), "en")


@pytest.fixture
def package(built: Built, tmp_path: Path) -> Path:
    """A copy of the package, to be tampered with."""
    return shutil.copytree(built.root, tmp_path / "包")


@pytest.fixture
def filed(office: Office, tmp_path: Path) -> Office:
    """A small school with filed papers, open."""
    settle(office, tmp_path / "desk")
    return office
