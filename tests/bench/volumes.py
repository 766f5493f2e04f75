"""A volume of mixed scans, beside the bare merge of the same files and beside copying their bytes.

The volume loads its faces, proves every file, looks where stamps and numbers have room, and draws them; the merge does
none of it, and writes each byte once. So the goals against it only tell when something has become much slower.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import img2pdf
import pikepdf

from safetydesk.export.volume import pictures
from safetydesk.operations.archive.single_volume import write_single
from safetydesk.storage.attachments import hash_file
from tests.bench.made_school import Schools
from tests.bench.measuring import Case, Side
from tests.bench.scanned_files import PAGE, volume_of, write_files

PAIRS = 150


def volumes(schools: Schools, scale: float) -> Iterator[Case]:
    """Half of the files are scans, half are PDFs of one to three pages."""
    files = write_files(schools.below / "scans", max(int(PAIRS * scale), 1))
    paths = [path for path, _ in files]
    job = volume_of(paths, schools.below / "scratch")
    target = schools.below / "volume.pdf"
    ours = Side("volume with stamps, numbers, contents", lambda _: write_single(job, target))
    bare = Side("img2pdf and pikepdf, bare merge", lambda _: merge(paths, schools.below / "bare.pdf"))
    copy = Side("all bytes copied", lambda _: copy_bytes(paths, schools.below / "bytes"))
    size = sum(path.stat().st_size for path in paths) / 1e6
    unit = f"{len(paths):,} files, {files[-1][1][-1]:,} pages, {size:.0f} MB"
    checked = Side(
        "the same, each file hashed and each scan read", lambda _: merge(paths, schools.below / "c.pdf", True)
    )
    yield Case("volumes", unit, ours, ((checked, 3), (bare, 10), (copy, 28)))


def merge(paths: Sequence[Path], target: Path, checked: bool = False) -> None:
    """The pages of all files one behind another, and nothing else; `checked`: with the proof that a volume asks for."""
    with pikepdf.new() as whole:
        for path in paths:
            if checked:
                prove(path)
            source = BytesIO(img2pdf.convert(path, layout_fun=PAGE)) if path.suffix == ".jpg" else path
            with pikepdf.open(source) as part:
                whole.pages.extend(part.pages)
        whole.save(target)
    settle(target)


def prove(path: Path) -> None:
    """Compare a file with what was filed, and read a scan to its end."""
    hash_file(path)
    if path.suffix == ".jpg":
        pictures.prove(path, "JPEG")


def copy_bytes(paths: Sequence[Path], target: Path) -> None:
    """What cat would do."""
    with target.open("wb") as out:
        for path in paths:
            with path.open("rb") as source:
                shutil.copyfileobj(source, out, 1 << 20)
    settle(target)


def settle(path: Path) -> None:
    """Have the disk hold it, as the volume's writer does."""
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


FAMILIES = {("volumes",): volumes}
"""Beginnings of names, and what measures them."""
