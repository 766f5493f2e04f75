"""A package's files one by one, from a folder or a zip, without trusting what it says of itself."""

from __future__ import annotations

import hashlib
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from safetydesk.errors import UserError, message
from safetydesk.operations.archive.place import Identity, identity

MOST_FILES = 200_000
MOST_RATIO = 200
"""Of the unpacked size to the packed one: what is filed hardly shrinks."""
ALWAYS_FINE = 64 << 20
"""Unpacked bytes that are never absurd."""
MOST_LISTED = 128 << 20
"""Bytes of the list of checksums."""
CHUNK = 1 << 20
UTF8_NAME, ENCRYPTED = 0x800, 0x1
UNREADABLE = ""
"""Stands for the checksum of a file that cannot be read to its end: it equals none."""
FAULTS = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, LargeZipFile)


class Opened(Protocol):
    """The files of a package by their names."""

    def names(self) -> list[str]:
        """Names of all files, with slashes."""
        ...

    def read(self, name: str) -> bytes:
        """A whole small file; raises UserError for one that is absurdly large or damaged."""
        ...

    def sha256(self, name: str) -> str:
        """Checksum of a file."""
        ...


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open a package; raises UserError for what is none."""
    if path.is_dir():
        yield Folder(path, identity(path))
        return
    if not path.is_file():
        raise UserError(message("archive.not_there", path=str(path)), message("archive.not_there_hint"))
    try:
        package = ZipFile(path)
    except (*FAULTS, OSError, ValueError) as error:
        raise UserError(message("archive.broken_zip", file=path.name), message("archive.broken_zip_hint")) from error
    with package:
        yield Zipped(package, path)


@dataclass(frozen=True)
class Folder:
    """A package as a folder."""

    root: Path
    made: Identity | None
    """Which folder it was when it was opened."""

    def names(self) -> list[str]:
        return sorted(self.paths())

    def paths(self) -> dict[str, Path]:
        """Files by name; a link to elsewhere counts as a file of its own, and is not followed."""
        return {
            composed(path.relative_to(self.root).as_posix()): path
            for path in self.root.rglob("*")
            if path.is_symlink() or path.is_file()
        }

    def read(self, name: str) -> bytes:
        path = self.paths()[name]
        if path.is_symlink() or path.stat().st_size > MOST_LISTED:
            raise UserError(message("archive.bad_list", file=name), message("archive.bad_list_hint"))
        return path.read_bytes()

    def sha256(self, name: str) -> str:
        path = self.root / name
        if not path.exists():
            path = self.paths().get(name, path)
        if path.is_symlink():
            return UNREADABLE
        try:
            with path.open("rb") as handle:
                return hashlib.file_digest(handle, "sha256").hexdigest()
        except OSError as error:
            if identity(self.root) != self.made:
                raise gone(self.root) from error
            return UNREADABLE


class Zipped:
    """A package as a zip. Nothing is unpacked; bytes are counted while they are read."""

    def __init__(self, package: ZipFile, path: Path) -> None:
        self.package, self.path = package, path
        infos = [info for info in package.infolist() if not info.is_dir()]
        refuse_absurd(infos, path)
        self.infos: dict[str, ZipInfo] = {}
        for info in infos:
            name = name_of(info)
            if not inside(name) or name in self.infos:
                raise UserError(message("archive.bad_name", name=name[:80]), message("archive.broken_zip_hint"))
            self.infos[name] = info

    def names(self) -> list[str]:
        return sorted(self.infos)

    def read(self, name: str) -> bytes:
        info = self.infos[name]
        if info.file_size > MOST_LISTED:
            raise UserError(message("archive.bad_list", file=name), message("archive.bad_list_hint"))
        try:
            with self.package.open(info) as handle:
                return handle.read(MOST_LISTED)
        except FAULTS as error:
            raise UserError(message("archive.bad_list", file=name), message("archive.bad_list_hint")) from error

    def sha256(self, name: str) -> str:
        info = self.infos[name]
        try:
            with self.package.open(info) as handle:
                return digest(handle, info.file_size)  # type: ignore[arg-type]
        except (*FAULTS, OSError) as error:
            if not self.path.exists():
                raise gone(self.path) from error
            return UNREADABLE


def gone(path: Path) -> UserError:
    """The sentence for a package whose stick was pulled out while it was checked."""
    return UserError(message("archive.gone", path=str(path)), message("archive.gone_hint"))


def digest(handle: BinaryIO, size: int) -> str:
    """Checksum of at most so many bytes; a file that goes on after them cannot be what it says."""
    told, read = hashlib.sha256(), 0
    while chunk := handle.read(CHUNK):
        read += len(chunk)
        if read > size:
            return UNREADABLE
        told.update(chunk)
    return told.hexdigest()


def refuse_absurd(infos: list[ZipInfo], path: Path) -> None:
    """Raise UserError for a zip that would unpack to far more than any package."""
    whole = sum(info.file_size for info in infos)
    if len(infos) > MOST_FILES or whole > max(ALWAYS_FINE, MOST_RATIO * path.stat().st_size):
        raise UserError(message("archive.absurd_zip", file=path.name), message("archive.broken_zip_hint"))
    if any(info.flag_bits & ENCRYPTED for info in infos):
        raise UserError(message("archive.locked_zip", file=path.name), message("archive.locked_zip_hint"))


def name_of(info: ZipInfo) -> str:
    """A file's name; older Chinese programs write it in GB 18030, which zipfile takes for something else."""
    if info.flag_bits & UTF8_NAME or info.filename.isascii():
        return composed(info.filename)
    try:
        return composed(info.filename.encode("cp437").decode("gb18030"))
    except UnicodeError:
        return composed(info.filename)


def composed(name: str) -> str:
    """A name as Windows writes it: macOS takes accents apart."""
    return unicodedata.normalize("NFC", name)


def inside(name: str) -> bool:
    """Whether a name stays within its folder on every system."""
    path = PurePosixPath(name)
    parts = name.split("/")
    outside = path.is_absolute() or "\\" in name or ":" in name or "\0" in name
    return bool(name) and not outside and all(part not in ("", ".", "..") for part in parts)
