"""Checking a package against its own list of checksums: it needs no database, so the bureau can do it too."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetydesk.errors import Cancelled, UserError, message
from safetydesk.operations.archive.manifest import as_written
from safetydesk.operations.archive.opened import Opened, opened
from safetydesk.words import LANGUAGES, Words


@dataclass(frozen=True)
class Checked:
    """How a package compares with its list. Names are paths within the package, with slashes."""

    ok: bool
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """Old and new name of what is there unchanged under another name."""
    files: int = 0
    """How many files the list names."""

    def told(self) -> dict[str, Any]:
        """The shape that programs read."""
        return {
            "ok": self.ok,
            "changed": list(self.changed),
            "missing": list(self.missing),
            "added": list(self.added),
            "renamed": [list(pair) for pair in self.renamed],
        }


def check(
    path: Path,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Checked:
    """Compare every file of a package, a folder or a zip, with the list of checksums in it.

    Raises UserError for what is no package, or a zip that no honest program makes, and Cancelled.
    """
    with opened(path) as package:
        names = package.names()
        manifest, prefix = find_list(names, path)
        listed, sound = read_list(package, manifest)
        found: dict[str, str] = {}
        for done, name in enumerate(names, 1):
            if cancelled():
                raise Cancelled
            if name != manifest:
                found[name.removeprefix(prefix)] = package.sha256(name)
            progress(done, len(names))
    return compare(listed, found, () if sound else (manifest.removeprefix(prefix),))


def compare(listed: dict[str, str], found: dict[str, str], damaged: tuple[str, ...] = ()) -> Checked:
    """What became of the listed files, by name and checksum; `damaged` is the list itself where it is not as written."""
    changed = [*damaged, *(name for name in listed if name in found and found[name] != listed[name])]
    missing = sorted(listed.keys() - found.keys())
    added = sorted(found.keys() - listed.keys())
    renamed = []
    for old in list(missing):
        new = next((name for name in added if found[name] == listed[old]), None)
        if new is not None:
            renamed.append((old, new))
            missing.remove(old)
            added.remove(new)
    ok = not (changed or missing or added or renamed)
    return Checked(ok, tuple(sorted(changed)), tuple(missing), tuple(added), tuple(renamed), len(listed))


def find_list(names: Iterable[str], path: Path) -> tuple[str, str]:
    """The list of checksums, and the folder it stands in, where a zip was packed with one around it.

    Raises UserError where there is none: then this is no package.
    """
    called = {Words(language).text("archive.name_manifest") for language in LANGUAGES}
    found = sorted(
        (name.count("/"), name) for name in names if name.rpartition("/")[2] in called and name.count("/") <= 1
    )
    if not found:
        raise UserError(
            message("archive.no_list", path=path.name, names=tuple(sorted(called))), message("archive.no_list_hint")
        )
    name = found[0][1]
    return name, name[: name.rfind("/") + 1]


def read_list(package: Opened, name: str) -> tuple[dict[str, str], bool]:
    """Checksums by path, and whether the list is as it was written; raises UserError for one that cannot be read."""
    data = package.read(name)
    try:
        content = json.loads(data.decode("utf-8-sig"))
        listed = {str(file["path"]): str(file["sha256"]) for file in content["files"]}
        if len(listed) != len(content["files"]):
            raise ValueError("a path twice")
        return listed, as_written(data, content)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise UserError(message("archive.bad_list", file=name), message("archive.bad_list_hint")) from error
