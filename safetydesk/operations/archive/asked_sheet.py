"""The bureau's lists as sheets of the catalogue: each line with the papers that answer it, or that there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from safetydesk.core.sheet import Kind, Sheet, SheetColumn
from safetydesk.export.catalogue_xlsx import Section
from safetydesk.operations.archive.gathering import Asked, PackageJob
from safetydesk.operations.archive.naming import Names, safe_sheet

COLUMNS: tuple[tuple[str, Kind, int, Literal["left", "center", "right"]], ...] = (
    ("number", "text", 8, "left"),
    ("asked", "text", 44, "left"),
    ("score", "number", 8, "right"),
    ("code", "text", 30, "left"),
    ("title", "text", 44, "left"),
    ("dated", "day", 14, "center"),
)
SCORE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")
Links = dict[str, str]


def asked_sections(job: PackageJob, links: Mapping[int, Links], names: Names) -> list[Section]:
    """A sheet for each list; `links` are those of the catalogue's own rows, by item."""
    return [section(job, asked, links, names) for asked in job.asked]


def section(job: PackageJob, asked: Asked, links: Mapping[int, Links], names: Names) -> Section:
    """One list: a row for each paper of each line."""
    rows = list(rows_of(job, asked))
    say = job.words.text
    missing = sum(not line.items for line in asked.lines)
    return Section(
        names.give(safe_sheet(asked.name)),
        Sheet(
            title=asked.name,
            columns=tuple(
                SheetColumn(key, say(f"bureau.column_{key}"), kind, width, align) for key, kind, width, align in COLUMNS
            ),
            rows=tuple(row for row, _ in rows),
            subtitle=say("bureau.answered", n=len(asked.lines) - missing, all=len(asked.lines)),
            footer=job.footer,
        ),
        [links.get(item, {}) if item is not None else {} for _, item in rows],
    )


def rows_of(job: PackageJob, asked: Asked) -> Iterator[tuple[tuple[Any, ...], int | None]]:
    """The cells of each row, and the item that it names."""
    values = {item.id: item.values for item in job.items}
    for line in asked.lines:
        head = (line.number, line.title, score_of(line.score))
        here = [item for item in line.items if item in values]
        if not here:
            yield (*head, "", job.words.text("bureau.missing"), None), None
        for place, item in enumerate(here):
            told = values[item]
            own = head if place == 0 else (line.number, "〃", None)
            yield (*own, told["code"] or "", told["title"], told["dated"]), item


def score_of(text: str) -> int | float | str:
    """Points as a number where the bureau wrote one; "5 points" or "3–5" stays as it wrote it."""
    if not SCORE.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)
