"""Building packages where there is not enough space: in a process of its own, since a PDF library may end it."""

from __future__ import annotations

import hashlib
import shutil
from multiprocessing.connection import Connection
from pathlib import Path

from safetydesk.clock import SystemClock
from safetydesk.operations.archive.build import build
from safetydesk.operations.office import open_office
from safetydesk.paths import DataFolder
from tests.archive.filed_school import YEAR
from tests.torture.conftest import SmallDisk
from tests.torture.worker import outcome

Tree = dict[str, str]


def tree(root: Path) -> Tree:
    """Everything below a folder, empty folders and hidden files too, each file with its checksum."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in sorted(root.rglob("*"))
        if path.name != "ballast"
    }


def pack_in_small_space(root: str, disk: str, name: str, model: str, sizes: range, pipe: Connection) -> None:
    """Build at each of some sizes of free space; says the size, how it ended, and whether all is as before.

    A folder that was built is compared with the model beside it and taken away again; a zip takes the place of the
    same one.
    """
    small, target = SmallDisk(Path(disk)), Path(disk) / name
    with open_office(DataFolder(Path(root)), SystemClock()) as office:
        for free in sizes:
            before = tree(small.root)
            small.leave(free)
            pipe.send(free)
            ended = outcome(lambda: build(office, YEAR, target))
            small.empty()
            whole = True
            if ended == "done" and target.is_dir():
                whole = tree(target) == tree(small.root / model)
                shutil.rmtree(target)
            pipe.send((ended, whole and tree(small.root) == before))
