"""Places that are full, and data that is copied for every blow."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

MEGABYTES = 24


@dataclass(frozen=True)
class SmallDisk:
    """A disk of its own that can be filled to any degree."""

    root: Path

    def leave(self, kilobytes: int) -> None:
        """Fill it until this much is free."""
        self.empty()
        free = os.statvfs(self.root)
        spare = free.f_bavail * free.f_frsize - kilobytes * 1024
        with (self.root / "ballast").open("wb") as ballast:
            os.posix_fallocate(ballast.fileno(), 0, spare)

    def empty(self) -> None:
        """Free what `leave` had taken."""
        (self.root / "ballast").unlink(missing_ok=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A tmpfs of some megabytes; only root may mount one, the file size limit stands in for it elsewhere."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    root = tmp_path / "disk"
    root.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(root)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield SmallDisk(root)
    finally:
        subprocess.run(["umount", str(root)], check=True)
