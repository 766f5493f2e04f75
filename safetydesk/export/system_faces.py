"""The faces that GB/T 9704-2012 names, where this PC has them: 仿宋 for the body, 小标宋 for the title.

They may be embedded in what is printed but not given away with the program; without them our own stand in.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BODY_FILES = ("simfang.ttf", "stfangso.ttf", "fzfsjw.ttf")
"""仿宋 of Windows, 华文仿宋, 方正仿宋."""
TITLE_FILES = ("fzxbsjw.ttf", "fzxbsk.ttf", "方正小标宋简体.ttf", "stzhongs.ttf")
"""方正小标宋, then 华文中宋, which comes with Office."""


@dataclass(frozen=True)
class SystemFaces:
    """Files of the standard's faces; None where this PC has none."""

    body: Path | None = None
    title: Path | None = None

    @property
    def lacking(self) -> tuple[str, ...]:
        """What our own faces stand in for."""
        return tuple(name for name in ("body", "title") if getattr(self, name) is None)


def font_folders() -> list[Path]:
    """Where Windows keeps fonts: for everybody, and for this user alone; elsewhere neither is set."""
    roots = (os.environ.get("WINDIR"), os.environ.get("LOCALAPPDATA"))
    tails = (Path("Fonts"), Path("Microsoft/Windows/Fonts"))
    return [Path(root) / tail for root, tail in zip(roots, tails, strict=True) if root]


def find_faces(folders: Sequence[Path]) -> SystemFaces:
    """The first of each list that is there, whatever the case of its name."""
    there = {path.name.casefold(): path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir())}
    body, title = (next((there[name] for name in names if name in there), None) for names in (BODY_FILES, TITLE_FILES))
    return SystemFaces(body, title)
