"""What a package says of itself: metadata for programs, checksums for proof, a page of plain text for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetydesk import __version__
from safetydesk.errors import Message
from safetydesk.operations.archive.gathering import PackageJob
from safetydesk.operations.archive.manifest import json_bytes, manifest_of
from safetydesk.operations.archive.originals import Original
from safetydesk.storage.atomic import write_atomic
from safetydesk.storage.attachments import hash_file

FORMAT = "safetydesk-package/1"


@dataclass(frozen=True)
class VolumeFile:
    """A volume in the package."""

    class_code: str
    path: str
    items: int
    pages: int
    first_pages: dict[int, int]
    archival: bool

    @property
    def claim(self) -> str:
        """The standard it keeps."""
        return "PDF/A-2u" if self.archival else "PDF"


@dataclass(frozen=True)
class Filled:
    """Everything that was put into a package."""

    originals: dict[int, list[Original]]
    """By the item's id."""
    volumes: tuple[VolumeFile, ...]
    ledgers: tuple[tuple[str, str, int], ...]
    """Key, path and rows of each register."""
    notes: tuple[Message, ...]


def metadata(job: PackageJob, filled: Filled) -> dict[str, Any]:
    """The content of the metadata file."""
    return {
        "format": FORMAT,
        "school": job.school,
        "school_year": {"year": job.year, "first_day": f"{job.year}-09-01", "last_day": f"{job.year + 1}-08-31"},
        **({"classes": list(job.chosen)} if job.chosen else {}),
        "program": {"name": "SafetyDesk", "version": __version__},
        "history": {"seq": job.anchor.seq, "head": job.anchor.head},
        "items": items(job, filled),
        "volumes": [
            {"path": one.path, "class": one.class_code, "items": one.items, "pages": one.pages, "claim": one.claim}
            for one in filled.volumes
        ],
        "registers": [{"register": key, "path": path, "rows": rows} for key, path, rows in filled.ledgers],
        "notes": [job.words.say(note) for note in filled.notes],
    }


def items(job: PackageJob, filled: Filled) -> list[dict[str, Any]]:
    """Every document with all its fields, its files, and where it begins in its volume."""
    volumes = {volume.class_code: volume for volume in filled.volumes}
    places: dict[str, int] = {}
    told = []
    for item in job.items:
        places[item.class_code] = places.get(item.class_code, 0) + 1
        volume = volumes[item.class_code]
        told.append(
            {
                **item.values,
                "class_code": item.class_code,
                "volume": volume.path,
                "first_page": volume.first_pages.get(places[item.class_code]),
                "files": [file_told(original) for original in filled.originals[item.id]],
            }
        )
    return told


def file_told(original: Original) -> dict[str, Any]:
    """A file with both checksums: of what was filed, and of the copy."""
    file = original.file
    return {
        "name": file.name, "caption": file.caption, "media_type": file.media_type, "path": original.path,
        "size": file.size, "sha256": file.sha256, "copy_size": original.size, "copy_sha256": original.sha256,
        "place_removed": original.place_removed, "fault": original.fault,
    }  # fmt: skip


def explanation(job: PackageJob, filled: Filled) -> str:
    """The page for people."""
    words = job.words
    removed = sum(original.place_removed for some in filled.originals.values() for original in some)
    lines = [
        words.text("archive.about_title", school=job.school["name"], year=job.year_text),
        "",
        *chosen_lines(job),
        *words.text("archive.about_body", names=names_of(job)).strip().splitlines(),
        "",
        *(words.text("archive.about_volume", file=one.path, pages=one.pages, claim=words.text(f"archive.claim_{'a' if one.archival else 'plain'}")) for one in filled.volumes),
    ]  # fmt: skip
    if removed:
        lines += ["", words.text("archive.about_places", n=removed)]
    if filled.notes:
        lines += ["", words.text("archive.about_notes"), *(f"- {words.say(note)}" for note in filled.notes)]
    return "\r\n".join([*lines, ""])


def chosen_lines(job: PackageJob) -> list[str]:
    """Which part of the year it is, where it is not the whole."""
    if not job.chosen:
        return []
    named = tuple(f"{code} {job.classes[code]}" for code in job.chosen)
    return [job.words.text("archive.about_classes", classes=named, n=len(job.items)), ""]


def names_of(job: PackageJob) -> dict[str, str]:
    """What the parts of a package are called in its language."""
    keys = ("catalogue", "catalogue_pdf", "volumes", "originals", "ledgers", "metadata", "manifest", "about")
    return {key: job.words.text(f"archive.name_{key}") for key in keys}


def manifest(root: Path, without: str) -> dict[str, Any]:
    """Path, size and SHA-256 of every file below `root` but the manifest itself.

    The manifest cannot vouch for itself, and a checksum of it inside the package could be rewritten with it: its
    own checksum is kept where the package never goes, in the school's history, with the entry of the building. A
    checksum of the list inside it tells a damaged list from a damaged file.
    """
    paths = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    files = [
        {"path": name, "size": (root / name).stat().st_size, "sha256": hash_file(root / name)}
        for name in paths
        if name != without
    ]
    return manifest_of(files)


def write_json(path: Path, content: Any) -> None:
    """Readable JSON in UTF-8; dates in ISO form."""
    write_bytes(path, json_bytes(content))


def write_bytes(path: Path, data: bytes) -> None:
    """A small file, whole or not at all."""
    write_atomic(path, lambda target: target.write_bytes(data))


def texts_of(job: PackageJob) -> Sequence[tuple[str, ...]]:
    """Everything of a job that is drawn on a page, for the check of its characters: a name first, then the texts."""
    school = (job.school["name"], job.school["fonds"], *job.classes.values())
    return [
        school,
        *(
            tuple(str(item.values[key] or "") for key in ("code", "title", "author", "doc_no", "note"))
            for item in job.items
        ),
    ]
