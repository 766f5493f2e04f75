"""Ways to tamper with a package by chance, each with what has to be told of it and how it is undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

MANIFESTS = ("校验.json", "checksums.json")
Told = dict[str, list[object]]
Undo = Callable[[], object]


@dataclass
class Tamperer:
    """Changes one thing in a folder at a time."""

    root: Path
    random: Random
    names: list[str] = field(init=False)

    def __post_init__(self) -> None:
        found = (path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file())
        self.names = sorted(name for name in found if name not in MANIFESTS)

    def once(self, kind: str) -> tuple[Told, Undo]:
        """Do one thing of a kind to a file drawn by lot."""
        name = self.random.choice(self.names)
        told: Told = {"changed": [], "missing": [], "added": [], "renamed": []}
        undo = getattr(self, kind)(self.root / name, name, told)
        return told, undo

    def flip(self, path: Path, name: str, told: Told) -> Undo:
        """One bit of one byte."""
        data = path.read_bytes()
        changed = bytearray(data)
        changed[self.random.randrange(len(data))] ^= 1 << self.random.randrange(8)
        path.write_bytes(changed)
        told["changed"].append(name)
        return lambda: path.write_bytes(data)

    def truncate(self, path: Path, name: str, told: Told) -> Undo:
        """The end is missing, or all of it."""
        data = path.read_bytes()
        path.write_bytes(data[: self.random.randrange(len(data))])
        told["changed"].append(name)
        return lambda: path.write_bytes(data)

    def rename(self, path: Path, name: str, told: Told) -> Undo:
        """Another name, now and then in another folder."""
        folder = self.random.choice([path.parent, self.root])
        new = folder / f"{path.stem} 副本{self.random.randrange(1000)}{path.suffix}"
        path.rename(new)
        told["renamed"].append([name, new.relative_to(self.root).as_posix()])
        return lambda: new.rename(path)

    def delete(self, path: Path, name: str, told: Told) -> Undo:
        """Gone."""
        data = path.read_bytes()
        path.unlink()
        told["missing"].append(name)
        return lambda: path.write_bytes(data)

    def add(self, path: Path, name: str, told: Told) -> Undo:
        """A file that nobody packed: a copy of one that is there, or something else."""
        new = path.with_name(f"新{self.random.randrange(1000)}{path.suffix}")
        if self.random.random() < 0.5:
            shutil.copyfile(path, new)
        else:
            new.write_bytes(self.random.randbytes(self.random.randrange(1, 5000)))
        told["added"].append(new.relative_to(self.root).as_posix())
        return new.unlink


KINDS = ("flip", "truncate", "rename", "delete", "add")
