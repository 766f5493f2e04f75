"""The package's own page for a browser: every document, found by its words, code or class, with no program at all.

One file without anything from outside, so that it opens from a stick on any PC; old browsers of offices included.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any
from urllib.parse import quote

from safetydesk.operations.archive.gathering import Item, PackageJob
from safetydesk.operations.archive.papers import Filled, VolumeFile
from safetydesk.paths import resources

NAME = "index.html"
PLACE = re.compile(r"\{\{(\w+)\}\}")
LABELS = ("search", "class", "all", "noscript")
FIELDS = {"code": "code", "item": "title", "author": "author", "dated": "dated", "pages": "pages"}
"""What a heading is called here, and the field of the register that has its words."""


def index_page(job: PackageJob, filled: Filled) -> str:
    """The page as HTML; whatever stands in a title or a name is text there and nothing else."""
    say = job.words.text
    texts = {name: say(f"archive_index.{name}") for name in LABELS}
    texts |= {name: say(f"field.files.{field}") for name, field in FIELDS.items()}
    texts |= {
        "language": job.words.language.replace("_", "-"),
        "title": say("archive_index.title", school=job.school["name"], year=job.year_text),
        "about": say("archive_index.about", n=len(job.items), volumes=len(filled.volumes)),
        "files": say("archive_index.files"),
    }
    parts = {name: escape(text) for name, text in texts.items()}
    parts["data"] = in_script({"count": say("archive_index.count"), "items": rows(job, filled)})
    page = (resources() / "package" / NAME).read_text(encoding="utf-8")
    return PLACE.sub(lambda found: parts[found[1]], page)


def rows(job: PackageJob, filled: Filled) -> list[dict[str, Any]]:
    """Every document in the order of the catalogue, with where its pages and its files are."""
    volumes = {volume.class_code: volume for volume in filled.volumes}
    places: dict[str, int] = {}
    told = []
    for item in job.items:
        place = places[item.class_code] = places.get(item.class_code, 0) + 1
        told.append(row(job, filled, item, volumes.get(item.class_code), place))
    return told


def row(job: PackageJob, filled: Filled, item: Item, volume: VolumeFile | None, place: int) -> dict[str, Any]:
    """One document."""
    values = item.values
    page = volume.first_pages.get(place) if volume else None
    return {
        "code": values["code"] or "",
        "title": values["title"],
        "author": values["author"],
        "dated": values["dated"].isoformat(),
        "pages": values["pages"],
        "group": f"{item.class_code} {job.classes[item.class_code]}",
        "volume": f"{quote(volume.path)}#page={page}" if volume and page else "",
        "files": [
            {"name": original.file.caption or original.file.name, "path": quote(original.path)}
            for original in filled.originals[item.id]
            if original.path
        ],
    }


def in_script(content: Any) -> str:
    """JSON that can stand inside a script: nothing in it can end the script or begin a comment."""
    text = json.dumps(content, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
