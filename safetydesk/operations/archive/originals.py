"""The filed files themselves: copied byte for byte, only photos without the place where they were taken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from safetydesk.errors import Message, message
from safetydesk.export.volume.jpeg_place import SIGNATURE, without_place
from safetydesk.operations.archive.gathering import Item
from safetydesk.operations.archive.naming import Names
from safetydesk.operations.attaching import Attached
from safetydesk.storage.attachments import copy_hashed, hash_file


@dataclass(frozen=True)
class Original:
    """A file in the package."""

    file: Attached
    path: str
    """Within the package, with slashes; where there is no package, the place to read it from. Empty for a lost file."""
    sha256: str
    """Of the copy."""
    size: int
    place_removed: bool
    fault: str = ""
    """lost: not in the store; changed: no longer what was filed."""

    def note(self, code: str) -> Message | None:
        """What the package has to say about a file that is not as it was filed."""
        return message(f"archive.file_{self.fault}", code=code, file=self.file.name) if self.fault else None


def copy_originals(item: Item, root: Path, folder: str) -> list[Original]:
    """Copy an item's files into its folder below `root`."""
    names = Names()
    copied = []
    for file in item.files:
        path = f"{folder}/{names.give(file.name)}"
        copied.append(copy_original(file, root, path))
    return copied


def copy_original(file: Attached, root: Path, path: str) -> Original:
    """Copy one file."""
    target = root / path
    if not file.path.exists():
        return Original(file, "", "", 0, False, "lost")
    target.parent.mkdir(parents=True, exist_ok=True)
    fault = ""
    if starts_as_jpeg(file.path):
        data = file.path.read_bytes()
        clean = without_place(data)
        fault = "" if hash_file(file.path) == file.sha256 else "changed"
        if clean != data:
            target.write_bytes(clean)
            return Original(file, path, hash_file(target), len(clean), True, fault)
    sha256, size = copy_hashed(file.path, target)
    return Original(file, path, sha256, size, False, "" if sha256 == file.sha256 else "changed")


def read_originals(item: Item, scratch: Path) -> list[Original]:
    """An item's files as they lie in the store; only a photo that tells its place is copied, without it."""
    return [read_original(file, scratch) for file in item.files]


def read_original(file: Attached, scratch: Path) -> Original:
    """One file, compared with what was filed."""
    if not file.path.exists():
        return Original(file, "", "", 0, False, "lost")
    fault = "" if hash_file(file.path) == file.sha256 else "changed"
    source, removed = file.path, False
    if starts_as_jpeg(file.path):
        data = file.path.read_bytes()
        clean = without_place(data)
        if clean != data:
            source, removed = scratch / f"photo-{file.id}.jpg", True
            source.write_bytes(clean)
    return Original(file, str(source), file.sha256, file.size, removed, fault)


def starts_as_jpeg(path: Path) -> bool:
    """Whether a file is a JPEG, whatever it is called."""
    with path.open("rb") as handle:
        return handle.read(len(SIGNATURE)) == SIGNATURE
