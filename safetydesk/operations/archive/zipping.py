"""A folder as a zip that is the same for the same files."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say: the day of packing says nothing about the files."""
WORTH_PACKING = (".json", ".txt", ".csv", ".bmp", ".tif", ".tiff", ".doc", ".xls", ".ppt", ".wps", ".et")
"""Everything else is packed already."""
UNIX, FILE_MODE = 3, 0o100644 << 16
CHUNK = 1 << 20


def is_zip(path: Path) -> bool:
    """Whether a package of that name is a zip."""
    return path.suffix.lower() == ".zip"


def write_zip(root: Path, target: Path) -> None:
    """Write every file below `root`, sorted by name, without the folder itself."""
    files = sorted((path.relative_to(root).as_posix(), path) for path in root.rglob("*") if path.is_file())
    with ZipFile(target, "w") as package:
        for name, path in files:
            info = ZipInfo(name, FIRST_DAY)
            info.create_system, info.external_attr = UNIX, FILE_MODE
            info.compress_type = ZIP_DEFLATED if path.suffix.lower() in WORTH_PACKING else ZIP_STORED
            info.file_size = path.stat().st_size
            with path.open("rb") as source, package.open(info, "w") as place:
                shutil.copyfileobj(source, place, CHUNK)
